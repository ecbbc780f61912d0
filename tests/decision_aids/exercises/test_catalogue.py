"""The catalogue: fifty forms, each kind in it, and the page is that of today."""

from decision_aids.exercises.catalogue import FORMS, GENERAL, MORE, picture_of, write_catalogue
from decision_aids.exercises.management.commands.write_catalogue import CATALOGUE
from decision_aids.exercises.registry import Registry, registry
from tests.pictures import ALL_TOGETHER, FOLDER, LARGEST, path_of

OURS = [kind.name for kind in registry if kind.name.startswith("vrijuit.")]


def test_the_page_is_fresh():
    assert CATALOGUE.read_text(encoding="utf-8") == write_catalogue(registry), "Run manage.py write_catalogue."


def test_there_are_fifty_forms_of_different_names():
    titles = [form.title for form in (*FORMS, *MORE, *GENERAL)]

    assert len(FORMS) == 50
    assert len(titles) == len(set(titles))


def test_every_kind_of_ours_makes_a_form_and_is_in_a_picture():
    forms = [form for form in (*FORMS, *MORE, *GENERAL) if form.kinds]
    text = write_catalogue(registry)

    assert {f"vrijuit.{kind}" for form in forms for kind in form.kinds} >= set(OURS)
    assert {name for name in OURS if picture_of(name.removeprefix("vrijuit.")) not in text} == set()


def test_every_kind_has_a_small_picture_and_no_other_picture_stands_there():
    sizes = {path: path.stat().st_size for path in FOLDER.iterdir()}

    assert set(sizes) == {path_of(name) for name in OURS}, "Run python -m tests.pictures."
    assert {path.name: size for path, size in sizes.items() if size > LARGEST} == {}
    assert sum(sizes.values()) < ALL_TOGETHER


def test_what_nothing_makes_is_marked():
    lines = write_catalogue(Registry()).splitlines()

    assert "| 44 | Diary, mood log | **not yet** | | | | onlinedagboek, alcoholhulp |" in lines
    forms = (*FORMS, *MORE, *GENERAL)
    assert sum("**not yet**" in line for line in lines) == sum(not form.otherwise for form in forms)
