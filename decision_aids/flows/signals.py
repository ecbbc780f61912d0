"""Makes a version of a decision aid whenever one is published, and tells when its exercises are switched off."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.signals import page_published

from cms.base.models import Stamp
from cms.base.stamps import LIVE
from decision_aids.flows.models import DecisionAidPage, ExerciseSettings
from decision_aids.flows.services import publish_version


@receiver(page_published, sender=DecisionAidPage, dispatch_uid="flows.publish_version")
def make_version(sender: type, instance: DecisionAidPage, **kwargs: Any) -> None:
    """Make the version, unless saving the page has made it already (an alias has no revision of its own)."""
    publish_version(instance, kwargs.get("revision"))


@receiver([post_save, post_delete], sender=ExerciseSettings, dispatch_uid="flows.live.settings")
def bump_live(sender: type, **kwargs: Any) -> None:
    """Let every process read anew which exercises visitors get."""
    Stamp.objects.bump(LIVE)
