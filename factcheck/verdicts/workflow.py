"""The life of a verdict: the table of moves. Pure; the diagram in the documentation and the database trigger are made from it."""

from __future__ import annotations

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


class Who(StrEnum):
    """Who may make a move."""

    AUTHOR = "its author"
    REVIEWER = "an editor who did not contribute"
    AUTHOR_OR_EDITOR = "its author or an editor"
    EDITOR = "an editor"


@dataclass(frozen=True, slots=True)
class Move:
    name: str
    sources: frozenset[State]
    target: State
    who: Who
    done: str
    """what is said of a verdict that was moved so"""


def _move(name: str, sources: set[State], target: State, who: Who, done: str) -> Move:
    return Move(name, frozenset(sources), target, who, done)


S = State
MOVES: dict[str, Move] = {
    move.name: move
    for move in (
        _move("submit", {S.DRAFT, S.RETURNED, S.CORRECTING}, S.SUBMITTED, Who.AUTHOR, "submitted"),
        _move("return", {S.SUBMITTED, S.APPROVED}, S.RETURNED, Who.REVIEWER, "returned"),
        _move("approve", {S.SUBMITTED}, S.APPROVED, Who.REVIEWER, "approved"),
        _move("reopen", {S.APPROVED}, S.DRAFT, Who.AUTHOR_OR_EDITOR, "reopened"),
        _move("publish", {S.APPROVED}, S.PUBLISHED, Who.EDITOR, "published"),
        _move("correct", {S.PUBLISHED}, S.CORRECTING, Who.AUTHOR_OR_EDITOR, "corrected"),
        # from wherever the next version is: a correction under way must not stand between an editor and a retraction
        _move("retract", set(S) - {S.RETRACTED}, S.RETRACTED, Who.EDITOR, "retracted"),
    )
}

OPEN = frozenset({S.DRAFT, S.RETURNED, S.CORRECTING})
"""States in which a new version of the verdict may be saved."""


class Impossible(ValueError):
    """This move does not start from this state."""


def after(state: State | str, name: str) -> State:
    """The state that the move leads to. Raises KeyError for an unknown move, Impossible for one the table does not have."""
    move = MOVES[name]
    if State(state) is move.target:
        raise Impossible(f"The verdict is {move.target.value} already.")
    if State(state) not in move.sources:
        starts = " or ".join(s.value for s in State if s in move.sources)
        raise Impossible(f"The verdict is {State(state).value}. Only one that is {starts} can be {move.done}.")
    return move.target


def transitions() -> list[tuple[str, str]]:
    """Each (from, to) pair of the table, for the trigger that keeps the column to it."""
    return sorted({(s.value, m.target.value) for m in MOVES.values() for s in m.sources})


def diagram() -> str:
    """The table as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", "    [*] --> draft"]
    for move in MOVES.values():
        lines += [f"    {s.value} --> {move.target.value}: {move.name}" for s in sorted(move.sources)]
    return "\n".join(lines)
