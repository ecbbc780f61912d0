"""Makes kept pages stale when a picture, a video or its captions change under them."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from cms.base.signals import bump_live
from cms.library.models import Document, Image, Media, MediaTrack


@receiver([post_save, post_delete], sender=Image, dispatch_uid="library.live.image")
@receiver([post_save, post_delete], sender=Document, dispatch_uid="library.live.document")
@receiver([post_save, post_delete], sender=Media, dispatch_uid="library.live.media")
@receiver([post_save, post_delete], sender=MediaTrack, dispatch_uid="library.live.track")
def bump_live_when_a_file_changes(sender: type, **kwargs: Any) -> None:
    """Make every kept page stale."""
    bump_live(sender)
