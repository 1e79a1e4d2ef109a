"""API clients for each role, and no rate limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # pytest imports this file before Django is set up
    from tests.api.calls import Caller
    from tests.world import World


@pytest.fixture(autouse=True)
def wide_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    from rest_framework.throttling import SimpleRateThrottle

    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", {"reads": None, "writes": None})


def _caller(role: str) -> object:
    @pytest.fixture(name=role)
    def caller(world: World) -> Caller:
        from tests.api.calls import Caller

        return Caller(getattr(world, role))

    return caller


reader, checker, editor, administrator = (_caller(role) for role in ("reader", "checker", "editor", "administrator"))
