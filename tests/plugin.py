"""Shared fixtures. The plugin is loaded after `django.setup()`, so it can import the project's models."""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.clock import note_clock
from tests.prepared import PreparedWorld, prepared_world, remove_unless_shared, rolled_back
from tests.world import World


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    note_clock()


def pytest_runtest_setup(item: pytest.Item) -> None:
    remove_unless_shared(item)


@pytest.fixture(scope="module")
def shared_world(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[PreparedWorld | None]:
    """What `pytest.mark.prepared` in a module names; None without the marker."""
    marker = request.node.get_closest_marker("prepared")
    if marker is None:
        yield None
    else:
        with prepared_world(marker.args, django_db_blocker) as prepared:
            yield prepared


@pytest.fixture
def world(shared_world: PreparedWorld | None, db: None) -> World:
    """A newsroom for one test. Its contents are created on first use, or for all tests of the module (`pytest.mark.prepared`)."""
    return shared_world.copy() if shared_world else World()


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
            world = World().complete()
            connection.check_constraints()  # now, because each rollback to a savepoint would make the triggers pending again
            yield world
        connection.close()


@pytest.fixture
def rolled_back_world(module_world: World) -> Iterator[World]:
    """The newsroom of the module. Each test is rolled back to a savepoint, so that tests can share the newsroom.

    The fixture is a copy, so that changes to its objects are discarded after the test, like the changes to their rows.
    """
    with rolled_back():
        yield copy.deepcopy(module_world)
