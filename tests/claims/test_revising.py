"""Mentions of a revised article, and their ledger entries."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from factcheck.claims.actions import NewMention, add_mention
from factcheck.claims.anchoring import find
from factcheck.claims.models import Mention
from factcheck.evidence.revisions import revise_article
from factcheck.ledger.models import Entry
from factcheck.operations.doctor import examine
from factcheck.verdicts.queries import has_contributed
from factcheck.web.errors import Refused
from tests.world import FIRST, World

pytestmark = pytest.mark.prepared("first_article", "minister")


def add_indirect_mention(world: World, quote: str) -> Mention:
    revision = world.first_article.current
    new = NewMention(revision, [find(revision.text, quote)], "indirect", [world.minister])
    return add_mention(person=world.checker, claim=world.open_claim, mention=new)


@pytest.mark.django_db
def test_entry_of_a_moved_mention_has_its_old_and_new_spans(world: World) -> None:
    mention = add_indirect_mention(world, "rejected the accusation")
    old = mention.spans.get()
    revision = revise_article(person=world.second_checker, article=world.first_article, content=b"New. " + FIRST.encode())
    entry = Entry.objects.get(action="mention.carried", kind="mention", object_id=mention.pk)
    before = {name: getattr(old, name) for name in ("start", "end", "exact", "prefix", "suffix")}
    assert entry.before == {"revision": mention.revision_id, "anchor": "anchored", "spans": [before]}
    after = {**before, "start": old.start + 5, "end": old.end + 5}
    assert entry.after == {"revision": revision.pk, "anchor": "anchored", "spans": [after]}


@pytest.mark.django_db
def test_doctor_reports_nothing_after_a_revision_with_moved_and_orphaned_mentions(world: World) -> None:
    add_indirect_mention(world, "rejected the accusation")
    add_indirect_mention(world, "30 March")
    revise_article(person=world.second_checker, article=world.first_article, content=FIRST.replace("30 March", "March").encode())
    assert sorted(Mention.objects.values_list("anchor", flat=True)) == ["anchored", "anchored", "orphan"]
    assert [result.findings for result in examine() if result.findings] == []


@pytest.mark.django_db
def test_author_of_a_revision_may_not_review_claims_with_mentions_in_it(world: World) -> None:
    verdict = world.submitted
    assert not has_contributed(world.other_editor, verdict)
    revise_article(person=world.other_editor, article=world.first_article, content=b"New. " + FIRST.encode())
    assert has_contributed(world.other_editor, verdict)


@pytest.mark.django_db(transaction=True)
def test_mention_that_is_added_during_a_revision_is_refused(world: World) -> None:
    claim, revision, begun = world.open_claim, world.first_article.current, threading.Event()
    new = NewMention(revision, [find(revision.text, "30 March")], "indirect")
    messages: list[str] = []

    def add() -> None:
        begun.wait(10)
        try:
            add_mention(person=world.checker, claim=claim, mention=new)
        except Refused as refused:
            messages.append(refused.message)
        finally:
            connection.close()

    other = threading.Thread(target=add)
    other.start()
    with transaction.atomic():
        revise_article(person=world.second_checker, article=world.first_article, content=b"New. " + FIRST.encode())
        begun.set()
        other.join(0.5)
        assert other.is_alive()  # it waits for this transaction
    other.join(10)
    assert messages == ["This article has a newer revision."]
