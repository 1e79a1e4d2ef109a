"""The page of a claim, whose markup a process keeps: each change of what it shows appears at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from factcheck.accounts.actions import rename
from factcheck.articles.actions import edit_article, edit_source
from factcheck.claims.actions import add_relation, edit_actor, edit_claim
from factcheck.claims.models import Claim
from factcheck.evidence.custody.actions import place_hold
from factcheck.newsroom.queries import the_newsroom
from factcheck.verdicts.actions import open_verdict, set_gate_levels
from tests.pages import signed_in
from tests.world import World

pytestmark = pytest.mark.django_db
NEW = "Zirconium and vanadium"

Change = Callable[[World], Any]


def change_article(world: World) -> None:
    article = world.first_article
    edit_article(person=world.editor, article=article, seen_version=article.version, title=NEW)


def change_other_claim(world: World) -> None:
    other = Claim.objects.get(statement="No ships arrived.")
    edit_claim(person=world.checker, claim=other, seen_version=other.version, statement=NEW)


def add_rating(world: World) -> None:
    world.ready(world.open_claim, headline=NEW)


def remove_gate_line(world: World) -> None:
    newsroom = the_newsroom()
    set_gate_levels(person=world.administrator, newsroom=newsroom, levels={"reply": "off"}, seen_version=newsroom.version)


CHANGES: dict[str, tuple[Change, str]] = {
    "the statement": (
        lambda w: edit_claim(person=w.checker, claim=w.open_claim, seen_version=w.open_claim.version, statement=NEW),
        NEW,
    ),
    "the name of the claimant": (
        lambda w: edit_actor(person=w.editor, actor=w.minister, seen_version=w.minister.version, name=NEW),
        NEW,
    ),
    "the title of an article": (change_article, NEW),
    "the name of an outlet": (
        lambda w: edit_source(person=w.editor, source=w.outlet, seen_version=w.outlet.version, name=NEW),
        NEW,
    ),
    "the name of the person who added the claim": (lambda w: rename(person=w.checker, name=NEW), NEW),
    "the statement of a related claim": (change_other_claim, NEW),
    "a party": (lambda w: w.party_on(w.open_claim, interest=NEW), NEW),
    "a search": (lambda w: w.search, "scene arranged"),
    "a request for comment": (lambda w: w.no_reply_on(w.open_claim, NEW), NEW),
    "a verdict": (add_rating, NEW),
    "a legal hold": (lambda w: place_hold(person=w.editor, claim=w.open_claim, reason=NEW), NEW),
    "an item of evidence": (lambda w: w.evidence_on(w.open_claim, note=NEW), NEW),
}


@pytest.mark.parametrize(("change", "words"), CHANGES.values(), ids=CHANGES)
def test_change_appears_at_once(change: Change, words: str, world: World) -> None:
    other = world.claim("No ships arrived.", layer="reporting")
    add_relation(person=world.checker, claim=world.open_claim, relation_kind="denies", other=other)
    client, url = signed_in(world.checker), reverse("desk:claim", args=[world.open_claim.pk])
    for _ in range(2):
        assert words not in client.get(url).text
    change(world)
    assert words in client.get(url).text


def test_level_of_a_gate_line_changes_at_once(world: World) -> None:
    client, url = signed_in(world.checker), reverse("desk:claim", args=[world.open_claim.pk])
    before = client.get(url).text
    remove_gate_line(world)
    assert _counts(client.get(url).text) != _counts(before)


def _counts(page: str) -> str:
    return page.partition("Evidence gate</a>:")[2].partition("</p>")[0]


def test_deadlines_are_compared_with_the_date_of_the_request(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.reply_on(world.open_claim, deadline=date(2022, 4, 14))
    client, url = signed_in(world.checker), reverse("desk:claim", args=[world.open_claim.pk])
    assert "No answer recorded" in client.get(url).text
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: date(2022, 4, 13))
    assert "No answer recorded" not in client.get(url).text
    assert "Waiting for an answer" in client.get(url).text


def test_item_of_the_verdict_screen_changes_at_once(world: World) -> None:
    verdict = open_verdict(person=world.checker, claim=world.open_claim, rationale="Nothing yet.", as_of=date(2022, 4, 20))
    assert world.evidence
    client, url = signed_in(world.checker), reverse("desk:verdict", args=[verdict.claim_id])
    for _ in range(2):
        assert NEW not in client.get(url).text
    edit_source(person=world.editor, source=world.institute, seen_version=world.institute.version, name=NEW)
    assert NEW in client.get(url).text


def test_permissions_apply_at_once(world: World) -> None:
    """The markup of people with other permissions is never used."""
    url, edit = reverse("desk:claim", args=[world.open_claim.pk]), reverse("desk:claim-edit", args=[world.open_claim.pk])
    for person, may in ((world.checker, True), (world.reader, False), (world.checker, True)):
        assert (edit in signed_in(person).get(url).text) is may
