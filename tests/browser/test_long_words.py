"""A word that is wider than the screen wraps and does not widen the page."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from factcheck.claims.models import Claim
from factcheck.evidence.models import Evidence
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "Ab" * 60
PAGES = [
    "/desk/",
    "/desk/articles/",
    "/desk/claims/",
    "/desk/claims/{claim}/",
    "/desk/claims/{claim}/relations/add/",
    "/desk/claims/{claim}/evidence/add/",
    "/desk/claims/{claim}/verdict/",
    "/desk/actors/{actor}/",
    "/desk/sources/",
]


@pytest.fixture
def world() -> World:
    from factcheck.articles.actions import add_source, import_article
    from factcheck.claims.actions import get_or_create_actor

    world = World()
    source = add_source(person=world.checker, name=LONG, country="Nowhere", interest=LONG)
    import_article(person=world.checker, content=b"Short.", title=LONG, outlet=source, author=LONG)
    for _ in range(2):
        claim = world.ready(
            world.claim(LONG, claimant=get_or_create_actor(person=world.checker, name=LONG)[0], topics=[LONG[:60]])
        ).claim
    world.evidence_on(claim, source=source, quote=LONG, note=LONG)
    return world


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_long_word_does_not_widen_the_page(desk: Page, live_server: Any, world: World, width: int) -> None:
    claim = Claim.objects.latest("id")
    assert Evidence.objects.filter(claim=claim).exists()
    desk.set_viewport_size({"width": width, "height": 900})
    wider = {}
    for address in PAGES:
        desk.goto(live_server.url + address.format(claim=claim.pk, actor=claim.claimant_id))
        by = desk.evaluate("document.documentElement.scrollWidth - innerWidth")
        if by > 0:
            wider[address] = by
    assert wider == {}
