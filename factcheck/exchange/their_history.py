"""What the other newsroom recorded about a claim that was imported from it, read from the stored parts of the package.

All of it is the statement of that newsroom: its people, its times, and the numbers of its entries. It is not in this ledger.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from factcheck.archive.models import Capture
from factcheck.archive.queries import read_capture
from factcheck.evidence.custody.queries import ACTS
from factcheck.exchange.models import ClaimImport

MAX_EVENTS = 500
"""Events that are listed, the oldest ones. The stored `data/ledger.json` has all of them."""


@dataclass(frozen=True, slots=True)
class TheirEvent:
    """An entry of the other newsroom’s ledger. `act` is empty if it does not concern the custody of evidence.

    `action` is the action as words.
    """

    number: int
    hash: str
    at: datetime | None
    by: str
    action: str
    act: str
    subject: str
    reason: str


@dataclass(frozen=True, slots=True)
class TheirItem:
    """An item of evidence: its number is the same here. `pk`, `added_at`, and `added_by` are those of the other newsroom."""

    number: int
    pk: int
    added_at: datetime | None
    added_by: str
    files: tuple[tuple[str, datetime | None, str], ...]
    """(SHA-256, time of the collection, method)"""


@dataclass(frozen=True, slots=True)
class TheirHistory:
    events: list[TheirEvent] = field(default_factory=list)
    items: list[TheirItem] = field(default_factory=list)
    more: int = 0
    """how many events are not listed"""
    withheld: int = 0
    """how many entries are only hashes"""


def their_history(row: ClaimImport) -> TheirHistory:
    """The history of an imported claim in the other newsroom. Raises DamagedCapture, and StoreUnavailable."""
    record, ledger = _stored(row.record), _stored(row.ledger)
    people = record.get("people", {})
    numbers = {each["id"]: each["number"] for each in record["rows"].get("evidence", [])}
    entries = [item["entry"] for item in ledger["entries"] if "entry" in item]
    events = [_event(entry, people, numbers) for entry in entries[:MAX_EVENTS]]
    return TheirHistory(
        events=events,
        items=[_item(each, record, people) for each in record["rows"].get("evidence", [])],
        more=max(0, len(entries) - MAX_EVENTS),
        withheld=sum("withheld" in item for item in ledger["entries"]),
    )


def _event(entry: Mapping[str, Any], people: Mapping[str, str], numbers: Mapping[int, int]) -> TheirEvent:
    kind, pk = str(entry["kind"]), entry["object_id"]
    subject = f"evidence [{numbers[pk]}]" if kind == "evidence" and pk in numbers else f"{kind} {pk}"
    action = str(entry["action"])
    return TheirEvent(
        number=int(entry["number"]),
        hash=str(entry["hash"]),
        at=_time(entry["at"]),
        by=str(people.get(str(entry["person"]), "")),
        action=action.replace(".", " ").replace("_", " "),
        act=str(ACTS[action].value) if action in ACTS else "",
        subject=subject,
        reason=str(entry["reason"]),
    )


def _item(row: Mapping[str, Any], record: Mapping[str, Any], people: Mapping[str, str]) -> TheirItem:
    captures = {each["id"]: each["values"] for each in record["rows"].get("capture", [])}
    copies = [each["values"] for each in record["rows"].get("evidencecopy", []) if each["values"]["evidence_id"] == row["id"]]
    wanted = [row["values"]["capture_id"], *(copy["capture_id"] for copy in copies)]
    files = [captures[pk] for pk in wanted if pk in captures]
    files += [captures[values["parent_id"]] for values in list(files) if values["parent_id"] in captures]
    return TheirItem(
        number=int(row["number"]),
        pk=int(row["id"]),
        added_at=_time(row["values"].get("created_at")),
        added_by=str(people.get(str(row["values"].get("created_by_id")), "")),
        files=tuple((str(each["sha256"]), _time(each["captured_at"]), str(each["method"])) for each in files),
    )


def _stored(capture: Capture) -> dict[str, Any]:
    with read_capture(capture) as file:
        value: dict[str, Any] = json.loads(file.read())
    return value


def _time(value: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(str(value))
    except ValueError:
        return None
