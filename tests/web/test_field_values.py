"""Digests of dataclasses with slots: each value and the class are part of them."""

from __future__ import annotations

from dataclasses import dataclass, field, make_dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils.safestring import SafeString

from factcheck.web.field_values import field_values
from factcheck.web.markup_cache import digest_of


@dataclass(frozen=True, slots=True)
class Inner:
    name: str


@dataclass(frozen=True, slots=True)
class Row:
    number: Any = 1
    text: str = "a"
    inner: Inner = Inner("b")
    at: datetime = datetime(2022, 4, 4, tzinfo=UTC)
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class Listed:
    names: list[str] = field(default_factory=list)


@dataclass
class Open:
    name: str = "a"


CHANGES: list[dict[str, Any]] = [
    {"number": 2},
    {"number": True},
    {"number": 1.0},
    {"number": None},
    {"text": ""},
    {"text": SafeString("a")},
    {"inner": Inner("c")},
    {"at": datetime(2022, 4, 4)},  # noqa: DTZ001  another type of time
    {"at": date(2022, 4, 4)},
    {"names": ("a",)},
    {"names": ["a"]},
]


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_each_value_and_its_type_is_part_of_the_digest(change: dict[str, Any]) -> None:
    assert digest_of(Row()) == digest_of(Row())
    assert digest_of(Row()) != digest_of(replace(Row(), **change))
    assert digest_of([Row(), Row()]) != digest_of([Row(), replace(Row(), **change)])


def test_list_in_a_row_is_read_each_time() -> None:
    row = Listed(["a"])
    before = digest_of(row)
    row.names.append("b")
    assert digest_of(row) != before


def test_classes_with_the_same_name_and_values_are_different() -> None:
    one, other = (make_dataclass("Same", [("name", str)], frozen=True, slots=True) for _ in range(2))
    assert digest_of(one("a")) == digest_of(one("a"))
    assert digest_of(one("a")) != digest_of(other("a"))
    assert digest_of(Inner("a")) != digest_of("a")
    assert digest_of(Inner("a")) != digest_of(("a",))


def test_attributes_that_are_no_fields_are_part_of_the_digest() -> None:
    one, other = Open(), Open()
    other.more = "b"  # type: ignore[attr-defined]
    assert field_values(Open) is None
    assert digest_of(one) != digest_of(other)
