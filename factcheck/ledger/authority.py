"""Whether a person still has the authority with which an action began.

An action checks the permission and then waits for locks. Meanwhile, an administrator can deactivate the account or change its
role. `ledger.actions.record_many` therefore compares again, when the action holds the lock on the head of the ledger: changes of
people are recorded under the same lock, so the ledger never contains an act of a person after the entry that took the right away.
"""

from __future__ import annotations

from typing import Any

from factcheck.web.errors import NotAllowed


class AuthorityChanged(NotAllowed):
    """The account, the role, or the token of the person changed while the action waited (403). Nothing was saved."""

    title = "Your permissions have changed"

    def __init__(self) -> None:
        super().__init__(
            "Your account, your role, or your API token changed while this was being saved. Nothing was saved.",
            next_step="Reload the page to see what you can do now.",
        )


def authority_of(person: Any) -> tuple[str, dict[str, Any]]:
    """SQL condition with its parameters: the person still has the authority with which `person` was loaded.

    The model of people defines it (`Person.authority`). It is true for the system (None) and in migrations.
    """
    authority = getattr(person, "authority", None)
    return authority() if authority else ("TRUE", {})
