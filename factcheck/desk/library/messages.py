"""Messages, help texts, and validation errors of the library and of sources. Pure."""

from __future__ import annotations

from collections.abc import Sequence

SOURCE_SAVED = "Source saved."
ARTICLE_CLOSED = "Article closed. It stays on the record."
ARTICLE_REOPENED = "Article reopened."
TEXT_SHOWN = "Readers see the whole text on the public page of the article."
TEXT_WITHHELD = "Readers see only the quoted passages."
DETAILS_SAVED = "Article details saved."
ADD_DETAILS = "Add details"
NO_SOURCES_MATCH = "No source has this name yet."

DECLARED_ENCODING = "As declared in the file, otherwise UTF-8"
ENCODING_HELP = "For plain text and HTML. Most files are UTF-8. Older files from Windows are often Windows-1252 or Windows-1251."
TITLE_HELP = "If empty: the title that the file states, otherwise the first words of the text, which only staff see."
TEXT_AND_FILE = (
    "You entered both text and a file. To import the text, submit the form again. To import the file, clear the text and choose"
    " the file again."
)
TEXT_MISSING = "Paste the text or choose a file."


FIRST_LINE_HELP = "Staff and readers see the title above the text. Keep the line if you want to mark claims in it."
FIRST_LINE_CHOICES = [("leave_out", "Leave it out of the text"), ("keep", "Keep it: the title is displayed twice")]
FIRST_LINE_REPEATED = "The first line of the text repeats the title. Choose whether to keep it."


def content_help(limit: int) -> str:
    """The help text of the text field. `limit` is in code points."""
    return f"Paste the text here, or choose a file below. At most {limit:,} characters."


def text_too_long(length: int, limit: int) -> str:
    """The error message for a pasted text with `length` code points."""
    return f"The text has {length:,} characters, but at most {limit:,} are possible. Nothing was imported; your input is below."


def file_help(formats: str, limit: int) -> str:
    """The help text of the file field. `limit` is in bytes."""
    return f"{formats}, at most {limit // 1_000_000} MB."


def proposed(name: str, words: str, line: int) -> str:
    """The help text of a field whose value was found in the text."""
    if name == "title":
        return "Proposed: the first line, which a blank line follows. Check it."
    known = ", a source in the library" if name == "outlet_name" else ""
    return f"Proposed: “{words}” in line {line}{known}. Check it."


def proposals(labels: Sequence[object]) -> str:
    """What a screen reader announces after details were proposed."""
    return f"Proposed: {', '.join(map(str, labels))}. Check them." if labels else "No further details found in the first lines."


def source_added(name: str) -> str:
    """The message after a source was added."""
    return f"Source “{name}” added."


def details_missing(names: Sequence[str]) -> str:
    """The reminder after an import, with the names of the empty details."""
    return f"Article imported. Missing: {' and '.join(names)}."
