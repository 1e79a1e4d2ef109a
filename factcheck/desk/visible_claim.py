"""Loads the claim of a screen, with the 404 response for people who may not see it."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from factcheck.claims.models import Claim


def visible_claim(person: Any, claim_id: int) -> Claim:
    """The claim. Raises Http404 if it does not exist or the person may not see it."""
    claims = (
        Claim.objects.visible_to(person)
        .with_claimant_party()
        .select_related("claimant__source", "created_by", "closed_by", "duplicate_of")
        .defer("words", "duplicate_of__words")
    )
    claim = claims.filter(pk=claim_id).first()
    if claim is None:
        raise Http404
    return claim
