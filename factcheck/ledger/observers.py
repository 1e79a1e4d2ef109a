"""Functions of other apps that run after ledger entries were written, in the same transaction and with the chain locked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from factcheck.ledger.kinds import kind_of


@dataclass(frozen=True, slots=True)
class WrittenEntry:
    """An entry that was just written. `subject` and `rows` are pairs of kind and id; `rows` includes the subject."""

    number: int
    action: str
    person_id: int | None
    subject: tuple[str, int]
    rows: tuple[tuple[str, int], ...]
    is_new: bool
    """whether the entry is the first one of its subject"""
    before: dict[str, Any]
    after: dict[str, Any]


Observer = Callable[[Sequence[WrittenEntry]], None]
_OBSERVERS: list[Observer] = []


def register(observer: Observer) -> None:
    """Add an observer. Call this when the app is ready."""
    _OBSERVERS.append(observer)


def notify(entries: Sequence[WrittenEntry]) -> None:
    """Call the observers in the order of their registration."""
    for observer in _OBSERVERS:
        observer(entries)


def is_historical(row: Any) -> bool:
    """Whether the row is an instance of a migration's historical model. The tables of observers may not exist then."""
    return type(row).__module__ == "__fake__"


def written_entry(number: int, entry: Any, person: Any) -> WrittenEntry:
    """The observed form of `ledger.actions.NewEntry` with its number."""
    rows = tuple((kind_of(row), int(row.pk)) for row in (entry.subject, *entry.touched))
    return WrittenEntry(
        number=number,
        action=entry.action,
        person_id=person.pk if person else None,
        subject=rows[0],
        rows=rows,
        is_new=entry.subject.version == 1,
        before=dict(entry.before or {}),
        after=dict(entry.after or {}),
    )
