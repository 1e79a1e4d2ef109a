"""The queue, the list of claims, search, and history."""

from __future__ import annotations

from typing import Any

from tests.routes import LOGIN, Row, only_get
from tests.world import World

SEEN = (LOGIN, 200, 200, 200, 200)
REFUSED = (LOGIN, 422, 422, 422, 422)


def _history(world: World) -> dict[str, Any]:
    return {"kind": "claim", "object_id": world.open_claim.pk}


def _of_second_checker(world: World) -> dict[str, Any]:
    return {"kind": "person", "object_id": world.second_checker.pk}


ROWS = [
    *only_get("desk:queue", SEEN),
    Row("desk:queue", "GET", SEEN, query="?part=others&state=submitted&layer=report"),
    Row("desk:queue", "GET", REFUSED, query="?part=others&page=anything"),
    *only_get("desk:claims", SEEN),
    Row("desk:claims", "GET", SEEN, query="?state=none&layer=report&conclusion=refuted&claimant=a&topic=b"),
    *only_get("desk:search", SEEN),
    Row("desk:search", "GET", SEEN, query="?q=scene+-arranged"),
    Row("desk:search", "GET", REFUSED, query="?q=" + "a" * 201),
    *only_get("desk:history", SEEN, args=_history),
    Row("desk:history", "GET", SEEN, args=_history, query="?format=json"),
    Row("desk:history", "GET", SEEN, args=_of_second_checker),
    Row("desk:history", "GET", (LOGIN, 404, 404, 404, 404), args=lambda world: {"kind": "session", "object_id": 1}),
    Row("desk:history", "GET", (LOGIN, 404, 404, 404, 404), args=lambda world: {"kind": "claim", "object_id": 9_999_999}),
]
