"""Public pages, feeds, and the acts of publishing."""

from typing import Any

from factcheck.publishing.actions import draft
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
    return {"version": world.approved.version, "seen": draft(world.approved).seen}


def _correction(world: World) -> dict[str, Any]:
    return {"version": world.published.version, "correction_kind": "typo", "notice": "A comma was missing."}


def _retraction(world: World) -> dict[str, Any]:
    return {"version": world.published.version, "notice": "The images were misdated."}


ROWS = [
    *only_get("publishing:index", 200),
    *only_get("publishing:check", 200, args=_slug),
    *only_get("publishing:version", 200, args=lambda world: {**_slug(world), "number": 1}),
    *only_get("publishing:claimreview", 200, args=_slug),
    *only_get("publishing:feed", 200),
    *only_get("publishing:data", 200),
    *only_get("publishing:corrections", 200),
    *only_get("publishing:method", 200),
    *only_get("publishing:robots", 200),
    *only_get("publishing:checks", (LOGIN, 200, 200, 200, 200)),
    Row("publishing:publish", "GET", (LOGIN, 403, 403, 200, 200), args=_approved),
    Row("publishing:publish", "POST", (LOGIN, 403, 403, 303, 303), args=_approved, data=_seen),
    # the checker of the tests' newsroom is the verdict's author
    Row("publishing:correct", "GET", (LOGIN, 403, 200, 200, 200), args=_published),
    Row("publishing:correct", "POST", (LOGIN, 403, 303, 303, 303), args=_published, data=_correction),
    Row("publishing:retract", "GET", (LOGIN, 403, 403, 200, 200), args=_published),
    Row("publishing:retract", "POST", (LOGIN, 403, 403, 303, 303), args=_published, data=_retraction),
]
