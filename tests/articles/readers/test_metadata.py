"""Metadata of files are untrusted: they fit the limits of the fields, and no value is invented."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.articles.fields import ARTICLE, SOURCE
from factcheck.articles.readers.metadata import Metadata, metadata_from
from factcheck.web.characters import identifying_text_error
from factcheck.web.http_urls import user_information_error, validate_http_url

ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=3000)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"title": "  A\n\ttitle\x07\u202e ", "author": "A\ud800nn\x00"}, Metadata(title="A title", author="Ann")),
        ({"title": "a" * 301, "author": "b" * 201}, Metadata(title="a" * 300, author="b" * 200)),
        ({"publisher": " The\x07 Courier\n" + "c" * 300}, Metadata(publisher=("The Courier " + "c" * 300)[:200])),
        ({"publisher": {"name": "The Courier"}}, Metadata()),
        ({"title": 7, "author": None, "published_on": ["2026-03-04"], "language": {}, "address": 1.5}, Metadata()),
        ({"published_on": "2026-03-04"}, Metadata(published_on=date(2026, 3, 4))),
        ({"published_on": "2026-03-04T23:59:00-12:00"}, Metadata(published_on=date(2026, 3, 4))),
        ({"published_on": "2026-03-04 10:00"}, Metadata(published_on=date(2026, 3, 4))),
        ({"published_on": "2026-03"}, Metadata()),
        ({"published_on": "2026"}, Metadata()),
        ({"published_on": "2026-02-29"}, Metadata()),
        ({"published_on": "0000-01-01"}, Metadata()),
        ({"published_on": "2026-03-041"}, Metadata()),
        ({"published_on": "２０２６-03-04"}, Metadata()),
        ({"published_on": "4 March 2026"}, Metadata()),
        ({"language": "en_us"}, Metadata(language="en-US")),
        ({"language": "english"}, Metadata()),
        ({"language": "x" * 5000}, Metadata()),
        ({"address": " https://courier.example/a?b=c#d "}, Metadata(address="https://courier.example/a?b=c#d")),
        ({"address": "https://user:password@courier.example/"}, Metadata()),
        ({"address": "https://courier.example\\@evil.example/"}, Metadata()),
        ({"address": "javascript:alert(1)//https://a.example"}, Metadata()),
        ({"address": "ftp://courier.example/"}, Metadata()),
        ({"address": "//courier.example/"}, Metadata()),
        ({"address": "/bridge"}, Metadata()),
        ({"address": "https://courier.example/a b"}, Metadata()),
        ({"address": "https://courier.example/\u202ea"}, Metadata()),
        ({"address": "https://courier.example/" + "a" * 2000}, Metadata()),
    ],
)
def test_values(values: dict[str, Any], expected: Metadata) -> None:
    assert metadata_from(values) == expected


@given(
    st.dictionaries(
        st.sampled_from(["title", "author", "publisher", "published_on", "language", "address"]),
        ANY_TEXT | st.integers() | st.none(),
    )
)
def test_every_value_is_valid_in_its_field(values: dict[str, Any]) -> None:
    metadata = metadata_from(values)
    for name in ("title", "author", "publisher", "language", "address"):
        value = getattr(metadata, name)
        assert len(value) <= (SOURCE.max_length("name") if name == "publisher" else ARTICLE.max_length(name))
        assert value == value.strip()
        value.encode("utf-8")
    assert identifying_text_error(metadata.title) is identifying_text_error(metadata.author) is None
    assert identifying_text_error(metadata.publisher) is None
    if metadata.address:
        assert user_information_error(metadata.address) is None


@given(st.from_regex(r"\Ahttps?://[a-z]{1,10}\.example(/[a-z0-9?&=#.%-]{0,40})?\Z"))
def test_complete_addresses_stay_as_they_are(address: str) -> None:
    validate_http_url(address)
    assert metadata_from({"address": address}).address == address
