"""The OpenAPI document is whole, and the door keeps to it: each operation is called with what the document permits."""

from __future__ import annotations

import itertools
import os
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
from tests.api.document import document, noun_of, resolved, rows_of
from tests.world import World

EXAMPLES = int(os.environ.get("FACTCHECK_TEST_EXAMPLES", "6"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


def test_document_is_valid_and_leaves_nothing_unsaid(tmp_path: Any) -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "schema.yml"))


def test_document_has_every_noun_and_every_move() -> None:
    paths = document()["paths"]
    assert {path.removeprefix("/api/v1/").split("/")[0] for path in paths} == set(RESOURCES)
    moves = {path.split("/")[-2] for path in paths if path.count("/") == 6 and "/verdicts/{id}/" in path}
    assert moves == {*MOVES, "preview"}


def test_document_is_open_to_everybody(client: Any, db: None) -> None:
    answer = client.get("/api/v1/schema/")
    assert answer.status_code == 200
    assert set(answer.json()["components"]["securitySchemes"]) == {"token", "session"}
    assert answer.json()["paths"].keys() == document()["paths"].keys()


def test_document_is_built_once_and_confirmed_without_sending_it_again(
    client: Any, db: None, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    first = client.get("/api/v1/schema/")
    with monkeypatch.context() as patch, django_assert_num_queries(0):
        patch.setattr(SchemaGenerator, "get_schema", None)
        second = client.get("/api/v1/schema/")
        again = client.get("/api/v1/schema/", headers={"If-None-Match": first["ETag"]})
    assert second.content == first.content
    assert (again.status_code, again.content) == (304, b"")
    assert {answer["Cache-Control"] for answer in (first, second, again)} == {"public, max-age=600"}


def test_document_is_limited_like_other_reads_whatever_address_the_caller_claims(
    client: Any, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", {"reads": "2/min", "writes": None})
    answers = [client.get("/api/v1/schema/", headers={"X-Forwarded-For": f"203.0.113.{n}"}) for n in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "public" not in answers[2].get("Cache-Control", "")


def test_each_operation_has_a_name_of_its_own_and_takes_both_keys() -> None:
    operations = [operation for found in document()["paths"].values() for operation in found.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(names) == len(set(names))
    assert all(operation["security"] == [{"token": []}, {"session": []}] for operation in operations)
    assert all(operation["description"] for operation in operations)


def test_each_operation_that_takes_a_version_says_so_in_header_and_status() -> None:
    for path, operations in document()["paths"].items():
        for method, operation in operations.items():
            content = operation.get("requestBody", {}).get("content", {})
            takes = [("version" in resolved(sent["schema"])["properties"]) for sent in content.values()]
            headers = {p["name"] for p in operation.get("parameters", [])}
            assert ("If-Match" in headers, "428" in operation["responses"]) == (any(takes), any(takes)), (method, path)


THOROUGH = EXAMPLES > 12
"""Then every boundary of every field is tried too: about a hundred calls for each operation."""
config = SchemathesisConfig.from_dict({"phases": {"coverage": {"enabled": THOROUGH}}})
schema = schemathesis.openapi.from_dict(document(), config=config)
schema.app = application


@pytest.mark.django_db(transaction=True)
@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    suppress_health_check=list(HealthCheck),
)
def test_operation_answers_as_the_document_says(case: Any, newsroom: Newsroom) -> None:
    newsroom.lead_to_a_row(case)
    case.call_and_validate(checks=CHECKS, headers={"Authorization": f"Bearer {newsroom.somebody().secret}"})


class Newsroom:
    """People to whom doors differ, in turn, and rows to be met."""

    def __init__(self) -> None:
        world = World()
        self.rows = rows_of(world)
        callers = [Caller(world.administrator), Caller(world.checker), Caller(world.reader)]
        self.turn = itertools.cycle(callers)
        self.numbers = itertools.count()

    def somebody(self) -> Caller:
        return next(self.turn)

    def lead_to_a_row(self, case: Any) -> None:
        """Three calls of four go to a row that exists."""
        row = self.rows.get(noun_of(case.path))
        for name in case.path_parameters or {}:
            if row and next(self.numbers) % 4:
                case.path_parameters[name] = row.pk


@pytest.fixture
def newsroom(transactional_db: None) -> Newsroom:
    return Newsroom()
