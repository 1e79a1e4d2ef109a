"""Evidence, stored files, and the search log."""

from typing import Any

from factcheck.evidence.actions import FileLocator, attach
from tests.routes import LOGIN, Row, only_get, only_post
from tests.world import World

READING = (LOGIN, 200, 200, 200, 200)
WRITING = (LOGIN, 403, 303, 303, 303)


def a_claim(world: World) -> dict[str, Any]:
    return {"claim_id": world.open_claim.pk}


def an_item(world: World) -> dict[str, Any]:
    return {"evidence_id": world.evidence.pk}


def a_file(world: World) -> dict[str, Any]:
    file = FileLocator("report.txt", "text/plain", b"what was found")
    item = attach(person=world.checker, claim=world.open_claim, stance="context", closeness="primary", quoted_from=file)
    return {"evidence_id": item.pk}


def page(world: World) -> dict[str, Any]:
    locator = {"address": "https://institute.example/other", "quote": "Words of it."}
    return {**locator, "stance": "supports", "closeness": "secondary"}


def changes(world: World) -> dict[str, Any]:
    return {"stance": "context", "closeness": "primary", "note": "Another reason.", "version": 1}


def reason(world: World) -> dict[str, Any]:
    return {"reason": "It is the wrong place.", "version": 1}


def search_without_results(world: World) -> dict[str, Any]:
    line = {"sought": "supports", "place": "Archive", "terms": "words", "searched_on": "2022-04-10", "is_found": "0"}
    return line


ROWS = [
    Row("desk:evidence-add", "GET", READING, args=a_claim),
    Row("desk:evidence-add", "GET", READING, args=a_claim, query="?kind=file"),
    Row("desk:evidence-add", "GET", READING, args=a_claim, query="?kind=passage"),
    Row("desk:evidence-add", "POST", WRITING, args=a_claim, data=page),
    Row("desk:evidence", "GET", READING, args=an_item),
    Row("desk:evidence", "POST", WRITING, args=an_item, data=changes),
    *only_post("desk:evidence-stance", WRITING, args=an_item, data=changes),
    Row("desk:evidence-withdraw", "GET", READING, args=an_item),
    Row("desk:evidence-withdraw", "POST", WRITING, args=an_item, data=reason),
    *only_get("desk:evidence-file", READING, args=a_file),
    Row("desk:search-add", "GET", READING, args=a_claim),
    Row("desk:search-add", "POST", WRITING, args=a_claim, data=search_without_results),
]
