"""The key of a name is the same in Python and in the database, and for all spellings that nobody can tell apart."""

from __future__ import annotations

import unicodedata

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from factcheck.web.name_identity import name_identity, normalize_name
from tests.web.test_search_key import ASSIGNED

TEXTS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs", "Cn", "Co"]))

SAME = {
    "decomposed letter": ("Zoë Agency", "Zoe\u0308 Agency"),
    "no-break space": ("Zoë Agency", "Zoë\u00a0Agency"),
    "several spaces": ("  Zoë \u2009\t Agency ", "Zoë Agency"),
    "case": ("REUTERS", "Reuters"),
    "case beyond ASCII": ("РАДІО СВОБОДА", "Радіо Свобода"),
    "final sigma": ("ΟΔΟΣ", "οδος"),
    "soft hyphen": ("Asso\u00adciated Press", "Associated Press"),
    "zero-width space": ("Associated\u200b Press", "Associated Press"),
    "byte order mark": ("\ufeffTASS", "TASS"),
    "variation selector": ("TASS\ufe0f", "TASS"),
    "direction mark": ("TASS\u200e", "tass"),
    "letter that composes only when small": ("J\u030c", "\u01f0"),
    "angstrom sign": ("\u212b", "å"),
}
DIFFERENT = {
    "accent": ("Zoë", "Zoe"),
    "punctuation": ("AT&T", "ATT"),
    "apostrophe": ("L’Équipe", "L'Équipe"),
    "space": ("Foxnews", "Fox news"),
}


def database_keys(texts: list[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name_identity(t) FROM unnest(%s::text[]) WITH ORDINALITY AS x(t, n) ORDER BY n", [texts])
        return [key for (key,) in cursor.fetchall()]


@pytest.mark.parametrize(("name", "other"), SAME.values(), ids=SAME)
def test_spellings_that_look_the_same_have_the_same_key(name: str, other: str) -> None:
    assert name_identity(name) == name_identity(other)


@pytest.mark.parametrize(("name", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_visible_differences_are_significant(name: str, other: str) -> None:
    assert name_identity(name) != name_identity(other)


def test_name_without_visible_characters_is_its_own_key() -> None:
    assert name_identity("\u200b") == "\u200b" != name_identity("\u200d")


@given(st.text())
def test_key_is_idempotent_and_ignores_the_normalization_form(name: str) -> None:
    key = name_identity(name)
    assert name_identity(key) == key
    if any(map(str.isalnum, name)):
        assert {name_identity(unicodedata.normalize(form, name)) for form in ("NFC", "NFD")} == {key}


@given(st.text())
def test_stored_form_of_a_name_has_the_same_key(name: str) -> None:
    if any(map(str.isalnum, name)):
        assert name_identity(normalize_name(name)) == name_identity(name)
    assert normalize_name(normalize_name(name)) == normalize_name(name)


@pytest.mark.django_db
@pytest.mark.parametrize("shape", ["{}", "a{}b", "Ж {}я", "J{}\u030c"])
def test_the_database_computes_the_same_key_for_every_character(shape: str) -> None:
    texts = [shape.format(character) for character in ASSIGNED]
    keys = [name_identity(text) for text in texts]
    in_database = database_keys(texts)
    assert [difference for difference in zip(texts, keys, in_database, strict=True) if difference[1] != difference[2]] == []
    assert [(key, name_identity(key)) for key in keys if name_identity(key) != key] == []


@pytest.mark.django_db
@given(st.lists(TEXTS, max_size=20))
def test_the_database_computes_the_same_key_for_every_name(texts: list[str]) -> None:
    assert database_keys(texts) == [name_identity(text) for text in texts]
