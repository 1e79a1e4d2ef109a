"""What the OpenAPI document says, for tests that go through all of it."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import models
from drf_spectacular.generators import SchemaGenerator

from factcheck.claims.actions import add_relation
from tests.api.calls import ROOT
from tests.world import World


@cache
def document() -> dict[str, Any]:
    return dict(SchemaGenerator().get_schema(request=None, public=True))


def rows_of(world: World) -> dict[str, models.Model]:
    """One row that exists for each noun that can be changed."""
    other = world.claim("He left.", quote="the town had been left")
    return {
        "sources": world.outlet,
        "articles": world.first_article,
        "revisions": world.first_article.current,
        "captures": world.first_article.current.original,
        "actors": world.minister,
        "claims": world.open_claim,
        "mentions": world.mention,
        "relations": add_relation(person=world.checker, claim=world.open_claim, relation_kind="denies", other=other),
        "evidence": world.evidence,
        "searches": world.search,
        "verdicts": world.draft,
        "ratings": world.draft.latest.rating,
        "people": world.second_checker,
    }


def writing_operations(world: World) -> list[tuple[str, str, list[str]]]:
    """(method, path below the root, names of the body's fields) of each operation that takes JSON, on rows that exist."""
    rows, found = rows_of(world), []
    for path, operations in document()["paths"].items():
        for method, operation in operations.items():
            noun = noun_of(path)
            content = operation.get("requestBody", {}).get("content", {}).get("application/json")
            if content and (noun in rows or "{" not in path):
                pk = str(rows[noun].pk) if noun in rows else ""
                address = path.removeprefix(ROOT).replace("{id}", pk).replace("{verdict}", pk)
                found.append((method.upper(), address, list(resolved(content["schema"])["properties"])))
    return found


def noun_of(path: str) -> str:
    return path.removeprefix(ROOT).split("/")[0]


def filters_of(noun: str) -> list[str]:
    parameters = document()["paths"][f"/api/v1/{noun}/"]["get"]["parameters"]
    return [p["name"] for p in parameters if p["in"] == "query"]


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rsplit("/", 1)[-1]
    return dict(document()["components"]["schemas"][name]) if name else schema
