"""Moves evidence and search log entries to another claim, as a part of the actions that merge and split claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from factcheck.claims.actions.moving import MovedRows, move_rows
from factcheck.claims.models import Claim
from factcheck.evidence.models import Evidence, Reply, SearchLogEntry
from factcheck.evidence.numbers import next_numbers


def move_evidence(items: Sequence[Evidence], to: Claim, *, renamed: Mapping[str, str] | None = None) -> MovedRows:
    """Move `items`, which are locked, to the claim `to`, which is locked too. They get its next numbers.

    `renamed` maps names of evidence sets to new names.
    The caller records the moved rows.
    """
    changes: dict[int, dict[str, Any]] = {}
    numbers = next_numbers(to, len(items)) if items else range(0)
    for item, number in zip(items, numbers, strict=True):
        changes[item.pk] = {"claim": to, "number": number}
        if (new_name := (renamed or {}).get(item.evidence_set.strip())) is not None:
            changes[item.pk]["evidence_set"] = new_name
    return move_rows(items, changes)


def move_replies(replies: Sequence[Reply], to: Claim) -> MovedRows:
    """Move `replies`, which are locked, to the claim `to`. The caller records the moved rows."""
    return move_rows(replies, {reply.pk: {"claim": to} for reply in replies})


def move_searches(searches: Sequence[SearchLogEntry], to: Claim) -> MovedRows:
    """Move `searches`, which are locked, to the claim `to`. The caller records the moved rows."""
    return move_rows(searches, {search.pk: {"claim": to} for search in searches})
