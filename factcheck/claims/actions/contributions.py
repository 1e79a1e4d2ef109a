"""Who had a hand in a claim's record. What inserts rows enters this by trigger (claims.models.Contributes); changes call it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from factcheck.accounts.models import Person


def contribute(claim_ids: Iterable[int], person: Person) -> None:
    """Enter that `person` contributed to the claims; once is enough.

    In the order of ids, so that two writers wait in one order.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO claims_contribution (claim_id, person_id, since)"
            " SELECT claim, %s, clock_timestamp() FROM unnest(%s::bigint[]) AS claim ON CONFLICT DO NOTHING",
            [person.pk, sorted(set(claim_ids))],
        )
