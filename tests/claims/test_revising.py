"""Mentions of a revised article, and their ledger entries."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from factcheck.articles.actions import close_article
from factcheck.articles.models import Article, Revision
from factcheck.claims.actions import NewMention, add_mention
from factcheck.claims.actions.mentions import require_newest_revision
from factcheck.claims.anchoring import find
from factcheck.claims.models import Mention
from factcheck.evidence.revisions import revise_article
from factcheck.ledger.models import Entry
from factcheck.operations.doctor import examine
from factcheck.verdicts.queries import has_contributed
from factcheck.web.errors import Refused
from tests.world import FIRST, SECOND, World

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


def started(action: Callable[[], object]) -> tuple[threading.Thread, list[object]]:
    """A thread that executes the action with a connection of its own, and a list for its result or exception."""
    results: list[object] = []

    def run() -> None:
        try:
            results.append(action())
        except Exception as error:
            results.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, results


@pytest.mark.django_db(transaction=True)
def test_people_who_mark_claims_in_one_article_do_not_wait_for_each_other(world: World) -> None:
    _ = world.open_claim, world.minister
    with transaction.atomic():
        require_newest_revision(world.first_article.current)
        other, results = started(lambda: add_indirect_mention(world, "30 March"))
        other.join(10)
        assert [type(result) for result in results] == [Mention]


CHANGES: dict[str, Callable[[World], object]] = {
    "revise": lambda world: revise_article(
        person=world.second_checker, article=world.second_article, content=b"New. " + SECOND.encode()
    ),
    "close": lambda world: close_article(person=world.editor, article=world.second_article, note="Wrong.", seen_version=None),
}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.django_db(transaction=True)
def test_revision_and_closing_wait_until_a_mention_is_added(name: str, world: World) -> None:
    _ = world.second_checker, world.editor, world.minister
    claim, revision = world.open_claim, world.second_article.current
    new = NewMention(revision, [find(revision.text, "Officials")], "indirect", [world.minister])
    with transaction.atomic():
        require_newest_revision(revision)
        other, results = started(lambda: CHANGES[name](world))
        other.join(0.5)
        assert other.is_alive()  # it waits for this transaction
        mention = add_mention(person=world.checker, claim=claim, mention=new)
    other.join(10)
    (result,) = results
    mention.refresh_from_db()
    if name == "revise":
        assert mention.revision == result
    else:
        assert isinstance(result, Refused), result
        assert not Article.objects.get(pk=revision.article_id).is_closed
    assert [result.findings for result in examine() if result.findings] == []


@pytest.mark.django_db(transaction=True)
def test_revision_waits_only_for_those_who_were_before_it(world: World) -> None:
    """Otherwise, mentions that overlap would let it wait until its time limit."""
    _ = world.second_checker, world.minister, world.open_claim
    article = world.first_article
    with transaction.atomic():
        require_newest_revision(article.current)
        revision, revised = started(
            lambda: revise_article(person=world.second_checker, article=article, content=b"New. " + FIRST.encode())
        )
        revision.join(0.5)
        mention, results = started(lambda: add_indirect_mention(world, "30 March"))
        mention.join(0.5)
        assert revision.is_alive()
        assert mention.is_alive()
    revision.join(10)
    mention.join(10)
    assert [type(result) for result in (*revised, *results)] == [Revision, Refused]
