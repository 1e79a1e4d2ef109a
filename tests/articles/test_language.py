"""Language tags, from the examples of RFC 5646 appendix A."""

import pytest

from factcheck.articles.language import InvalidLanguageTag, normalize_language_tag


@pytest.mark.parametrize(
    ("said", "tag"),
    [
        ("", ""),
        (" en ", "en"),
        ("EN-gb", "en-GB"),
        ("zh-hant", "zh-Hant"),
        ("zh-cmn-hans-cn", "zh-cmn-Hans-CN"),
        ("sr-latn-rs", "sr-Latn-RS"),
        ("sl-rozaj-biske", "sl-rozaj-biske"),
        ("de-ch-1901", "de-CH-1901"),
        ("es-419", "es-419"),
        ("de-CH-x-PHONEBK", "de-CH-x-phonebk"),
        ("en-US-u-islamcal", "en-US-u-islamcal"),
    ],
)
def test_well_formed_tags_are_taken_in_their_usual_letters(said: str, tag: str) -> None:
    assert normalize_language_tag(said) == tag


@pytest.mark.parametrize("said", ["english please", "e", "en_GB", "de-419-DE", "a-DE", "en-", "-en", "en-GB-", "ен", "en\n-GB"])
def test_anything_else_is_refused(said: str) -> None:
    with pytest.raises(InvalidLanguageTag):
        normalize_language_tag(said)
