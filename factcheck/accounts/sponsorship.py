"""Sponsorships: who recently invited, reactivated, or promoted whom, and which editor vouched for the account.

All values come from the ledger, so that a past approval can be judged by the state at its time. Accounts that were created with
`manage.py add_person` have no sponsor, because their entries have no person.
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
    """SQL condition: in the ledger entry `entry`, a person invited, reactivated, or promoted another person."""
    return f"""(
        {entry}.kind = 'person' AND {entry}.person_id <> {entry}.object_id AND (
            {entry}.action IN ('person.added', 'person.invited') OR {entry}.action = 'person.changed' AND (
                {entry}.after ->> 'is_active' = 'true'
                OR array_position({_RANKS}, {entry}.after ->> 'role') > array_position({_RANKS}, {entry}.before ->> 'role'))))"""


def connection_between(*, person: str, others: str, days: str, at: str = "now()", before: str = END_OF_LEDGER) -> str:
    """SQL query for the newest sponsorship that connects `person` with one of `others`, if there is one.

    Sponsorships connect two accounts in both directions and transitively, so that one sponsor connects all sponsored accounts. A
    sponsorship counts if its entry precedes the entry `before` and is at most `days` older than `at`, until an editor vouches for
    the account. The voucher must be an active editor, must not be `person` or one of `others`, and must not have been sponsor or
    sponsored account in the `days` before vouching, or since. `manage.py vouch` records no voucher.

    All arguments are SQL expressions; `others` is a query for ids. The columns are number, at, verb, sponsor, account, and `met`,
    the id of the connected member of `others`.
    """
    return f"""(
    WITH RECURSIVE other AS MATERIALIZED ({others}), recent AS MATERIALIZED (
        SELECT o.number, o.at, {_VERB} AS verb, o.person_id AS sponsor, o.object_id AS account FROM ledger_entry o
        WHERE {is_sponsorship("o")} AND o.number < {before} AND {days} > 0 AND o.at > {at} - make_interval(days => {days})
        AND NOT EXISTS (
            SELECT 1 FROM ledger_entry v
            WHERE v.kind = 'person' AND v.object_id = o.object_id AND v.action = 'person.vouched'
            AND v.number > o.number AND v.number < {before} AND (v.person_id IS NULL OR
                v.person_id NOT IN ({person}, o.person_id, o.object_id) AND v.person_id NOT IN (SELECT * FROM other)
                AND {_person_value_sql("v.person_id", "role", "'reader'", before)} IN ({_EDITORS})
                AND {_person_value_sql("v.person_id", "is_active", "'true'", before)} = 'true'
                AND NOT EXISTS (
                    SELECT 1 FROM ledger_entry s WHERE {is_sponsorship("s")} AND v.person_id IN (s.person_id, s.object_id)
                    AND s.number < {before} AND s.at > v.at - make_interval(days => {days}))))
    ), pair AS MATERIALIZED (
        SELECT *, sponsor AS one, account AS two FROM recent UNION ALL SELECT *, account, sponsor FROM recent
    ), reached AS (
        SELECT number, at, verb, sponsor, account, two AS met FROM pair WHERE one = {person}
        UNION SELECT p.number, p.at, p.verb, p.sponsor, p.account, p.two FROM pair p JOIN reached ON p.one = reached.met
    )
    SELECT number, at, verb, sponsor, account, met FROM reached WHERE met <> {person} AND met IN (SELECT * FROM other)
    ORDER BY number DESC LIMIT 1)"""


def _person_value_sql(person: str, field: str, default: str, before: str) -> str:
    return f"""coalesce((
        SELECT e.after ->> '{field}' FROM ledger_entry e
        WHERE e.kind = 'person' AND e.object_id = {person} AND e.number < {before} AND e.after ? '{field}'
        ORDER BY e.number DESC LIMIT 1), {default})"""


@dataclass(frozen=True, slots=True)
class Sponsorship:
    """A sponsorship: `sponsor` "invited", "reactivated", or "promoted" (`verb`) `account` at the time `at` (UTC).

    `number` is the number of its ledger entry, and `met` is the person with whom it connects the account in question.
    """

    number: int
    sponsor: Person
    account: Person
    verb: str
    at: datetime
    met: Person

    def until(self, days: int) -> datetime:
        """The time at which the sponsorship stops counting."""
        return self.at + timedelta(days=days)

    def vouchings(self) -> QuerySet[Entry]:
        """The later entries in which someone vouched for the account, newest first."""
        vouched = Entry.objects.filter(kind="person", object_id=self.account.pk, action="person.vouched", number__gt=self.number)
        return vouched.select_related("person").order_by("-number")


def sponsorship_of(account: Person, days: int) -> Sponsorship | None:
    """The newest sponsorship of `account` in the last `days`, with or without a later vouching."""
    return _newest_sponsorship("o.object_id", account, days)


def sponsorship_by(sponsor: Person, days: int) -> Sponsorship | None:
    """The newest sponsorship by `sponsor` in the last `days`."""
    return _newest_sponsorship("o.person_id", sponsor, days)


def _newest_sponsorship(side: str, person: Person, days: int) -> Sponsorship | None:
    query = f"""
        SELECT o.number, o.at, {_VERB}, o.person_id, o.object_id, o.person_id FROM ledger_entry o
        WHERE {is_sponsorship("o")} AND {side} = %(person)s AND o.at > now() - make_interval(days => %(days)s)
        ORDER BY o.number DESC LIMIT 1"""
    return first_sponsorship(query, {"person": person.pk, "days": days})


def first_sponsorship(query: str, values: Mapping[str, int]) -> Sponsorship | None:
    """The first row of a query such as `connection_between`, with its people, or None."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        row = cursor.fetchone()
    if row is None:
        return None
    number, at, verb, sponsor, account, met = row
    people = Person.objects.in_bulk([sponsor, account, met])
    return Sponsorship(number, people[sponsor], people[account], verb, at, people[met])
