"""What the OpenAPI document says, for tests that go through all of it."""

from __future__ import annotations

from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator

from factcheck.claims.actions import relate
from tests.world import World


@cache
def document() -> dict[str, Any]:
    return dict(SchemaGenerator().get_schema(request=None, public=True))


def writing_operations(world: World) -> list[tuple[str, str, list[str]]]:
    """(method, path below the root, names of the body's fields) of each operation that takes JSON, on rows that exist."""
    other = world.claim("He left.", quote="the town had been left")
    rows = {
        "sources": world.outlet,
        "articles": world.first_article,
        "actors": world.minister,
        "claims": world.open_claim,
        "mentions": world.mention,
        "relations": relate(person=world.checker, claim=world.open_claim, relation_kind="denies", other=other),
        "evidence": world.evidence,
        "verdicts": world.draft,
        "people": world.second,
        "ratings": world.draft.latest.rating,
    }
    found = []
    for path, operations in document()["paths"].items():
        for method, operation in operations.items():
            noun = path.removeprefix("/api/v1/").split("/")[0]
            content = operation.get("requestBody", {}).get("content", {}).get("application/json")
            if content and (noun in rows or "{" not in path):
                pk = rows[noun].pk if noun in rows else ""
                address = path.removeprefix("/api/v1/").replace("{id}", str(pk)).replace("{verdict_id}", str(pk))
                found.append((method.upper(), address.replace("{verdict}", str(pk)), list(resolved(content["schema"])["properties"])))
    return found


def filters_of(noun: str) -> list[str]:
    parameters = document()["paths"][f"/api/v1/{noun}/"]["get"]["parameters"]
    return [p["name"] for p in parameters if p["in"] == "query"]


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rsplit("/", 1)[-1]
    return dict(document()["components"]["schemas"][name]) if name else schema
