"""Help texts and validation errors of the form fields and of the text selection that several screens share. Pure."""

from __future__ import annotations

from factcheck.claims.anchoring import count_label

PARTIAL_DATE_HELP = "4 April 2022, April 2022, or 2022"
NEW_SOURCE = "A new name is added to the sources when you save."
CHOOSE_PERSON = "Choose …"
CHECKERS = "Checkers"
EDITORS = "Editors (an author cannot approve)"
SOURCE_UNKNOWN = "No source has exactly this name. Choose an existing source."

NO_SUCH_REVISION = "The article has no such revision. Open the article again and select the text there."
NOTHING_SELECTED = "Select text first: in the article, by sentence, or by quoting it."
SENTENCES_INVALID = "The selected sentences could not be read. Select them again."


def too_many_lines(limit: int) -> str:
    """The error for a list with more than `limit` lines."""
    return f"Enter at most {limit} lines."


def too_long(text: str, limit: int) -> str:
    """The error for one value of a list that has more than `limit` code points."""
    return f"“{text[:40]}…” has more than {limit} characters."


def selection_invalid(limit: int) -> str:
    """The error for a malformed selection. `limit`: code points of one part of it."""
    return f"The selection could not be read. Select the text again, at most {limit:,} characters at a time."


QUOTE_VARIANTS = (
    "The quote does not occur in the text exactly like this, but with different typography, such as other quotation marks or"
    " spaces. If you mean that passage, choose it below."
)


def ambiguous_quote(count: int) -> str:
    """The error for a quote that appears `count` times."""
    return f"This quote appears {count_label(count)} times in the text. Choose one of them below."


IF_YOU_SAVE = "If you save this"
IF_YOU_WITHDRAW = "If you withdraw this"
IF_YOU_EDIT_CLAIM = "If you edit this claim, its mentions, its evidence, or its search log"
IF_YOU_CLOSE_CLAIM = "If you close this claim"
IF_YOU_MERGE_CLAIM = "If you merge this claim"
IF_YOU_SPLIT_CLAIM = "If you split this claim"
IF_YOU_REOPEN_CLAIM = "If you reopen this claim"
IF_YOU_MERGE_SOURCE = "If you merge this source"
IF_YOU_MERGE_ACTOR = "If you merge this actor"
IF_YOU_ACCEPT_PLACE = "If you accept a place for this quote"
IF_YOU_CONFIRM_CONTEXT = "If you confirm the context of this quote"
IF_YOU_PLACE = "If you place or confirm a quote from this article"
IF_YOU_USE_WORDS = "If you attach words of this copy or use them as the quote"
IF_YOU_MARK_TEXT = "If you add a mention or evidence from this article"
IF_YOU_RENAME = "If you change this name"
IF_YOU_RENAME_YOURSELF = "If you change your name"


def lost_review(*, is_contribution: bool, count: int) -> tuple[str, str]:
    """The sentence about the verdicts that an editor could no longer approve, before and after the quoted first claim.

    If the second part is empty, the claim ends the sentence.
    """
    others = "" if count == 1 else f" and {count - 1} other claim{'' if count == 2 else 's'}"
    if is_contribution:
        verdicts = "its verdict" if count == 1 else "their verdicts"
        return "you become a contributor to", f"{others} and can no longer approve {verdicts}."
    if count == 1:
        return "you can no longer approve the verdict that is waiting for review on", ""
    return "you can no longer approve the verdicts that are waiting for review on", f"{others}."


def name_question(name: str, has_near_matches: bool) -> str:
    """The question about a new name. Without near matches, only the kind is unknown."""
    if has_near_matches:
        return f"“{name}” is new. Select the existing name that you mean, or add the new one."
    return f"“{name}” is new. Select whether it is a person or an organization."


def meaning(name: str) -> str:
    """The heading of the choices for a new name."""
    return f"“{name}” is"


def name_unknown(name: str, noun: str, *, has_near_matches: bool = False) -> str:
    """The error for a name that no row has, in a field for existing rows. `noun` is what a row is."""
    if has_near_matches:
        return f"No {noun} is named “{name}.” Select the one that you mean, or enter another name."
    return f"No {noun} is named “{name}.” Check the spelling."


def similar_names(name: str) -> str:
    """The heading of the existing names that nearly match an unknown one."""
    return f"Similar to “{name}”"


def new_row(noun: str) -> str:
    """The choice that adds a new source, person, or organization."""
    return f"a new {noun}"
