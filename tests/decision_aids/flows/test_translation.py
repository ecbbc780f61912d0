"""An aid in two languages: the same ids, so that answers, conditions and structure hold in both."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from decision_aids.flows.hashes import structure_hash
from decision_aids.flows.models import DecisionAidPage, FlowVersion
from decision_aids.flows.walking import walk
from tests.factories.aids import choice, make_aid, publish, step, text, whole_flow

pytestmark = pytest.mark.django_db


@pytest.fixture
def french() -> Locale:
    locale = Locale.objects.get_or_create(language_code="fr")[0]
    Page.objects.get(depth=2).copy_for_translation(locale)
    return locale


def ids_of(page: DecisionAidPage) -> list[str]:
    return [
        place.owner
        for name in ("flow", "options")
        for place in walk(getattr(page, name).stream_block, getattr(page, name))
        if place.has_id
    ]


def translate(aid: DecisionAidPage, locale: Locale) -> Translation:
    """Send an aid to the translators and give each of its strings a French one."""
    source, _made = TranslationSource.get_or_create_from_instance(aid)
    translation, _made = Translation.objects.get_or_create(source=source, target_locale=locale)
    fill(translation)
    return translation


def fill(translation: Translation) -> None:
    for segment in translation.source.stringsegment_set.select_related("string", "context"):
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": f"FR {segment.string.data}"},
        )


def french_page(aid: DecisionAidPage) -> DecisionAidPage:
    return DecisionAidPage.objects.get(translation_key=aid.translation_key, locale__language_code="fr")


def strings_of(translation: Translation) -> set[str]:
    return {segment.string.data for segment in translation.source.stringsegment_set.select_related("string")}


def test_translators_get_words_and_no_ids(french: Locale) -> None:
    aid = publish(make_aid())

    words = strings_of(translate(aid, french))

    assert {"Who", "Role?", "me", "partner", "Stay"} <= words
    assert not words & set(ids_of(aid))


def test_translation_keeps_every_id_and_the_structure(french: Locale) -> None:
    aid = publish(make_aid())

    translate(aid, french).save_target(publish=False)
    publish(french_page(aid))

    translated = french_page(aid)
    assert ids_of(translated) == ids_of(aid)
    assert translated.flow[1].value["title"] == "FR Who"
    dutch, other = FlowVersion.objects.get(language="nl"), FlowVersion.objects.get(language="fr")
    assert (dutch.flow_key, dutch.structure_hash) == (other.flow_key, other.structure_hash)
    assert other.load().steps[1].conditions == dutch.load().steps[1].conditions


def test_synced_translation_has_the_new_step_with_the_same_ids(french: Locale) -> None:
    aid = publish(make_aid())
    translate(aid, french).save_target(publish=False)
    publish(french_page(aid))
    flow = whole_flow()
    flow.insert(2, step("more", text("more-text"), choice("more-question", "yes", "no")))
    aid = publish(aid, flow)

    source, _made = TranslationSource.update_or_create_from_instance(aid)
    translation = Translation.objects.get(source=source, target_locale=french)
    fill(translation)
    translation.save_target(publish=False)
    publish(french_page(aid))

    assert ids_of(french_page(aid)) == ids_of(aid)
    hashes = {(row.language, row.number): row.structure_hash for row in FlowVersion.objects.all()}
    assert hashes["nl", 2] == hashes["fr", 2] != hashes["nl", 1] == hashes["fr", 1]


def test_stranger_survives_the_translators(french: Locale) -> None:
    stranger: dict[str, Any] = {"type": "other.mood", "value": {"a": [1]}, "id": "b6f0d7f5-0000-4000-8000-000000000001"}
    flow = whole_flow()
    aid = publish(make_aid(flow))
    flow[1]["value"]["items"].append(stranger)
    draft = aid.get_latest_revision_as_object()
    draft.flow = flow
    draft.save()

    translate(DecisionAidPage.objects.get(pk=aid.pk), french).save_target(publish=False)

    page = french_page(aid).get_latest_revision_as_object()
    raw = list(page.flow.stream_block.get_prep_value(page.flow))
    assert raw[1]["value"]["items"][-1] == stranger


def test_structure_has_one_name_in_every_language() -> None:
    aid = publish(make_aid())
    document = FlowVersion.objects.get().document

    assert structure_hash({**document, "language": "fr", "title": aid.title[::-1]}) == structure_hash(document)
