"""Makes kept pages stale when an organisation or a helpline changes."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from cms.base.models import Stamp
from cms.base.stamps import LIVE
from content.directory.models import Helpline, Organisation


@receiver([post_save, post_delete], sender=Helpline, dispatch_uid="directory.live.helpline")
@receiver([post_save, post_delete], sender=Organisation, dispatch_uid="directory.live.organisation")
def bump_live(sender: type, **kwargs: Any) -> None:
    """Every page that shows it shows it anew."""
    Stamp.objects.bump(LIVE)
