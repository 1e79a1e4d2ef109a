"""What changed between two texts of a verdict, field by field."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from factcheck.verdicts.difference import changed_fields
from factcheck.verdicts.fields import VERDICT

texts = st.fixed_dictionaries({field: st.none() | st.text(max_size=5) for field in VERDICT.names})


def test_only_what_differs_is_named_in_reading_order() -> None:
    before = {"rating": "False", "summary": "a", "rationale": "b", "as_of": date(2022, 4, 4)}
    after = {"as_of": date(2022, 4, 5), "rationale": "b", "summary": "c", "rating": "False"}
    assert [(c.label, c.before, c.after) for c in changed_fields(before, after)] == [
        ("Summary", "a", "c"),
        ("As of", "2022-04-04", "2022-04-05"),
    ]


def test_a_field_that_was_not_sent_did_not_change() -> None:
    assert changed_fields({"summary": "a", "rationale": "b"}, {"summary": "a"}) == []


def test_nothing_and_empty_text_are_the_same() -> None:
    assert changed_fields({"rating": None}, {"rating": ""}) == []


@given(texts)
def test_a_text_does_not_differ_from_itself(text: dict[str, str | None]) -> None:
    assert changed_fields(text, dict(text)) == []


@given(texts, texts)
def test_the_way_back_shows_the_same_fields_turned_round(one: dict[str, str | None], other: dict[str, str | None]) -> None:
    there = [(c.field, c.before, c.after) for c in changed_fields(one, other)]
    back = [(c.field, c.after, c.before) for c in changed_fields(other, one)]
    assert there == back
