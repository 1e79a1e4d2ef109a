"""Announcements and validation errors of the search screen. Pure."""

from __future__ import annotations

NO_RESULTS = "No results."
NO_SEARCH_TERM = "Type at least one letter or digit."


def results(count: int) -> str:
    """The announcement of the number of results."""
    return f"{count} result{'' if count == 1 else 's'}."


def query_too_long(limit: int) -> str:
    """The error for a search text with more than `limit` code points."""
    return f"Enter at most {limit} characters."
