"""How rows of a record left it: the withdrawal of a row, or the merge or split that moved it to another claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Func, JSONField, Q, TextField, Value
from django.db.models.functions import Cast

from factcheck.accounts.models import Person
from factcheck.claims.models import Claim
from factcheck.claims.triggers import MOVED_ROWS
from factcheck.ledger.models import RowVersion

Row = tuple[str, int]
"""The kind and id of a row."""
_CLAIMS = ("claim", "other")
"""The fields of a row that refer to the claims whose records contain it."""


@dataclass(frozen=True, slots=True)
class Removal:
    """The action that removed a row from the record of a claim. `moved_to` is None if the row was withdrawn."""

    by: Person | None
    at: datetime
    reason: str
    moved_to: Claim | None = None


def load_removals(claim_id: int, rows: Iterable[Row]) -> Mapping[Row, Removal]:
    """The removals of `rows`, which were in the record of the claim before. Two queries if a row moved, otherwise at most one.

    A withdrawal after the row moved to another claim is not a removal from this one.
    """
    rows = set(rows)
    versions: dict[Row, list[Any]] = defaultdict(list)
    for version in _versions(rows) if rows else ():
        versions[version.kind, version.object_id].append(version)
    removing = {row: version for row, of_row in versions.items() if (version := _removing_version(of_row, claim_id))}
    destinations = {row: _destination(version, claim_id) for row, version in removing.items()}
    wanted = {pk for pk in destinations.values() if pk}
    claims = Claim.objects.only("statement").in_bulk(wanted) if wanted else {}
    return {row: _removal(version, claims.get(destinations[row])) for row, version in removing.items()}


def _versions(rows: Collection[Row]) -> Iterable[Any]:
    """The versions whose entries withdrew or moved the rows, oldest first, with the entry’s values of the row."""
    wanted = Q()
    for kind in sorted({kind for kind, _ in rows}):
        wanted |= Q(kind=kind, object_id__in=[pk for of_kind, pk in rows if of_kind == kind])
    actions = {f"{kind}.withdrawn" for kind, _ in rows}
    return (
        RowVersion.objects.filter(wanted)
        .filter(Q(entry__action__in=actions) | Q(entry__after__has_key=MOVED_ROWS))
        .select_related("entry__person")
        .defer("entry__before", "entry__after", "entry__touched")
        .annotate(row_before=_values_of_row("before"), row_after=_values_of_row("after"))
        .order_by("entry_id")
    )


def _values_of_row(side: str) -> Func:
    path = (Cast(Value(MOVED_ROWS), TextField()), Cast(F("kind"), TextField()), Cast(F("object_id"), TextField()))
    return Func(F(f"entry__{side}"), *path, function="jsonb_extract_path", output_field=JSONField())


def _removing_version(versions: Iterable[Any], claim_id: int) -> Any:
    """The version that removed the row: its withdrawal, unless it was on another claim then and still is; otherwise its move."""
    moved = withdrawn = None
    for version in versions:
        if _destination(version, claim_id):
            moved = version
        elif claim_id in _claims(version.row_after):
            moved = None
        if withdrawn is None and _is_withdrawal(version):
            withdrawn, was_away = version, moved is not None
    return moved if withdrawn is None or (moved and was_away) else withdrawn


def _destination(version: Any, claim_id: int) -> int | None:
    """The id of the claim to which the version moved the row; None if it did not move the row away from `claim_id`."""
    before, after = version.row_before or {}, version.row_after or {}
    return next((after[name] for name in _CLAIMS if name in after and before.get(name) == claim_id != after[name]), None)


def _claims(values: Mapping[str, Any] | None) -> set[int]:
    return {(values or {})[name] for name in _CLAIMS if name in (values or {})}


def _is_withdrawal(version: Any) -> bool:
    """Whether the version withdrew the row, by its own action or because a merge made it a duplicate."""
    entry = version.entry
    is_own = (entry.kind, entry.object_id) == (version.kind, version.object_id) and entry.action == f"{version.kind}.withdrawn"
    return is_own or bool((version.row_after or {}).get("withdrawn_at"))


def _removal(version: Any, moved_to: Claim | None) -> Removal:
    entry = version.entry
    reason = (version.row_after or {}).get("withdrawn_reason") or entry.reason
    return Removal(entry.person, entry.at, reason, moved_to)
