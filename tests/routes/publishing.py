"""Public pages, feeds, and the screens of publishing, correcting, and retracting."""

from typing import Any

from factcheck.publishing.actions import draft_publication
from factcheck.publishing.models import Publication
from tests.routes import LOGIN, Row, only_get
from tests.world import World


def _slug(world: World) -> dict[str, Any]:
    return {"slug": Publication.objects.get(verdict=world.published).slug}


def _approved(world: World) -> dict[str, Any]:
    return {"verdict_id": world.approved.pk}


def _published(world: World) -> dict[str, Any]:
    return {"verdict_id": world.published.pk}


def _seen(world: World) -> dict[str, Any]:
    return {"version": world.approved.version, "seen": draft_publication(world.approved).seen}


def _correction(world: World) -> dict[str, Any]:
    return {"version": world.published.version, "correction_kind": "typo", "notice": "A comma was missing."}


def _retraction(world: World) -> dict[str, Any]:
    return {"version": world.published.version, "notice": "The images were misdated."}


ROWS = [
    *only_get("public:index", 200),
    *only_get("public:check", 200, args=_slug),
    *only_get("public:version", 200, args=lambda world: {**_slug(world), "number": 1}),
    *only_get("public:claimreview", 200, args=_slug),
    *only_get("public:feed", 200),
    *only_get("public:data", 200),
    *only_get("public:corrections", 200),
    *only_get("public:method", 200),
    *only_get("public:robots", 200),
    *only_get("desk:checks", (LOGIN, 200, 200, 200, 200)),
    Row("desk:publish", "GET", (LOGIN, 403, 403, 200, 200), args=_approved),
    Row("desk:publish", "POST", (LOGIN, 403, 403, 303, 303), args=_approved, data=_seen),
    # world.checker is the author of the verdict
    Row("desk:correct", "GET", (LOGIN, 403, 200, 200, 200), args=_published),
    Row("desk:correct", "POST", (LOGIN, 403, 303, 303, 303), args=_published, data=_correction),
    Row("desk:retract", "GET", (LOGIN, 403, 403, 200, 200), args=_published),
    Row("desk:retract", "POST", (LOGIN, 403, 403, 303, 303), args=_published, data=_retraction),
]
