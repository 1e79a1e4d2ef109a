"""Messages and choices of the custody screens. Pure."""

from __future__ import annotations

ITEM_HIDDEN = "Hidden. Readers see the reason in place of the item."
COPY_HIDDEN = "Copy hidden."
TAKEDOWN_LIFTED = "Takedown lifted. The item is shown again."
HOLD_PLACED = "Legal hold placed."
HOLD_ENDED = "Legal hold ended."
EXPORT_RECORDED = "Export recorded. Download the file below."
INTACT = "The stored bytes are intact. The verification was recorded."
DAMAGED = "The stored bytes do not match their hash. This was recorded. Tell the administrator of the server."
MISSING = "The stored bytes are missing. This was recorded. Tell the administrator of the server."
WHOLE_ITEM = "The item with all its copies"
REASON_REQUIRED = "Enter the reason."
CHANGED_EXPORT = "A file packaged today would differ from the exported one. Record a new export."


def only_copy(number: int) -> str:
    """The label of the option that hides one copy."""
    return f"Only copy {number}: its bytes and its text"


def verified(state: str) -> str:
    """The message after a verification."""
    return {"intact": INTACT, "missing": MISSING}.get(state, DAMAGED)
