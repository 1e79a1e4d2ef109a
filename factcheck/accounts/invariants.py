"""What an examiner should know of accounts."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.ledger.invariants import Listing, rows


def _added_by_command() -> Iterator[str]:
    for pk, name, role, at in rows(
        """
        SELECT p.id, p.name, p.role, e.at FROM ledger_entry e JOIN accounts_person p ON p.id = e.object_id
        WHERE e.kind = 'person' AND e.action = 'person.added' AND e.person_id IS NULL ORDER BY e.number
        """
    ):
        yield f"{name} ({role}, person {pk}) was added on {at:%Y-%m-%d}"


LISTINGS = [
    Listing(
        "accounts that a command added (add_person, or demo): they have no sponsor, so no cooling-off period", _added_by_command
    ),
]
