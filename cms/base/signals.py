"""Tells everything that keeps pages when what visitors can see has changed."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from cms.base.models import KeptPage, SiteSettings, Stamp
from cms.base.stamps import LIVE


@receiver([page_published, page_unpublished, page_slug_changed, post_page_move], dispatch_uid="base.live.page")
@receiver([post_save, post_delete], sender=SiteSettings, dispatch_uid="base.live.settings")
@receiver([post_save, post_delete], sender=Site, dispatch_uid="base.live.site")
@receiver([post_save, post_delete], sender=Redirect, dispatch_uid="base.live.redirect")
@receiver([post_save, post_delete], sender=Locale, dispatch_uid="base.live.locale")
def bump_live(sender: Any, **kwargs: Any) -> None:
    """Make every kept page stale, and let go of it."""
    KeptPage.objects.only("pk").delete()
    Stamp.objects.bump(LIVE)


@receiver(post_delete, dispatch_uid="base.live.page_deleted")
def bump_live_when_a_page_goes(sender: type, **kwargs: Any) -> None:
    """Make every kept page stale when a page of any type is deleted."""
    if issubclass(sender, Page):
        bump_live(sender)
