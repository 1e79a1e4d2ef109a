"""Shared fixtures. The plugin is loaded after `django.setup()`, so it can import the project's models."""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from tests.world import World


@pytest.fixture
def world(db: None) -> World:
    """A newsroom for one test. Its contents are created on first use."""
    return World()


@pytest.fixture
def as_checker(client: Client, world: World) -> None:
    """Sign in the `client` of the test as the checker."""
    client.force_login(world.checker)


@pytest.fixture
def empty_store(settings: Any) -> Iterator[Path]:
    """A folder of captures of the test's own. All other tests of the process share one, which may have their bytes already."""
    with tempfile.TemporaryDirectory(prefix="captures-", dir=settings.DATA_DIR) as folder:
        settings.CAPTURES_ROOT = Path(folder) / "captures"
        yield settings.CAPTURES_ROOT


@pytest.fixture(scope="module")
def module_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """A complete newsroom for a module whose tests do not commit. Tests use `rolled_back_world` instead of this fixture."""
    with django_db_blocker.unblock():
        with rolled_back():
            yield World().complete()
        connection.close()


@pytest.fixture
def rolled_back_world(module_world: World) -> Iterator[World]:
    """The newsroom of the module. Each test is rolled back to a savepoint, so that tests can share the newsroom.

    The fixture is a copy, so that changes to its objects are discarded after the test, like the changes to their rows.
    """
    with rolled_back():
        yield copy.deepcopy(module_world)


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
