"""Fixtures that tests of several areas share. Loaded after `django.setup()`, so that it may import the product."""

from __future__ import annotations

import pytest
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
