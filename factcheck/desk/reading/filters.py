"""Which claims the reading desk lists and marks: all, those that the person added, or those without a decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
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
    """`only`: the key of the current choice, empty for all claims."""

    rows: list[ReadingRow]
    only: str
    choices: tuple[ListChoice, ...]


def counts_of_new(rows: Sequence[ReadingRow], person: Any) -> str:
    """The keys of the choices that count the claim of these rows, if its only mention in the article is new; otherwise, none."""
    keys = [
        key
        for row in rows
        if len(row.mentions) == 1
        for key, is_counted in (("all", True), ("mine", row.created_by == person.pk), ("open", row.state not in _DECIDED))
        if is_counted
    ]
    return " ".join(keys)


def listed_claims(rows: Sequence[ReadingRow], person: Any, show: str, claim_id: int | None) -> ListedClaims:
    """The rows for the choice `show`. The selected claim is always listed."""
    own: int = person.pk
    matching = {
        "": list(rows),
        "mine": [row for row in rows if row.created_by == own],
        "open": [row for row in rows if row.state not in _DECIDED],
    }
    only = show if show in matching else ""
    selected = {"claim": claim_id} if claim_id else {}
    choices = tuple(
        ListChoice(key, label, len(matching[key]), urlencode({"show": key or "all", **selected}), key == only)
        for key, label in _LABELS.items()
    )
    listed = {row.id for row in matching[only]} | {claim_id}
    return ListedClaims([row for row in rows if row.id in listed], only, choices)
