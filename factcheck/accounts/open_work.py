"""The open work of a person, which is handed over in the operation that deactivates their account.

Other apps register what counts as open work, because this app does not depend on them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from factcheck.accounts.models import Person
from factcheck.ledger.actions import NewEntry


class OpenWork(Protocol):
    """One kind of open work."""

    noun: str
    """in the singular, such as “open verdict”"""

    def count(self, person: Person) -> int:
        """The number of open items of the person."""

    def hand_over(self, person: Person, *, to: Person, reason: str) -> list[NewEntry]:
        """Lock the items and make `to` responsible for them. Returns the ledger entries, which the caller appends.

        Raises Invalid(hand_over_to) if `to` may not continue the work.
        """

    def require_none(self, person: Person) -> None:
        """Raise Refused if the person has an open item. Called with the chain locked."""


_KINDS: list[OpenWork] = []


def register(kind: OpenWork) -> None:
    """Add a kind of open work. Call this when the app is ready."""
    _KINDS.append(kind)


def kinds() -> Iterator[OpenWork]:
    yield from _KINDS


def open_work_of(person: Person) -> str:
    """The open work of a person as a phrase, such as “3 open verdicts”; empty if there is none."""
    counts = [(kind.count(person), kind.noun) for kind in _KINDS]
    return " and ".join(f"{number} {noun}{'' if number == 1 else 's'}" for number, noun in counts if number)
