"""The expected status of each route for each role. Each module has the ROWS of one area.

Every route needs a row for GET and one for POST.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.world import World

ROLES = ("anonymous", "reader", "checker", "editor", "administrator")
LOGIN = 302
"""A redirect to the sign-in page."""


@dataclass(frozen=True)
class Row:
    """`expect` is one status for each of ROLES, in that order, or one status for all.

    `args` returns the URL arguments and `data` the request body, both from a new world; `query` is appended to the URL.
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


def only_get(name: str, expect: tuple[int, ...] | int, **options: Any) -> list[Row]:
    """The row for GET, and a row that expects 405 for POST (or the redirect of anonymous people to the sign-in page)."""
    refused = 405 if isinstance(expect, int) else tuple(LOGIN if e == LOGIN else 405 for e in expect)
    return [Row(name, "GET", expect, **options), Row(name, "POST", refused, **{k: v for k, v in options.items() if k != "query"})]


def only_post(name: str, expect: tuple[int, ...] | int, **options: Any) -> list[Row]:
    """The row for POST, and a row that expects 405 for GET (or the redirect of anonymous people to the sign-in page)."""
    refused = 405 if isinstance(expect, int) else tuple(LOGIN if e == LOGIN else 405 for e in expect)
    return [Row(name, "POST", expect, **options), Row(name, "GET", refused, **{k: v for k, v in options.items() if k == "args"})]


def all_rows() -> list[Row]:
    rows: list[Row] = []
    for module in pkgutil.iter_modules(__path__):
        rows += importlib.import_module(f"{__name__}.{module.name}").ROWS
    return rows
