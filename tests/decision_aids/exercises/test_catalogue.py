"""The catalogue: fifty forms, each kind in it, and the page is that of today."""

from decision_aids.exercises.catalogue import FORMS, MORE, write_catalogue
from decision_aids.exercises.management.commands.write_catalogue import CATALOGUE
from decision_aids.exercises.registry import Registry, registry


def test_the_page_is_fresh():
    assert CATALOGUE.read_text(encoding="utf-8") == write_catalogue(registry), "Run manage.py write_catalogue."


def test_there_are_fifty_forms_of_different_names():
    titles = [form.title for form in (*FORMS, *MORE)]

    assert len(FORMS) == 50
    assert len(titles) == len(set(titles))


def test_every_kind_of_ours_makes_at_least_one_form():
    made = {f"vrijuit.{kind}" for form in (*FORMS, *MORE) for kind in form.kinds}
    general = {"vrijuit.rows", "vrijuit.grid"}  # what presets are made of

    assert {kind.name for kind in registry if kind.name.startswith("vrijuit.")} - made - general == set()


def test_what_nothing_makes_is_marked():
    lines = write_catalogue(Registry()).splitlines()

    assert "| 44 | Diary, mood log | **not yet** | | | onlinedagboek, alcoholhulp |" in lines
    assert sum("**not yet**" in line for line in lines) == len(FORMS) + len(MORE) - 5
