"""Contributors to a claim. A trigger records the authors of new rows (`claims.triggers`); actions that edit call `contribute`."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from factcheck.accounts.models import Person


def contribute(claim_ids: Iterable[int], person: Person) -> None:
    """Record `person` as a contributor to the claims, unless already recorded.

    Inserts the rows in the order of the claim ids, so that concurrent transactions do not deadlock.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO claims_contribution (claim_id, person_id, since)"
            " SELECT claim, %s, clock_timestamp() FROM unnest(%s::bigint[]) AS claim ON CONFLICT DO NOTHING",
            [person.pk, sorted(set(claim_ids))],
        )
