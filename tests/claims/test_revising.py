"""What a new revision leaves on the record of the mentions that it meets."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from factcheck.claims.actions import NewMention, add_mention, revise_article
from factcheck.claims.anchoring import find
from factcheck.claims.models import Mention
from factcheck.ledger.models import Entry
from factcheck.operations.doctor import examine
from factcheck.verdicts.queries import has_contributed
from factcheck.web.errors import Refused
from tests.world import FIRST, World


def marked(world: World, quote: str) -> Mention:
    revision = world.first_article.current
    new = NewMention(revision, [find(revision.text, quote)], "indirect", [world.minister])
    return add_mention(person=world.checker, claim=world.open_claim, mention=new)


@pytest.mark.django_db
def test_a_carried_mention_keeps_the_place_it_had_in_its_history(world: World) -> None:
    mention = marked(world, "rejected the accusation")
    old = mention.spans.get()
    revision = revise_article(person=world.second_checker, article=world.first_article, content=b"New. " + FIRST.encode())
    entry = Entry.objects.get(action="mention.carried", kind="mention", object_id=mention.pk)
    was = {name: getattr(old, name) for name in ("start", "end", "exact", "prefix", "suffix")}
    assert entry.before == {"revision": mention.revision_id, "anchor": "anchored", "spans": [was]}
    now = {**was, "start": old.start + 5, "end": old.end + 5}
    assert entry.after == {"revision": revision.pk, "anchor": "anchored", "spans": [now]}


@pytest.mark.django_db
def test_the_doctor_finds_nothing_after_mentions_were_carried_and_lost(world: World) -> None:
    marked(world, "rejected the accusation")
    marked(world, "30 March")
    revise_article(person=world.second_checker, article=world.first_article, content=FIRST.replace("30 March", "March").encode())
    assert sorted(Mention.objects.values_list("anchor", flat=True)) == ["anchored", "anchored", "orphan"]
    assert [result.findings for result in examine() if result.findings] == []


@pytest.mark.django_db
def test_whoever_put_another_text_under_a_mention_does_not_review_its_claim(world: World) -> None:
    verdict = world.submitted
    assert not has_contributed(world.other_editor, verdict)
    revise_article(person=world.other_editor, article=world.first_article, content=b"New. " + FIRST.encode())
    assert has_contributed(world.other_editor, verdict)


@pytest.mark.django_db(transaction=True)
def test_a_mention_marked_while_a_revision_is_under_way_does_not_stay_on_the_old_text(world: World) -> None:
    claim, revision, begun = world.open_claim, world.first_article.current, threading.Event()
    new = NewMention(revision, [find(revision.text, "30 March")], "indirect")
    said: list[str] = []

    def mark() -> None:
        begun.wait(10)
        try:
            add_mention(person=world.checker, claim=claim, mention=new)
        except Refused as refused:
            said.append(refused.message)
        finally:
            connection.close()

    other = threading.Thread(target=mark)
    other.start()
    with transaction.atomic():
        revise_article(person=world.second_checker, article=world.first_article, content=b"New. " + FIRST.encode())
        begun.set()
        other.join(0.5)
        assert other.is_alive()  # it waits for this transaction
    other.join(10)
    assert said == ["The article has a newer revision than the one you marked."]
