"""A kit that tells whether a kind of exercise is sound. Subclass it in your tests, with one use and two answers.

    class TestLetter(ExerciseConformance):
        kind = "vrijuit.letter"
        value = {"label": "A letter", "help": "", "prompt": "", "to": [item("me", "Myself")]}
        answers = ({"to": "me", "text": "Dear me"}, {"to": "", "text": "Hello"})

pytest then runs every check. A failed check says in words what to mend. None of them needs a database, unless what
an editor filled in chooses a page, a picture or a snippet: then mark the class with `django_db`.
"""

from decision_aids.exercises.testing.authoring import AuthoringChecks
from decision_aids.exercises.testing.bad_input import BadInputChecks
from decision_aids.exercises.testing.filling_in import FillingInChecks
from decision_aids.exercises.testing.kit import item
from decision_aids.exercises.testing.reading_back import ReadingBackChecks

__all__ = ["ExerciseConformance", "item"]


class ExerciseConformance(AuthoringChecks, FillingInChecks, BadInputChecks, ReadingBackChecks):
    """All checks. Fill `kind`, `value` and `answers`; a kind that stores nothing fills `posts` instead of `answers`."""
