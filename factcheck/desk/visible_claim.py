"""Loads the claim of a screen, with the 404 response for people who may not see it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from factcheck.accounts.visibility import sees_newsroom
from factcheck.claims.models import Claim
from factcheck.web.database.composed import ComposedRows


@ComposedRows
def _claims(claim_id: int) -> QuerySet[Claim]:
    return (
        Claim.objects.filter(pk=claim_id)
        .with_claimant_party()
        .select_related("claimant__source", "created_by", "closed_by", "duplicate_of")
        .defer("words", "duplicate_of__words")
    )


def visible_claim(person: Any, claim_id: int) -> Claim:
    """The claim. Raises Http404 if it does not exist or the person may not see it."""
    claims = _claims(claim_id) if sees_newsroom(person) else []
    if not claims:
        raise Http404
    return claims[0]
