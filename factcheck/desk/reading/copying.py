"""Values that a new claim copies from another claim of the article: date, place, topics, and sometimes the claimant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, Protocol, TypeVar

from factcheck.articles.models import Revision
from factcheck.claims.choices import Layer
from factcheck.claims.dates import PartialDate
from factcheck.claims.models import Claim, Mention


class CopiedRow(Protocol):
    """The values that are copied, of a claim or of a row of the desk's list."""

    id: int
    layer: str
    claimant: Any
    said_on: date | None
    said_precision: str
    place: str
    topics: list[str]
    created_by: Any


AnyRow = TypeVar("AnyRow", bound=CopiedRow)


@dataclass(frozen=True, slots=True)
class ClaimDetails:
    """The date, place, and topics of claim `id` as the form displays them."""

    id: int
    said: str
    place: str
    topics: str

    @classmethod
    def of(cls, claim: Claim | CopiedRow) -> ClaimDetails:
        said = str(PartialDate(claim.said_on, claim.said_precision)) if claim.said_on else ""
        return cls(claim.id, said, claim.place, ", ".join(claim.topics))

    @property
    def values(self) -> dict[str, str]:
        """Form field → value."""
        return {"said": self.said, "place": self.place, "topics": self.topics}

    @property
    def summary(self) -> str:
        """The values in one line; empty if the claim has none of them."""
        return " · ".join(filter(None, self.values.values()))


def newest_of(rows: Iterable[AnyRow], own: int) -> AnyRow | None:
    """The newest of these claims that the person with this id created."""
    return max((row for row in rows if row.created_by == own), key=attrgetter("id"), default=None)


def last_details(rows: Iterable[CopiedRow], own: int) -> ClaimDetails | None:
    """The details of the newest of these claims that the person with this id created; None if it has none."""
    last = newest_of(rows, own)
    details = ClaimDetails.of(last) if last else None
    return details if details and details.summary else None


def values_for_other_layer(claim: Claim) -> dict[str, str]:
    """The values of a new claim in another layer of the same words. `claimant` should be loaded."""
    values = ClaimDetails.of(claim).values
    # The claimant of a report is the outlet, which does not make the claims of the other layers.
    return values if claim.layer == Layer.REPORT else {**values, "claimant": claim.claimant.name}


def claim_to_copy(person: Any, claim_id: int | None) -> Claim | None:
    """The claim with its claimant, or None if it does not exist or the person may not see it."""
    if claim_id is None:
        return None
    return Claim.objects.visible_to(person).select_related("claimant").defer("words").filter(pk=claim_id).first()


def mention_selections(claim: Claim, revision: Revision) -> list[str]:
    """The first mention of the claim in this revision as values of the form field `selection`; empty if there is none."""
    mention = Mention.objects.filter(claim=claim, revision=revision).active().order_by("id").first()
    return [f"{span.start}-{span.end} {span.exact}" for span in mention.spans.all()] if mention else []
