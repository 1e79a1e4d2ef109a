"""Two people at once, with real transactions on real connections."""

from __future__ import annotations

import pytest

from factcheck.articles.actions import edit_article, import_article
from factcheck.articles.models import Article, Source
from factcheck.ledger.models import Entry
from tests.verdicts.test_races import at_once, chain_is_whole
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("attempt", range(3))
def test_texts_of_one_new_outlet_imported_at_once_share_it(attempt: int, world: World) -> None:
    people, names = [world.checker, world.second_checker, world.editor], ["The New Outlet", "THE NEW OUTLET", "the new outlet"]
    answers = at_once(
        *[
            lambda person=person, name=name: import_article(person=person, content=name.encode(), outlet=name)
            for person, name in zip(people, names, strict=True)
        ]
    )
    outlet = Source.objects.get()
    assert [answer.article.outlet_id for answer in answers] == [outlet.pk] * 3
    assert Article.objects.count() == 3
    assert Entry.objects.filter(action="source.added").count() == 1
    assert chain_is_whole()


def test_an_article_is_edited_while_somebody_else_adds_its_outlet(world: World) -> None:
    article = world.article(outlet=None)
    answers = at_once(
        lambda: edit_article(person=world.checker, article=article, seen_version=1, outlet="New outlet"),
        lambda: import_article(person=world.checker, content=b"Another text.", outlet="New Outlet"),
    )
    assert answers[0].outlet == answers[1].article.outlet == Source.objects.get(name__iexact="new outlet")
    assert chain_is_whole()
