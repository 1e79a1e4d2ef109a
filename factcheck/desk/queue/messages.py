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
APPROVED = "Approved, and not published yet"
OUTDATED = "Approved, but its record has changed since"
CORRECTION = "A correction of the published check is open"
NO_SENTENCE = "It has no verdict sentence yet"


DUE = "The date of its re-check has come. Compare it with what is known today"
NO_RATING = '<span class="quiet">no rating yet</span>'
WRITTEN_BY = "Written by"
CHANGED_BY = "Changed by"
AGES = {"changed": "Last change", "due": "Re-check due", "replies": "Deadline"}
"""The heading of the column with a time, by part."""
WAITING = "Waiting"
SINCE_TIME = "since"
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


def proposes(name: str, sentence: str) -> str:
    """What an author submitted. Both values are HTML; `sentence` may be empty."""
    return f"{name} proposes a verdict{f': {sentence}' if sentence else ''}"


def writes(name: str, message: str) -> str:
    """The author’s message to the editor. Both values are HTML."""
    return f"{name} writes: {message}"


def returned_to(name: str) -> str:
    """A verdict that an editor returned to another person. `name` is HTML."""
    return f"Returned to {name}"


def version(number: int) -> str:
    """The newest version of a verdict."""
    return f"version {number}"


def changed_since(times: str) -> str:
    """A published check whose record was changed. `times` is the value of `times_changed`."""
    return f"Its record was {times} since it was published. Correct the check, or say why nothing needs correcting"


def times_changed(number: int) -> str:
    """How often the record of a published check was changed."""
    return {1: "changed once", 2: "changed twice"}.get(number, f"changed {number} times")


def no_answer(name: str, day: str) -> str:
    """A request for comment whose deadline has passed. `name` and `day` are HTML."""
    return f"No answer from {name}; the deadline was {day}"


def overdue_answers(number: int) -> str:
    """How many requests for comment are overdue."""
    return "One answer is overdue" if number == 1 else f"{number} answers are overdue"
