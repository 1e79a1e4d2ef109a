"""The tests' newsroom keeps the product's invariants."""

import pytest

from factcheck.ledger.chain import first_break
from factcheck.ledger.models import Entry
from tests.world import World


@pytest.mark.django_db
def test_the_whole_line_can_be_walked_by_actions_alone(world: World) -> None:
    states = [world.draft, world.submitted, world.returned, world.approved]
    assert [verdict.state for verdict in states] == ["draft", "submitted", "returned", "approved"]
    entries = ((e.number, e.previous, e.hash, e.body()) for e in Entry.objects.order_by("number"))
    assert first_break(entries) is None
