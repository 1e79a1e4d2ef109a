"""Messages and validation errors of the screen that merges sources or actors. Pure."""

from __future__ import annotations

from factcheck.web.typography import in_quotes


def merged(name: str, into: str) -> str:
    """The message after a merge."""
    return f"“{name}” was merged into {in_quotes(into, '.')}"


def unknown_name(noun: str) -> str:
    """The error if no row has the name that was entered."""
    return f"No {noun} has exactly this name. Choose an existing {noun}."


def same_row(noun: str) -> str:
    """The error if a row would be merged into itself."""
    return f"Choose another {noun}. This is the one to be merged."
