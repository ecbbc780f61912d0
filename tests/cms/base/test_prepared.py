"""A prepared query gives what the ORM gives, for each set of values."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db.models import BinaryField, CharField, PositiveBigIntegerField, UUIDField
from wagtail.models import Page

from cms.base.models import KeptPage, Stamp
from cms.base.prepared import Blank, Prepared, PreparedUpdate

pytestmark = pytest.mark.django_db

PAGE = Prepared(
    lambda: KeptPage.objects.filter(key=Blank("key", CharField())).values_list("stamp__number", "headers", "body")
)


@pytest.fixture(autouse=True)
def _two_pages() -> None:
    stamp = Stamp.objects.create(name="prepared", number=7)
    for key in ("one", "two"):
        KeptPage.objects.create(
            stamp=stamp, number=1, key=key, headers={"of": key}, body=key.encode(), packed=b"\x00\xff"
        )


def read(key: str) -> Any:
    row = PAGE.first(key=key)
    return row and [row[0], row[1], bytes(row[2])]


def test_each_asking_gives_the_row_of_its_own_values_in_the_shape_of_the_fields() -> None:
    assert [read("one"), read("two"), read("one")] == [
        [7, {"of": "one"}, b"one"],
        [7, {"of": "two"}, b"two"],
        [7, {"of": "one"}, b"one"],
    ]


def test_nothing_found_is_none() -> None:
    assert PAGE.first(key="' OR 1=1 --") is None


def test_the_query_is_built_once(django_assert_num_queries: Any) -> None:
    built = []

    def build() -> Any:
        built.append(1)
        return Stamp.objects.filter(name=Blank("name", CharField())).values_list("number")

    number = Prepared(build)
    with django_assert_num_queries(2):
        assert (number.first(name="prepared"), number.first(name="other")) == ([7], None)
    assert built == [1]


def test_update_changes_the_rows_that_its_values_find_and_no_others() -> None:
    renew = PreparedUpdate(
        lambda: KeptPage.objects.filter(
            key=Blank("key", CharField()), number=Blank("before", PositiveBigIntegerField())
        ),
        number=Blank("after", PositiveBigIntegerField()),
        body=Blank("body", BinaryField()),
    )

    changed = [
        renew.run(key="one", before=1, after=2, body=b"new"),
        renew.run(key="one", before=1, after=3, body=b"late"),
    ]

    kept = {page.key: (page.number, bytes(page.body)) for page in KeptPage.objects.filter(stamp="prepared")}
    assert changed == [1, 0]
    assert kept == {"one": (2, b"new"), "two": (1, b"two")}


def test_row_of_bytes_is_the_same_whichever_way_the_database_sends_it() -> None:
    body = bytes(range(256)) * 64

    def build() -> Any:
        pages = KeptPage.objects.filter(key=Blank("key", CharField()))
        return pages.values_list("key", "number", "body", "packed", "stamp__number")

    KeptPage.objects.filter(key="one").update(body=body)
    rows = [Prepared(build, binary=binary).first(key="one") for binary in (False, True)]

    for row in rows:
        assert row is not None
        assert [*row[:2], bytes(row[2]), bytes(row[3]), row[4]] == ["one", 1, body, b"\x00\xff", 7]


def test_a_value_goes_in_and_comes_out_as_its_field_keeps_it() -> None:
    known, strange = Page.objects.get(depth=1), uuid.uuid4()
    find = Prepared(
        lambda: Page.objects.filter(translation_key=Blank("key", UUIDField())).values_list("pk", "translation_key")
    )
    change = PreparedUpdate(
        lambda: Page.objects.filter(translation_key=Blank("key", UUIDField())),
        translation_key=Blank("next", UUIDField()),
    )

    before = [find.first(key=key) for key in (known.translation_key, strange)]
    changed = [change.run(key=known.translation_key, next=strange) for _ in range(2)]

    assert before == [[known.pk, known.translation_key], None]
    assert (changed, find.first(key=strange)) == ([1, 0], [known.pk, strange])


def test_an_update_is_built_once() -> None:
    built = []

    def build() -> Any:
        built.append(1)
        return Stamp.objects.filter(name=Blank("name", CharField()))

    renew = PreparedUpdate(build, number=Blank("number", PositiveBigIntegerField()))

    assert [renew.run(name="prepared", number=number) for number in (8, 9)] == [1, 1]
    assert (built, Stamp.objects.get(name="prepared").number) == ([1], 9)
