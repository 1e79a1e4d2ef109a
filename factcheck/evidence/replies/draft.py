"""The draft of a request for comment. The product sends nothing: a person edits, copies, and sends the text. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from factcheck.web.days import day_text

DAYS_TO_ANSWER = 3
"""The proposed deadline, in days from today."""


@dataclass(frozen=True, slots=True)
class RequestDraft:
    """What a draft is made of.

    `planned`: what will be published about the claim, one text per paragraph; empty if that is open. `zone` is the name of the
    newsroom's time zone, such as "Europe/Berlin". `contact` is the newsroom's address for answers; it may be empty.
    """

    to: str
    statement: str
    claimant: str
    said: str
    planned: Sequence[str]
    deadline: date
    newsroom: str
    contact: str
    zone: str

    @property
    def subject(self) -> str:
        return f"{self.newsroom}: request for comment by {day_text(self.deadline)}"

    @property
    def text(self) -> str:
        """The request as plain text: claim, planned publication, deadline, and contact."""
        said = f" ({self.claimant}, {self.said})" if self.said else f" ({self.claimant})"
        planned = [text.strip() for text in self.planned if text.strip()]
        plan = (
            ["We plan to publish the following about this claim:", *planned]
            if planned
            else ["We plan to publish what we find about this claim. Our conclusion is still open."]
        )
        reply_to = f" Please send your answer to {self.contact}." if self.contact else ""
        paragraphs = [
            f"To: {self.to}",
            f"{self.newsroom} is checking this claim:",
            f"“{self.statement}”{said}",
            *plan,
            "We ask for your comment, and will publish your answer with the check. What do you say about the claim and about what"
            " we plan to publish?",
            f"We need your answer by the end of {day_text(self.deadline)} (time zone {self.zone}).{reply_to} If we receive none"
            " by then, we will publish that you did not answer.",
            self.newsroom,
        ]
        return "\n\n".join(paragraphs) + "\n"


def proposed_deadline(today: date) -> date:
    """The deadline that the form proposes: it leaves at least `DAYS_TO_ANSWER` days, and is no Saturday or Sunday."""
    day = today + timedelta(days=DAYS_TO_ANSWER)
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= 5 else day
