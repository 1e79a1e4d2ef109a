"""Concurrent imports and edits, with real transactions on real connections."""

from __future__ import annotations

import pytest

from factcheck.articles.actions import edit_article, import_article
from factcheck.articles.models import Article, Source
from factcheck.ledger.models import Entry
from tests.verdicts.test_races import chain_is_intact, run_concurrently
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("attempt", range(3))
def test_concurrent_imports_with_one_new_outlet_share_the_source(attempt: int, world: World) -> None:
    people, names = [world.checker, world.second_checker, world.editor], ["The New Outlet", "THE NEW OUTLET", "the new outlet"]
    results = run_concurrently(
        *[
            lambda person=person, name=name: import_article(person=person, content=name.encode(), outlet=name)
            for person, name in zip(people, names, strict=True)
        ]
    )
    outlet = Source.objects.get()
    assert [result.article.outlet_id for result in results] == [outlet.pk] * 3
    assert Article.objects.count() == 3
    assert Entry.objects.filter(action="source.added").count() == 1
    assert chain_is_intact()


def test_concurrent_edit_and_import_with_one_new_outlet_share_the_source(world: World) -> None:
    article = world.article(outlet=None)
    results = run_concurrently(
        lambda: edit_article(person=world.checker, article=article, seen_version=1, outlet="New outlet"),
        lambda: import_article(person=world.checker, content=b"Another text.", outlet="New Outlet"),
    )
    assert results[0].outlet == results[1].article.outlet == Source.objects.get(name__iexact="new outlet")
    assert chain_is_intact()
