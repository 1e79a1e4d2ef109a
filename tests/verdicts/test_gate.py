"""The evidence gate as a function of plain values."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.verdicts.gate import Record, lines, open_lines

GREEN = Record(
    has_claimant=True,
    mentions=1,
    mentions_pending=0,
    located=1,
    supporting=0,
    contradicting=1,
    looked_for_support=True,
    looked_for_contradiction=False,
    has_rationale=True,
    has_summary=True,
    conclusion="refuted",
    rating_conclusion="refuted",
)
KEYS = [line.key for line in lines(GREEN)]
NEVER_WAIVED = {"claimant", "summary", "rating"}
"""Readers must see these."""
RED = {
    "claimant": {"has_claimant": False},
    "appearance": {"mentions": 0},
    "pending": {"mentions_pending": 1},
    "evidence": {"located": 0},
    "for": {"looked_for_support": False},
    "against": {"contradicting": 0},
    "summary": {"has_summary": False},
    "rationale": {"has_rationale": False},
    "rating": {"rating_conclusion": "supported"},
}


def test_complete_record_meets_all_lines() -> None:
    assert open_lines(lines(GREEN)) == []


def test_each_line_has_an_unmet_example() -> None:
    assert set(RED) == set(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_missing_value_affects_only_its_line(key: str) -> None:
    rows = lines(replace(GREEN, **RED[key]))
    assert [line.key for line in rows if not line.is_met] == [key]
    assert next(line for line in rows if line.key == key).hint


@pytest.mark.parametrize("key", KEYS)
def test_exception_waives_its_line_unless_it_is_required(key: str) -> None:
    rows = lines(replace(GREEN, **RED[key]), {key: "Nobody else was there."})
    assert [line.key for line in open_lines(rows)] == ([key] if key in NEVER_WAIVED else [])


def test_blank_exception_is_ignored() -> None:
    assert [line.key for line in open_lines(lines(replace(GREEN, located=0), {"evidence": " \n"}))] == ["evidence"]


def test_exception_to_a_met_line_is_ignored() -> None:
    assert {line.state for line in lines(GREEN, dict.fromkeys(KEYS, "because"))} == {"ok"}


def test_missing_conclusion_and_rating_do_not_match() -> None:
    record = replace(GREEN, conclusion="", rating_conclusion="")
    assert [line.key for line in open_lines(lines(record))] == ["rating"]


records = st.builds(
    Record,
    has_claimant=st.booleans(),
    mentions=st.integers(0, 2),
    mentions_pending=st.integers(0, 2),
    located=st.integers(0, 2),
    supporting=st.integers(0, 2),
    contradicting=st.integers(0, 2),
    looked_for_support=st.booleans(),
    looked_for_contradiction=st.booleans(),
    has_rationale=st.booleans(),
    has_summary=st.booleans(),
    conclusion=st.sampled_from(["", "supported", "refuted"]),
    rating_conclusion=st.sampled_from(["", "supported", "refuted"]),
)


@given(records, st.dictionaries(st.sampled_from(KEYS), st.sampled_from(["", " ", "reason"])))
def test_exceptions_waive_only_optional_lines(record: Record, waivers: dict[str, str]) -> None:
    without = {line.key for line in open_lines(lines(record))}
    with_them = {line.key for line in open_lines(lines(record, waivers))}
    assert with_them <= without
    assert without & NEVER_WAIVED <= with_them
    assert without - with_them <= {key for key, reason in waivers.items() if reason.strip()}


@given(records)
def test_more_evidence_never_adds_unmet_lines(record: Record) -> None:
    more = replace(record, located=record.located + 1, supporting=record.supporting + 1, contradicting=record.contradicting + 1)
    assert {line.key for line in open_lines(lines(more))} <= {line.key for line in open_lines(lines(record))}
