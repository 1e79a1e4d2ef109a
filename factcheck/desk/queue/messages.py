"""Labels of the queue. Pure."""

from __future__ import annotations

PARTS = {
    "mine": "Waiting for me",
    "work": "My drafts",
    "others": "Waiting for others",
    "changed": "Changed since publication",
    "due": "Due for re-check",
    "replies": "Overdue answers",
    "addresses": "Changed pages",
}

REVIEW = "Review"
READ = "Read"
PUBLISH = "Publish"
REVIEW_CHANGES = "Review changes"
REVISE = "Revise"
COMPARE = "Compare"
RECORD_OUTCOME = "Record outcome"
ANSWER = "Answer"
SINCE = {
    "other_words": "Says other words since",
    "gone": "Gone since",
    "no_answer": "No answer since",
    "refused": "Cannot be checked since",
    "as_before": "As before again since",
    "elsewhere": "The quote is there again since",
}
"""The start of the sentence about pages, by the value of a AddressResult; the date and the numbers of the items follow."""
OPEN_VERDICT = "Open"
OPEN_FIRST = "Open the first verdict"
RETURNED_BY = "Returned by"


def times_changed(number: int) -> str:
    """How often the record of a published check was changed."""
    return {1: "changed once", 2: "changed twice"}.get(number, f"changed {number} times")


def no_answer(name: str, day: str) -> str:
    """A request for comment whose deadline has passed. `name` and `day` are HTML."""
    return f"No answer from {name}; the deadline was {day}"


def overdue_answers(number: int) -> str:
    """How many requests for comment are overdue."""
    return "One answer is overdue" if number == 1 else f"{number} answers are overdue"
