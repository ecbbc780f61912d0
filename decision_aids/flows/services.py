"""What changes more than one row when a decision aid is published or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from wagtail.models import Page

from cms.base.models import Stamp
from cms.base.stamps import LIVE
from decision_aids.flows.compile import compile_aid
from decision_aids.flows.gate import refuse_errors
from decision_aids.flows.hashes import structure_hash, text_hash
from decision_aids.flows.versions import FlowVersion

if TYPE_CHECKING:
    from wagtail.models import Revision

    from decision_aids.flows.models import DecisionAidPage


@transaction.atomic
def publish_version(page: DecisionAidPage, revision: Revision | None = None) -> FlowVersion:
    """Make the version that people who start from now on work through, and give it.

    Publishing the same text twice makes no second version. People half-way follow at once when only words changed;
    otherwise they stay where they are, and their version is marked as superseded. Raises `CannotPublish` when the aid
    holds errors.
    """
    compiled = compile_aid(page)
    refuse_errors(page, compiled)
    versions = FlowVersion.objects.select_for_update().of(page)
    structure, text = structure_hash(compiled.document), text_hash(compiled.document)
    newest = versions.order_by("-number").first()
    if newest is not None and newest.text_hash == text and not newest.withdrawn:
        return newest
    version = FlowVersion.objects.create(
        flow_key=page.translation_key,
        language=page.locale.language_code,
        number=newest.number + 1 if newest else 1,
        document=compiled.document,
        structure_hash=structure,
        text_hash=text,
        revision=revision,
    )
    earlier = versions.exclude(pk=version.pk)
    earlier.filter(structure_hash=structure).update(follows=version, superseded=False)
    earlier.exclude(structure_hash=structure).update(superseded=True)
    return version


@transaction.atomic
def withdraw_version(version: FlowVersion, *, reason: str, and_earlier: bool = False) -> int:
    """Take a version back, with all before it if asked: what it says is wrong or dangerous.

    People half-way can still read back what they wrote, and are told why they cannot go on. Gives how many.
    """
    versions = FlowVersion.objects.filter(flow_key=version.flow_key, language=version.language, withdrawn=False)
    numbers = {"number__lte": version.number} if and_earlier else {"number": version.number}
    withdrawn = versions.filter(**numbers).update(withdrawn=True, withdrawn_reason=reason)
    Stamp.objects.bump(LIVE)  # the start page may have nothing to start any more
    return withdrawn


def find_start(flow_key: UUID, language: str) -> FlowVersion | None:
    """Give the version to start with: the newest of an aid that is live in this language, or None."""
    live = Page.objects.live().filter(translation_key=flow_key, locale__language_code=language)
    return FlowVersion.objects.current(flow_key, language) if live.exists() else None
