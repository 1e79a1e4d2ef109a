"""The types of the table of moves (`verdicts.workflow`): one move, who may make it, and where. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, Literal

from factcheck.verdicts.states import State


class MoveRole(Enum):
    """Who may make a move. `verdicts.rules` decides."""

    AUTHOR = auto()
    CHECKER = auto()
    """a checker or editor"""
    AUTHOR_OR_EDITOR = auto()
    EDITOR = auto()
    CONFIRMER = auto()
    """an editor who made none of the changes to the record since the check was approved or last confirmed"""
    REVIEWER = auto()
    """an editor who is not the author; contributors included, because a return publishes nothing"""
    APPROVER = auto()
    """an editor who did not contribute to the claim or its verdict, and who meets the rest of the four-eyes rule"""


class Screen(Enum):
    """Where staff make a move."""

    VERDICT = auto()
    """on the verdict's page, with a form generated from the table"""
    REVIEW = auto()
    PUBLISHING = auto()
    CHANGES = auto()
    """on the page with the changes to the record of a published check"""


class ButtonKind(Enum):
    """The style of a button. The page lists buttons in this order."""

    MAIN = auto()
    PLAIN = auto()
    DANGER = auto()


PREVIOUS: Final = "previous"
"""The target of a move that leads back to the state before the current one."""
SAME: Final = "same"
"""The target of a move that does not change the state."""
PUBLIC: Final = "public"
"""The target of a move that leads to the state of the current publication: published or retracted."""


@dataclass(frozen=True, slots=True)
class Reason:
    """The reason field of a move. It is required if there is a message for a missing reason."""

    label: str
    help: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One row of the table. `name` is part of the permission, the URL of the desk, and the path of the API."""

    name: str
    sources: frozenset[State]
    target: State | Mapping[State, State] | Literal["previous", "same", "public"]
    """a state, or a state for each source, or PREVIOUS, SAME, or PUBLIC"""
    role: MoveRole
    participle: str
    """for error messages about the state: "It can be `participle` only while it is a draft." """
    action: str
    """the action word of the ledger entry. It is stored, so never change it"""
    history: str
    """the label of the ledger entry in the history"""
    description: str
    """of the API operation"""
    label: str
    """of the button; for a decision, it may contain {version}"""
    kind: ButtonKind = ButtonKind.PLAIN
    has_button: bool = True
    """whether the verdict's page has the button"""
    screen: Screen = Screen.VERDICT
    note: str = ""
    """above the button; may contain {latest}, the number of the newest version"""
    success_message: str = ""
    """may contain {author} and {version}; empty if the screen has its own message"""
    reason: Reason | None = None
    takes_waivers: bool = False
    """whether the move requires the evidence gate, with written exceptions"""
    takes_person: bool = False
    """whether the move names another person"""
    clears_approval: bool = False
    needs_publication: bool = False
    """whether the verdict must have been published before"""

    @property
    def permission(self) -> str:
        return f"verdict.{self.name}"

    @property
    def verb(self) -> str:
        return self.name.replace("_", " ")

    @property
    def is_plain(self) -> bool:
        """Whether the move only changes the state, and so does not need its own action, view, or API operation."""
        return self.screen is Screen.VERDICT and not self.takes_waivers and not self.takes_person

    @property
    def needs_reason(self) -> bool:
        return self.reason is not None and bool(self.reason.missing)
