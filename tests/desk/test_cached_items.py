"""Items of evidence whose markup a process keeps: each change of what they show appears at once, for everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from factcheck.accounts.actions import rename
from factcheck.articles.actions import edit_source
from factcheck.claims.actions import edit_party
from factcheck.claims.models import Party
from factcheck.evidence.actions import change_evidence, withdraw_evidence
from factcheck.evidence.custody.actions import hide_evidence
from factcheck.evidence.models import Evidence
from tests.copies import preserved_copy
from tests.pages import signed_in
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister", "institute", "ministry")]
NEW = "Zirconium and vanadium"

Change = Callable[[World, Evidence], Any]


def change_item(**values: Any) -> Change:
    return lambda world, item: change_evidence(person=world.checker, item=item, seen_version=item.version, **values)


CHANGES: dict[str, tuple[Change, str]] = {
    "the name of the source": (
        lambda w, _: edit_source(person=w.editor, source=w.institute, seen_version=w.institute.version, name=NEW),
        NEW,
    ),
    "the note": (change_item(note=NEW), NEW),
    "the title": (change_item(title=NEW), NEW),
    "the interest of a party": (
        lambda w, item: edit_party(person=w.checker, party=Party.objects.get(claim=item.claim_id), seen_version=1, interest=NEW),
        NEW,
    ),
    "a copy": (lambda w, item: preserved_copy(w.checker, item), "uote found"),
    "a withdrawal": (lambda w, item: withdraw_evidence(person=w.checker, item=item, reason=NEW), "ithdrawn"),
    "a takedown": (
        lambda w, item: hide_evidence(person=w.editor, item=item, reason_code="court_order", reason="A court forbids it."),
        "idden by a takedown",
    ),
}


@pytest.fixture
def item(world: World) -> Evidence:
    claim = world.claim("Ships arrived.")
    world.party_on(claim, world.institute)
    return world.evidence_on(claim, address="https://news.example/a", quote="All was well")


@pytest.mark.parametrize("screen", ["claim", "board"])
@pytest.mark.parametrize(("change", "words"), CHANGES.values(), ids=CHANGES)
def test_change_appears_at_once(screen: str, change: Change, words: str, world: World, item: Evidence) -> None:
    client, url = signed_in(world.checker), reverse(f"desk:{screen}", args=[item.claim_id])
    for _ in range(2):
        assert words not in client.get(url).text
    change(world, item)
    assert words in client.get(url).text


def test_actions_appear_only_for_those_who_may_use_them(world: World, item: Evidence) -> None:
    url, stance = reverse("desk:claim", args=[item.claim_id]), reverse("desk:evidence-stance", args=[item.pk])
    for person, may in ((world.checker, True), (world.reader, False), (world.checker, True)):
        assert (stance in signed_in(person).get(url).text) is may


def test_name_of_the_person_who_withdrew_an_item_is_the_present_one(world: World, item: Evidence) -> None:
    withdraw_evidence(person=world.second_checker, item=item, reason="Wrong page.")
    client, url = signed_in(world.checker), reverse("desk:claim", args=[item.claim_id])
    assert f"Withdrawn by <bdi>{world.second_checker.name}</bdi>" in client.get(url).text
    rename(person=world.second_checker, name=NEW)
    assert f"Withdrawn by <bdi>{NEW}</bdi>" in client.get(url).text
