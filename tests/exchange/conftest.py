"""Fixtures for packages."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture(scope="module")
def package(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The package of a newsroom whose rows are gone afterward. The bytes of its captures stay in the store."""
    from django.db import connection
    from django.test import override_settings

    from tests.exchange.packages import exported, full_claim
    from tests.plugin import rolled_back
    from tests.world import World

    with django_db_blocker.unblock(), override_settings(DATA_DIR=tmp_path_factory.mktemp("other")):
        with rolled_back():
            world = World()
            content = exported(world, full_claim(world))
        connection.close()
    return content
