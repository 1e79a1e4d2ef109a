"""The difference between two records as editors read it: labels instead of stored values, and who removed a row and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from factcheck.accounts.models import Person
from factcheck.desk.changes.removals import Removal, load_removals
from factcheck.desk.choice_labels import display_choice
from factcheck.evidence.custody.hiding import hidden_in_records
from factcheck.verdicts.difference import FieldChange
from factcheck.verdicts.models import VerdictVersion
from factcheck.verdicts.record_difference import ChangeKind, RowChange, record_difference, with_displayed_dates
from factcheck.web.citations import numbers_in_plain_text
from factcheck.web.markdown import cited_numbers

_WITHDRAWABLE: Mapping[str, tuple[str, str]] = {
    "evidence": ("evidence", "This item"),
    "mentions": ("mention", "This mention"),
    "relations": ("relation", "This relation"),
    "parties": ("party", "This party"),
    "replies": ("reply", "This request for comment"),
}
"""Part of a record whose rows can be withdrawn → their ledger kind, and the subject of a sentence about one of them."""
_COLUMNS: Mapping[str, str] = {"relation": "relation_kind", "quote_state": "state"}
"""Field of a record → the column with its choices, if the names differ."""
_HASHES: Mapping[str, tuple[str, str, str]] = {
    "text": ("Revision of the article", "earlier revision", "newer revision"),
    "file.sha256": ("Content of the file", "earlier content", "other content"),
    "copy.sha256": ("Copy of the page", "earlier copy", "newer copy"),
}
"""Field that contains a hash → its label, and the texts that replace the hashes before and after."""
_FIELDS_OF_REMOVED = (
    "stance",
    "title",
    "quote",
    "quotes",
    "statement",
    "relation",
    "mode",
    "not_asked_because",
    "channel",
    "outcome",
    "source.name",
    "article.title",
)
"""The fields that identify a removed row for an editor who knew it, in display order. The row’s history has the others."""


@dataclass(frozen=True, slots=True)
class DisplayedRow:
    """A row that differs. `removal` is the withdrawal or the move of a removed row, with its person loaded."""

    kind: ChangeKind
    title: str
    subject: str
    """the subject of a sentence about the row, such as “This item”"""
    fields: list[FieldChange]
    removal: Removal | None
    is_cited: bool
    """whether the approved text cites the removed item"""


def displayed_rows(
    claim_id: int, before: Mapping[str, Any], after: Mapping[str, Any], approved: VerdictVersion | None
) -> list[DisplayedRow]:
    """The rows that differ between two `ClaimRecord.values` of the claim.

    One query for the items that a takedown hides, one if a row that can be withdrawn was removed, and another one if such a row
    moved to another claim.
    """
    labeled = [_with_labels(with_displayed_dates(values)) for values in (before, after)]
    rows = record_difference(*labeled, hidden=hidden_in_records(before, after))
    removals = _removals(claim_id, rows)
    cited = {*cited_numbers(approved.rationale), *numbers_in_plain_text(approved.summary)} if approved else set()
    displayed = []
    for row in rows:
        kind, subject = _WITHDRAWABLE.get(row.part, ("", ""))
        is_removed_item = kind == "evidence" and row.kind is ChangeKind.REMOVED
        displayed.append(
            DisplayedRow(
                kind=row.kind,
                title=row.title,
                subject=subject,
                fields=_fields(row),
                removal=removals.get((kind, row.key)) if row.kind is ChangeKind.REMOVED else None,
                is_cited=is_removed_item and before["evidence"][row.key]["number"] in cited,
            )
        )
    return displayed


def displayed_author(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[DisplayedRow]:
    """The change of the verdict’s author between two `ClaimRecord.values`, if there is one. At most one query.

    It is not part of `displayed_rows`: it makes an approval outdated, but not a published check.
    """
    ids = [values["authors"][0] for values in (before, after) if values.get("authors")]
    if len(set(ids)) < 2:
        return []
    names = dict(Person.objects.filter(pk__in=ids).values_list("pk", "name"))
    field = FieldChange("author", "Author of the verdict", *(names.get(pk, "") for pk in ids))
    return [DisplayedRow(ChangeKind.CHANGED, "Author", "", [field], removal=None, is_cited=False)]


def _removals(claim_id: int, rows: list[RowChange]) -> dict[tuple[str, str], Removal]:
    """The removals of the removed rows, by the kinds and keys of the rows."""
    removed = [
        (_WITHDRAWABLE[row.part][0], int(row.key)) for row in rows if row.kind is ChangeKind.REMOVED and row.part in _WITHDRAWABLE
    ]
    return {(kind, str(pk)): removal for (kind, pk), removal in load_removals(claim_id, removed).items()}


def _fields(row: RowChange) -> list[FieldChange]:
    if row.kind is ChangeKind.REMOVED:
        fields = {field.field: field for field in row.fields}
        return [fields[name] for name in _FIELDS_OF_REMOVED if name in fields]
    if row.kind is ChangeKind.ADDED:
        return [field for field in row.fields if field.field not in _HASHES]
    return [_without_hash(field) for field in row.fields]


def _without_hash(field: FieldChange) -> FieldChange:
    if field.field not in _HASHES:
        return field
    label, before, after = _HASHES[field.field]
    return replace(field, label=label, before=field.before and before, after=field.after and after)


def _with_labels(values: Any) -> Any:
    """The values of a record, with labels instead of stored values."""
    if not isinstance(values, Mapping):
        return values
    return {
        name: _with_labels(value) if isinstance(value, Mapping) else display_choice(_COLUMNS.get(name, name), value)
        for name, value in values.items()
    }
