"""Makes a version of a decision aid whenever one is published."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published

from decision_aids.flows.models import DecisionAidPage
from decision_aids.flows.services import publish_version


@receiver(page_published, sender=DecisionAidPage, dispatch_uid="flows.publish_version")
def make_version(sender: type, instance: DecisionAidPage, **kwargs: Any) -> None:
    """Make the version, unless saving the page has made it already (an alias has no revision of its own)."""
    publish_version(instance, kwargs.get("revision"))
