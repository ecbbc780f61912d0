"""Makes kept pages stale when a page becomes private or public."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction

from cms.base.models import Stamp
from cms.base.stamps import LIVE


@receiver([post_save, post_delete], sender=PageViewRestriction, dispatch_uid="pages.live.restriction")
def bump_live(sender: type[PageViewRestriction], **kwargs: Any) -> None:
    """Nothing that was made while the page was public is shown any more."""
    Stamp.objects.bump(LIVE)
