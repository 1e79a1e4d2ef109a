"""The write interface of the ledger: decorators of idempotent actions, row locks, next versions, and ledger entries."""

from factcheck.ledger.actions.entries import NewEntry, json_value, lock_chain, record, record_many
from factcheck.ledger.actions.names import find_or_add_named
from factcheck.ledger.actions.other_names import edited_name, other_names_change, take_over_names
from factcheck.ledger.actions.versions import edit, edit_conflict, expect_version, lock_row, save_next_version, withdraw
from factcheck.web.idempotency import change_once, create_once

__all__ = [
    "NewEntry",
    "change_once",
    "create_once",
    "edit",
    "edit_conflict",
    "edited_name",
    "expect_version",
    "find_or_add_named",
    "json_value",
    "lock_chain",
    "lock_row",
    "other_names_change",
    "record",
    "record_many",
    "save_next_version",
    "take_over_names",
    "withdraw",
]
