"""The verdicts that an editor could no longer approve after an edit. Forms name them before the editor saves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from factcheck.accounts.models import Person, Role
from factcheck.verdicts.four_eyes import edited_after_submission_sql, is_displayed_sql
from factcheck.verdicts.states import State


@dataclass(frozen=True, slots=True)
class Edit:
    """What an edit does to a verdict `reviewed`, as SQL conditions with named parameters: the ids in the URL of its form.

    `contributes`: the edit makes the person a contributor. `is_displayed`: it changes a row that the check displays, which
    prevents an approval only after the submission. `states`: of the verdicts that are considered.
    """

    contributes: str = "FALSE"
    is_displayed: str = "FALSE"
    states: tuple[State, ...] = (State.SUBMITTED,)


@dataclass(frozen=True, slots=True)
class LostReview:
    """A verdict that the person can approve now, and not after the edit. `is_contribution`: because they would contribute."""

    claim_id: int
    statement: str
    is_contribution: bool
    count: int
    """of all such verdicts"""


def displays(kind: str, row: str) -> str:
    """The condition that `reviewed` displays a row of this kind. `row` is an SQL expression for its id, without a type."""
    return is_displayed_sql(
        kind=f"'{kind}'",
        row=f"{row}::bigint",
        verdict="reviewed.id",
        claim="reviewed.claim_id",
        values="""'{"name": "", "gate_levels": {}}'::jsonb""",
        action="''",
    )


_IS_CONTRIBUTOR = """EXISTS (
        SELECT 1 FROM claims_contribution k WHERE k.claim_id = reviewed.claim_id AND k.person_id = %(person)s)"""
_HAS_EDITED = edited_after_submission_sql(verdict="reviewed.id", claim="reviewed.claim_id", person="%(person)s")


def lost_reviews(person: Person, edit: Edit, parameters: Mapping[str, Any], *, most: int = 1) -> list[LostReview]:
    """At most `most` verdicts, those that the person would contribute to first. One query for editors, none for others."""
    if not person.is_at_least(Role.EDITOR):
        return []
    query = f"""
        SELECT c.id, c.statement, ({edit.contributes}), count(*) OVER ()
        FROM verdicts_verdict reviewed JOIN claims_claim c ON c.id = reviewed.claim_id
        WHERE reviewed.state = ANY(%(states)s) AND c.closed_at IS NULL AND (({edit.contributes}) OR ({edit.is_displayed}))
            AND reviewed.author_id <> %(person)s AND NOT {_IS_CONTRIBUTOR} AND NOT {_HAS_EDITED}
        ORDER BY 3 DESC, reviewed.moved_at, reviewed.id LIMIT %(most)s"""  # noqa: S608  (the conditions are constants)
    states = [state.value for state in edit.states]
    with connection.cursor() as cursor:
        cursor.execute(query, {**parameters, "person": person.pk, "states": states, "most": most})
        return [LostReview(*row) for row in cursor]
