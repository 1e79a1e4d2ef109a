"""The evidence board on the claim page and on the reading desk: headings and the names of its buttons."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.pages import parsed, signed_in
from tests.world import World

pytestmark = pytest.mark.django_db


def test_each_button_of_an_item_names_the_item(world: World) -> None:
    item = world.evidence_on(world.open_claim, quote="Seen since 11 March.")
    page = parsed(signed_in(world.checker).get(reverse("desk:claim", args=[item.claim_id])))
    buttons = page.all(id=f"evidence-{item.pk}")[0].all("button", name="stance")
    assert len(buttons) == 2
    assert all(f"[{item.number}]" in button.text for button in buttons)


def test_headings_of_items_are_one_level_below_their_column(world: World) -> None:
    item = world.evidence_on(world.open_claim, quote="Seen since 11 March.")
    board = parsed(signed_in(world.checker).get(reverse("desk:claim", args=[item.claim_id]))).all(id="evidence")[0]
    levels = [element.tag for element in board.walk() if element.tag in ("h2", "h3", "h4", "h5", "h6")]
    columns = {level for level in levels if levels.count(level) == 3}
    items = set(levels) - columns
    assert [int(level[1]) + 1 for level in columns] == [int(level[1]) for level in items]
