"""The passages of a revision that are evidence."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.articles.models import Revision
from factcheck.evidence.models import Evidence


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


def marked_passages(revision: Revision) -> list[MarkedPassage]:
    """The passages in the order of the text. What a takedown hides is not marked."""
    values = (
        Evidence.objects.filter(revision=revision, withdrawn_at=None, is_hidden=False, claim__closed_at=None)
        .order_by("start", "id")
        .values_list("id", "claim_id", "claim__statement", "stance", "start", "end", "exact", "number")
    )
    # a constraint ensures that a passage has offsets, which the types do not express
    return [MarkedPassage(*row) for row in values]  # type: ignore[arg-type]
