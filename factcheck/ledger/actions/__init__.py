"""Writing to the ledger: entries, and the next versions of recorded rows."""

from factcheck.ledger.actions.entries import expect_version, hold, plain, record, revise

__all__ = ["expect_version", "hold", "plain", "record", "revise"]
