"""Keys of snippets."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import Locale

from content.facts.models import Fact
from tests.factories.content import FactFactory, OrganisationFactory


def test_empty_key_is_made_from_the_text_and_is_free(db):
    first, second = OrganisationFactory(name="CAW Oost"), OrganisationFactory(name="CAW Oost")

    assert [first.key, second.key] == ["caw-oost", "caw-oost-2"]


def test_key_stands_once_in_a_language_and_again_in_another(db):
    fact = FactFactory(key="limit")
    french = fact.copy_for_translation(Locale.objects.create(language_code="fr"))
    french.save()

    with pytest.raises(ValidationError) as refused:
        FactFactory.build(key="limit", locale=fact.locale).clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        FactFactory(key="limit")

    assert list(refused.value.message_dict) == ["key"]
    assert list(Fact.objects.values_list("key", flat=True)) == ["limit", "limit"]
