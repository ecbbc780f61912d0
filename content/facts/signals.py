"""Makes kept pages stale when a fact changes."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from cms.base.models import Stamp
from cms.base.stamps import LIVE
from content.facts.models import Fact


@receiver([post_save, post_delete], sender=Fact, dispatch_uid="facts.live")
def bump_live(sender: type[Fact], **kwargs: Any) -> None:
    """Every page that shows the fact shows it anew."""
    Stamp.objects.bump(LIVE)
