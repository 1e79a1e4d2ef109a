"""The ledger as an export, and its comparison with saved exports and heads. `docs/ledger.md` describes the formats."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils import timezone

from factcheck.ledger.invariants import ENTRIES_AT_ONCE
from factcheck.ledger.models import Entry, Head
from factcheck.ledger.verifier import (
    EXPORT_FORMAT,
    differences,
    head_errors,
    key_errors,
    read_entries,
    read_heads,
    signature_errors,
)


def exported_entries() -> Iterator[dict[str, Any]]:
    """All entries in order, as in an export. Reads them in batches."""
    for entry in Entry.objects.order_by("number").iterator(chunk_size=ENTRIES_AT_ONCE):
        yield {**entry.body(), "previous": entry.previous, "hash": entry.hash}


def export_lines() -> Iterator[str]:
    """The lines of an export: a header, and one entry on each further line."""
    head = Head.objects.get(pk=1)
    yield _line({"format": EXPORT_FORMAT, "exported_at": timezone.now().isoformat(), "entries": head.number, "head": head.hash})
    for entry in exported_entries():
        yield _line(entry)


def compare_with(file: Path) -> list[str]:
    """The differences between the ledger and a saved export or saved heads. Raises Unreadable, and OSError."""
    if _is_export(file):
        return list(differences(read_entries(file), exported_entries()))
    heads, keys = read_heads(file)
    numbers = [head.number for head in heads]
    hashes = dict(Entry.objects.filter(number__in=numbers).values_list("number", "hash"))
    return [*key_errors(keys), *signature_errors(heads, keys), *head_errors(heads, hashes)]


def _is_export(file: Path) -> bool:
    with file.open(encoding="utf-8") as lines:
        try:
            return bool(json.loads(lines.readline()).get("format") == EXPORT_FORMAT)
        except (ValueError, AttributeError):  # a saved /ledger-head.json has several lines
            return False


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
