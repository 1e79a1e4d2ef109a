"""The passages of a revision that are evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from factcheck.articles.models import Revision
from factcheck.evidence.models import Evidence
from factcheck.web.database.composed import ComposedRows


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """A passage of this revision that is evidence for a claim."""

    id: int
    claim_id: int
    statement: str
    stance: str
    start: int
    end: int
    quote: str
    number: int
    """within the claim"""


@ComposedRows
def _passages(revision_id: int) -> QuerySet[Evidence, tuple[Any, ...]]:
    return (
        Evidence.objects.filter(revision=revision_id, withdrawn_at=None, is_hidden=False, claim__closed_at=None)
        .order_by("start", "id")
        .values_list("id", "claim_id", "claim__statement", "stance", "start", "end", "exact", "number")
    )


def marked_passages(revision: Revision) -> list[MarkedPassage]:
    """The passages in the order of the text. What a takedown hides is not marked."""
    return [MarkedPassage(*row) for row in _passages(revision.pk)]
