"""The decision that a quote stays in the revision that it quotes, because the article no longer contains it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from factcheck.articles.models import Article
from factcheck.claims.actions import change_mention, keep_mention
from factcheck.claims.anchoring import find
from factcheck.claims.models import Mention
from factcheck.claims.placing import mark_mentions_being_placed
from factcheck.evidence.actions import attach
from factcheck.evidence.locators import PassageLocator
from factcheck.evidence.passages import keep_passage
from factcheck.evidence.revisions import place_batch
from factcheck.ledger.actions import record_many
from factcheck.ledger.models import Entry
from factcheck.publishing.actions import draft_publication, publish
from factcheck.verdicts.gate_queries import gate_record_for
from factcheck.web.errors import Invalid, Refused
from tests.evidence.test_revisions import TEXT, claim, findings, passage, revise
from tests.pages import signed_in
from tests.sql import without_triggers
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(world: World) -> Article:
    return world.article(TEXT, title="The bridge")


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def test_quote_stays_in_its_revision_by_decision_until_the_words_reappear(world: World, article: Article) -> None:
    mention = claim(world, article, "410 mines near the river").mentions.get()
    item = passage(world, article, "410 mines near the river")
    first = mention.revision
    without = TEXT.replace("The prosecutor counted 410 mines near the river.\n", "")
    revise(world, article, without)
    for row, keep in ((mention, keep_mention), (item, keep_passage)):
        waiting, name = fresh(row), "mention" if row is mention else "item"
        assert (waiting.anchor, gate_record_for(waiting.claim, None).waiting) == ("orphan", 1)
        with pytest.raises(Invalid):
            keep(person=world.editor, **{name: waiting}, reason=" ", seen_version=waiting.version)
        keep(person=world.editor, **{name: waiting}, reason="The outlet removed it.", seen_version=waiting.version)
        kept = fresh(row)
        assert (kept.anchor, kept.stays_in_revision, kept.revision_id) == ("orphan", True, first.pk)
        assert gate_record_for(kept.claim, None).waiting == 0
        entry = Entry.objects.latest("number")
        assert (entry.action.partition(".")[2], entry.reason, entry.after) == (
            "kept",
            "The outlet removed it.",
            {"stays_in_revision": True},
        )
        assert kept.claim.contributions.filter(person=world.editor).exists()
        with pytest.raises(Refused):
            keep(person=world.editor, **{name: kept}, reason="Again.", seen_version=kept.version)
    revise(world, article, without + "A new ending.\n")
    assert [fresh(row).stays_in_revision for row in (mention, item)] == [True, True]
    assert findings() == []
    revise(world, article, TEXT + "A new ending.\n")
    for row in (mention, item):
        assert (fresh(row).anchor, fresh(row).stays_in_revision) == ("anchored" if row is mention else "", False)
        assert fresh(row).revision.number == 4
    assert findings() == []


def test_quote_that_is_in_the_newest_revision_cannot_stay_in_an_earlier_one(world: World, article: Article) -> None:
    mention = claim(world, article, "410 mines near the river").mentions.get()
    with pytest.raises(Refused):
        keep_mention(person=world.checker, mention=mention, reason="Why not.", seen_version=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Mention.objects.filter(pk=mention.pk).update(stays_in_revision=True)


def test_job_that_places_a_quote_preserves_the_decision(world: World, article: Article) -> None:
    mention = claim(world, article, "410 mines near the river").mentions.get()
    revise(world, article, "Nothing of it.\n")
    keep_mention(person=world.checker, mention=fresh(mention), reason="Removed.", seen_version=2)
    mark = mark_mentions_being_placed
    with transaction.atomic():
        row = fresh(mention)
        record_many(person=world.checker, entries=mark([row]))
    assert gate_record_for(fresh(mention).claim, None).waiting == 1
    place_batch(article.pk)
    assert (fresh(mention).anchor, fresh(mention).stays_in_revision) == ("orphan", True)
    assert gate_record_for(fresh(mention).claim, None).waiting == 0
    assert findings() == []


def test_decision_ends_if_a_later_revision_has_candidates(world: World, article: Article) -> None:
    mention = claim(world, article, "410 mines near the river").mentions.get()
    item = passage(world, article, "410 mines near the river")
    revise(world, article, "Nothing of it.\n")
    keep_mention(person=world.checker, mention=fresh(mention), reason="Removed.", seen_version=2)
    keep_passage(person=world.checker, item=fresh(item), reason="Removed.", seen_version=2)
    revise(world, article, "Nobody counted 410 mines near the river. The outlet denies it had 410 mines near the river.\n")
    for row in (mention, item):
        assert (fresh(row).anchor, fresh(row).stays_in_revision) == ("needs_review", False)
        entry = Entry.objects.filter(object_id=row.pk, action__endswith=".carried").latest("number")
        assert (entry.before["stays_in_revision"], entry.after["stays_in_revision"]) == (True, False)
    assert findings() == []


def test_another_quote_ends_the_decision(world: World, article: Article) -> None:
    mention = claim(world, article, "410 mines near the river").mentions.get()
    revision = revise(world, article, TEXT.replace("410 mines near the river", "no mines"))
    keep_mention(person=world.checker, mention=fresh(mention), reason="Changed.", seen_version=2)
    selector = find(revision.text, "no mines")
    changed = change_mention(
        person=world.checker, mention=fresh(mention), seen_version=3, revision=revision, selectors=[selector]
    )
    assert (fresh(changed).anchor, fresh(changed).stays_in_revision) == ("anchored", False)
    assert findings() == []


def test_decision_confirms_a_changed_context(world: World, article: Article) -> None:
    mention = claim(world, article, "the bridge was mined").mentions.get()
    revise(world, article, TEXT.replace("said that", "denied that"))
    revise(world, article, "Nothing of it.\n")
    assert fresh(mention).changed_context
    keep_mention(person=world.checker, mention=fresh(mention), reason="Removed.", seen_version=3)
    assert fresh(mention).changed_context == []
    assert gate_record_for(mention.claim, None).waiting == 0


def test_changed_decision_is_found_by_the_doctor(world: World, article: Article) -> None:
    mention = claim(world, article, "410 mines near the river").mentions.get()
    revise(world, article, "Nothing of it.\n")
    with without_triggers() as cursor:
        cursor.execute("UPDATE claims_mention SET stays_in_revision = TRUE WHERE id = %s", [mention.pk])
    assert any(finding.startswith(f"stays_in_revision of mention {mention.pk} is true") for finding in findings())


def test_kept_passage_is_published_as_removed_only_after_its_comparison(world: World) -> None:
    article = world.first_article
    verdict = world.ready()
    locator = PassageLocator(article.current, find(article.current.text, "all was well"))
    item = attach(person=world.checker, claim=verdict.claim, stance="context", closeness="primary", quoted_from=locator)
    mention = verdict.claim.mentions.get()
    revise(world, article, "Nothing of it.")
    keep_mention(person=world.checker, mention=fresh(mention), reason="Removed.", seen_version=2)
    keep_passage(person=world.checker, item=fresh(item), reason="Removed.", seen_version=2)
    world.approve(world.submit(verdict))
    (published,) = draft_publication(fresh(verdict)).document["evidence"]["context"]
    assert datetime.fromisoformat(published["not_in_copy_of"]) == article.revisions.latest("number").imported_at
    assert fresh(item).stays
    with without_triggers() as cursor:
        cursor.execute("UPDATE evidence_evidence SET anchor = 'being_placed' WHERE id = %s", [item.pk])
    assert not fresh(item).stays


def test_readers_see_the_quote_and_that_the_newest_copy_lacks_it(world: World) -> None:
    claim = world.claim("All was well.", quote="all was well")
    article, (mention,) = world.first_article, claim.mentions.all()
    verdict = world.ready(claim)
    revise(world, article, "Nothing of it.")
    keep_mention(person=world.checker, mention=fresh(mention), reason="The outlet removed it.", seen_version=2)
    world.approve(world.submit(verdict))
    publication = publish(person=world.editor, verdict=fresh(verdict))
    (appearance,) = publication.document["appearances"]
    assert appearance["words"][0]["exact"] == "all was well"
    assert datetime.fromisoformat(appearance["not_in_copy_of"]) == article.revisions.latest("number").imported_at
    page = " ".join(Client().get(f"/checks/{publication.slug}/").content.decode().split())
    assert "This passage was in an earlier version of the article. In the copy of" in page
    assert "removed it" not in page


@pytest.mark.parametrize("noun", ["mention", "evidence"])
def test_form_asks_for_the_reason_and_the_screens_say_where_the_quote_is(world: World, noun: str) -> None:
    article = world.first_article
    if noun == "mention":
        row: Any = world.claim("All was well.", quote="all was well").mentions.get()
    else:
        row = passage(world, article, "all was well")
    claim_page = reverse("desk:claim", args=[row.claim_id])
    revise(world, article, "Nothing of it.")
    client, form = signed_in(world.checker), reverse(f"desk:{noun}-keep", args=[row.pk])
    revised = reverse("desk:revised", args=[article.pk, 2])
    for page in (claim_page, revised, reverse(f"desk:{noun}", args=[row.pk])):
        assert form in client.get(page).content.decode()
    assert "withdrawn" not in client.get(form).content.decode()
    assert client.post(form, {"version": 2, "reason": " "}).status_code == 422
    answer = client.post(form, {"version": 2, "reason": "The outlet removed it."})
    assert answer["Location"] == f"{claim_page}#{noun}-{row.pk}"
    for page in (claim_page, reverse(f"desk:{noun}", args=[row.pk]), revised):
        text = client.get(page).content.decode()
        assert form not in text
        assert ('data-count="stay"' if page == revised else "only in ") in text
    desk = client.get(reverse("desk:article", args=[article.pk])).content.decode()
    assert "Orphan" not in desk or noun == "evidence"  # the claim of the passage has an orphan of its own
    assert ("Only in an earlier revision" in desk) == (noun == "mention")
    history = client.get(reverse("desk:history", args=[noun, row.pk])).content.decode()
    assert "The outlet removed it." in history
