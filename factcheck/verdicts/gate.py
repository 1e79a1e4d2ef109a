"""The evidence gate: what must hold before a verdict may be submitted or published. Pure.

`lines` is the list of its lines. The server enforces it; screens and the API show the same lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto


@dataclass(frozen=True, slots=True)
class Record:
    """What the gate looks at, as plain values."""

    has_claimant: bool
    mentions: int
    mentions_pending: int
    located: int
    """evidence items with both a source and a locator"""
    supporting: int
    contradicting: int
    looked_for_support: bool
    """a logged search for supporting evidence without result"""
    looked_for_contradiction: bool
    has_rationale: bool
    has_summary: bool
    conclusion: str
    rating_conclusion: str


class Place(Enum):
    """Where staff fix a line. `desk.verdict.queries.fix_urls` has the URL of each place."""

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
    """The link from an unmet line to the place where it is fixed."""

    place: Place
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the gate: met, missing, or waived by a written exception."""

    key: str
    label: str
    is_met: bool
    hint: str
    """what to do if it is not met"""
    fix: Fix
    may_be_waived: bool = True
    """False for what readers must see: who made the claim, the verdict and its rating"""
    waiver: str = ""
    """the written exception; empty if there is none or the line is met"""

    @property
    def is_open(self) -> bool:
        return not self.is_met and not self.waiver

    @property
    def state(self) -> str:
        return "ok" if self.is_met else "exception" if self.waiver else "missing"


def lines(record: Record, waivers: Mapping[str, str] | None = None) -> list[Line]:
    """The gate for this record; `waivers` maps line keys to written exceptions."""
    given = waivers or {}
    return [line if line.is_met else replace(line, waiver=given.get(line.key, "").strip()) for line in _lines(record)]


def _lines(record: Record) -> list[Line]:
    return [
        Line(
            "claimant",
            "The claim has a claimant",
            record.has_claimant,
            "Name who makes the claim.",
            Fix(Place.CLAIM_FORM, "Edit the claim"),
            may_be_waived=False,
        ),
        Line(
            "appearance",
            "The claim has an appearance",
            record.mentions > 0,
            "Mark the words in an article where the claim appears.",
            Fix(Place.LIBRARY, "Choose an article"),
        ),
        Line(
            "pending",
            "No mention is pending",
            record.mentions_pending == 0,
            "Some mentions lost their place in a new revision: mark the words again or withdraw them.",
            Fix(Place.MENTIONS, "Show the mentions"),
        ),
        Line(
            "evidence",
            "At least one item has a source and a locator",
            record.located > 0,
            "Attach evidence and name its source.",
            Fix(Place.EVIDENCE_FORM, "Attach evidence"),
        ),
        Line(
            "for",
            "Evidence for the claim, or a search for it without result",
            record.supporting > 0 or record.looked_for_support,
            "Attach evidence that supports the claim, or log a search for it that found nothing.",
            Fix(Place.SUPPORTING_EVIDENCE_FORM, "Attach evidence for it"),
        ),
        Line(
            "against",
            "Evidence against the claim, or a search for it without result",
            record.contradicting > 0 or record.looked_for_contradiction,
            "Attach evidence that contradicts the claim, or log a search for it that found nothing.",
            Fix(Place.CONTRADICTING_EVIDENCE_FORM, "Attach evidence against it"),
        ),
        Line(
            "summary",
            "There is a summary",
            record.has_summary,
            "Write the verdict in one sentence.",
            Fix(Place.SUMMARY, "Write it"),
            may_be_waived=False,
        ),
        Line(
            "rationale",
            "There is a rationale",
            record.has_rationale,
            "Write how the evidence leads to the verdict.",
            Fix(Place.RATIONALE, "Write it"),
        ),
        Line(
            "rating",
            "The rating fits the conclusion",
            bool(record.conclusion) and record.conclusion == record.rating_conclusion,
            "Choose a conclusion, and a rating that the scale maps to it.",
            Fix(Place.RATING, "Write it"),
            may_be_waived=False,
        ),
    ]


def open_lines(rows: list[Line]) -> list[Line]:
    """The lines that stop a submission: missing without exception, or missing where no exception is possible."""
    return [row for row in rows if not row.is_met and not (row.waiver and row.may_be_waived)]
