"""The settings of the newsroom."""

from typing import Any

from factcheck.verdicts import gate
from tests.routes import Row
from tests.world import World

ALL = (302, 200, 200, 200, 200)
ADMINISTRATOR = (302, 403, 403, 403, 303)


def _newsroom(world: World) -> dict[str, Any]:
    return {"name": "The Gazette", "contact": "checks@example.org", "version": 1}


def _levels(world: World) -> dict[str, Any]:
    return {**{line.key: "advised" for line in gate.ADJUSTABLE}, "version": 1}


ROWS = [
    Row("desk:newsroom", "GET", ALL),
    Row("desk:newsroom", "POST", ADMINISTRATOR, data=_newsroom),
    Row("desk:gate-levels", "GET", ALL),
    Row("desk:gate-levels", "POST", ADMINISTRATOR, data=_levels),
]
