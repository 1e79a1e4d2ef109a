"""Slugs of headlines in all scripts."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.publishing.slugs import MAX_SLUG, is_slug, slug_from, unique_slug
from factcheck.web.characters import BIDI_CONTROLS, is_invisible


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("The scene was staged.", "the-scene-was-staged"),
        ("It's 1,410 — not “410”", "its-1-410-not-410"),
        ("Łódź’s café — “naïve”?", "łódźs-café-naïve"),
        ("Cafe\u0301 in Đa\u0300 Na\u0306\u0303ng", "café-in-đà-nẵng"),
        ("København, Straße", "københavn-straße"),
        ("Президент заявив, що мостів 12.", "президент-заявив-що-мостів-12"),
        ("п'ять п’ять пʼять", "пять-пять-пять"),
        ("ΟΔΥΣΣΕΥΣ και άλλοι", "οδυσσευς-και-άλλοι"),
        ("İstanbul’da", "istanbulda"),
        ("قال الوزير إن عدد الجسور 12 جسرًا!", "قال-الوزير-إن-عدد-الجسور-12-جسرًا"),
        ("می\u200cخواهم", "میخواهم"),
        ("צה״ל אמר", "צהל-אמר"),
        ("卫生部长表示，疫苗是安全的。", "卫生部长表示-疫苗是安全的"),
        ("二〇二二年", "二〇二二年"),
        ("हिन्दी में दावा", "हिन्दी-में-दावा"),
        ("จำนวนผู้เสียชีวิต", "จำนวนผู้เสียชีวิต"),
        ("o\ufb03cial \uff21\uff22", "official-ab"),
        ("propa\u00adganda mas\u200bsacre \u202eevil\u2069", "propaganda-massacre-evil"),
        ("\u0301abc\ufe0f \u3164 x", "abc-x"),
        ("…and/or ?a=b&c#d%20.", "and-or-a-b-c-d-20"),
        ("!!!", "check"),
        ("\u3164\u200b\u0301", "check"),
        ("a" * 200, "a" * 80),
        ("word " * 40, "word-" * 15 + "word"),
        ("слово " * 40, "слово-" * 12 + "слово"),
        ("卫" * 200, "卫" * 80),
        ("标题：" + "卫" * 200, "标题-" + "卫" * 77),
        ("a" + "हि" * 100, "a" + "हि" * 39),
    ],
)
def test_slug_has_the_letters_and_digits_of_the_title(title: str, slug: str) -> None:
    assert unique_slug(title) == slug
    assert is_slug(slug)


def test_taken_slug_gets_the_next_number() -> None:
    assert unique_slug("A b", taken={"a-b", "a-b-2"}) == "a-b-3"
    assert unique_slug("Міст", taken={"міст"}) == "міст-2"


@given(st.text(max_size=200))
def test_slug_of_any_title_can_stand_in_a_url(title: str) -> None:
    slug = slug_from(title)
    assert is_slug(slug)
    assert 0 < len(slug) <= MAX_SLUG
    assert slug == slug.lower() or "ϴ" in title
    assert unicodedata.is_normalized("NFC", slug)
    assert not any(is_invisible(character) or character in BIDI_CONTROLS for character in slug)
    assert "--" not in slug
    assert slug == slug.strip("-")
    assert slug_from(slug) == slug
    assert slug_from(unicodedata.normalize("NFD", title)) == slug


@pytest.mark.parametrize("text", ["", "a b", "a/b", "a.b", "a%20", "a\x00", "a\u202eb", "a\ud800", "a?b", "a" * 121, "\u200b"])
def test_other_texts_are_not_slugs(text: str) -> None:
    assert not is_slug(text)
