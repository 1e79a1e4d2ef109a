"""Locks claims for the actions that close, merge, and split them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from factcheck.claims.models import Claim
from factcheck.web.errors import Refused


def lock_claims(claim_ids: Iterable[int]) -> dict[int, Claim]:
    """Lock the verdicts of the claims, then the claims, each in the order of their ids. Returns the current claims by id.

    No verdict can move, and no row can be added to the claims, before the transaction ends (`claims.triggers.ClaimIsOpen`). A
    move locks its verdict, and later reads its claim; hence the order. Raises Refused if a verdict was opened in the meantime.
    """
    ids = sorted(set(claim_ids))
    verdicts = "SELECT id FROM verdicts_verdict WHERE claim_id = ANY(%s) ORDER BY id FOR NO KEY UPDATE"
    with connection.cursor() as cursor:
        cursor.execute(verdicts, [ids])
        locked = cursor.fetchall()
        claims = Claim.objects.select_for_update(of=("self",), no_key=True).defer("words").filter(pk__in=ids).order_by("pk")
        rows = {claim.pk: claim for claim in claims}
        cursor.execute(verdicts, [ids])
        if cursor.fetchall() != locked:
            raise Refused("Someone else opened a verdict on this claim at the same time.", next_step="Reload the page.")
    return rows
