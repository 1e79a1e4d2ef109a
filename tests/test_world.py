"""The newsroom for tests satisfies all invariants."""

import pytest
from django.db import DatabaseError, connection

from factcheck.articles.actions import add_source
from factcheck.articles.models import Source
from factcheck.ledger.models import Entry
from factcheck.ledger.verifier import first_break
from tests.plugin import rolled_back
from tests.world import World


@pytest.mark.django_db
def test_actions_alone_reach_each_state_of_a_verdict(world: World) -> None:
    states = [world.draft, world.submitted, world.returned, world.approved]
    assert [verdict.state for verdict in states] == ["draft", "submitted", "returned", "approved"]
    entries = (entry.exported() for entry in Entry.objects.order_by("number"))
    assert first_break(entries) is None


@pytest.mark.parametrize("name", ["A first name", "A second name"])
def test_write_of_one_test_is_rolled_back_before_the_next(rolled_back_world: World, name: str) -> None:
    assert Source.objects.filter(name__in=["A first name", "A second name"]).count() == 0
    assert rolled_back_world.outlet.name == "The Daily Example"
    rolled_back_world.outlet.name = name
    add_source(person=rolled_back_world.checker, name=name)


def test_write_without_a_ledger_entry_fails_before_the_rollback(rolled_back_world: World) -> None:
    def write() -> None:
        with rolled_back(), connection.cursor() as cursor:
            cursor.execute("update articles_source set country = 'Nepal', version = version + 1")

    with pytest.raises(DatabaseError, match="has no ledger entry"):
        write()
