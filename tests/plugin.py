"""Fixtures that tests of several areas share. Loaded after `django.setup()`, so that it may import the product."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from tests.world import World


@pytest.fixture
def world(db: None) -> World:
    """A newsroom of this test's own. What it contains is created when it is first asked for."""
    return World()


@pytest.fixture
def as_checker(client: Client, world: World) -> None:
    """Signs the test's `client` in as the checker."""
    client.force_login(world.checker)


@pytest.fixture(scope="module")
def module_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """A complete newsroom for a module whose tests do not commit. Ask for `rolled_back_world`, never for this one."""
    with django_db_blocker.unblock():
        with rolled_back():
            yield World().complete()
        connection.close()


@pytest.fixture
def rolled_back_world(module_world: World) -> Iterator[World]:
    """The module's newsroom. What the test writes is rolled back to a savepoint, so a case costs no newsroom of its own.

    It is a copy: an object that a test creates or changes in it is gone for the next test, as its row is.
    """
    with rolled_back():
        yield copy.deepcopy(module_world)


@contextmanager
def rolled_back() -> Iterator[None]:
    """A transaction, or a savepoint in one, that is rolled back at the end.

    Nothing commits here, so the constraint triggers that wait for the commit (each write has its ledger entry) run before
    the rollback, as they do at the end of Django's `TestCase`.
    """
    atomic = transaction.atomic()
    atomic._from_testcase = True  # type: ignore[attr-defined]  # the product's durable transactions may be nested in it
    with atomic:
        yield
        if not connection.needs_rollback:
            connection.check_constraints()
        transaction.set_rollback(True)
