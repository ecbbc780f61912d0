"""The reference aid as a whole package: keys, conditions, ways, facts, film."""

import datetime
import re

import pytest

from tests.content.starters.package import Package, find_ids, find_strings, plain, words

PACKAGE = Package("ongepland-zwanger")
OPTIONS = ("uitdragen", "abortus", "pleegzorg", "adoptie")
KINDS = {
    "vrijuit.choice", "vrijuit.situation", "vrijuit.feelings", "vrijuit.questions", "vrijuit.pros_cons", "vrijuit.values",
    "vrijuit.statements", "vrijuit.leaning", "vrijuit.future", "vrijuit.network", "vrijuit.safety", "vrijuit.letter",
    "vrijuit.decision",
}  # fmt: skip
CONTENT = {
    "text", "picture", "video", "callout", "details", "option_grid", "helpline", "fact", "organisation", "quotation", "resource",
}  # fmt: skip
LEVELS = {"h2", "h3", "b", "i", "p", "ul", "ol", "li", "a"}
STAGES = {"new", "thinking", "close", "chosen"}
SITUATIONS = {"minor", "adult", "weeks-known", "weeks-unknown"}
PAGE_LINK = re.compile(r"<a [^>]*>")
NUMBER = re.compile(r"\+32|\b0\d{1,3}[ /.]\d|\b(?:102|106|112|1712|1813)\b|#31#")


def items_of(step):
    return step["value"]["items"]


def test_every_id_is_a_key_that_is_there_once():
    for name, part in PACKAGE.files.items():
        ids = list(find_ids(part))
        assert [found for found in ids if not found.startswith("key:")] == [], name
    every = [found for part in PACKAGE.pages.values() for found in find_ids(part)]
    assert sorted(found for found in set(every) if every.count(found) > 1) == []


def test_every_reference_leads_to_a_part_of_the_package():
    known = {
        *(f"ref:{kind}:{key}" for kind, key in PACKAGE.snippets),
        *(f"ref:{kind}:{key}" for kind, key in PACKAGE.media),
        *(f"ref:page:{key}" for key in PACKAGE.pages),
    }
    used = {
        found
        for part in PACKAGE.files.values()
        for text in find_strings(part)
        for found in re.findall(r"ref:[\w:-]+", text)
    }
    assert used - known == set()


def test_every_snippet_and_file_is_used():
    used = {
        found
        for part in PACKAGE.files.values()
        for text in find_strings(part)
        for found in re.findall(r"ref:[\w:-]+", text)
    }
    assert {f"ref:{kind}:{key}" for kind, key in [*PACKAGE.snippets, *PACKAGE.media]} - used == set()


def test_every_key_that_is_pointed_at_is_a_block():
    ids = {found for part in PACKAGE.pages.values() for found in find_ids(part)}
    pointed = set()
    for part in PACKAGE.pages.values():
        for text in find_strings(part):
            pointed |= (
                {text} if text.startswith("key:") else {f"key:{name}" for name in re.findall(r"\{key:([^}]+)\}", text)}
            )
    assert pointed - ids == set()


def test_pages_stand_under_a_page_of_the_package():
    above = {part["parent"] for key, part in PACKAGE.pages.items() if key != "home"}
    assert above - set(PACKAGE.pages) == set()
    slugs = [(part["parent"], part["fields"]["slug"]) for part in PACKAGE.pages.values()]
    assert len(slugs) == len(set(slugs))


def test_rich_text_holds_only_what_editors_can_make():
    for part in PACKAGE.files.values():
        for text in find_strings(part):
            assert set(re.findall(r"</?([a-z0-9]+)", text)) - LEVELS == set(), text[:80]
            for link in PAGE_LINK.findall(text):
                assert re.fullmatch(r'<a linktype="page" id="ref:page:[a-z-]+">', link)


def test_eight_chapters_with_the_steps_of_each():
    assert [(chapter["value"]["title"], len(steps)) for chapter, steps in PACKAGE.chapters] == [
        ("Waar je nu staat", 8),
        ("Je mogelijkheden", 8),
        ("Wat voor jou telt", 5),
        ("Afwegen", 3),
        ("De mensen om je heen", 7),
        ("Vooruitkijken", 2),
        ("Alles samen", 6),
        ("Daarna, wat je ook koos", 3),
    ]


def test_every_kind_of_exercise_and_of_content_is_used():
    used = [item["type"] for step in PACKAGE.steps for item in items_of(step)]
    assert {name for name in used if "." in name} == KINDS
    assert len([name for name in used if "." in name]) >= 20
    on_pages = {block["type"] for part in PACKAGE.pages.values() for block in part["fields"].get("body", [])}
    assert {name for name in used if "." not in name} | on_pages == CONTENT


def test_a_step_holds_one_exercise_at_most():
    assert [step["id"] for step in PACKAGE.steps if sum("." in item["type"] for item in items_of(step)) > 1] == []


def offered_operands(item):
    """The operands that a condition may ask of this item, as their keys."""
    value, offered = item["value"], set()
    if item["type"] == "vrijuit.choice":
        offered = {option["id"] for option in value["options"]} | ({"unsure"} if value["unsure"] else set())
    if item["type"] == "vrijuit.situation":
        names = [window["id"].removeprefix("key:") for window in value["windows"]]
        offered = SITUATIONS | {f"{state}:{{key:{name}}}" for name in names for state in ("open", "closed")}
    if item["type"] == "vrijuit.decision":
        offered = STAGES
    return offered


def test_every_condition_asks_an_earlier_question_for_an_answer_that_it_offers():
    seen = {}
    for chapter, steps in PACKAGE.chapters:
        for owner in (chapter, *steps):
            for row in owner["value"]["show_if"]:
                condition = row["value"]
                assert condition["operator"] in ("any", "all", "none")
                assert condition["source"] in seen, owner["id"]
                assert condition["operands"], owner["id"]
                assert set(condition["operands"]) <= seen[condition["source"]], owner["id"]
            if owner["type"] == "step":
                seen.update({item["id"]: offered_operands(item) for item in items_of(owner)})


def steps_for(held):
    """The titles of the steps that somebody sees whose answers hold these operands."""

    def holds(block):
        for row in block["value"]["show_if"]:
            condition = row["value"]
            common = held.get(condition["source"], set()) & set(condition["operands"])
            if bool(common) is (condition["operator"] == "none"):
                return False
        return True

    return [step for chapter, steps in PACKAGE.chapters if holds(chapter) for step in steps if holds(step)]


@pytest.mark.parametrize(
    ("held", "count", "ends"),
    [
        ({}, 31, ["uitkomst-zwanger", "slot"]),
        ({"key:wie": {"key:wie:zwanger"}, "key:besluit": {"thinking"}}, 32, ["uitkomst-zwanger", "slot"]),
        (
            {"key:wie": {"key:wie:zwanger"}, "key:situatie": {"minor"}, "key:besluit": {"close"}},
            34,
            ["uitkomst-zwanger", "slot"],
        ),
        (
            {
                "key:wie": {"key:wie:zwanger"},
                "key:situatie": {"minor", "closed:{key:venster:abortus}"},
                "key:knoop": {"key:knoop:geloof"},
                "key:besluit": {"new"},
            },
            36,
            ["uitkomst-zwanger", "slot"],
        ),
        ({"key:wie": {"key:wie:partner"}, "key:besluit": {"new"}}, 32, ["uitkomst-partner", "slot"]),
        ({"key:wie": {"key:wie:help"}}, 14, ["uitkomst-help", "slot"]),
    ],
)
def test_each_person_has_a_way_that_ends(held, count, ends):
    way = steps_for(held)
    assert len(way) == count
    assert [step["id"].removeprefix("key:") for step in way if step["value"]["outcome"]] == ends


def test_what_is_kept_is_explained_before_the_first_sensitive_step():
    order = [step["id"] for step in PACKAGE.steps]
    first = next(step["id"] for step in PACKAGE.steps if step["value"]["sensitive"])
    explained = PACKAGE.steps[order.index("key:bewaren")]
    assert order.index("key:bewaren") < order.index(first)
    assert "zeven woorden" in " ".join(find_strings(explained))
    asked_before = [
        item["type"] for step in PACKAGE.steps[: order.index(first)] for item in items_of(step) if "." in item["type"]
    ]
    assert asked_before == []


def option_step(option):
    return next(step for step in PACKAGE.steps if step["id"] == f"key:weg-{option}")


def headings(step):
    return re.findall(r"<h2>(.*?)</h2>", " ".join(item["value"] for item in items_of(step) if item["type"] == "text"))


def test_the_four_options_have_the_same_structure():
    shapes = [
        (
            [item["type"] for item in items_of(step)],
            headings(step),
            [item["value"].count("<li>") for item in items_of(step) if item["type"] == "text"],
            [len(re.findall(r"<p>", item["value"])) for item in items_of(step) if item["type"] == "text"],
        )
        for step in map(option_step, OPTIONS)
    ]
    assert shapes == [shapes[0]] * 4
    assert len(headings(option_step("abortus"))) == 6


def test_the_four_options_are_about_equally_long():
    counted = {
        option: sum(
            len(words(plain(item["value"] if item["type"] == "text" else item["value"]["text"])))
            for item in items_of(option_step(option))
            if item["type"] in ("text", "quotation")
        )
        for option in OPTIONS
    }
    introduced = [len(words(plain(option["value"]["intro"]))) for option in PACKAGE.aid["options"]]
    assert counted == {"uitdragen": 240, "abortus": 236, "pleegzorg": 233, "adoptie": 238}
    assert max(counted.values()) <= 1.15 * min(counted.values())
    assert max(introduced) <= 1.15 * min(introduced), introduced


def test_suggestions_and_quotations_are_in_balance():
    balance = next(item for step in PACKAGE.steps for item in items_of(step) if item["type"] == "vrijuit.pros_cons")
    given = [(row["value"]["option"], row["value"]["side"]) for row in balance["value"]["suggestions"]]
    assert {pair: given.count(pair) for pair in given} == {
        (f"key:optie-{option}", side): 3 for option in OPTIONS for side in ("for", "against")
    }
    ends = [
        [
            item["value"]["about"].rpartition(" en ")[2]
            for item in items_of(option_step(option))
            if item["type"] == "quotation"
        ]
        for option in OPTIONS
    ]
    assert ends == [["voelt zich er goed bij", "heeft gemengde gevoelens"]] * 4


def test_every_quotation_says_that_it_is_an_example():
    said = [
        item["value"]["who"]
        for part in PACKAGE.pages.values()
        for items in (
            part["fields"].get("body", []),
            *(items_of(step) for step in part["fields"].get("flow", []) if step["type"] == "step"),
        )
        for item in items
        if item["type"] == "quotation"
    ]
    assert len(said) >= 10
    assert [who for who in said if not who.startswith("Voorbeeld: ")] == []


def test_the_option_grid_answers_every_question_for_every_option():
    grid = next(item["value"] for step in PACKAGE.steps for item in items_of(step) if item["type"] == "option_grid")
    assert [column["value"] for column in grid["columns"]] == [
        option["value"]["name"] for option in PACKAGE.aid["options"]
    ]
    assert [len(row["value"]["cells"]) for row in grid["rows"]] == [4] * 8


def test_every_fact_has_a_source_and_days_that_call_for_a_new_review():
    for (kind, key), part in PACKAGE.snippets.items():
        if kind != "fact":
            continue
        fact = part["fields"]
        assert fact["source_name"], key
        assert fact["source_url"].startswith("https://"), key
        verified, review = (datetime.date.fromisoformat(fact[name]) for name in ("verified_on", "review_on"))
        assert (verified, review) == (datetime.date(2024, 9, 30), datetime.date(2025, 9, 30)), key
        assert len(fact["statement"]) <= 600, key


def test_numbers_to_call_stand_in_snippets_alone():
    found = [
        (text.where, NUMBER.findall(text.words))
        for text in PACKAGE.texts()
        if not text.where.startswith("snippets/") and NUMBER.search(text.words)
    ]
    assert found == []


def test_the_helplines_have_their_numbers():
    lines = {key: part["fields"]["number"] for (kind, key), part in PACKAGE.snippets.items() if kind == "helpline"}
    assert lines == {"h112": "112", "zelfmoordlijn": "1813", "tele-onthaal": "106", "awel": "102", "h1712": "1712"}


def test_the_film_is_small_starts_at_once_and_can_be_followed_without_sound():
    film = PACKAGE.media["media", "eerste-contact"]
    content = (PACKAGE.folder / film["file"]).read_bytes()
    assert len(content) < 3_000_000
    assert content.index(b"moov") < content.index(b"mdat")
    assert 120 <= film["fields"]["duration"] <= 180
    captions = (PACKAGE.folder / film["tracks"][0]["file"]).read_text(encoding="utf-8")
    assert captions.startswith("WEBVTT\n")
    cues = re.findall(r"([\d:.]+) --> ([\d:.]+)\n(.+?)(?:\n\n|\Z)", captions, re.DOTALL)
    times = [moment for start, end, _said in cues for moment in (start, end)]
    assert times == sorted(times)
    assert max(len(line) for *_times, said in cues for line in said.splitlines()) <= 44
    spoken = " ".join(" ".join(said.split()) for *_times, said in cues)
    transcript = [plain(part) for part in re.findall(r"<p>((?:(?!<i>).)*?)</p>", film["fields"]["transcript"])][1:]
    assert spoken == " ".join(transcript)


def test_every_file_of_the_package_is_named_and_there():
    named = {part["file"] for part in PACKAGE.media.values()}
    named |= {track["file"] for part in PACKAGE.media.values() for track in part.get("tracks", [])}
    assert named == {str(path.relative_to(PACKAGE.folder)) for path in (PACKAGE.folder / "media").iterdir()}
