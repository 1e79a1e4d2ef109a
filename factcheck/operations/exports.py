"""The ledger as an export, and its comparison with saved exports and heads. `docs/ledger.md` describes the formats."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from django.utils import timezone

from factcheck.ledger.invariants import ENTRIES_AT_ONCE
from factcheck.ledger.models import Entry, Head
from factcheck.ledger.snapshot import snapshot
from factcheck.ledger.verifier import EXPORT_FORMAT, verify


def exported_entries() -> Iterator[dict[str, Any]]:
    """All entries in order, as in an export. Reads them in batches."""
    for entry in Entry.objects.order_by("number").iterator(chunk_size=ENTRIES_AT_ONCE):
        yield entry.exported()


def export_lines() -> Iterator[str]:
    """The lines of an export: a header, and one entry on each further line."""
    head = Head.objects.get(pk=1)
    yield _line({"format": EXPORT_FORMAT, "exported_at": timezone.now().isoformat(), "entries": head.number, "head": head.hash})
    for entry in exported_entries():
        yield _line(entry)


def compare_with(file: Path, trusted: Collection[str] = ()) -> list[str]:
    """The errors of the chain, and the differences between the ledger and a saved export or saved heads.

    `trusted` are the ids of signing keys that are known from another source. Raises Unreadable, and OSError.
    """
    is_export = _is_export(file)
    with snapshot():
        return verify(exported_entries, earlier=file if is_export else None, heads=None if is_export else file, trusted=trusted)


def _is_export(file: Path) -> bool:
    with file.open(encoding="utf-8") as lines:
        try:
            return bool(json.loads(lines.readline()).get("format") == EXPORT_FORMAT)
        except (ValueError, AttributeError, RecursionError):  # a saved /ledger-head.json has several lines
            return False


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
