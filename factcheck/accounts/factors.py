"""Second factors: who has the one that the newsroom requires."""

from __future__ import annotations

from factcheck.accounts.models import Person


def has_required_factor(person: Person) -> bool:
    """Whether the person has a second factor, or does not need one. So far, nobody needs one."""
    return True
