"""The input of the evidence gate, as plain values. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from factcheck.evidence.copies.quote_search import QuoteState
from factcheck.web.citations import in_brackets
from factcheck.web.days import day_text

_UNFOUND_LABELS: Mapping[str, str] = {
    "": "No copy",
    QuoteState.MISSING: "Not in the copy",
    QuoteState.SEVERAL: "Found several times",
    QuoteState.TYPOGRAPHY: "Differs only in typography",
    QuoteState.NOT_CHECKED: "Not checked",
}
"""State of a quote that was not found → its label; the key is empty for an item without a copy of its current address."""


@dataclass(frozen=True, slots=True)
class Record:
    """The input of the gate, as plain values."""

    has_claimant: bool
    mentions: int
    waiting: int
    """number of mentions and passages of evidence that wait for a decision or for their placement in a new revision"""
    located: int
    """number of evidence items with a source"""
    supporting: int
    contradicting: int
    independent_origins: int
    """number of origins of evidence items that are not parties to the claim"""
    parties: int
    is_reply_offered: bool
    """whether a request for comment has an outcome or a passed deadline, or a reason for not asking is recorded"""
    looked_for_support: bool
    """a logged search for supporting evidence without result"""
    looked_for_contradiction: bool
    has_rationale: bool
    has_headline: bool
    has_summary: bool
    conclusion: str
    rating_conclusion: str
    cited: tuple[int, ...]
    """the numbers of evidence items that the rationale or the summary cites"""
    cited_in_rationale: bool
    items: tuple[int, ...]
    """the numbers of the evidence items that are not withdrawn"""
    incomplete: tuple[int, ...]
    """the numbers of those items that lack a title, publisher, location, date, or quote, and are not protected"""
    unpreserved: tuple[int, ...]
    """the numbers of those web pages without a copy of their current address"""
    unfound: tuple[tuple[int, str], ...]
    """the numbers of those web pages whose quote was not found, with a value of QuoteState; it is empty without a copy"""
    older_incomplete: tuple[int, ...] = ()
    """like `incomplete`, for items from before the gate asked for copies; they never make the line unmet"""
    older_unpreserved: tuple[int, ...] = ()
    older_unfound: tuple[int, ...] = ()
    reply_open_until: date | None = None
    """the last deadline of the requests for comment that are open; None if none is"""
    of_broken_sets: tuple[int, ...] = ()
    """the numbers of the items whose evidence set has a withdrawn item; they are not part of the counts of evidence"""

    @property
    def cited_but_missing(self) -> tuple[int, ...]:
        """The cited numbers of withdrawn items, and those that no item has."""
        return tuple(sorted(set(self.cited) - set(self.items)))

    @property
    def unfound_by_label(self) -> list[tuple[str, tuple[int, ...]]]:
        """What is wrong with the places of quotes, with the numbers of the items, in a fixed order."""
        by_label: dict[str, list[int]] = {label: [] for label in _UNFOUND_LABELS.values()}
        for number, state in self.unfound:
            by_label[_UNFOUND_LABELS[state]].append(number)
        return [(label, tuple(numbers)) for label, numbers in by_label.items() if numbers]

    @property
    def is_conclusion_backed(self) -> bool:
        """Whether the record has an evidence item for the conclusion. "Not enough evidence" requires none."""
        match self.conclusion:
            case "supported":
                return self.supporting > 0
            case "refuted":
                return self.contradicting > 0
            case "conflicting":
                return self.supporting > 0 and self.contradicting > 0
            case _:
                return bool(self.conclusion)


def broken_sets_note(record: Record) -> str:
    """Which items do not count because of their set, as a sentence; empty if all do."""
    numbers = record.of_broken_sets
    if not numbers:
        return ""
    if len(numbers) == 1:
        return f"Item {in_brackets(numbers)} does not count, because another item of its set was withdrawn."
    return f"Items {in_brackets(numbers)} do not count, because an item of their set was withdrawn."


def attached_earlier_note(numbers: tuple[int, ...]) -> str:
    """Which items a line does not count because they are older than it; empty if there are none."""
    return f"Not counted, because attached before this line existed: {in_brackets(numbers)}." if numbers else ""


def request_is_open(until: date) -> str:
    """Until when a request for comment is open, and what to do then."""
    return f"A request for comment is open until the end of {day_text(until)}. Record the outcome, or wait for the deadline."
