"""What changes more than one row when a decision aid is published or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from decision_aids.flows.compile import compile_aid, structure_hash, text_hash
from decision_aids.flows.models import FlowVersion

if TYPE_CHECKING:
    from wagtail.models import Revision

    from decision_aids.flows.models import DecisionAidPage


@transaction.atomic
def publish_version(page: DecisionAidPage, revision: Revision | None = None) -> FlowVersion:
    """Make the version that people who start from now on work through, and give it.

    Publishing the same text twice makes no second version. People half-way follow at once when only words changed;
    otherwise they stay where they are, and their version is marked as superseded. Raises `ValueError` when the aid
    holds errors: the form and the page refuse before it comes to this.
    """
    compiled = compile_aid(page)
    if compiled.errors:
        raise ValueError(f"{page} cannot be published: {[issue.code for issue in compiled.errors]}")
    versions = FlowVersion.objects.select_for_update().of(page)
    structure, text = structure_hash(compiled.document), text_hash(compiled.document)
    newest = versions.order_by("-number").first()
    if newest is not None and newest.text_hash == text and not newest.withdrawn:
        return newest
    number = (versions.aggregate(number=Max("number"))["number"] or 0) + 1
    version = FlowVersion.objects.create(
        flow_key=page.translation_key,
        language=page.locale.language_code,
        number=number,
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
def withdraw_versions(page: DecisionAidPage, *, reason: str) -> int:
    """Take back all versions of an aid in its language: what they say is wrong or dangerous.

    People half-way can still read back what they wrote, and are told why they cannot go on. Gives how many.
    """
    return FlowVersion.objects.of(page).filter(withdrawn=False).update(withdrawn=True, withdrawn_reason=reason)
