"""The check for pressure and danger: help at once, and nothing kept."""

import pytest
from wagtail.models import Locale

from content.directory.models import Helpline
from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance, item

QUESTIONS = [
    item("force", {"question": "Does somebody force you?"}),
    item("afraid", {"question": "Are you afraid of somebody?"}),
]
VALUE = {
    "label": "Are you safe?",
    "help": "We keep nothing.",
    "questions": QUESTIONS,
    "concern": "<p>You decide. <b>Talk to somebody today.</b></p>",
    "calm": "<p>Come back whenever you want.</p>",
    "helplines": [],
}
SPEC = {**VALUE, "questions": [{"id": one["id"], **one["value"]} for one in QUESTIONS]}
safety = registry.get("vrijuit.safety")

pytestmark = pytest.mark.django_db


def make_helpline(**fields):
    locale = Locale.objects.get_or_create(language_code="nl")[0]
    return Helpline.objects.create(
        **{"name": "1712", "number": "1712", "what_for": "Violence at home", "locale": locale, **fields}
    )


class TestSafety(ExerciseConformance):
    kind = "vrijuit.safety"
    posts = ({"force": "yes"}, {"force": "no", "afraid": "no"})

    def make_value(self):
        line = Helpline.objects.first() or make_helpline()
        return {**VALUE, "helplines": [item("line", line.pk)]}


@pytest.mark.parametrize("said", [{"force": "yes"}, {"force": "unsure"}, {"force": "no", "afraid": "unsure"}])
def test_any_sign_leads_to_help_at_once(said):
    reply = safety.reply(SPEC, said)

    assert reply == {"concern": True, "text": VALUE["concern"], "helplines": []}


def test_only_no_gets_the_calm_words():
    assert safety.reply(SPEC, {"force": "no", "afraid": "no"}) == {
        "concern": False,
        "text": VALUE["calm"],
        "helplines": [],
    }
    assert safety.reply({**SPEC, "calm": ""}, {"force": "no"}) is None
    assert safety.reply(SPEC, {"force": "", "afraid": ""}) is None


def test_helplines_are_those_of_today_in_the_order_of_the_editor():
    first = make_helpline(name="First", number="102")
    gone = make_helpline(name="Gone", number="103")
    last = make_helpline(name="Last", number="0800 20 120", always_open=False, hours="From 9:00 to 17:00")
    spec = {**SPEC, "helplines": [{"id": str(pk), "value": pk} for pk in (last.pk, gone.pk, first.pk)]}
    gone.delete()
    first.number = "106"
    first.save()

    lines = safety.reply(spec, {"force": "yes"})["helplines"]

    assert [(line["name"], line["number"], line["tel"], line["hours"]) for line in lines] == [
        ("Last", "0800 20 120", "080020120", "From 9:00 to 17:00"),
        ("First", "106", "106", ""),
    ]


def test_help_stands_in_the_form_with_the_numbers_and_the_way_out():
    kit = TestSafety()
    part = kit.part()

    html = kit.shown(part, kit.posted(part, kit.sent_with(part, {"force": "unsure"})))

    assert "<b>Talk to somebody today.</b>" in html
    assert 'href="tel:1712"' in html
    assert html.index("tel:1712") > html.index("Are you afraid of somebody?")


def test_nothing_is_kept_offered_or_counted():
    said = {"force": "yes", "afraid": "no"}

    assert safety.stores is False
    assert safety.clean(SPEC, said, None) is None
    assert list(safety.operands(SPEC)) == []
    assert safety.tally(SPEC, None) == ("skipped",)
