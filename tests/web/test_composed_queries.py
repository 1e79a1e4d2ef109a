"""Queries that are composed once per process: they execute the statements of their queries, and pages compose few others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.test import Client
from django.urls import reverse

import factcheck.urls
from factcheck.accounts.models import Person
from factcheck.claims.models import Claim
from factcheck.web.database.composed import COMPOSED, ComposedRows
from tests.world import World

pytestmark = pytest.mark.django_db
ROUTES = factcheck.urls.urlpatterns
"""Importing them imports all modules with queries."""


def test_each_statement_is_that_of_its_query() -> None:
    assert ROUTES
    assert len(COMPOSED) >= 10
    for rows in COMPOSED:
        for start in (1, 2_000_000):
            values = [start + at if kind is int else f"text {start + at}" for at, kind in enumerate(rows.kinds)]
            sql, parameters = rows.build(*values).query.sql_with_params()
            composed = rows.statement(*values)
            # as text, because two JSON values are never equal; it contains the types
            assert (composed[0], repr(composed[1])) == (sql, repr(tuple(parameters)))


def test_rows_are_those_of_the_query_with_related_and_prefetched_rows(world: World, django_assert_num_queries: Any) -> None:
    def build(claim_id: int) -> QuerySet[Claim]:
        claims = Claim.objects.filter(pk=claim_id).with_claimant_party().select_related("claimant").prefetch_related("mentions")
        return claims

    rows, other = ComposedRows(build), world.claim("Another claim.")
    for claim in (world.open_claim, other, world.open_claim):
        with django_assert_num_queries(2):
            (found,) = rows(claim.pk)
            assert (found, found.claimant.name) == (claim, claim.claimant.name)
            assert {mention.claim_id for mention in found.mentions.all()} <= {claim.pk}
            assert found.claimant_party is False  # type: ignore[attr-defined]
    assert rows(999_999_999) == []
    names: ComposedRows[Any] = ComposedRows(lambda email: Person.objects.filter(email=email).values_list("pk", flat=True), str)
    assert names(world.checker.email) == [world.checker.pk]
    assert names("nobody@example.org") == []
    del COMPOSED[-2:]


def test_statement_can_be_a_part_of_another_one(world: World) -> None:
    people: ComposedRows[Any] = ComposedRows(lambda pk: Person.objects.filter(pk=pk, role="checker").values_list("pk"))
    statement = people.with_expressions("(SELECT id FROM wanted)")
    with connection.cursor() as cursor:
        for person, found in ((world.checker, [(world.checker.pk,)]), (world.editor, [])):
            cursor.execute(f"WITH wanted AS (SELECT %(person)s::bigint AS id) {statement}", {"person": person.pk})
            assert cursor.fetchall() == found
    del COMPOSED[-1:]


def test_values_must_be_parameters_of_the_query() -> None:
    unused: ComposedRows[Claim] = ComposedRows(lambda claim_id, unused: Claim.objects.filter(pk=claim_id), int, int)
    with pytest.raises(ValueError, match="1 of the values are no parameters"):
        unused(1, 2)
    used: ComposedRows[Claim] = ComposedRows(lambda claim_id: Claim.objects.filter(pk=claim_id))
    with pytest.raises(TypeError, match="1 values, not 2"):
        used(1, 2)
    del COMPOSED[-2:]


PAGES: dict[str, tuple[Callable[[World], str], int]] = {
    "select a claim": (
        lambda world: f"{reverse('desk:article', args=[world.first_article.pk])}?claim={world.open_claim.pk}",
        11,
    ),
    "a claim": (lambda world: reverse("desk:claim", args=[world.open_claim.pk]), 4),
    "the board": (lambda world: reverse("desk:board", args=[world.open_claim.pk]), 4),
}


@pytest.mark.parametrize("name", PAGES)
def test_hot_pages_compose_few_queries(client: Client, world: World, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Queries and subqueries that Django composes for one request, after the first one."""
    address, most = PAGES[name]
    client.force_login(world.checker)
    headers = {"HX-Request": "true"} if name == "select a claim" else {}
    assert client.get(address(world), headers=headers).status_code == 200
    composed: list[str] = []
    setup_query = SQLCompiler.setup_query

    def record(self: SQLCompiler, *args: Any, **options: Any) -> Any:
        composed.append(str(self.query.model))
        return setup_query(self, *args, **options)

    monkeypatch.setattr(SQLCompiler, "setup_query", record)
    assert client.get(address(world), headers=headers).status_code == 200
    assert len(composed) <= most, composed
