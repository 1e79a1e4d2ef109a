"""Sponsorship: who recently invited, reactivated or promoted whom, and which editor vouched for the account.

Read from the ledger alone, so that a past approval can be judged by what was known then. Accounts that `manage.py add_person`
made have no sponsor: their entries name no person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import QuerySet

from factcheck.accounts.models import Person, Role
from factcheck.ledger.chain import END_OF_LEDGER
from factcheck.ledger.models import Entry

_RANKS = "ARRAY[" + ", ".join(f"'{role}'" for role in Role.values) + "]"
_EDITORS = ", ".join(f"'{role.value}'" for role in Role if role.rank >= Role.EDITOR.rank)
_VERB = """CASE WHEN o.action <> 'person.changed' THEN 'invited' WHEN o.after ->> 'is_active' = 'true' THEN 'reactivated'
            ELSE 'promoted' END"""


def is_sponsorship(entry: str) -> str:
    """SQL condition: `entry` is one in which somebody invited, reactivated or promoted another person."""
    return f"""(
        {entry}.kind = 'person' AND {entry}.person_id <> {entry}.object_id AND (
            {entry}.action IN ('person.added', 'person.invited') OR {entry}.action = 'person.changed' AND (
                {entry}.after ->> 'is_active' = 'true'
                OR array_position({_RANKS}, {entry}.after ->> 'role') > array_position({_RANKS}, {entry}.before ->> 'role'))))"""


def link(*, person: str, others: str, days: str, at: str = "now()", before: str = END_OF_LEDGER) -> str:
    """SQL query: the newest sponsorship that links `person` with one of `others`, in either direction; no row where none does.

    A sponsorship counts for `days` before the time `at`, if it was entered before entry `before`. A chain counts too: whoever
    sponsors an account that sponsors another is linked with both. It stops counting once an editor vouches for the account
    later on: one who is active, is neither `person` nor one of `others` nor the sponsor, and was not sponsored in the `days`
    before. All arguments are SQL expressions; `others` is a query for ids.
    """
    return f"""(
    WITH RECURSIVE other AS ({others}), recent AS MATERIALIZED (
        SELECT o.number, o.at, {_VERB} AS verb, o.person_id AS sponsor, o.object_id AS account FROM ledger_entry o
        WHERE {is_sponsorship("o")} AND o.number < {before} AND {days} > 0 AND o.at > {at} - make_interval(days => {days})
        AND NOT EXISTS (
            SELECT 1 FROM ledger_entry v
            WHERE v.kind = 'person' AND v.object_id = o.object_id AND v.action = 'person.vouched'
            AND v.number > o.number AND v.number < {before}
            AND v.person_id NOT IN ({person}, o.person_id, o.object_id) AND v.person_id NOT IN (SELECT * FROM other)
            AND {_value_at("v.person_id", "role", "'reader'", before)} IN ({_EDITORS})
            AND {_value_at("v.person_id", "is_active", "'true'", before)} = 'true'
            AND NOT EXISTS (
                SELECT 1 FROM ledger_entry s WHERE {is_sponsorship("s")} AND s.object_id = v.person_id
                AND s.number < v.number AND s.at > v.at - make_interval(days => {days})))
    ), up AS (
        SELECT * FROM recent WHERE account = {person}
        UNION SELECT recent.* FROM recent JOIN up ON recent.account = up.sponsor
    ), down AS (
        SELECT * FROM recent WHERE sponsor = {person}
        UNION SELECT recent.* FROM recent JOIN down ON recent.sponsor = down.account
    )
    SELECT number, at, verb, sponsor, account FROM up WHERE sponsor IN (SELECT * FROM other)
    UNION ALL SELECT number, at, verb, sponsor, account FROM down WHERE account IN (SELECT * FROM other)
    ORDER BY number DESC LIMIT 1)"""


def _value_at(person: str, field: str, default: str, before: str) -> str:
    return f"""coalesce((
        SELECT e.after ->> '{field}' FROM ledger_entry e
        WHERE e.kind = 'person' AND e.object_id = {person} AND e.number < {before} AND e.after ? '{field}'
        ORDER BY e.number DESC LIMIT 1), {default})"""


@dataclass(frozen=True, slots=True)
class Sponsorship:
    """That `sponsor` invited, reactivated or promoted `account`; `verb` is one of these three, `at` when (UTC).

    `number` is that of its ledger entry.
    """

    number: int
    sponsor: Person
    account: Person
    verb: str
    at: datetime

    def until(self, days: int) -> datetime:
        """When it stops counting."""
        return self.at + timedelta(days=days)

    def vouchings(self) -> QuerySet[Entry]:
        """The entries in which somebody vouched for the account since, newest first."""
        vouched = Entry.objects.filter(kind="person", object_id=self.account.pk, action="person.vouched", number__gt=self.number)
        return vouched.select_related("person").order_by("-number")


def sponsorship_of(account: Person, days: int) -> Sponsorship | None:
    """The newest sponsorship of `account` in the last `days`, whether or not somebody vouched for it."""
    query = f"""
        SELECT o.number, o.at, {_VERB}, o.person_id, o.object_id FROM ledger_entry o
        WHERE {is_sponsorship("o")} AND o.object_id = %(account)s AND o.at > now() - make_interval(days => %(days)s)
        ORDER BY o.number DESC LIMIT 1"""
    return first_sponsorship(query, {"account": account.pk, "days": days})


def first_sponsorship(query: str, values: Mapping[str, int]) -> Sponsorship | None:
    """The row that a query such as `link` finds, with the people it names."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        row = cursor.fetchone()
    if row is None:
        return None
    number, at, verb, sponsor, account = row
    people = Person.objects.in_bulk([sponsor, account])
    return Sponsorship(number, people[sponsor], people[account], verb, at)
