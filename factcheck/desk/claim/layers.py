"""The claims in the layers of the same words: what was said, whether it is true, and how it was reported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When

from factcheck.claims.choices import Layer
from factcheck.claims.models import Claim, Mention, Span
from factcheck.verdicts.models import rating_status
from factcheck.verdicts.queries import newest_version_value
from factcheck.web.database.composed import ComposedRows

MAX_LAYERS = 20
"""Maximum number of claims in a group."""


@dataclass(frozen=True, slots=True)
class LayerClaim:
    """One claim of the group with the state of its verdict and its newest rating. All four are empty without a verdict."""

    claim: Claim
    is_current: bool
    state: str
    rating: str
    conclusion: str
    rating_status: str
    """"proposed" unless the rating is approved"""


def _same_words(claim_id: int) -> QuerySet[Span, int]:
    """The ids of the claims with a mention that overlaps one of the claim's mentions."""
    own = Mention.objects.filter(claim=claim_id).active()
    overlapping = Span.objects.filter(
        mention__in=own, mention__revision=OuterRef("mention__revision"), start__lt=OuterRef("end"), end__gt=OuterRef("start")
    )
    spans = Span.objects.filter(
        Exists(overlapping), mention__withdrawn_at=None, mention__revision__in=own.order_by().values("revision")
    )
    return spans.order_by().values_list("mention__claim", flat=True).distinct()


@ComposedRows
def _layers(claim_id: int) -> QuerySet[Claim]:
    order = Case(*(When(layer=layer, then=Value(at)) for at, layer in enumerate(Layer.values)))
    layer = Subquery(Claim.objects.filter(pk=claim_id).values("layer"))
    return (
        Claim.objects.filter(Q(pk=claim_id) | ~Q(layer=layer) & Q(closed_at=None), pk__in=_same_words(claim_id))
        .with_claimant_party()
        .select_related("claimant", "verdict")
        .defer("words")
        .annotate(
            newest_version=newest_version_value("pk", "pk"),
            newest_rating=newest_version_value("pk", "rating__name"),
            newest_conclusion=newest_version_value("pk", "conclusion"),
        )
        .order_by(order, "pk")[:MAX_LAYERS]
    )


LAYER_QUERIES = (_layers,)
"""What `layer_group` reads."""


def layer_group(claim: Claim) -> tuple[LayerClaim, ...]:
    """The claim and the open claims of other layers with a mention that overlaps one of its mentions, by layer. One query.

    Empty if there are no such claims. Closed claims are left out, except `claim` itself. Whether a person may see claims is
    checked before the call.
    """
    rows: list[Any] = _layers(claim.pk)
    return tuple(_layer_claim(row, claim) for row in rows) if any(row.pk != claim.pk for row in rows) else ()


def _layer_claim(row: Any, current: Claim) -> LayerClaim:
    verdict = getattr(row, "verdict", None)
    return LayerClaim(
        claim=row,
        is_current=row.pk == current.pk,
        state=verdict.state if verdict else "",
        rating=row.newest_rating or "",
        conclusion=row.newest_conclusion or "",
        rating_status=rating_status(verdict.state, verdict.approved_id, row.newest_version) if verdict else "",
    )
