"""Contributors to a claim. A trigger records the authors of new rows (`claims.triggers`); actions that edit call `contribute`."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from factcheck.accounts.models import Person
from factcheck.claims.models import Claim


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


def copy_contributors(claim: Claim, to: Claim) -> list[int]:
    """Record the contributors to `claim` as contributors to `to`. Returns the ids of those who were not contributors before.

    They contribute from now on: an approval of `to` that one of them gave earlier was given before the claims had anything in
    common, and the changed record needs another one.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO claims_contribution (claim_id, person_id, since)"
            " SELECT %s, person_id, clock_timestamp() FROM claims_contribution WHERE claim_id = %s ORDER BY person_id"
            " ON CONFLICT DO NOTHING RETURNING person_id",
            [to.pk, claim.pk],
        )
        return sorted(person for (person,) in cursor.fetchall())
