"""Contributors to a claim. A trigger records whoever inserts a row (`claims.triggers`); edits call `contribute`."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from factcheck.accounts.models import Person


def contribute(claim_ids: Iterable[int], person: Person) -> None:
    """Record that `person` contributed to the claims, unless that is recorded already.

    The rows are inserted in the order of their ids, so that two transactions cannot deadlock.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO claims_contribution (claim_id, person_id, since)"
            " SELECT claim, %s, clock_timestamp() FROM unnest(%s::bigint[]) AS claim ON CONFLICT DO NOTHING",
            [person.pk, sorted(set(claim_ids))],
        )
