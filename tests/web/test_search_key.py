"""The search key is the same in Python and in the database, and for all spellings of a word."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from factcheck.web.search_characters import EXPANDING, IGNORED, MARKS, PLAIN
from factcheck.web.search_key import _points, search_key, words_beginning, words_in

ASSIGNED = [chr(point) for point in range(1, sys.maxunicode + 1) if unicodedata.category(chr(point)) not in ("Cn", "Co", "Cs")]
COMPARED = sorted({*ASSIGNED, *(chr(point) for point in range(1, 0x20000) if not 0xD800 <= point < 0xE000)})
"""Also code points that the Unicode version of this Python does not know: the function of the database must not know more."""

SAME = {
    "quotation marks": ("«постановка»", "постановка"),
    "low quotation marks": ("„Lüge“", "lüge"),
    "one quotation mark": ("“fake", "fake"),
    "typographic apostrophe": ("Russia’s", "Russia's"),
    "modifier apostrophe": ("обʼєкт", "об'єкт"),
    "dash": ("a—b", "a b"),
    "ellipsis": ("ends…", "ends"),
    "no-break space": ("410\u00a0bodies", "410 bodies"),
    "Arabic comma": ("بوتشا،", "بوتشا"),
    "ideographic full stop": ("布恰。", "布恰"),
    "emoji": ("💩bodies👩🏽‍🚒", "bodies"),
    "emoji with a variation selector": ("☢️bodies", "bodies"),
    "decomposed letters": (unicodedata.normalize("NFD", "заявий"), "заявий"),
    "soft hyphen": ("propa\u00adganda", "propaganda"),
    "zero width space": ("mas\u200bsacre", "massacre"),
    "zero width joiner": ("mas\u200dsacre", "massacre"),
    "ligature": ("oﬃcial", "official"),
    "full width": ("ＢＵＣＨＡ", "bucha"),
    "capitals beyond ASCII": ("БУЧА ÉTÉ ΟΔΟΣ", "буча été οδος"),
    "capital that composes only when small": ("H\u0331", "\u1e96"),
    "other capital that composes only when small": ("al-J\u030cuwayni", "al-\u01f0uwayni"),
    "emoji of Unicode 15": ("Heart \U0001fa77 day", "heart day"),
    "footnote mark": ("bodies²", "bodies"),
    "fraction": ("410½", "410"),
    "subscript": ("CO₂", "co2"),
    "trade mark": ("Brand™", "brand"),
    "direction marks": ("\u202ebodies\u202c", "bodies"),
    "URL": ("https://example.org/a_b?c=d", "https example org a b c d"),
    "markup": ("<b>scene</b>&amp;", "b scene b amp"),
}


def database_keys(texts: list[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT factcheck_search_key(t) FROM unnest(%s::text[]) WITH ORDINALITY AS x(t, n) ORDER BY n", [texts])
        return [" ".join(key.split()) for (key,) in cursor.fetchall()]


@pytest.mark.django_db
@pytest.mark.parametrize("shape", ["{}", "a{}b", "Ж {}я", "1{}2"])
def test_the_database_computes_the_same_key_for_every_character(shape: str) -> None:
    texts = [shape.format(character) for character in COMPARED]
    keys = [search_key(text) for text in texts]
    in_database = database_keys(texts)
    assert [difference for difference in zip(texts, keys, in_database, strict=True) if difference[1] != difference[2]] == []
    assert [(key, search_key(key)) for key in keys if search_key(key) != key] == []


@pytest.mark.django_db
@given(st.lists(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs", "Cn", "Co"])), max_size=20))
def test_the_database_computes_the_same_key_for_every_text(texts: list[str]) -> None:
    assert database_keys(texts) == [search_key(text) for text in texts]


@pytest.mark.django_db
@given(st.lists(st.text("HJTWYhijtwyI \u00ad\u0307\u0308\u030a\u030c\u0327\u0331\u0344", max_size=6), max_size=50))
def test_the_database_computes_the_same_key_for_letters_that_compose_only_when_small(texts: list[str]) -> None:
    assert database_keys(texts) == [search_key(text) for text in texts]


@pytest.mark.parametrize(("text", "other"), SAME.values(), ids=SAME.keys())
def test_different_spellings_of_a_word_have_the_same_key(text: str, other: str) -> None:
    assert search_key(text) == search_key(other) != ""


def test_accents_are_significant() -> None:
    assert search_key("résumé") != search_key("resume")


@given(st.text())
def test_key_of_a_text_consists_of_the_keys_of_its_words(text: str) -> None:
    """So the highlighted words of a search result are the words that matched."""
    assert search_key(text) == search_key(" ".join(match[0] for match in words_in(text)))


@given(st.text())
def test_key_contains_no_operator_of_a_query_parser(text: str) -> None:
    assert not set(search_key(text)) & set("!&|()<>:*'\"\\-\x00%_")


def test_characters_of_words_that_become_several_words_are_listed() -> None:
    expanding = {
        character
        for character in COMPARED
        if " " in search_key(f"a{character}b") and [m[0] for m in words_in(character)] == [character]
    }
    assert expanding == {chr(point) for point in _points(EXPANDING)}


def test_plain_characters_remain_in_keys_and_begin_them() -> None:
    points = set(_points(PLAIN))
    assert not points & {*_points(IGNORED), *_points(MARKS)}
    for character in map(chr, points):
        assert [match[0] for match in words_in(character)] == [character]
        small = search_key(character)
        assert unicodedata.normalize("NFKD", character + small) == character + small
        assert character in small + small.upper()
        assert unicodedata.normalize("NFD", search_key(character + "\u0308"))[0] == small


WORDS = st.text(
    "hHéefiİikйи布ŉ²ʼΩÅ_- \ufb01\u0301\u0331\u0306\u1e96\u00ad\u200b\ufdfa\U0001d525\U0001f4a9\u212a",
    max_size=12,
)


@given(WORDS, st.sets(st.sampled_from("hefiнйи布kωå\u1e96\u0627")))
def test_words_that_begin_with_a_letter_are_found_among_others(text: str, initials: set[str]) -> None:
    found = [match.span() for match in words_beginning(text, frozenset(initials))]
    all_words = [(match.span(), search_key(match[0]).split()) for match in words_in(text)]
    assert set(found) <= {span for span, _ in all_words}
    assert found == sorted(set(found))
    assert {span for span, keys in all_words if any(key[0] in initials for key in keys)} <= set(found)
