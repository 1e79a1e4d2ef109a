"""Who collected which bytes, when, and how, and everything that was done since: `data/custody.json`."""

from __future__ import annotations

from typing import Any

from factcheck.archive.models import Capture
from factcheck.exchange.layout import CUSTODY_FORMAT
from factcheck.exchange.record import ExportedRecord


def custody(document: dict[str, Any], record: ExportedRecord, extract: dict[str, Any]) -> dict[str, Any]:
    """The JSON values of `data/custody.json`, derived from `data/claim.json` and `data/ledger.json`."""
    people = document["people"]
    shown = [item["entry"] for item in extract["entries"] if "entry" in item]
    recorded = {
        (kind, pk): entry["number"] for entry in reversed(shown) for kind, pk, version, _ in entry["touched"] if version == 1
    }
    return {
        "format": CUSTODY_FORMAT,
        "captures": [
            {
                "capture": row["id"],
                "sha256": row["values"]["sha256"],
                "size": row["values"]["size"],
                "media_type": row["values"]["media_type"],
                "method": row["values"]["method"],
                "tool": row["values"]["tool"],
                "derived_from": row["values"]["parent_id"],
                "at": row["values"]["captured_at"],
                "by": people.get(str(row["values"]["captured_by_id"]), ""),
                "entry": recorded.get(("capture", row["id"])),
                "files": row.get("files", []),
            }
            for row in record.of(Capture)
        ],
        "events": [
            {
                "entry": entry["number"],
                "at": entry["at"],
                "by": people.get(str(entry["person"]), ""),
                "action": entry["action"],
                "kind": entry["kind"],
                "id": entry["object_id"],
                "reason": entry["reason"],
            }
            for entry in shown
        ],
    }
