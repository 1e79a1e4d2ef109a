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
WRITTEN_BY = "Written by"
CHANGED_BY = "Changed by"
AGES = {"changed": "Last change", "due": "Re-check due", "replies": "Deadline"}
"""The heading of the column with a time, by part."""
WAITING = "Waiting"
FIRST_STEPS = {
    "name": ("Name the newsroom", "Readers see its name, logo, and contact address on every check.", "Newsroom settings"),
    "people": ("Invite a second person", "A verdict needs somebody who did not write it to approve it.", "Invite a person"),
    "article": ("Import the first article", "Paste its text, or upload a file. The text is stored exactly as it is.", "Import"),
    "claim": ("Mark a claim", "Open the article, select the words of the claim, and choose New claim.", "Open the library"),
    "verdict": ("Submit a verdict", "Attach evidence to the claim. The evidence gate lists what is missing.", "Open the claims"),
    "check": ("Publish the first check", "Somebody else approves the verdict; then it can be published.", "Open verdicts"),
}
"""The label, the explanation, and the name of the link of each step to the first check."""


def column_headings(part: str) -> dict[str, str]:
    """The headings of the columns with a person and with a time."""
    people = {"changed": CHANGED_BY, "replies": "", "addresses": ""}
    return {"person": people.get(part, WRITTEN_BY), "age": AGES.get(part, WAITING)}


def times_changed(number: int) -> str:
    """How often the record of a published check was changed."""
    return {1: "changed once", 2: "changed twice"}.get(number, f"changed {number} times")


def overdue_answers(number: int) -> str:
    """How many requests for comment are overdue."""
    return "One answer is overdue" if number == 1 else f"{number} answers are overdue"
