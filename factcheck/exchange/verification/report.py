"""What a verification found. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

MAX_LINES = 50
"""Errors, and unverified things, that are named. The others are counted."""
_MALFORMED = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError)


class UnreadablePackage(Exception):
    """The file or folder is not a package, or cannot be read at all. The message is a sentence."""


@dataclass(slots=True)
class Report:
    """The result. `claim` and `ledger` are the parsed documents; `errors` is empty if nothing contradicts anything else.

    A row is proven if its digest, which covers all of its values, is in an entry of a signed tree. Everybody who has the package
    could have changed the other rows.
    """

    verified: list[str] = field(default_factory=list)
    unverified: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    unproven: list[tuple[str, int]] = field(default_factory=list)
    """Kind and id of each row that is not proven."""
    claim: dict[str, Any] = field(default_factory=dict)
    ledger: dict[str, Any] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    """Path → SHA-256 of each file, as computed."""

    @contextmanager
    def reading(self, name: str) -> Iterator[None]:
        """Report a malformed value as an error."""
        try:
            yield
        except _MALFORMED as error:
            self.errors.append(f"{name} is malformed ({type(error).__name__})")


def shortened(lines: list[str]) -> list[str]:
    """The first lines, and how many there are besides."""
    more = len(lines) - MAX_LINES
    return [*lines[:MAX_LINES], f"and {more} more"] if more > 0 else lines
