"""Every kind of write, for tests that apply to all of them: a first request, a repeated one, and one with different content."""

from __future__ import annotations

from tests.writes.custody import CUSTODY_WRITES
from tests.writes.record import RECORD_WRITES
from tests.writes.verdicts import VERDICT_WRITES
from tests.writes.write import Write, outcome_row

WRITES = {**RECORD_WRITES, **CUSTODY_WRITES, **VERDICT_WRITES}

__all__ = ["WRITES", "Write", "outcome_row"]
