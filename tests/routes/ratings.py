"""The rating scale."""

import uuid
from typing import Any

from factcheck.verdicts.models import Rating
from tests.routes import Row, only_get
from tests.world import World

ALL = (302, 200, 200, 200, 200)


def _rating(world: World) -> dict[str, int]:
    return {"rating_id": Rating.objects.get(name="False").pk}


def _new(world: World) -> dict[str, Any]:
    return {"token": uuid.uuid4(), "name": "Outdated", "conclusion": "refuted", "position": 9, "is_active": "on"}


def _changed(world: World) -> dict[str, Any]:
    return {"name": "Not true", "conclusion": "refuted", "number": 1, "position": 5, "is_active": "on", "version": 1}


ROWS = [
    *only_get("desk:ratings", ALL),
    Row("desk:rating-add", "GET", (302, 403, 403, 403, 200)),
    Row("desk:rating-add", "POST", (302, 403, 403, 403, 303), data=_new),
    Row("desk:rating", "GET", ALL, args=_rating),
    Row("desk:rating", "POST", (302, 403, 403, 403, 303), args=_rating, data=_changed),
]
