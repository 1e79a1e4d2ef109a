"""Field-level differences between two versions of a verdict."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from factcheck.verdicts.difference import changed_fields
from factcheck.verdicts.fields import VERDICT

texts = st.fixed_dictionaries({field: st.none() | st.text(max_size=5) for field in VERDICT.names})


def test_changed_fields_are_in_reading_order() -> None:
    before = {"rating": "False", "summary": "a", "rationale": "b", "as_of": date(2022, 4, 4)}
    after = {"as_of": date(2022, 4, 5), "rationale": "b", "summary": "c", "rating": "False"}
    assert [(c.label, c.before, c.after) for c in changed_fields(before, after)] == [
        ("Summary", "a", "c"),
        ("As of", "2022-04-04", "2022-04-05"),
    ]


def test_omitted_field_is_unchanged() -> None:
    assert changed_fields({"summary": "a", "rationale": "b"}, {"summary": "a"}) == []


def test_none_equals_empty_text() -> None:
    assert changed_fields({"rating": None}, {"rating": ""}) == []


@given(texts)
def test_equal_texts_have_no_differences(text: dict[str, str | None]) -> None:
    assert changed_fields(text, dict(text)) == []


@given(texts, texts)
def test_reverse_comparison_has_the_same_fields(one: dict[str, str | None], other: dict[str, str | None]) -> None:
    there = [(c.field, c.before, c.after) for c in changed_fields(one, other)]
    back = [(c.field, c.after, c.before) for c in changed_fields(other, one)]
    assert there == back
