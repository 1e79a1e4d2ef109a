"""Newsrooms that the tests of a module share, so that each test does not create the same rows again.

`pytestmark = pytest.mark.prepared("published")` creates `World.published`, and what it needs, once for the module, in a
transaction that stays open. Django's transaction for each test is then a savepoint in it, and the fixture `world` returns a copy.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from django.db import connection, transaction

from tests.world import World

_TRANSACTIONAL = {"transactional_db", "live_server", "django_db_reset_sequences", "django_db_serialized_rollback"}


class PreparedWorld:
    """The newsroom of a module, from its creation until the first test that needs a database without it."""

    def __init__(self, names: tuple[str, ...], blocker: Any) -> None:
        self._blocker = blocker
        self._transaction = ExitStack()
        with blocker.unblock():
            self._transaction.enter_context(rolled_back())
            self._world: World | None = World()
            for name in names:
                getattr(self._world, name)
            # Now, because the rollback to a savepoint of a test would make the deferred triggers pending again.
            connection.check_constraints()

    def copy(self) -> World:
        """A copy, so that changes to its objects are discarded after the test, like the changes to their rows."""
        return copy.deepcopy(self._world) if self._world else World()

    def remove(self) -> None:
        self._world = None
        with self._blocker.unblock():
            self._transaction.close()


_current: list[PreparedWorld] = []
_starting: list[pytest.Item] = []


@contextmanager
def prepared_world(names: tuple[str, ...], blocker: Any) -> Iterator[PreparedWorld | None]:
    """The newsroom of a module; None if even its first test starts without it."""
    if all(map(shares_newsroom, _starting)):
        _current.append(PreparedWorld(names, blocker))
    yield _current[-1] if _current else None
    while _current:
        _current.pop().remove()


def remove_unless_shared(item: pytest.Item) -> None:
    """Remove the newsroom of the module before a test that commits, or that starts without it (`pytest.mark.unprepared`)."""
    _starting[:] = [item]
    if _current and not shares_newsroom(item):
        _current.pop().remove()


def shares_newsroom(item: pytest.Item) -> bool:
    if item.get_closest_marker("prepared") is None or item.get_closest_marker("unprepared"):
        return False
    database = item.get_closest_marker("django_db")
    commits = database is not None and bool(database.kwargs.get("transaction"))
    return not commits and _TRANSACTIONAL.isdisjoint(getattr(item, "fixturenames", ()))


@contextmanager
def rolled_back() -> Iterator[None]:
    """A transaction, or a savepoint in one, that is rolled back at the end.

    Deferred constraint triggers, such as the one that requires a ledger entry for each write, run before the rollback, as they do
    at the end of Django's `TestCase`.
    """
    atomic = transaction.atomic()
    atomic._from_testcase = True  # type: ignore[attr-defined]  # allows durable transactions to be nested in it
    with atomic:
        yield
        if not connection.needs_rollback:
            connection.check_constraints()
        transaction.set_rollback(True)
