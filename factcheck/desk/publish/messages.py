"""Messages, choices, and validation errors of the publishing screens. Pure."""

from __future__ import annotations

from factcheck.web.typography import in_quotes

OPEN_PUBLIC_PAGE = "Open public page"
CORRECTION_KIND_LABEL = "Kind of correction"
CORRECTION_KIND_REQUIRED = "Choose the kind of correction. Readers see it."
TYPO = "Typo: a spelling or typing error; the meaning is unchanged"
CLARIFICATION = "Clarification: something is added or stated more precisely; the rating is unchanged"
CHANGE_OF_VERDICT = "Change of verdict: the rating changes"


def published(statement: str) -> str:
    """The message after a check was published."""
    return f"Published: {in_quotes(statement, '.')}"


def retracted(statement: str) -> str:
    """The message after a check was retracted."""
    return f"Retracted: {in_quotes(statement, '.')}"
