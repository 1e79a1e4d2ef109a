"""Digests of rows, and values that are loaded only if the markup under these digests is not kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from django.db import connection
from django.template import Context, Template

from factcheck.articles.actions import edit_source
from factcheck.articles.models import Source
from factcheck.claims.models import Claim
from factcheck.web.database.composed import COMPOSED, ComposedRows
from factcheck.web.database.row_digests import KnownRows, RowDigests
from factcheck.web.database.statement_rows import StatementRows
from factcheck.web.markup_cache import NotRepeatable
from factcheck.web.templatetags import markup as tags
from tests.pages import empty_markup_cache
from tests.plans import statements_of
from tests.world import World

pytestmark = pytest.mark.django_db
PART = "{% load markup %}{% cached names=names %}{{ names|join:' and ' }}{% endcached %}"


@pytest.fixture(autouse=True)
def few_queries() -> Iterator[None]:
    """Each test starts without kept markup, and removes the queries that it composes."""
    number = len(COMPOSED)
    with empty_markup_cache():
        yield
    del COMPOSED[number:]


@pytest.fixture
def sources() -> ComposedRows[Source]:
    return ComposedRows(lambda at_least: Source.objects.filter(pk__gte=at_least).order_by("pk"))


@cache
def template() -> Template:
    return Template(PART)


def rendered(names: Any) -> str:
    return str(template().render(Context({"names": names})))


def names_of(sources: ComposedRows[Source]) -> Callable[[], list[str]]:
    return lambda: [source.name for source in sources(1)]


def change(world: World, name: str) -> None:
    edit_source(person=world.editor, source=world.institute, seen_version=world.institute.version, name=name)


def test_rows_are_loaded_only_if_they_changed(world: World, sources: ComposedRows[Source]) -> None:
    assert world.institute
    digests, load = RowDigests(sources), names_of(sources)

    def page() -> str:
        return rendered(digests(1).lazy(load, (sources,)))

    assert "Institute" in page()
    assert len(statements_of(page)) == 1
    change(world, "Center")
    assert len(statements_of(page)) == 1 + 1
    assert "Center" in page()
    assert len(statements_of(page)) == 1


def test_each_column_of_each_row_is_in_the_digest(world: World) -> None:
    """Each query selects one column of all rows, so that a change of the version does not count."""
    columns = ("name", "address")
    queries = [
        ComposedRows(lambda at_least, column=column: Source.objects.filter(pk__gte=at_least).order_by("pk").values_list(column))
        for column in columns
    ]
    digests, row = RowDigests(*queries), world.institute
    assert world.ministry
    before = digests(1).digests
    for column, query, value in zip(columns, queries, ('A "b", (c)', "https://center.example/"), strict=True):
        row = edit_source(person=world.editor, source=row, seen_version=row.version, **{column: value})
        now = digests(1).digests
        assert [each for each in queries if now[each] != before[each]] == [query]
        before = now
    assert {len(digest or b"") for digest in before.values()} == {32}
    assert set(digests(999_999_999).digests.values()) == {None}


def test_loaded_rows_are_those_of_the_query(world: World, sources: ComposedRows[Source]) -> None:
    assert all((world.institute, world.ministry))
    values = digests_of(sources)
    loaded = values.lazy(lambda: sources(1), (sources,))
    assert [(row.pk, row.name, row.version) for row in loaded] == [(row.pk, row.name, row.version) for row in sources(1)]


def test_query_that_has_no_rows_is_not_executed_again(world: World) -> None:
    assert world.institute
    sources, more = (ComposedRows(lambda at_least: Source.objects.filter(pk__gte=at_least).order_by("pk")) for _ in range(2))
    known = KnownRows((1,), {sources: None, more: digests_of(more).digests[more]})
    for queries, names, statements in (((sources,), 0, 0), ((sources, more), 1, 1)):
        loaded = known.lazy(lambda queries: [row for query in queries for row in query(1)], queries, queries)
        assert len(statements_of(lambda loaded=loaded: len(loaded))) == statements
        assert len(loaded) == names


def digests_of(*queries: ComposedRows[Any]) -> KnownRows:
    return RowDigests(*queries)(1)


def test_markup_of_rows_that_changed_meanwhile_is_not_kept(world: World, sources: ComposedRows[Source]) -> None:
    assert world.institute
    digests, load = RowDigests(sources), names_of(sources)
    early = digests(1).lazy(load, (sources,))
    change(world, "Center")
    assert "Center" in rendered(early)  # loaded later than its digests
    assert len(tags.MARKUP) == 0
    assert "Center" in rendered(early)
    assert "Center" in rendered(digests(1).lazy(load, (sources,)))


def test_handwritten_statement_has_a_digest(world: World) -> None:
    assert world.institute
    least = "least AS (SELECT %(least)s::bigint AS id)"
    names = "SELECT name FROM articles_source WHERE id >= (SELECT id FROM least) ORDER BY id"
    rows = StatementRows("sources", least, names, {"least": 1}, str)

    def value() -> Any:
        with connection.cursor() as cursor:
            cursor.execute(f"WITH {rows.common} SELECT {rows.digest}", rows.values)
            return KnownRows((), {rows: bytes(cursor.fetchone()[0])}).lazy(lambda: rows(), (rows,))

    assert "Institute" in rendered(value())
    assert len(statements_of(lambda: rendered(value()))) == 1
    early = value()
    change(world, "Center")
    tags.MARKUP.clear()
    assert "Center" in rendered(early)  # loaded later than its digest
    assert len(tags.MARKUP) == 0
    assert "Center" in rendered(value())
    assert len(tags.MARKUP) == 1


def test_load_that_reads_anything_else_is_an_error(world: World, sources: ComposedRows[Source]) -> None:
    claims: ComposedRows[Claim] = ComposedRows(lambda claim_id: Claim.objects.filter(pk=claim_id))
    assert world.institute
    with pytest.raises(NotRepeatable, match="whose digest is not known"):
        rendered(digests_of(sources).lazy(lambda: [claims(1)], (sources,)))
    with pytest.raises(NotRepeatable, match="whose digest is not known"):
        rendered(digests_of(sources).lazy(lambda: sources(2), (sources,)))
    with pytest.raises(NotRepeatable, match="the database"):
        rendered(digests_of(sources).lazy(lambda: list(Source.objects.all()), (sources,)))
    loaded = digests_of(sources).lazy(lambda: list(Source.objects.all()), (sources,))
    assert loaded  # before a template reads it
    with pytest.raises(NotRepeatable, match="the database"):
        rendered(loaded)


def test_arguments_are_part_of_the_key(world: World, sources: ComposedRows[Source]) -> None:
    assert world.institute

    def load(level: int) -> list[str]:
        return [f"{source.name} {level}" for source in sources(1)]

    known = digests_of(sources)
    assert rendered(known.lazy(load, (sources,), 1)) != rendered(known.lazy(load, (sources,), 2))


def test_prefetched_rows_have_no_digest(world: World) -> None:
    claims: ComposedRows[Claim] = ComposedRows(lambda claim_id: Claim.objects.filter(pk=claim_id).prefetch_related("mentions"))
    with pytest.raises(TypeError, match="prefetched"):
        RowDigests(claims)(1)


def test_keys_of_forms_are_filled_in_once_around_nested_parts() -> None:
    form = "{% cached row=row %}{% idempotency_key %}{% endcached %}"
    part = Template(f"{{% load markup parts %}}{{% cached row=row %}}{form}{{% endcached %}}")
    assert len({part.render(Context({"row": 1})) for _ in range(3)}) == 3
