"""Language tags, with examples from RFC 5646, appendix A."""

import pytest

from factcheck.articles.language import InvalidLanguageTag, normalize_language_tag


@pytest.mark.parametrize(
    ("value", "tag"),
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
def test_well_formed_tag_is_normalized(value: str, tag: str) -> None:
    assert normalize_language_tag(value) == tag


@pytest.mark.parametrize(
    "value",
    [
        "english please",
        "english",
        "ukrainian",
        "engl",
        "e",
        "en_GB",
        "de-419-DE",
        "a-DE",
        "en-",
        "-en",
        "en-GB-",
        "ен",
        "en\n-GB",
    ],
)
def test_malformed_tag_is_rejected(value: str) -> None:
    with pytest.raises(InvalidLanguageTag):
        normalize_language_tag(value)
