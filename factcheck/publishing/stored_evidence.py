"""Compares the stored bytes that the evidence of a claim rests on with their hashes, before a check is published."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from factcheck.archive.faults import DamagedCapture, report_damage
from factcheck.archive.store import BytesState, state_of
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.copies.queries import COUNTING_COPY
from factcheck.evidence.models import Evidence
from factcheck.web.citations import in_brackets
from factcheck.web.errors import Refused


class DamagedEvidence(Refused):
    """Stored bytes that an item rests on are missing or damaged, so the check is not published (409)."""

    title = "Stored evidence is damaged"

    def __init__(self, numbers: Iterable[int]) -> None:
        self.numbers = tuple(sorted(numbers))
        super().__init__(
            f"The stored file, copy, or article of evidence {in_brackets(self.numbers)} is missing or damaged, so the check was"
            " not published.",
            next_step=(
                "Tell the administrator of this server: the file can be restored from a backup. If you have the original file,"
                " store it again; its bytes then replace the damaged ones."
            ),
        )


def require_intact_evidence(claim_id: int) -> None:
    """Raise DamagedEvidence if bytes that an active item rests on are missing or damaged, and StoreUnavailable.

    Reads all of these bytes: files, originals of articles, and the copies of web pages that count, with their archives. Call it
    outside of a transaction. At most two queries.
    """
    items: Any = Evidence.objects.filter(claim=claim_id, withdrawn_at=None).annotate(**COUNTING_COPY).order_by("number")
    rows = list(items.values_list("number", "capture__sha256", "revision__original__sha256", "copy_id"))
    copies = EvidenceCopy.objects.filter(pk__in=[copy for *_, copy in rows if copy])
    of_copy = {pk: hashes for pk, *hashes in copies.values_list("pk", "capture__sha256", "capture__parent__sha256")}
    items_of: dict[str, set[int]] = {}
    for number, file, original, copy in rows:
        for sha256 in filter(None, (file, original, *of_copy.get(copy, ()))):
            items_of.setdefault(sha256, set()).add(number)
    damaged: set[int] = set()
    for sha256, numbers in items_of.items():
        state = state_of(sha256)
        if state is not BytesState.INTACT:
            report_damage(DamagedCapture(sha256, is_missing=state is BytesState.MISSING))
            damaged |= numbers
    if damaged:
        raise DamagedEvidence(damaged)
