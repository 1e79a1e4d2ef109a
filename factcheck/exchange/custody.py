"""The custody of each item, as the custody page of this newsroom displays it: `data/custody.json`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from factcheck.archive.models import Capture
from factcheck.evidence.custody.queries import Custody, CustodyEvent, FileState, custody_of
from factcheck.evidence.models import Evidence, PreservedText
from factcheck.exchange.layout import CUSTODY_FORMAT
from factcheck.exchange.record import ExportedRecord


def custody(record: ExportedRecord, extract: dict[str, Any]) -> dict[str, Any]:
    """The JSON values of `data/custody.json`. It has only events whose entries are in `data/ledger.json`, and only files that
    are in the package."""
    shown = {item["number"] for item in extract["entries"] if "entry" in item}
    captures = {row["id"] for row in record.of(Capture)}
    hashes = {row["values"]["sha256"] for model in (Capture, PreservedText) for row in record.of(model)}
    items = Evidence.objects.filter(pk__in=[row["id"] for row in record.of(Evidence)])
    loaded = items.select_related("claim", "capture__captured_by", "revision__original__captured_by").order_by("number")
    return {
        "format": CUSTODY_FORMAT,
        "items": [_item(custody_of(item), shown, captures, hashes) for item in loaded],
    }


def _item(view: Custody, shown: Collection[int], captures: Collection[int], hashes: Collection[str]) -> dict[str, Any]:
    files = [_file(state) for state in view.files if state.file.capture.pk in captures]
    events, older = list(view.events), view.older
    while older:
        page = custody_of(view.item, older)
        events, older = [*page.events, *events], page.older
    return {
        "number": view.item.number,
        "files": files,
        "events": [_event(event, hashes) for event in events if event.number in shown],
    }


def _file(state: FileState) -> dict[str, Any]:
    capture, verified = state.file.capture, state.verified
    return {
        "capture": capture.pk,
        "label": state.file.label,
        "sha256": capture.sha256,
        "size": capture.size,
        "media_type": capture.media_type,
        "method": capture.method,
        "tool": capture.tool,
        "derived_from": capture.parent_id,
        "at": _utc(capture.captured_at),
        "by": _name(capture.captured_by),
        "verified": {"state": verified.state, "at": _utc(verified.created_at), "by": _name(verified.created_by)}
        if verified
        else None,
    }


def _event(event: CustodyEvent, hashes: Collection[str]) -> dict[str, Any]:
    return {
        "entry": event.number,
        "hash": event.hash,
        "at": _utc(event.at),
        "by": _name(event.by),
        "act": event.act.value,
        "objects": [
            {"label": each.label, "sha256": each.sha256, "size": each.size, "how": each.how, "is_text": each.is_text}
            for each in event.objects
            if each.sha256 in hashes
        ],
        "details": dict(event.details),
        "reason": event.reason,
    }


def _name(person: Any) -> str:
    return str(person.name) if person else ""


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
