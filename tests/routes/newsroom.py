"""The settings of the newsroom."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from factcheck.verdicts import gate
from tests.logos import add_logo, encoded, picture
from tests.routes import Row, only_post
from tests.world import World

ALL = (302, 200, 200, 200, 200)
ADMINISTRATOR = (302, 403, 403, 403, 303)


def _newsroom(world: World) -> dict[str, Any]:
    return {"name": "The Gazette", "contact": "checks@example.org", "version": 1}


def _logo(world: World) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("logo.png", encoded(picture())), "version": 1}


def _removal(world: World) -> dict[str, Any]:
    return {"version": add_logo(world).version}


def _levels(world: World) -> dict[str, Any]:
    return {**{line.key: "advised" for line in gate.ADJUSTABLE}, "version": 1}


ROWS = [
    Row("desk:newsroom", "GET", ALL),
    Row("desk:newsroom", "POST", ADMINISTRATOR, data=_newsroom),
    Row("desk:newsroom-logo", "GET", ALL),
    Row("desk:newsroom-logo", "POST", ADMINISTRATOR, data=_logo),
    *only_post("desk:newsroom-logo-remove", ADMINISTRATOR, data=_removal),
    Row("desk:gate-levels", "GET", ALL),
    Row("desk:gate-levels", "POST", ADMINISTRATOR, data=_levels),
]
