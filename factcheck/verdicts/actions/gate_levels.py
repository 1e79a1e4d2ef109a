"""The action that sets the levels of the evidence gate."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from factcheck.accounts.models import Person
from factcheck.ledger.actions import change_once, edit
from factcheck.newsroom.models import Newsroom
from factcheck.verdicts import gate
from factcheck.web.errors import Invalid


@change_once("newsroom.gate", "newsroom")
def set_gate_levels(
    *,
    person: Person,
    newsroom: Newsroom,
    levels: Mapping[str, str],
    seen_version: int,
    token: uuid.UUID | None = None,
) -> Newsroom:
    """Set the levels of adjustable gate lines. `levels` maps keys to levels; lines without a key keep theirs.

    The levels apply to later submissions only. Raises Invalid with the key of each line that does not exist or has a fixed
    level, and of each value that is not a level.
    """
    adjustable = {requirement.key for requirement in gate.ADJUSTABLE}
    errors = {key: "The gate has no line with this key whose level can be set." for key in levels if key not in adjustable}
    known = {level.value for level in gate.Level}
    errors |= {key: f"Choose one of: {', '.join(gate.Level)}." for key, level in levels.items() if level not in known}
    if errors:
        raise Invalid(errors)
    current = gate.newsroom_levels(newsroom.gate_levels)
    changed = {key: str(level) for key, level in levels.items() if current[key] != level}
    return edit(
        newsroom,
        person=person,
        permission="newsroom.edit",
        action="newsroom.gate",
        seen_version=seen_version,
        fields={"gate_levels": {**newsroom.gate_levels, **changed}},
    )
