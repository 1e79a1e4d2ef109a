"""The OpenAPI document is complete, and the API conforms to it: schemathesis calls each operation."""

from __future__ import annotations

import itertools
import os
import re
from contextlib import closing
from typing import Any

import pytest
import schemathesis
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, settings
from rest_framework.throttling import SimpleRateThrottle
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from factcheck.api.urls import RESOURCES
from factcheck.verdicts.workflow import MOVES
from factcheck.wsgi import application
from tests.api.calls import Caller
from tests.api.document import document, existing_rows, resolved, resource_of
from tests.world import World

EXAMPLES = int(os.environ.get("FACTCHECK_TEST_EXAMPLES", "6"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


def test_document_is_valid_without_warnings(tmp_path: Any) -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "schema.yml"))


def test_document_has_every_resource_and_every_move() -> None:
    paths = document()["paths"]
    assert {path.removeprefix("/api/v1/").split("/")[0] for path in paths} == {*RESOURCES, "newsroom"}
    moves = {path.split("/")[-2] for path in paths if path.count("/") == 6 and "/verdicts/{id}/" in path}
    assert moves == {*MOVES, "changes", "preview", "recheck-date"}


def test_document_is_public(client: Any, db: None) -> None:
    response = client.get("/api/v1/schema/")
    assert response.status_code == 200
    assert set(response.json()["components"]["securitySchemes"]) == {"token", "session"}
    assert response.json()["paths"].keys() == document()["paths"].keys()


def test_document_is_built_once_and_supports_conditional_requests(
    client: Any, db: None, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    first = client.get("/api/v1/schema/")
    with monkeypatch.context() as patch, django_assert_num_queries(0):
        patch.setattr(SchemaGenerator, "get_schema", None)
        second = client.get("/api/v1/schema/")
        again = client.get("/api/v1/schema/", headers={"If-None-Match": first["ETag"]})
    assert second.content == first.content
    assert (again.status_code, again.content) == (304, b"")
    assert {response["Cache-Control"] for response in (first, second, again)} == {"public, max-age=600"}


def test_document_is_rate_limited_regardless_of_x_forwarded_for(client: Any, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", {"reads": "2/min", "writes": None})
    responses = [client.get("/api/v1/schema/", headers={"X-Forwarded-For": f"203.0.113.{n}"}) for n in range(3)]
    assert [response.status_code for response in responses] == [200, 200, 429]
    assert "public" not in responses[2].get("Cache-Control", "")


def test_each_operation_has_a_unique_id_and_both_security_schemes() -> None:
    operations = [operation for path in document()["paths"].values() for operation in path.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(names) == len(set(names))
    assert all(operation["security"] == [{"token": []}, {"session": []}] for operation in operations)
    assert all(operation["description"] for operation in operations)


def test_operations_with_a_version_describe_if_match_and_428() -> None:
    for path, operations in document()["paths"].items():
        for method, operation in operations.items():
            content = operation.get("requestBody", {}).get("content", {})
            takes = [("version" in resolved(sent["schema"])["properties"]) for sent in content.values()]
            headers = {p["name"] for p in operation.get("parameters", [])}
            assert ("If-Match" in headers, "428" in operation["responses"]) == (any(takes), any(takes)), (method, path)


def test_ids_in_paths_and_queries_are_integers() -> None:
    names = {
        "claim",
        "article",
        "verdict",
        "revision",
        "source",
        "origin",
        "actor",
        "claimant",
        "author",
        "person",
        "row",
        "other",
    }
    for path, operations in document()["paths"].items():
        for method, operation in operations.items():
            for parameter in operation.get("parameters", []):
                if parameter["name"] == "token":
                    continue  # the UUID of an upload
                is_id = parameter["in"] == "path" or (parameter["in"] == "query" and parameter["name"] in names)
                assert not is_id or parameter["schema"]["type"] == "integer", (method, path, parameter)
                assert parameter["schema"].get("type"), (method, path, parameter)


def test_each_path_declares_its_ids_as_integers() -> None:
    declared = {
        (path, method, parameter["name"]): parameter["schema"]["type"]
        for path, operations in document()["paths"].items()
        for method, operation in operations.items()
        for parameter in operation.get("parameters", [])
        if parameter["in"] == "path"
    }
    ids = {
        (path, method, name)
        for path, operations in document()["paths"].items()
        for method in operations
        for name in re.findall(r"{(\w+)}", path)
    }
    assert len(ids) > 40
    assert declared == {each: "string" if each[2] == "token" else "integer" for each in ids}


def test_each_object_is_a_named_component() -> None:
    """Generators of clients would otherwise invent a type name for each place in which an object occurs."""

    def inline_objects(schema: Any, path: str) -> list[str]:
        if isinstance(schema, list):
            return [found for item in schema for found in inline_objects(item, path)]
        if not isinstance(schema, dict):
            return []
        here = [path] if isinstance(schema.get("properties"), dict) else []
        return here + [found for key, inner in schema.items() for found in inline_objects(inner, f"{path}/{key}")]

    schemas = document()["components"]["schemas"]
    assert inline_objects(document()["paths"], "paths") == []
    for name, schema in schemas.items():
        assert set(inline_objects(schema, name)) <= {name}
    assert set(schemas["Selector"]["discriminator"]["mapping"]) == {"TextQuoteSelector", "TextPositionSelector"}
    reference = {"$ref": "#/components/schemas/SelectedPassage"}
    assert schemas["NewEvidenceRequest"]["properties"]["selection"] == reference
    assert schemas["NewMentionWordsRequest"]["properties"]["selection"]["items"] == reference
    assert schemas["Mention"]["properties"]["selection"]["items"] == reference
    assert schemas["Evidence"]["properties"]["selection"] == {"allOf": [reference], "nullable": True, "readOnly": True}


THOROUGH = EXAMPLES > 12
"""Whether to also test the boundaries of every field, with about a hundred requests for each operation."""
config = SchemathesisConfig.from_dict({"phases": {"coverage": {"enabled": THOROUGH}}})
schema = schemathesis.openapi.from_dict(document(), config=config)


def closing_application(environ: Any, start_response: Any) -> list[bytes]:
    """The application, whose responses are closed as a server closes them, and with them the files of the requests."""
    with closing(application(environ, start_response)) as response:
        return list(response)


schema.app = closing_application


@pytest.mark.django_db(transaction=True)
@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    suppress_health_check=list(HealthCheck),
)
def test_responses_conform_to_the_document(case: Any, newsroom: SchemaNewsroom) -> None:
    newsroom.use_existing_row(case)
    case.call_and_validate(checks=CHECKS, headers={"Authorization": f"Bearer {newsroom.next_caller().secret}"})


class SchemaNewsroom:
    """Clients of three roles, used in turn, and existing rows."""

    def __init__(self) -> None:
        world = World()
        self.rows = existing_rows(world)
        callers = [Caller(world.administrator), Caller(world.checker), Caller(world.reader)]
        self.turn = itertools.cycle(callers)
        self.numbers = itertools.count()

    def next_caller(self) -> Caller:
        return next(self.turn)

    def use_existing_row(self, case: Any) -> None:
        """Send three of four requests to an existing row."""
        row = self.rows.get(resource_of(case.path))
        for name in case.path_parameters or {}:
            if row and next(self.numbers) % 4:
                case.path_parameters[name] = row.pk


@pytest.fixture
def newsroom(transactional_db: None) -> SchemaNewsroom:
    return SchemaNewsroom()
