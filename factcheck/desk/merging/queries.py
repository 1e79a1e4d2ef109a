"""The preview of a merge: the rows that move, the claims whose records change, and what differs between the two rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q

from factcheck.articles.models import Article
from factcheck.claims.actions.merging import PARTS, fields_to_fill
from factcheck.claims.models import Attribution, Claim, Party
from factcheck.evidence.models import Evidence
from factcheck.ledger.named import Named
from factcheck.ledger.references import references_to

_PATHS: dict[type[Model], str] = {Article: "revisions__mentions__claim", Attribution: "mention__claim", Claim: "pk"}
"""The paths to the affected claims for models without a field `claim`."""


@dataclass(frozen=True, slots=True)
class MovedKind:
    """A kind of row that refers to the row to be merged, and the number of such rows."""

    label: str
    number: int


@dataclass(frozen=True, slots=True)
class FieldPair:
    """A field with different values: that of the row to be merged, which is lost, and that of the survivor."""

    label: str
    merged: str
    survivor: str


@dataclass(frozen=True, slots=True)
class MergePreview:
    """`duplicate_parties` are pairs of active parties to one claim; the first of each pair is withdrawn."""

    rows: Sequence[MovedKind]
    claims: int
    duplicate_parties: Sequence[tuple[Party, Party]]
    filled: Sequence[FieldPair]
    differing: Sequence[FieldPair]


def merge_preview(merged: Named, survivor: Named) -> MergePreview:
    """The preview. The number of queries depends on the number of referring models, not on that of rows."""
    rows, claims = [], set[int]()
    for model, columns in references_to(type(merged)).items():
        if model in PARTS:
            continue
        condition = Q()
        for column in columns:
            condition |= Q(**{column: merged.pk})
        referring = model._base_manager.filter(condition)
        if number := referring.count():
            rows.append(MovedKind(_label(model, number), number))
        path = _PATHS.get(model) or ("claim" if any(each.name == "claim" for each in model._meta.concrete_fields) else "")
        if path and number:
            claims |= set(referring.exclude(**{path: None}).values_list(path, flat=True))
    filled = fields_to_fill(merged, survivor)
    columns_of = {column.name for column in survivor._meta.concrete_fields}
    pairs = [
        (each.name, FieldPair(each.form_label, _text(merged, each.name), _text(survivor, each.name)))
        for each in survivor.editable_fields
        if each.name in columns_of and each.name != "name"
    ]
    return MergePreview(
        rows,
        len(claims),
        _duplicate_parties(merged, survivor),
        [pair for name, pair in pairs if name in filled],
        [pair for name, pair in pairs if name not in filled and pair.merged and pair.merged != pair.survivor],
    )


def _duplicate_parties(merged: Named, survivor: Named) -> list[tuple[Party, Party]]:
    """The pairs of active parties, with their claims. One query."""
    column = survivor.kind
    rows = Party.objects.active().filter(**{f"{column}__in": [merged.pk, survivor.pk]}).select_related("claim")
    by_claim: dict[int, dict[int, Any]] = {}
    for row in rows.order_by("claim", "id"):
        by_claim.setdefault(row.claim_id, {})[getattr(row, f"{column}_id")] = row
    return [(pair[merged.pk], pair[survivor.pk]) for pair in by_claim.values() if len(pair) > 1]


def _label(model: type[Model], number: int) -> str:
    if model is Attribution:
        return "link of an attribution chain" if number == 1 else "links of attribution chains"
    if model is Evidence:
        return "item of evidence" if number == 1 else "items of evidence"
    return str(model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural)


def _text(row: Named, name: str) -> str:
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    return "" if value is None else str(value)
