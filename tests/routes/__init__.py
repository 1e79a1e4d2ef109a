"""What each address answers to each role. One module an area, each with ROWS. A route without a row for GET and POST fails."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.world import World

ROLES = ("anonymous", "reader", "checker", "editor", "administrator")
LOGIN = 302
"""Sent to sign in first."""


@dataclass(frozen=True)
class Row:
    """`expect` is one status for each of ROLES, in that order, or one for all.

    `args` gives the address's arguments and `data` what is sent, from a fresh world; `query` is appended to the address.
    """

    name: str
    method: str
    expect: tuple[int, ...] | int
    args: Callable[[World], dict[str, Any]] = lambda world: {}
    data: Callable[[World], dict[str, Any]] = lambda world: {}
    query: str = ""
    json: bool = False

    def expected(self, role: str) -> int:
        return self.expect if isinstance(self.expect, int) else self.expect[ROLES.index(role)]

    def __str__(self) -> str:
        return f"{self.method} {self.name}{self.query}"


def only_get(name: str, expect: tuple[int, ...] | int, **more: Any) -> list[Row]:
    """The row for GET, and POST refused with 405 (anonymous people of the staff side are sent to sign in first)."""
    refused = 405 if isinstance(expect, int) else tuple(LOGIN if e == LOGIN else 405 for e in expect)
    return [Row(name, "GET", expect, **more), Row(name, "POST", refused, **{k: v for k, v in more.items() if k != "query"})]


def only_post(name: str, expect: tuple[int, ...] | int, **more: Any) -> list[Row]:
    """The row for POST, and GET refused with 405."""
    refused = 405 if isinstance(expect, int) else tuple(LOGIN if e == LOGIN else 405 for e in expect)
    return [Row(name, "POST", expect, **more), Row(name, "GET", refused, **{k: v for k, v in more.items() if k == "args"})]


def all_rows() -> list[Row]:
    rows: list[Row] = []
    for found in pkgutil.iter_modules(__path__):
        rows += importlib.import_module(f"{__name__}.{found.name}").ROWS
    return rows
