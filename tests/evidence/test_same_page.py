"""Whether the address that a copy names is the page of an item."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.evidence.copies.same_page import is_same_page

PAGE = "https://example.com/satellite?day=1"


@pytest.mark.parametrize(
    "address",
    [
        "http://www.EXAMPLE.com/satellite?day=1#images",
        "https://example.com:443/satellite/?day=1",
        "https://web.archive.org/web/20220405/https://example.com/satellite?day=1",
        "https://archive.example/20220405/http://www.example.com/satellite?day=1",
        "https://archive.example/example.com/satellite?day=1",
    ],
)
def test_same_page(address: str) -> None:
    assert is_same_page(address, PAGE)
    assert is_same_page(PAGE, address)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/satellite?day=1",
        "https://example.com/satellite?day=2",
        "https://example.com/satellites?day=1",
        "https://example.com:8443/satellite?day=1",
        "https://notexample.com/satellite?day=1",
        "https://web.archive.org/web/20220405/https://example.com/other?day=1",
        "https://[",
        "",
    ],
)
def test_another_page(address: str) -> None:
    assert not is_same_page(address, PAGE)
    assert not is_same_page(PAGE, address)


@given(st.text(max_size=40))
def test_every_address_is_the_same_page_as_itself(address: str) -> None:
    assert is_same_page(address, address)
