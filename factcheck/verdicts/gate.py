"""The evidence gate: the requirements for submitting and publishing a verdict. Pure.

`lines` evaluates the requirements. The server enforces them; screens and the API display the same lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto


@dataclass(frozen=True, slots=True)
class Record:
    """The input of the gate, as plain values."""

    has_claimant: bool
    mentions: int
    mentions_pending: int
    located: int
    """number of evidence items with both a source and a locator"""
    supporting: int
    contradicting: int
    looked_for_support: bool
    """a logged search for supporting evidence that found none"""
    looked_for_contradiction: bool
    has_rationale: bool
    has_summary: bool
    conclusion: str
    rating_conclusion: str


class Place(Enum):
    """The form or page where staff fix an unmet line. `desk.verdict.queries.fix_urls` maps each to its URL."""

    CLAIM_FORM = auto()
    LIBRARY = auto()
    MENTIONS = auto()
    EVIDENCE_FORM = auto()
    SUPPORTING_EVIDENCE_FORM = auto()
    CONTRADICTING_EVIDENCE_FORM = auto()
    SUMMARY = auto()
    RATIONALE = auto()
    RATING = auto()


@dataclass(frozen=True, slots=True)
class Fix:
    """The link from an unmet line to the form or page that fixes it."""

    place: Place
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the gate: met, missing, or waived by a written exception."""

    key: str
    label: str
    is_met: bool
    hint: str
    """how to meet it"""
    fix: Fix
    may_be_waived: bool = True
    """False for what readers must see: the claimant, the summary, and the rating"""
    waiver: str = ""
    """the written exception; empty if there is none or the line is met"""

    @property
    def is_open(self) -> bool:
        return not self.is_met and not self.waiver

    @property
    def state(self) -> str:
        return "ok" if self.is_met else "exception" if self.waiver else "missing"


def lines(record: Record, waivers: Mapping[str, str] | None = None) -> list[Line]:
    """The gate's lines for this record. `waivers` maps line keys to written exceptions."""
    reasons = waivers or {}
    return [line if line.is_met else replace(line, waiver=reasons.get(line.key, "").strip()) for line in _requirements(record)]


def _requirements(record: Record) -> list[Line]:
    return [
        Line(
            "claimant",
            "The claim has a claimant",
            record.has_claimant,
            "Enter the claimant.",
            Fix(Place.CLAIM_FORM, "Edit the claim"),
            may_be_waived=False,
        ),
        Line(
            "appearance",
            "The claim appears in an article",
            record.mentions > 0,
            "Mark the passage of an article in which the claim appears.",
            Fix(Place.LIBRARY, "Choose an article"),
        ),
        Line(
            "pending",
            "No mention needs a decision",
            record.mentions_pending == 0,
            "The quote of a mention is missing from a new revision (orphan) or appears there more than once (needs review)."
            " Select the quote again, or withdraw the mention.",
            Fix(Place.MENTIONS, "Show the mentions"),
        ),
        Line(
            "evidence",
            "At least one evidence item has a source and a locator",
            record.located > 0,
            "Attach evidence and name its source.",
            Fix(Place.EVIDENCE_FORM, "Attach evidence"),
        ),
        Line(
            "for",
            "Evidence for the claim, or a logged search that found none",
            record.supporting > 0 or record.looked_for_support,
            "Attach evidence that supports the claim, or log a search that found none.",
            Fix(Place.SUPPORTING_EVIDENCE_FORM, "Attach supporting evidence"),
        ),
        Line(
            "against",
            "Evidence against the claim, or a logged search that found none",
            record.contradicting > 0 or record.looked_for_contradiction,
            "Attach evidence that contradicts the claim, or log a search that found none.",
            Fix(Place.CONTRADICTING_EVIDENCE_FORM, "Attach contradicting evidence"),
        ),
        Line(
            "summary",
            "The verdict has a summary",
            record.has_summary,
            "Summarize the verdict in one sentence.",
            Fix(Place.SUMMARY, "Write the summary"),
            may_be_waived=False,
        ),
        Line(
            "rationale",
            "The verdict has a rationale",
            record.has_rationale,
            "Explain how the evidence leads to the verdict.",
            Fix(Place.RATIONALE, "Write the rationale"),
        ),
        Line(
            "rating",
            "The rating matches the conclusion",
            bool(record.conclusion) and record.conclusion == record.rating_conclusion,
            "Choose a conclusion and a rating that maps to it.",
            Fix(Place.RATING, "Choose a rating"),
            may_be_waived=False,
        ),
    ]


def open_lines(rows: list[Line]) -> list[Line]:
    """The lines that block a submission: not met, and without an exception or with one that is not allowed."""
    return [row for row in rows if not row.is_met and not (row.waiver and row.may_be_waived)]
