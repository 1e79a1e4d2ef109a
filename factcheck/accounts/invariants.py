"""Facts about accounts that `manage.py doctor` lists."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from factcheck.accounts import factor_keys
from factcheck.accounts.mailing import is_mail_configured
from factcheck.ledger.invariants import Invariant, Listing, select_rows
from factcheck.web.dates import newsroom_time


def _added_by_command() -> Iterator[str]:
    for pk, name, role, at in select_rows(
        """
        SELECT p.id, p.name, p.role, e.at FROM ledger_entry e JOIN accounts_person p ON p.id = e.object_id
        WHERE e.kind = 'person' AND e.action = 'person.added' AND e.person_id IS NULL ORDER BY e.number
        """
    ):
        yield f"{name} ({role}, person {pk}) was added on {newsroom_time(at):%Y-%m-%d}"


def _by_operator(action: str) -> Iterator[str]:
    """The entries with the `action` that a command of the operator recorded, with their reasons."""
    for pk, name, reason, at in select_rows(
        """
        SELECT p.id, p.name, e.reason, e.at FROM ledger_entry e JOIN accounts_person p ON p.id = e.object_id
        WHERE e.kind = 'person' AND e.action = %s AND e.person_id IS NULL ORDER BY e.number
        """,
        action,
    ):
        yield f"{name} (person {pk}) on {newsroom_time(at):%Y-%m-%d}: {reason}"


def _wrong_factor_key() -> Iterator[str]:
    if problem := factor_keys.problem():
        yield problem


INVARIANTS = [Invariant("this process has the key that encrypts the second factors", _wrong_factor_key)]


def _mail_is_off() -> Iterator[str]:
    if not is_mail_configured():
        yield "notices about sign-ins, passwords, tokens, roles, and retractions appear on the profile page only"


LISTINGS = [
    Listing("no mail server is configured (FACTCHECK_EMAIL_BACKEND)", _mail_is_off),
    Listing(
        "accounts whose password an operator replaced (manage.py changepassword)",
        partial(_by_operator, "person.password_replaced"),
    ),
    Listing(
        "accounts whose second factor an operator reset (manage.py reset_factor)", partial(_by_operator, "person.factor_reset")
    ),
    Listing("accounts that an operator vouched for (manage.py vouch)", partial(_by_operator, "person.vouched")),
    Listing("accounts without a sponsor and cooling-off period, added by a command (add_person or demo)", _added_by_command),
]
