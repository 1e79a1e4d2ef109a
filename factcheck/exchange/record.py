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
from factcheck.archive.models import Capture, Method
from factcheck.articles.models import Article, Revision, Source
from factcheck.claims.models import Actor, Attribution, Claim, Span
from factcheck.evidence.copies.models import EvidenceCopy, PreservedText
from factcheck.evidence.custody.files import is_copy_hidden
from factcheck.evidence.models import Evidence
from factcheck.exchange.confidential import confidential_terms, withhold, without_terms
from factcheck.exchange.layout import CLAIM_FORMAT, TEXT_KINDS, text_path
from factcheck.ledger.kinds import kind_of
from factcheck.ledger.models import Recorded
from factcheck.ledger.queries import IdsByKind
from factcheck.ledger.rows import row_values_sql
from factcheck.newsroom.queries import name_and_contact
from factcheck.publishing.claim_rows import PATHS_TO_CLAIM, rows_of_claim
from factcheck.publishing.hidden_items import hidden_items, without_hidden_items
from factcheck.publishing.models import Publication
from factcheck.verdicts.models import Rating, Review

RELATED: tuple[type[Recorded], ...] = (Actor, Source, Article, Revision, Capture, PreservedText, Rating)
"""Models whose rows are included if a row of the claim refers to them, directly or through another one of these."""

LEFT_OUT = "Evidence [{number}] was left out by choice, with its copies."
HIDDEN_ITEM = "Evidence [{number}] is hidden by a takedown, so it was left out, with its copies."
HIDDEN_COPY = "Copy {copy} of evidence [{number}] is hidden by a takedown, so it was left out."
COPY_OF_OTHER = "Copy {copy} of evidence [{number}] was left out, because its bytes were collected for an item that was left out."
PROTECTED_ITEM = "Evidence [{number}] is protected and was not chosen, so it was left out, with its copies."
WITHHELD = "Internal notes, contacts, and names of protected sources are withheld; rows say in which columns."
NO_REVIEWS = "Reviews were left out, because they contain the values of all evidence."
NO_PUBLICATIONS = "Publications were left out, because they contain values that a takedown hides."


@dataclass(slots=True)
class ExportedRecord:
    """The rows of a claim by kind, in the order of their ids. `own` are the ids of the rows that belong to the claim.

    Each row is a mapping with `id`, `version`, and `values`. `left_out` are sentences.
    """

    claim: Claim
    own: IdsByKind
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    terms: frozenset[str] = frozenset()
    """texts that must not occur in the package (`confidential`)"""

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
            "other_claims": without_terms(
                _names(Claim, "statement", self._ids(Claim) - {self.claim.pk, *self.own.get("claim", ())}), self.terms
            ),
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


def claim_record(
    claim: Claim, *, without_items: Collection[int] = (), protected_items: Collection[int] | None = ()
) -> ExportedRecord:
    """Read the rows of a claim, without the evidence items with the ids `without_items` and everything that belongs to them.

    Items with protected details are left out, except `protected_items`; None keeps all of them. What a takedown hides is left
    out, too. Approvals contain the values of all items, so they are left out if an item is; publications are public, and left
    out only after a takedown. Confidential values are withheld.
    """
    own, left_out, omitted = _selected(claim, without_items, protected_items)
    record = ExportedRecord(claim, own, left_out=left_out)
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
        if bodies := {row["values"]["capture_id"] for row in found["evidencecopy"].values()}:
            pictures = Capture.objects.filter(parent__in=bodies, method=Method.DERIVED)
            more[Capture] |= set(pictures.values_list("pk", flat=True))
        wanted = {model: rest for model, ids in more.items() if (rest := ids - done[model])}
    record.rows = {kind: [rows[pk] for pk in sorted(rows)] for kind, rows in sorted(found.items()) if rows}
    named = [name for kind in ("actor", "source") for row in found[kind].values() for name in _all_names(row)]
    record.terms = confidential_terms(claim, omitted, named=named)
    for kind, rows_of_kind in record.rows.items():
        for row in rows_of_kind:
            withhold(kind, row, record.terms)
    if any("withheld" in row for rows_of_kind in record.rows.values() for row in rows_of_kind):
        record.left_out.append(WITHHELD)
    return record


def _all_names(row: dict[str, Any]) -> list[str]:
    return [row["values"]["name"], *row.get("other_names", ())]


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


def _selected(
    claim: Claim, without_items: Collection[int], protected_items: Collection[int] | None
) -> tuple[IdsByKind, list[str], set[int]]:
    """The rows of a claim without what was left out or is hidden by a takedown, a sentence for each omission, and the ids of the
    items that are left out."""
    items = list(Evidence.objects.filter(claim=claim).order_by("number"))
    hidden = {item.pk for item in items if item.is_hidden}
    chosen = {item.pk for item in items if item.pk in without_items} - hidden
    protected = {
        item.pk for item in items if item.protection and protected_items is not None and item.pk not in protected_items
    } - (hidden | chosen)
    gone = hidden | chosen | protected
    copies = EvidenceCopy.objects.filter(evidence__in=items).exclude(evidence__in=gone)
    taken_down = [copy for copy in copies.select_related("evidence", "capture").order_by("pk") if is_copy_hidden(copy)]
    sentences = [
        *(LEFT_OUT.format(number=item.number) for item in items if item.pk in chosen),
        *(PROTECTED_ITEM.format(number=item.number) for item in items if item.pk in protected),
        *(HIDDEN_ITEM.format(number=item.number) for item in items if item.pk in hidden),
        *(HIDDEN_COPY.format(number=copy.evidence.number, copy=copy.number) for copy in taken_down),
    ]
    omitted: dict[type[models.Model], set[int]] = {Evidence: set(gone), EvidenceCopy: {copy.pk for copy in taken_down}}
    rows = rows_of_claim(claim)
    is_in_publications = _publications_contain_hidden(claim)
    if sentences or is_in_publications:
        omitted[Review] = set(rows.get(kind_of(Review), ()))
        sentences.append(NO_REVIEWS)
    if hidden or taken_down or is_in_publications:
        omitted[Publication] = set(rows.get(kind_of(Publication), ()))
        sentences.append(NO_PUBLICATIONS)
    kept = _without(rows, omitted)
    lost = copies.exclude(pk__in=[*kept.get(kind_of(EvidenceCopy), ()), *(copy.pk for copy in taken_down)])
    sentences += [COPY_OF_OTHER.format(number=copy.evidence.number, copy=copy.number) for copy in lost.select_related("evidence")]
    return kept, sentences, gone


def _publications_contain_hidden(claim: Claim) -> bool:
    """Whether a publication of the claim contains a hidden item, such as one that was moved to another claim meanwhile."""
    hidden = hidden_items()
    documents = Publication.objects.filter(verdict__claim=claim).values_list("document", flat=True) if hidden else ()
    return any(without_hidden_items(document, claim.pk, hidden) != document for document in documents)


def _without(rows: IdsByKind, omitted: dict[type[models.Model], set[int]]) -> IdsByKind:
    """Leave out rows, and all rows that refer to one of them, directly or through others."""
    kept = {kind: set(ids) - omitted.get(model_of(kind), set()) for kind, ids in rows.items()}
    is_complete = False
    while not is_complete:
        is_complete = True
        for kind, ids in kept.items():
            model = model_of(kind)
            for column, to in references(model).items():
                if (gone := omitted.get(to)) and model not in (Review, Publication):
                    rows_of_model: Any = model._default_manager
                    if found := set(rows_of_model.filter(pk__in=ids, **{f"{column}__in": gone}).values_list("pk", flat=True)):
                        kept[kind], is_complete = kept[kind] - found, False
                        omitted.setdefault(model, set()).update(found)
    return {kind: sorted(ids) for kind, ids in kept.items()}


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
