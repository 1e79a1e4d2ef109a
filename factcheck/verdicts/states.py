"""The states of a verdict, with their texts. Pure. `verdicts.workflow` has the moves between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"
    CORRECTING = "correcting"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True)
class StateInfo:
    """`sentence` is displayed on the verdict's page. It may contain {latest} and {approved}, the numbers of these versions.

    `phrase` completes “The verdict is”. `dated` precedes the date on which the verdict reached the state.
    """

    phrase: str
    dated: str
    sentence: str = ""
    is_editable: bool = False
    """whether a new version of the verdict may be saved"""
    queue_position: int | None = None
    """in the list of states on the queue; None if the verdict is finished, so that the queue omits it"""


S = State
STATES: dict[State, StateInfo] = {
    S.DRAFT: StateInfo("a draft", "draft since", is_editable=True, queue_position=5),
    S.SUBMITTED: StateInfo(
        "waiting for review",
        "submitted",
        "Version {latest} is waiting for review by an editor who did not contribute.",
        queue_position=1,
    ),
    S.RETURNED: StateInfo("returned to its author", "returned", is_editable=True, queue_position=3),
    S.APPROVED: StateInfo("approved", "approved", "Version {approved} is approved.", queue_position=2),
    S.PUBLISHED: StateInfo("published", "published", "Version {approved} is public."),
    S.CORRECTING: StateInfo("being corrected", "correction opened", is_editable=True, queue_position=4),
    S.RETRACTED: StateInfo(
        "retracted", "retracted", "This check was retracted. Its page stays online with the retraction notice."
    ),
}
EDITABLE = frozenset(state for state, info in STATES.items() if info.is_editable)
QUEUED = tuple(
    state for _, state in sorted((i.queue_position, state) for state, i in STATES.items() if i.queue_position is not None)
)
"""The states of verdicts in the queue, in the order in which the queue lists them."""


OPEN = frozenset(QUEUED)
"""The states in which someone still has to act on the verdict."""


def any_of(states: Iterable[State]) -> str:
    """The phrases of the states in the order of the workflow: “a draft, returned to its author, or being corrected”."""
    wanted = set(states)
    phrases = [info.phrase for state, info in STATES.items() if state in wanted]
    *others, last = phrases
    return f"{', '.join(others)}{',' if len(others) > 1 else ''} or {last}" if others else last
