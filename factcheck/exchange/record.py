"""The rows of a claim as JSON values, with the rows to which they refer: the contents of `data/claim.json`.

Each row has the stored column values whose digest the ledger contains, so whoever has the package can compare the two.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection, models

import factcheck
from factcheck.accounts.models import Person
from factcheck.archive.models import Capture
from factcheck.articles.models import Article, Revision, Source
from factcheck.claims.models import Actor, Attribution, Claim, Span
from factcheck.evidence.copies.models import PreservedText
from factcheck.evidence.models import Evidence
from factcheck.exchange.layout import CLAIM_FORMAT, TEXT_KINDS, text_path
from factcheck.ledger.kinds import kind_of
from factcheck.ledger.models import Recorded
from factcheck.ledger.queries import IdsByKind
from factcheck.ledger.rows import row_values_sql
from factcheck.newsroom.queries import name_and_contact
from factcheck.publishing.claim_rows import PATHS_TO_CLAIM, rows_of_claim
from factcheck.verdicts.models import Rating, Review

RELATED: tuple[type[Recorded], ...] = (Actor, Source, Article, Revision, Capture, PreservedText, Rating)
"""Models whose rows are included if a row of the claim refers to them, directly or through another one of these."""


@dataclass(slots=True)
class ExportedRecord:
    """The rows of a claim by kind, in the order of their ids. `own` are the ids of the rows that belong to the claim.

    Each row is a mapping with `id`, `version`, and `values`. `left_out` are sentences.
    """

    claim: Claim
    own: IdsByKind
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def of(self, model: type[models.Model]) -> list[dict[str, Any]]:
        return self.rows.get(kind_of(model), [])

    def by_id(self, model: type[models.Model]) -> dict[int, dict[str, Any]]:
        return {row["id"]: row for row in self.of(model)}

    def document(self, people: set[int]) -> dict[str, Any]:
        """The JSON values of `data/claim.json`. `people` are the ids of more people whose names it contains."""
        name, contact = name_and_contact()
        return {
            "format": CLAIM_FORMAT,
            "claim": self.claim.pk,
            "newsroom": {"name": name, "contact": contact},
            "software": f"Factcheck/{factcheck.__version__}",
            "rows": self.rows,
            "people": _names(Person, "name", self._ids(Person) | people),
            "other_claims": _names(Claim, "statement", self._ids(Claim) - {self.claim.pk, *self.own.get("claim", ())}),
            "left_out": self.left_out,
        }

    def _ids(self, model: type[models.Model]) -> set[int]:
        """The ids of all rows of `model` to which the rows refer."""
        return {
            value
            for kind, rows in self.rows.items()
            for column, to in references(model_of(kind)).items()
            if to is model
            for row in rows
            if (value := row["values"].get(column)) is not None
        }


def claim_record(claim: Claim, *, without_items: Collection[int] = ()) -> ExportedRecord:
    """Read the rows of a claim, without the evidence items with the ids `without_items` and everything that belongs to them.

    Approvals contain the values of all items, so they are left out, too, if an item is. Publications are public.
    """
    own = _without(rows_of_claim(claim), set(without_items))
    record = ExportedRecord(claim, own, left_out=_sentences(claim, without_items))
    wanted: dict[type[Recorded], set[int]] = {model_of(kind): set(ids) for kind, ids in own.items()}
    done: dict[type[Recorded], set[int]] = defaultdict(set)
    found: dict[str, dict[int, dict[str, Any]]] = defaultdict(dict)
    while wanted:
        more: dict[type[Recorded], set[int]] = defaultdict(set)
        for model, ids in wanted.items():
            done[model] |= ids
            for row in _read(model, sorted(ids)):
                found[kind_of(model)][row["id"]] = row
                for column, to in references(model).items():
                    if to in RELATED and (value := row["values"].get(column)) is not None:
                        more[to].add(value)
        if actors := {actor for row in found["mention"].values() for actor in row.get("chain", ())}:
            more[Actor] |= actors
        wanted = {model: rest for model, ids in more.items() if (rest := ids - done[model])}
    record.rows = {kind: [rows[pk] for pk in sorted(rows)] for kind, rows in sorted(found.items()) if rows}
    return record


def model_of(kind: str) -> type[Recorded]:
    """The model with this kind. Raises LookupError."""
    for model in apps.get_models():
        if issubclass(model, Recorded) and kind_of(model) == kind:
            return model
    raise LookupError(kind)


def references(model: type[models.Model]) -> dict[str, type[models.Model]]:
    """The columns of a model that refer to other rows, with the model of these rows."""
    return {f.column: f.related_model for f in model._meta.concrete_fields if isinstance(f, models.ForeignKey)}


def own_kinds() -> frozenset[str]:
    """The kinds of rows that belong to a claim."""
    return frozenset(kind_of(model) for model in PATHS_TO_CLAIM)


def _without(rows: IdsByKind, items: set[int]) -> IdsByKind:
    """Leave out items of evidence, and all rows that refer to them."""
    if not items:
        return rows
    kept: IdsByKind = {}
    for kind, ids in rows.items():
        model = model_of(kind)
        columns = [column for column, to in references(model).items() if to is Evidence]
        if model is Review:
            continue
        if model is Evidence:
            kept[kind] = [pk for pk in ids if pk not in items]
        elif columns:
            rest = model._default_manager.filter(pk__in=ids).exclude(**{f"{columns[0]}__in": items})
            kept[kind] = sorted(rest.values_list("pk", flat=True))
        else:
            kept[kind] = ids
    return kept


def _sentences(claim: Claim, items: Collection[int]) -> list[str]:
    if not items:
        return []
    numbers = Evidence.objects.filter(claim=claim, pk__in=items).order_by("number").values_list("number", flat=True)
    return [
        *(f"Evidence [{number}] was left out by choice, with its copies." for number in numbers),
        "Reviews were left out, because they contain the values of all evidence.",
    ]


def _read(model: type[Recorded], ids: list[int]) -> list[dict[str, Any]]:
    """The rows, each with its values and with the parts that are stored in other tables."""
    kind = kind_of(model)
    table = model._meta.db_table
    rows: list[dict[str, Any]] = []
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT r.id, r.version, {row_values_sql(model, 'r')} FROM {table} r WHERE r.id = ANY(%s) ORDER BY r.id",  # noqa: S608
            [ids],
        )
        while row := cursor.fetchone():
            values = json.loads(row[2], parse_float=str)
            rows.append({"id": row[0], "version": row[1], "values": values})
            if kind in TEXT_KINDS:
                values.pop("text")
                rows[-1]["text_file"] = text_path(values["sha256"])
    _add_parts(model, rows)
    return rows


def _add_parts(model: type[Recorded], rows: list[dict[str, Any]]) -> None:
    by_id = {row["id"]: row for row in rows}
    match kind_of(model):
        case "mention":
            names = ("start", "end", "exact", "prefix", "suffix")
            for row in rows:
                row |= {"spans": [], "chain": []}
            for span in Span.objects.filter(mention__in=by_id).order_by("mention_id", "position"):
                by_id[span.mention_id]["spans"].append({name: getattr(span, name) for name in names})
            for link in Attribution.objects.filter(mention__in=by_id).order_by("mention_id", "position"):
                by_id[link.mention_id]["chain"].append(link.actor_id)
        case "evidence":
            for pk, number in Evidence.objects.filter(pk__in=by_id).values_list("pk", "number"):
                by_id[pk]["number"] = number
        case "actor" | "source":
            rows_of_model: Any = model._default_manager
            for named in rows_of_model.filter(pk__in=by_id).prefetch_related("known_names"):
                by_id[named.pk]["other_names"] = named.other_names


def _names(model: type[models.Model], column: str, ids: set[int]) -> dict[str, str]:
    rows = model._default_manager.filter(pk__in=ids).order_by("pk").values_list("pk", column)
    return {str(pk): name for pk, name in rows}
