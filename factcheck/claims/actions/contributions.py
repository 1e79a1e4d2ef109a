"""Who had a hand in a claim's record. What inserts rows enters this by trigger (claims.models.Contributes); changes call it."""

from __future__ import annotations

from django.db import connection

from factcheck.accounts.models import Person


def contribute(claim_id: int, person: Person) -> None:
    """Enter that `person` contributed to the claim; once is enough."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO claims_contribution (claim_id, person_id, since) VALUES (%s, %s, clock_timestamp())"
            " ON CONFLICT DO NOTHING",
            [claim_id, person.pk],
        )
