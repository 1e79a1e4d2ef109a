"""Actions on verdicts (versions, moves, reviews) and on the rating scale."""

from factcheck.verdicts.actions.gate_levels import set_gate_levels
from factcheck.verdicts.actions.moves import approve, hand_over, move, require_gate_passed, return_verdict, submit, transition
from factcheck.verdicts.actions.ratings import add_rating, edit_rating
from factcheck.verdicts.actions.versions import lock_verdict, open_verdict, save_version

__all__ = [
    "add_rating",
    "approve",
    "edit_rating",
    "hand_over",
    "lock_verdict",
    "move",
    "open_verdict",
    "require_gate_passed",
    "return_verdict",
    "save_version",
    "set_gate_levels",
    "submit",
    "transition",
]
