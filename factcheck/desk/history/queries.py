"""The history of one row of any kind that the ledger keeps: who sees it, and its entries to take away."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.urls import reverse

from factcheck.accounts.models import Person
from factcheck.accounts.queries import without_addresses
from factcheck.articles.models import Article, Revision
from factcheck.claims.models import Claim, Mention, Relation
from factcheck.evidence.models import Evidence, SearchLogEntry
from factcheck.ledger.kinds import kind_of
from factcheck.ledger.models import Entry, Head, Recorded
from factcheck.ledger.queries import IdsByKind
from factcheck.verdicts.models import Review, Verdict, VerdictVersion, Waiver

METHOD = (
    "Each entry's hash is the SHA-256 of a JSON object with the fields previous, number, at, person, action, kind, object_id,"
    " reason, before, after and touched: keys sorted, no spaces between tokens, UTF-8, nothing escaped beyond what JSON demands."
    " `previous` is the hash of the entry numbered one less; the first has 64 zeros. Recompute each hash; where two entries here"
    " have neighboring numbers, the later one's `previous` is the earlier one's hash. `head` is the end of the chain when this"
    " was made. `rows` are the ids of the rows whose entries stand here, by kind. `withheld` names values that only"
    " administrators may see; the hash of such an entry can be recomputed only with them."
)


def kinds() -> dict[str, type[Recorded]]:
    """Each kind of row that has a history, by the word the ledger uses."""
    return {kind_of(model): model for model in apps.get_models() if issubclass(model, Recorded)}


def visible_row(person: Person, kind: str, object_id: int) -> Recorded | None:
    """The row, where there is one. All staff see the history of every row; of people, only administrators see addresses."""
    model = kinds().get(kind)
    if model is None:
        return None
    row: Recorded | None = model._default_manager.filter(pk=object_id).first()
    return row


def place_of(row: Recorded) -> str:
    """The address of the screen on which the row is worked with, empty where there is none of its own."""
    match row:
        case Claim():
            return reverse("desk:claim", args=[row.pk])
        case Mention() | Relation() | SearchLogEntry():
            return reverse("desk:claim", args=[row.claim_id])
        case Evidence():
            return reverse("desk:evidence", args=[row.pk])
        case Verdict():
            return reverse("desk:verdict", args=[row.claim_id])
        case Article():
            return reverse("desk:article", args=[row.pk])
        case Person():
            return reverse("desk:person", args=[row.pk])
        case _:
            return ""


def name_of(row: Recorded) -> str:
    """What the row is called on the screen."""
    match row:
        case Verdict() | Mention() | Relation() | Evidence() | SearchLogEntry():
            return row.claim.statement
        case VerdictVersion():
            return f"Version {row.number}: {row.verdict.claim.statement}"
        case Review():
            return f"{row.get_decision_display()}: {row.verdict_version.verdict.claim.statement}".capitalize()
        case Waiver():
            return row.reason
        case Person():
            return row.name or "A person without a name"
        case Revision():
            return f"{row.article.title}, revision {row.number}"
        case _:
            return str(row)


def document_of(person: Person, row: Recorded, rows: IdsByKind, entries: QuerySet[Entry]) -> dict[str, Any]:
    """The `entries` that wrote `rows`, oldest first, with what their hashes cover as far as `person` may see it."""
    head = Head.objects.get()
    return {
        "kind": row.kind,
        "object_id": row.pk,
        "rows": rows,
        "method": METHOD,
        "head": {"number": head.number, "hash": head.hash},
        "entries": [
            {**entry.body(), "previous": entry.previous, "hash": entry.hash}
            | ({"withheld": entry.withheld} if entry.withheld else {})
            for entry in without_addresses(entries.order_by("number"), person)
        ],
    }
