"""Custody of stored evidence: verifications, exports, takedowns, and legal holds, and the view of the ledger that lists them."""
