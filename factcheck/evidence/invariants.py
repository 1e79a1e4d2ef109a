"""Invariants of evidence, which the doctor verifies."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.claims.triggers import SURROUNDINGS_MATCH
from factcheck.ledger.invariants import Invariant, select_rows


def _passages_match_text() -> Iterator[str]:
    for (pk,) in select_rows(
        f"""
        SELECT e.id FROM evidence_evidence e JOIN articles_revision r ON r.id = e.revision_id
        WHERE substr(r.text, e.start + 1, e."end" - e.start) <> e.exact OR e."end" > r.length
        OR NOT {SURROUNDINGS_MATCH.format(row="e")} ORDER BY e.id
        """  # noqa: S608  (contains only constants)
    ):
        yield f"the quote of evidence {pk} differs from the text at its offsets"


INVARIANTS = [Invariant("each passage of evidence quotes the text at its offsets", _passages_match_text)]
