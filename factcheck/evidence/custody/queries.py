"""The custody of an item: its stored files, and the entries of the ledger that concern them.

It is a view of the ledger. Every other read of stored bytes also compares them with their hash, but is not recorded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Q, QuerySet

from factcheck.archive.models import Capture
from factcheck.claims.models import Claim
from factcheck.evidence.custody.event_numbers import events_page
from factcheck.evidence.custody.files import StoredFile, copies_with_files, stored_files
from factcheck.evidence.custody.models import CaptureVerification, EvidenceExport, LegalHold, Takedown
from factcheck.evidence.models import Evidence, EvidenceCopy, PreservedText
from factcheck.ledger.kinds import kind_of
from factcheck.ledger.models import Entry, Recorded
from factcheck.ledger.queries import IdsByKind
from factcheck.web.database.composed import ComposedRows

MAX_EXPORTS = 500
"""The newest exports of an item that are listed."""


class Act(StrEnum):
    """What happened to the stored evidence."""

    ATTACHED = "attached"
    REQUESTED = "requested"
    COLLECTED = "collected"
    DERIVED = "derived"
    VERIFIED = "verified"
    EXPORTED = "exported"
    HIDDEN = "hidden"
    SHOWN = "shown again"
    HELD = "held"
    RELEASED = "hold ended"
    WITHDRAWN = "withdrawn"


ACTS = {
    "evidence.added": Act.ATTACHED,
    "article.imported": Act.COLLECTED,
    "article.revised": Act.COLLECTED,
    "copy.requested": Act.REQUESTED,
    "copy.added": Act.COLLECTED,
    "copy.pictured": Act.DERIVED,
    "capture.verified": Act.VERIFIED,
    "evidence.exported": Act.EXPORTED,
    "takedown.added": Act.HIDDEN,
    "takedown.lifted": Act.SHOWN,
    "hold.placed": Act.HELD,
    "hold.ended": Act.RELEASED,
    "evidence.withdrawn": Act.WITHDRAWN,
}
"""Action of a ledger entry → what it means for custody. Entries with other actions are not listed."""


@dataclass(frozen=True, slots=True)
class CustodyObject:
    """A stored object that an event added: a file, or a text that a reader derived from a file."""

    label: str
    sha256: str
    size: int
    """bytes of a file, or code points of a text"""
    how: str
    """how the bytes came here, with the tool and its version, or the reader with its version"""
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class CustodyEvent:
    """One entry of the ledger. `at` is in UTC. `by` is None for the system."""

    number: int
    hash: str
    at: datetime
    by: Any
    act: Act
    objects: tuple[CustodyObject, ...]
    details: tuple[tuple[str, str], ...]
    """(name, value) of what the entry states besides"""
    reason: str


@dataclass(frozen=True, slots=True)
class FileState:
    """A stored file with the newest recorded verification, if there is one."""

    file: StoredFile
    texts: tuple[PreservedText, ...]
    verified: CaptureVerification | None


@dataclass(frozen=True, slots=True)
class Custody:
    item: Evidence
    files: tuple[FileState, ...]
    events: tuple[CustodyEvent, ...]
    """those of one page, oldest first"""
    takedowns: tuple[Takedown, ...]
    """in force, those of copies included"""
    holds: tuple[LegalHold, ...]
    """in force, that of the claim included"""
    exports: tuple[EvidenceExport, ...]
    """newest first"""
    older: str = ""
    """the cursor of the page with older events; empty if there are none"""
    newer: str = ""


def custody_of(item: Evidence, cursor: str = "") -> Custody:
    """The custody of an item, whose revision with its original is loaded, with one page of events, by default the newest ones.

    The number of queries is constant. Raises Invalid if the cursor is not valid.
    """
    copies = copies_with_files(item)
    files = stored_files(item, copies)
    captures = {file.capture.pk: file for file in files}
    texts = list(PreservedText.objects.filter(capture__in=captures).defer("text").order_by("id"))
    holds = list(LegalHold.objects.filter(Q(evidence=item) | Q(claim=item.claim_id)).select_related("created_by").order_by("id"))
    takedowns = list(Takedown.objects.filter(evidence=item).select_related("created_by", "copy").order_by("id"))
    rows = _rows_of(item, copies, captures, texts, holds, takedowns)
    page = events_page(item, rows, ACTS, cursor)
    exports = EvidenceExport.objects.filter(evidence=item).select_related("capture", "copy", "created_by").order_by("-id")
    by_text = {text.pk: text for text in texts}
    return Custody(
        item=item,
        files=_file_states(item, files, texts),
        events=tuple(_event(entry, captures, by_text) for entry in reversed(page.items)),
        takedowns=tuple(row for row in takedowns if row.ended_at is None),
        holds=tuple(row for row in holds if row.ended_at is None),
        exports=tuple(exports[:MAX_EXPORTS]),
        older=page.older,
        newer=page.newer,
    )


def holds_of(item: Evidence) -> list[LegalHold]:
    """The holds in force that concern an item: its own, and that of its claim. One query."""
    rows = LegalHold.objects.in_force().filter(Q(evidence=item) | Q(claim=item.claim_id))
    return list(rows.select_related("created_by").order_by("id"))


@ComposedRows
def _holds(claim_id: int) -> QuerySet[LegalHold]:
    return LegalHold.objects.in_force().filter(claim=claim_id).select_related("created_by")


HOLD_QUERIES = (_holds,)
"""What `holds_of_claim` reads."""


def holds_of_claim(claim: Claim) -> list[LegalHold]:
    """The hold in force of a whole claim, if there is one. One query."""
    return _holds(claim.pk)


def _rows_of(
    item: Evidence,
    copies: list[EvidenceCopy],
    captures: Mapping[int, StoredFile],
    texts: list[PreservedText],
    holds: list[LegalHold],
    takedowns: list[Takedown],
) -> IdsByKind:
    """The ids of the rows whose entries can be events, besides those that `events_page` reads."""
    rows: IdsByKind = defaultdict(list)
    rows[kind_of(Evidence)].append(item.pk)
    loaded: tuple[tuple[type[Recorded], Iterable[int]], ...] = (
        (EvidenceCopy, (copy.pk for copy in copies)),
        (Capture, captures),
        (PreservedText, (text.pk for text in texts)),
        (LegalHold, (hold.pk for hold in holds)),
        (Takedown, (takedown.pk for takedown in takedowns)),
    )
    for model, ids in loaded:
        rows[kind_of(model)] += ids
    return {kind: ids for kind, ids in rows.items() if ids}


def _file_states(item: Evidence, files: list[StoredFile], texts: list[PreservedText]) -> tuple[FileState, ...]:
    newest = CaptureVerification.objects.filter(evidence=item).order_by("capture", "-id").distinct("capture")
    verified = {row.capture_id: row for row in newest.select_related("created_by")}
    return tuple(
        FileState(
            file,
            tuple(text for text in texts if text.capture_id == file.capture.pk),
            verified.get(file.capture.pk),
        )
        for file in files
    )


def _event(entry: Entry, captures: Mapping[int, StoredFile], texts: Mapping[int, PreservedText]) -> CustodyEvent:
    act = ACTS[entry.action]
    objects: list[CustodyObject] = []
    if act in (Act.ATTACHED, Act.COLLECTED, Act.DERIVED):
        for kind, pk, *_ in entry.touched:
            if kind == kind_of(Capture) and pk in captures:
                objects.append(_stored(captures[pk]))
            elif kind == kind_of(PreservedText) and pk in texts:
                objects.append(_derived(texts[pk]))
    if act is Act.ATTACHED and objects:
        act = Act.COLLECTED
    return CustodyEvent(
        number=entry.number,
        hash=entry.hash,
        at=entry.at,
        by=entry.person,
        act=act,
        objects=tuple(objects),
        details=tuple(_details(entry.after or {}, captures)),
        reason=entry.reason,
    )


def _stored(file: StoredFile) -> CustodyObject:
    capture = file.capture
    how = capture.get_method_display()
    return CustodyObject(file.label, capture.sha256, capture.size, f"{how} with {capture.tool}" if capture.tool else how)


def _derived(text: PreservedText) -> CustodyObject:
    return CustodyObject(
        "text", text.sha256, text.length, f"derived with reader {text.reader} {text.reader_version}", is_text=True
    )


_LABELS = {
    "address": "address",
    "collected_at": "response of the server",
    "made_how": "how it was made",
    "state": "bytes",
    "sha256": "SHA-256",
    "recipient": "recipient",
    "purpose": "purpose",
    "form": "form",
    "reason_code": "kind of reason",
    "reference": "legal reference",
    "capture": "file",
}
"""The values of entries that an event states."""


def _details(values: Mapping[str, Any], captures: Mapping[int, StoredFile]) -> Iterable[tuple[str, str]]:
    for name, label in _LABELS.items():
        if value := values.get(name):
            if name == "capture":
                value = captures[value].label if value in captures else f"file {value}"
            yield label, str(value)
