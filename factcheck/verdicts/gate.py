"""The evidence gate: what must hold before a verdict may be submitted or published. Pure.

Each line is ok, missing, or waived by a written exception. The server enforces it; the screen shows the same lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class Line:
    key: str
    label: str
    is_met: bool
    hint: str
    """what to do where it is not met"""
    waiver: str = ""
    """the written exception, where there is one"""

    @property
    def is_open(self) -> bool:
        return not self.is_met and not self.waiver

    @property
    def state(self) -> str:
        return "ok" if self.is_met else "exception" if self.waiver else "missing"


def lines(record: Record, waivers: Mapping[str, str] | None = None) -> list[Line]:
    """The gate for this record; `waivers` maps line keys to written exceptions."""
    said = waivers or {}
    rows = [
        ("claimant", "The claim has a claimant", record.has_claimant, "Name who makes the claim."),
        (
            "appearance",
            "The claim has an appearance",
            record.mentions > 0,
            "Mark the words in an article where the claim appears.",
        ),
        (
            "pending",
            "No mention is pending",
            record.mentions_pending == 0,
            "Some mentions lost their place in a new revision: mark the words again or withdraw them.",
        ),
        (
            "evidence",
            "At least one item has a source and a locator",
            record.located > 0,
            "Attach evidence and name its source.",
        ),
        (
            "for",
            "Evidence for the claim, or a search for it without result",
            record.supporting > 0 or record.looked_for_support,
            "Attach evidence that supports the claim, or log a search for it that found nothing.",
        ),
        (
            "against",
            "Evidence against the claim, or a search for it without result",
            record.contradicting > 0 or record.looked_for_contradiction,
            "Attach evidence that contradicts the claim, or log a search for it that found nothing.",
        ),
        ("summary", "There is a summary", record.has_summary, "Write the verdict in one sentence."),
        ("rationale", "There is a rationale", record.has_rationale, "Write how the evidence leads to the verdict."),
        (
            "rating",
            "The rating fits the conclusion",
            bool(record.conclusion) and record.conclusion == record.rating_conclusion,
            "Choose a conclusion, and a rating that the scale maps to it.",
        ),
    ]
    return [Line(key, label, met, hint, "" if met else said.get(key, "").strip()) for key, label, met, hint in rows]


NEVER_WAIVED = frozenset({"claimant", "summary", "rating"})
"""Lines without which nothing can be published: a reader must see who, what and which rating."""


def open_lines(rows: list[Line]) -> list[Line]:
    """The lines that stop a submission: missing without exception, or missing where no exception is possible."""
    return [row for row in rows if not row.is_met and (not row.waiver or row.key in NEVER_WAIVED)]
