"""The evidence gate as a function of plain values."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.verdicts.gate import (
    ADJUSTABLE,
    DEFAULT_LEVELS,
    LEVELS_OF_OLD_SUBMISSIONS,
    REQUIREMENTS,
    Level,
    levels_at_submission,
    lines,
    newsroom_levels,
    open_lines,
)
from factcheck.verdicts.gate_counts import count_text
from factcheck.verdicts.gate_record import Record

GREEN = Record(
    has_claimant=True,
    mentions=1,
    waiting=0,
    located=1,
    supporting=0,
    contradicting=1,
    independent_origins=2,
    parties=1,
    is_reply_offered=True,
    looked_for_support=True,
    looked_for_contradiction=False,
    has_rationale=True,
    has_headline=True,
    has_summary=True,
    conclusion="refuted",
    rating_conclusion="refuted",
    cited=(2, 1),
    cited_in_rationale=True,
    items=(1, 2, 4),
    incomplete=(),
    unpreserved=(),
    unfound=(),
)
KEYS = [requirement.key for requirement in REQUIREMENTS]
ALL_REQUIRED = dict.fromkeys(KEYS, Level.REQUIRED)
CONCLUSIONS = ("supported", "refuted", "not_enough", "conflicting")
NEVER_WAIVED = {"claimant", "summary", "rating"}
"""Readers must see these."""
RED = {
    "claimant": {"has_claimant": False},
    "appearance": {"mentions": 0},
    "pending": {"waiting": 1},
    "evidence": {"located": 0},
    "for": {"looked_for_support": False},
    "against": {"contradicting": 0, "conclusion": "supported", "rating_conclusion": "supported", "supporting": 1},
    "backed": {"conclusion": "supported", "rating_conclusion": "supported"},
    "origins": {"independent_origins": 1},
    "preserved": {"unpreserved": (2,)},
    "quote_found": {"unfound": ((1, "missing"), (2, ""), (4, "missing"))},
    "replicable": {"incomplete": (1, 4)},
    "parties": {"parties": 0},
    "reply": {"is_reply_offered": False},
    "headline": {"has_headline": False},
    "summary": {"has_summary": False},
    "rationale": {"has_rationale": False},
    "cites": {"cited_in_rationale": False},
    "citations": {"cited": (1, 3)},
    "rating": {"rating_conclusion": "supported"},
}


def test_complete_record_meets_all_lines() -> None:
    assert open_lines(lines(GREEN)) == []


def test_counts_distinguish_met_missing_and_advised_lines_and_exceptions() -> None:
    number = len(lines(GREEN))
    assert count_text(lines(GREEN)) == f"all {number} requirements met"
    advised = replace(GREEN, independent_origins=1, cited_in_rationale=False)
    assert count_text(lines(advised)) == f"{number - 2} of {number} requirements met; not met: 2 only advised"
    rows = lines(replace(advised, has_headline=False, has_rationale=False, located=0), waivers={"evidence": "Known to all."})
    unmet = "2 required, 1 with a written exception, 2 only advised"
    assert count_text(rows) == f"{number - 5} of {number} requirements met; not met: {unmet}"


def test_each_line_has_an_unmet_example() -> None:
    assert set(RED) == set(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_missing_value_affects_only_its_line(key: str) -> None:
    rows = lines(replace(GREEN, **RED[key]), ALL_REQUIRED)
    assert [line.key for line in rows if not line.is_met] == [key]
    assert next(line for line in rows if line.key == key).hint


@pytest.mark.parametrize("key", KEYS)
def test_exception_waives_its_line_unless_it_is_required(key: str) -> None:
    rows = lines(replace(GREEN, **RED[key]), ALL_REQUIRED, waivers={key: "Nobody else was there."})
    assert [line.key for line in open_lines(rows)] == ([key] if key in NEVER_WAIVED else [])


@pytest.mark.parametrize(
    ("key", "numbers"),
    [
        ("preserved", "No copy of the current address: [2]."),
        ("quote_found", "No copy: [2]. Not in the copy: [1] and [4]."),
        ("replicable", "Incomplete: [1] and [4]."),
        ("citations", "Withdrawn or unknown: [3]."),
    ],
)
def test_unmet_line_names_the_items(key: str, numbers: str) -> None:
    line = next(line for line in lines(replace(GREEN, **RED[key]), ALL_REQUIRED) if line.key == key)
    assert line.hint == f"{numbers} {line.requirement.hint}"


def test_new_lines_do_not_block_an_older_rationale() -> None:
    """A rationale without citations, and items without the details that earlier versions did not ask for."""
    record = replace(GREEN, cited=(), cited_in_rationale=False, incomplete=(1, 2))
    assert open_lines(lines(record)) == []
    assert [line.key for line in lines(record) if line.state == "advised"] == ["replicable", "cites"]


def test_blank_exception_is_ignored() -> None:
    assert [line.key for line in open_lines(lines(replace(GREEN, located=0), waivers={"evidence": " \n"}))] == ["evidence"]


def test_exception_to_a_met_line_is_ignored() -> None:
    assert {line.state for line in lines(GREEN, waivers=dict.fromkeys(KEYS, "because"))} == {"ok"}


def test_missing_conclusion_and_rating_do_not_match() -> None:
    record = replace(GREEN, conclusion="", rating_conclusion="")
    assert [line.key for line in open_lines(lines(record))] == ["backed", "rating"]


records = st.builds(
    Record,
    has_claimant=st.booleans(),
    mentions=st.integers(0, 2),
    waiting=st.integers(0, 2),
    located=st.integers(0, 2),
    supporting=st.integers(0, 2),
    contradicting=st.integers(0, 2),
    independent_origins=st.integers(0, 2),
    parties=st.integers(0, 1),
    looked_for_support=st.booleans(),
    looked_for_contradiction=st.booleans(),
    has_rationale=st.booleans(),
    has_headline=st.booleans(),
    has_summary=st.booleans(),
    conclusion=st.sampled_from(["", *CONCLUSIONS]),
    rating_conclusion=st.sampled_from(["", *CONCLUSIONS]),
    cited=st.tuples(st.integers(1, 4)),
    cited_in_rationale=st.booleans(),
    items=st.lists(st.integers(1, 3), unique=True).map(tuple),
    incomplete=st.sampled_from([(), (1,), (2, 3)]),
    unpreserved=st.sampled_from([(), (1,)]),
    unfound=st.sampled_from([(), ((1, ""),), ((2, "several"), (3, "typography"))]),
)


@given(records, st.dictionaries(st.sampled_from(KEYS), st.sampled_from(["", " ", "reason"])))
def test_exceptions_waive_only_optional_lines(record: Record, waivers: dict[str, str]) -> None:
    without = {line.key for line in open_lines(lines(record))}
    with_them = {line.key for line in open_lines(lines(record, waivers=waivers))}
    assert with_them <= without
    assert without & NEVER_WAIVED <= with_them
    assert without - with_them <= {key for key, reason in waivers.items() if reason.strip()}


@given(records)
def test_more_evidence_never_adds_unmet_lines(record: Record) -> None:
    more = replace(record, located=record.located + 1, supporting=record.supporting + 1, contradicting=record.contradicting + 1)
    assert {line.key for line in open_lines(lines(more))} <= {line.key for line in open_lines(lines(record))}


@pytest.mark.parametrize(
    ("conclusion", "supporting", "contradicting", "is_backed"),
    [
        ("refuted", 1, 0, False),
        ("refuted", 0, 1, True),
        ("supported", 0, 1, False),
        ("supported", 1, 0, True),
        ("conflicting", 1, 0, False),
        ("conflicting", 0, 1, False),
        ("conflicting", 1, 1, True),
        ("not_enough", 0, 0, True),
        ("", 1, 1, False),
    ],
)
def test_conclusion_needs_evidence_with_its_stance(conclusion: str, supporting: int, contradicting: int, is_backed: bool) -> None:
    record = replace(GREEN, conclusion=conclusion, supporting=supporting, contradicting=contradicting)
    assert next(line.is_met for line in lines(record) if line.key == "backed") is is_backed


def test_advised_line_blocks_nothing_and_takes_no_exception() -> None:
    rows = lines(replace(GREEN, mentions=0), {**DEFAULT_LEVELS, "appearance": Level.ADVISED}, {"appearance": "because"})
    line = next(line for line in rows if line.key == "appearance")
    assert (line.state, line.waiver, open_lines(rows)) == ("advised", "", [])


def test_line_that_is_off_is_absent() -> None:
    rows = lines(GREEN, {**ALL_REQUIRED, "appearance": Level.OFF})
    assert [line.key for line in rows] == [key for key in KEYS if key != "appearance"]


def test_newsroom_sets_only_levels_of_lines_that_may_be_waived() -> None:
    assert {requirement.key for requirement in ADJUSTABLE} == set(KEYS) - NEVER_WAIVED
    stored = dict.fromkeys([*KEYS, "a line of a later release"], "off")
    assert newsroom_levels(stored) == {key: Level.REQUIRED if key in NEVER_WAIVED else Level.OFF for key in KEYS}


def test_submission_without_levels_has_the_lines_of_version_0_1() -> None:
    unbacked = replace(GREEN, contradicting=0, supporting=1, looked_for_contradiction=True)
    assert open_lines(lines(unbacked, levels_at_submission(None))) == []
    assert [line.key for line in open_lines(lines(unbacked, levels_at_submission(dict(DEFAULT_LEVELS))))] == ["backed"]
    assert set(KEYS) - set(LEVELS_OF_OLD_SUBMISSIONS) == {
        *("backed", "origins", "preserved", "quote_found", "replicable", "parties", "reply", "headline", "cites", "citations")
    }
