"""The reading desk, and the three forms for selected text."""

from typing import Any

from tests.routes import LOGIN, Row, only_get, only_post
from tests.world import World


def an_article(world: World) -> dict[str, Any]:
    return {"article_id": world.first_article.pk}


def selected(world: World) -> dict[str, Any]:
    return {"revision": 1, "selection": ["0-12 The minister"]}


def a_claim(world: World) -> dict[str, Any]:
    more = {"statement": "He spoke.", "layer": "report", "claimant": "The Daily Example", "mode": "own_voice"}
    return {**selected(world), **more}


def a_mention(world: World) -> dict[str, Any]:
    return {**selected(world), "claim": world.open_claim.pk, "mode": "indirect"}


def a_passage(world: World) -> dict[str, Any]:
    return {**selected(world), "claim": world.open_claim.pk, "stance": "context", "closeness": "secondary"}


MARKING = (LOGIN, 403, 303, 303, 303)

ROWS = [
    *only_get("desk:article", (LOGIN, 200, 200, 200, 200), args=an_article),
    Row("desk:article", "GET", (LOGIN, 200, 200, 200, 200), args=an_article, query="?plain=1"),
    *only_post("desk:claim-add", MARKING, args=an_article, data=a_claim),
    *only_post("desk:mention-add", MARKING, args=an_article, data=a_mention),
    *only_post("desk:passage-add", MARKING, args=an_article, data=a_passage),
    *only_get("desk:guessed-mode", (LOGIN, 200, 200, 200, 200), args=an_article, query="?revision=1&selection=0-12"),
    *only_get("desk:nearest-claims", (LOGIN, 200, 200, 200, 200), query="?statement=The+minister+spoke"),
    *only_get("desk:claim-options", (LOGIN, 200, 200, 200, 200)),
]
