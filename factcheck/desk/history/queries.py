"""Queries for the history screen: the row, its display name and screen, and the JSON download."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.urls import reverse

from factcheck.accounts.models import Person
from factcheck.accounts.queries import without_addresses
from factcheck.articles.models import Article, Revision
from factcheck.claims.models import Claim, Mention, Relation
from factcheck.desk.history.messages import HASH_METHOD, UNNAMED_PERSON
from factcheck.evidence.availability.models import AddressCheck, AddressInterval, AddressStatement
from factcheck.evidence.copies.models import CopyRequest, EvidenceCopy, QuotePlace
from factcheck.evidence.custody.hiding import without_hidden
from factcheck.evidence.custody.models import LegalHold
from factcheck.evidence.models import Evidence, Reply, SearchLogEntry
from factcheck.ledger.kinds import kind_of
from factcheck.ledger.models import Entry, Head, Recorded
from factcheck.ledger.queries import IdsByKind
from factcheck.publishing.claim_rows import PATHS_TO_CLAIM
from factcheck.verdicts.models import Review, Verdict, VerdictVersion, Waiver
from factcheck.web.decisions import can


def recorded_models() -> dict[str, type[Recorded]]:
    """Ledger kind → model, for each model with a history."""
    return {kind_of(model): model for model in apps.get_models() if issubclass(model, Recorded)}


def visible_row(person: Person, kind: str, object_id: int) -> Recorded | None:
    """The row, or None if it does not exist or the person may not see it. Only administrators see the addresses of people."""
    model = recorded_models().get(kind)
    if model is None or not (person.is_authenticated and person.is_active):
        return None
    row: Recorded | None = _visible_rows(person, model).filter(pk=object_id).first()
    return row


def _visible_rows(person: Person, model: type[Recorded]) -> Any:
    """The queryset of visible rows: as on their own screens, or like the claim or the article to which they belong.

    All staff see the other rows: sources, actors, ratings, and captures.
    """
    rows: Any = model._default_manager.all()
    if hasattr(rows, "visible_to"):
        return rows.visible_to(person)
    if model is LegalHold:
        claims = Claim.objects.visible_to(person)
        return rows.filter(Q(claim__in=claims) | Q(evidence__claim__in=claims))
    if paths := PATHS_TO_CLAIM.get(model):
        return rows.filter(**{f"{paths[0]}__in": Claim.objects.visible_to(person)})
    if model is Revision:
        return rows.filter(article__in=Article.objects.visible_to(person))
    if model is Person and not can(person, "people.view"):
        return rows.none()
    return rows


def screen_url(row: Recorded) -> str:
    """The URL of the screen for the row; empty if it has no screen."""
    match row:
        case Claim():
            return reverse("desk:claim", args=[row.pk])
        case Mention() | Relation() | SearchLogEntry():
            return reverse("desk:claim", args=[row.claim_id])
        case Evidence():
            return reverse("desk:evidence", args=[row.pk])
        case Reply():
            return reverse("desk:reply", args=[row.pk])
        case EvidenceCopy():
            return reverse("desk:copy", args=[row.pk])
        case AddressCheck() | AddressInterval():
            return reverse("desk:evidence-address", args=[row.evidence_id])
        case AddressStatement():
            return reverse("desk:evidence-address", args=[row.check_row.evidence_id])
        case Verdict():
            return reverse("desk:verdict", args=[row.claim_id])
        case Article():
            return reverse("desk:article", args=[row.pk])
        case Person():
            return reverse("desk:person", args=[row.pk])
        case _:
            return ""


def claim_of(row: Recorded) -> int | None:
    """The id of the claim whose evidence a note in the history of the row can cite; None if it has no claim."""
    match row:
        case Claim():
            return row.pk
        case Verdict() | Evidence():
            return row.claim_id
        case Review():
            return row.verdict_version.verdict.claim_id
        case _:
            return None


def display_name(row: Recorded) -> str:
    """The name of the row for display."""
    match row:
        case Verdict() | Mention() | Relation() | Evidence() | SearchLogEntry() | Reply():
            return row.claim.statement
        case EvidenceCopy() | CopyRequest() | QuotePlace() | AddressCheck() | AddressInterval():
            return row.evidence.claim.statement
        case AddressStatement():
            return row.check_row.evidence.claim.statement
        case VerdictVersion():
            return f"Version {row.number}: {row.verdict.claim.statement}"
        case Review():
            return f"{row.get_decision_display()}: {row.verdict_version.verdict.claim.statement}".capitalize()
        case Waiver():
            return row.reason
        case Person():
            return row.name or UNNAMED_PERSON
        case Revision():
            return f"{row.article.display_title}, revision {row.number}"
        case _:
            return str(row)


def history_document(person: Person, row: Recorded, rows: IdsByKind, entries: QuerySet[Entry]) -> dict[str, Any]:
    """The JSON document: the `entries` of `rows`, oldest first, with the hashed values that `person` may see."""
    head = Head.objects.get()
    return {
        "kind": row.kind,
        "object_id": row.pk,
        "rows": rows,
        "method": HASH_METHOD,
        "head": {"number": head.number, "hash": head.hash},
        "entries": [
            {**entry.body(), "previous": entry.previous, "hash": entry.hash}
            | ({"withheld": entry.withheld} if entry.withheld else {})
            for entry in without_hidden(without_addresses(entries.order_by("number"), person))
        ],
    }
