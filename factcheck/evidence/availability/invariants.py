"""Invariants of checks of addresses, which the doctor verifies."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.evidence.availability.comparison import ALARMING
from factcheck.ledger.invariants import Invariant, select_rows


def _checks_name_rows_of_their_item() -> Iterator[str]:
    for (pk,) in select_rows(
        """
        SELECT k.id FROM evidence_addresscheck k JOIN evidence_evidencecopy c ON c.id = k.compared_id
        LEFT JOIN evidence_evidencecopy n ON n.id = k.copy_id LEFT JOIN evidence_addresscheck p ON p.id = k.previous_id
        WHERE c.evidence_id <> k.evidence_id OR n.evidence_id <> k.evidence_id OR p.evidence_id <> k.evidence_id
        OR p.result = k.result ORDER BY k.id
        """
    ):
        yield f"check {pk} of an address names a row of another item, or has the same result as the previous one"


def _schedules_name_their_newest_result() -> Iterator[str]:
    alarming = ", ".join(f"'{result.value}'" for result in ALARMING)
    for (pk,) in select_rows(
        f"""
        SELECT w.evidence_id FROM evidence_addresswatch w JOIN evidence_addresscheck k ON k.id = w.newest_id
        WHERE k.evidence_id <> w.evidence_id OR w.is_open AND k.result NOT IN ({alarming})
        AND NOT EXISTS (SELECT 1 FROM publishing_availabilitynotice n WHERE n.evidence_id = w.evidence_id)
        OR EXISTS (SELECT 1 FROM evidence_addresscheck n WHERE n.evidence_id = w.evidence_id AND n.id > w.newest_id)
        ORDER BY w.evidence_id
        """  # noqa: S608  (constants)
    ):
        yield f"the schedule of evidence {pk} names a result of another item, an older one, or one that needs no answer as open"


INVARIANTS = [
    Invariant("each check of an address names rows of its item", _checks_name_rows_of_their_item),
    Invariant("each schedule names the newest result of its item", _schedules_name_their_newest_result),
]
