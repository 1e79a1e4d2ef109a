"""Which claims the reading desk lists and marks: all, those that the person added, or those without a decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from factcheck.desk.reading.queries import ReadingRow
from factcheck.verdicts.states import State

_DECIDED: Final = frozenset({State.APPROVED.value, State.PUBLISHED.value, State.RETRACTED.value})
_LABELS: Final = {"": "All", "mine": "Mine", "open": "Open"}


@dataclass(frozen=True, slots=True)
class ListChoice:
    """A link above the list. `key`: the value of `show` in the query string."""

    key: str
    label: str
    count: int
    query: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ListedClaims:
    """The listed rows, and the links above the list."""

    rows: list[ReadingRow]
    choices: tuple[ListChoice, ...]


def counts_of_new(rows: Sequence[ReadingRow], own: int) -> str:
    """The keys of the choices that count the claim of these rows, for the person with the id `own`.

    None, unless its only mention in the article is new.
    """
    keys = [
        key
        for row in rows
        if len(row.mentions) == 1
        for key, is_counted in (("all", True), ("mine", row.created_by == own), ("open", row.state not in _DECIDED))
        if is_counted
    ]
    return " ".join(keys)


def choice_named(show: str) -> str:
    """The key of the choice that a query string names; that of all claims for any other value."""
    return show if show in _LABELS else ""


def listed_claims(rows: Sequence[ReadingRow], own: int, only: str, claim_id: int | None) -> ListedClaims:
    """The rows for the choice `only`, for the person with the id `own`. The selected claim is always listed."""
    matching = {
        "": list(rows),
        "mine": [row for row in rows if row.created_by == own],
        "open": [row for row in rows if row.state not in _DECIDED],
    }
    selected = {"claim": claim_id} if claim_id else {}
    choices = tuple(
        ListChoice(key, label, len(matching[key]), urlencode({"show": key or "all", **selected}), key == only)
        for key, label in _LABELS.items()
    )
    listed = {row.id for row in matching[only]} | {claim_id}
    return ListedClaims([row for row in rows if row.id in listed], choices)
