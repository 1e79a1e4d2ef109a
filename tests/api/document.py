"""Helpers for tests that iterate over the OpenAPI document."""

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


def existing_rows(world: World) -> dict[str, models.Model]:
    """One existing row of each resource that can be changed."""
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
    """(method, path below the root, field names of the body) of each operation with a JSON body, for existing rows."""
    rows, writes = existing_rows(world), []
    for path, operations in document()["paths"].items():
        for method, operation in operations.items():
            noun = resource_of(path)
            content = operation.get("requestBody", {}).get("content", {}).get("application/json")
            if content and (noun in rows or "{" not in path):
                pk = str(rows[noun].pk) if noun in rows else ""
                address = path.removeprefix(ROOT).replace("{id}", pk).replace("{verdict}", pk)
                writes.append((method.upper(), address, list(resolved(content["schema"])["properties"])))
    return writes


def resource_of(path: str) -> str:
    return path.removeprefix(ROOT).split("/")[0]


def filter_names(noun: str) -> list[str]:
    parameters = document()["paths"][f"/api/v1/{noun}/"]["get"]["parameters"]
    return [p["name"] for p in parameters if p["in"] == "query"]


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rsplit("/", 1)[-1]
    return dict(document()["components"]["schemas"][name]) if name else schema
