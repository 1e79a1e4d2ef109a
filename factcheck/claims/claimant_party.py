"""The condition that the claimant of a claim is a party to it, in SQL. `claims.models.is_claimant_party` has the same rule."""

from __future__ import annotations


def is_claimant_party_sql(claim: str, actor: str) -> str:
    """An SQL condition. `claim` is an expression for the id of the claim, `actor` the alias of its claimant’s row.

    Both must be constants.
    """
    return f"""EXISTS (
        SELECT 1 FROM claims_party party LEFT JOIN claims_actor named ON named.id = party.actor_id
        WHERE party.claim_id = {claim} AND party.withdrawn_at IS NULL
        AND (party.actor_id = {actor}.id OR party.source_id = {actor}.source_id OR named.source_id = {actor}.source_id))"""  # noqa: S608  (the arguments are constants)
