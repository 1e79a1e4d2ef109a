"""The numbers of evidence items within their claim. A number is never reused."""

from __future__ import annotations

from django.db import connection

from factcheck.claims.models import Claim

_NEXT = """
INSERT INTO evidence_numbering (claim_id, last) VALUES (%(claim)s, %(count)s)
ON CONFLICT (claim_id) DO UPDATE SET last = evidence_numbering.last + %(count)s RETURNING last
"""


def next_number(claim: Claim) -> int:
    """Assign the next number of `claim` to a new item. See `next_numbers`."""
    return next_numbers(claim, 1)[0]


def next_numbers(claim: Claim, count: int) -> range:
    """Assign the next `count` numbers of `claim`, for items that move to this claim. One statement.

    It locks the counter of the claim until the transaction ends, so concurrent transactions get different numbers. A transaction
    that is rolled back assigns nothing. Call it after the rows of the action and the names that it looks up are locked.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, {"claim": claim.pk, "count": count})
        (last,) = cursor.fetchone()
    return range(last - count + 1, last + 1)
