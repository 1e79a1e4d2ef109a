"""Actions on verdicts (versions, moves, reviews) and on the rating scale."""

from factcheck.verdicts.actions.confirmations import confirm, confirm_shared, set_recheck_date
from factcheck.verdicts.actions.gate_levels import set_gate_levels
from factcheck.verdicts.actions.hand_over import OpenVerdicts, hand_over
from factcheck.verdicts.actions.moves import GateNotPassed, approve, move, require_gate_passed, return_verdict, submit
from factcheck.verdicts.actions.ratings import add_rating, edit_rating
from factcheck.verdicts.actions.steps import lock_verdict, pending_recheck, transition
from factcheck.verdicts.actions.versions import open_verdict, restore_version, save_version

__all__ = [
    "GateNotPassed",
    "OpenVerdicts",
    "add_rating",
    "approve",
    "confirm",
    "confirm_shared",
    "edit_rating",
    "hand_over",
    "lock_verdict",
    "move",
    "open_verdict",
    "pending_recheck",
    "require_gate_passed",
    "restore_version",
    "return_verdict",
    "save_version",
    "set_gate_levels",
    "set_recheck_date",
    "submit",
    "transition",
]
