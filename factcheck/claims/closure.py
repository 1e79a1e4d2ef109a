"""The columns and constraints of closed claims, and the reasons for closing a claim."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from factcheck.ledger.closable import Closable, closed_with_reason


class ClosedReason(models.TextChoices):
    """Why a claim is closed. The action that merges claims sets MERGED; people choose one of the others."""

    DUPLICATE = "duplicate", "duplicate of another claim"
    NOT_CHECKABLE = "not_checkable", "not checkable"
    AMBIGUOUS = "ambiguous", "ambiguous"
    OUT_OF_SCOPE = "out_of_scope", "out of scope"
    BY_MISTAKE = "by_mistake", "entered by mistake"
    MERGED = "merged", "merged into another claim"


class ClosableClaim(Closable):
    """A claim that can be closed. `duplicate_of` and `merged_into` name the claim to use instead; it is never a merged one."""

    duplicate_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="duplicates")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")

    class Meta(Closable.Meta):
        abstract = True


CLOSED_CLAIM_CONSTRAINTS: list[models.BaseConstraint] = [
    closed_with_reason("claim_closed_with_reason"),
    models.CheckConstraint(
        condition=Q(closed_reason=ClosedReason.DUPLICATE, duplicate_of__isnull=False)
        | (~Q(closed_reason=ClosedReason.DUPLICATE) & Q(duplicate_of__isnull=True)),
        name="duplicate_names_the_other_claim",
    ),
    models.CheckConstraint(
        condition=Q(closed_reason=ClosedReason.MERGED, merged_into__isnull=False)
        | (~Q(closed_reason=ClosedReason.MERGED) & Q(merged_into__isnull=True)),
        name="merged_claim_names_the_other_claim",
    ),
    models.CheckConstraint(
        condition=~Q(duplicate_of=F("id")) & ~Q(merged_into=F("id")), name="claim_is_not_closed_in_favor_of_itself"
    ),
]
