"""Permission, bytes, locks, entries: the order of an action, seen from another connection and in its statements."""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.articles.actions import import_article
from factcheck.articles.canonical import MOST_BYTES
from factcheck.articles.models import Source
from factcheck.claims.actions import add_claim, revise_article
from factcheck.claims.anchoring import select
from factcheck.claims.new_mention import NewMention
from factcheck.evidence.actions import attach
from factcheck.evidence.locators import FileLocator, PageLocator
from factcheck.evidence.models import Evidence
from factcheck.ledger.models import Entry
from factcheck.operations.doctor import examine
from factcheck.web.errors import Invalid, NotAllowed, Refused
from tests.verdicts.test_races import at_once, chain_is_whole
from tests.world import FIRST, World
from tests.writes import WRITES

HEAD = "FROM ledger_head"
APPEND = "UPDATE ledger_head"
OF = {"stance": "context", "closeness": "primary"}


@pytest.fixture
def captures(settings: Any, tmp_path: Path) -> Path:
    """An empty store of bytes."""
    settings.CAPTURES_ROOT = tmp_path
    return tmp_path


class Watch:
    """Calls `seen` whenever this process is about to put a file into `folder` under its final name: the bytes are on disk then.

    Python reports each call that reaches the file system to audit hooks. A hook cannot be removed, so it is switched off.
    """

    def __init__(self) -> None:
        self.folder, self.seen = "", lambda: None
        sys.addaudithook(self)

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        if self.folder and event == "os.rename" and os.fspath(args[1]).startswith(self.folder):
            self.seen()

    @contextmanager
    def on(self, folder: Path, seen: Callable[[], None]) -> Iterator[None]:
        self.folder, self.seen = str(folder), seen
        try:
            yield
        finally:
            self.folder = ""


WATCH = Watch()


def head_is_free(other: psycopg.Connection[Any]) -> bool:
    try:
        with other.transaction():
            other.execute("SELECT 1 FROM ledger_head WHERE id = 1 FOR UPDATE NOWAIT")
    except psycopg.errors.LockNotAvailable:
        return False
    return True


def another_connection() -> psycopg.Connection[Any]:
    parameters = connection.get_connection_params()
    known = {name: parameters[name] for name in ("host", "port", "user", "password", "dbname") if parameters.get(name)}
    return psycopg.connect(**known, autocommit=True)


def importing(world: World) -> Callable[[], Any]:
    return lambda: import_article(person=world.checker, content=b"A text.", outlet="A new outlet")


def attaching(world: World) -> Callable[[], Any]:
    claim, found = world.open_claim, FileLocator("a.txt", "text/plain", b"bytes")
    return lambda: attach(person=world.checker, claim=claim, found=found, source="A new source", origin="Another one", **OF)


def revising(world: World) -> Callable[[], Any]:
    article = world.mention.revision.article
    return lambda: revise_article(person=world.checker, article=article, content=b"New. " + FIRST.encode())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("write", [importing, attaching, revising])
def test_head_of_the_ledger_is_free_while_bytes_are_stored(write: Callable[[World], Callable[[], Any]], captures: Path) -> None:
    act, found = write(World()), list[bool]()
    with another_connection() as other, WATCH.on(captures, lambda: found.append(head_is_free(other))):
        act()
    assert found == [True]
    assert [result.findings for result in examine() if result.findings] == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("write", [importing, attaching, revising])
def test_no_transaction_is_open_while_bytes_are_stored(write: Callable[[World], Callable[[], Any]], captures: Path) -> None:
    act, found = write(World()), list[bool]()
    with WATCH.on(captures, lambda: found.append(connection.in_atomic_block)):
        act()
    assert found == [False]


@pytest.mark.django_db(transaction=True)
def test_probe_sees_a_head_that_is_locked() -> None:
    """The two tests above would pass without any probe at all."""
    with another_connection() as writer, another_connection() as other, writer.transaction():
        assert head_is_free(other)
        writer.execute("SELECT 1 FROM ledger_head WHERE id = 1 FOR UPDATE")
        assert not head_is_free(other)


@pytest.mark.django_db
def test_nothing_is_stored_for_a_person_who_may_not_write(captures: Path) -> None:
    world = World()
    claim, article = world.open_claim, world.first_article
    before = sorted(captures.rglob("*"))
    for act in (
        lambda: import_article(person=world.reader, content=b"Bytes of a reader."),
        lambda: revise_article(person=world.reader, article=article, content=b"Bytes of a reader."),
        lambda: attach(person=world.reader, claim=claim, found=FileLocator("a.txt", "text/plain", b"Bytes of a reader."), **OF),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert sorted(captures.rglob("*")) == before


@pytest.mark.django_db
def test_nothing_is_stored_of_too_many_bytes(captures: Path, settings: Any) -> None:
    world = World()
    settings.MOST_UPLOAD_BYTES = 10
    claim, article = world.open_claim, world.first_article
    before = sorted(captures.rglob("*"))
    for act in (
        lambda: import_article(person=world.checker, content=b"x" * (MOST_BYTES + 1)),
        lambda: revise_article(person=world.checker, article=article, content=b"x" * (MOST_BYTES + 1)),
        lambda: attach(person=world.checker, claim=claim, found=FileLocator("a.txt", "text/plain", b"x" * 11), **OF),
    ):
        with pytest.raises(Invalid):
            act()
    assert sorted(captures.rglob("*")) == before


READS_UNDER_THE_LOCK = ("approve", "publish")
"""An approval and a publication name the record as of their own entry, so they lock the head before they read it."""


@pytest.mark.django_db
@pytest.mark.parametrize("name", WRITES)
def test_entries_are_the_last_statement_of_an_action(name: str) -> None:
    write = WRITES[name](World())
    with CaptureQueriesContext(connection) as seen:
        write.send(uuid.uuid4())
    statements = [query["sql"] for query in seen]
    locked = [place for place, sql in enumerate(statements) if HEAD in sql and "FOR UPDATE" in sql]
    appended = [place for place, sql in enumerate(statements) if APPEND in sql]
    assert len(appended) == 1
    after = statements[appended[0] + 1 :]
    assert all(sql.startswith("RELEASE SAVEPOINT") for sql in after), after
    assert len(locked) == (2 if name in READS_UNDER_THE_LOCK else 1)
    assert appended[0] == locked[-1] + 1


@pytest.mark.django_db
def test_revising_an_article_costs_the_same_for_one_and_for_fifty_mentions() -> None:
    world, counts = World(), []
    assert world.second_checker
    for number in (1, 50):
        text = "\n\n".join(f"Sentence number {place} of {number}." for place in range(number)) + "\n"
        article = world.article(text, title=f"{number} sentences")
        revision = article.current
        for place in range(number):
            at = text.index(f"number {place} ")
            mention = NewMention(revision, [select(text, at, at + 8)], "indirect", [world.minister])
            add_claim(
                person=world.checker,
                claimant=world.minister,
                statement=f"{place} of {number}",
                layer="utterance",
                mention=mention,
            )
        with CaptureQueriesContext(connection) as seen:
            revise_article(person=world.second_checker, article=article, content=b"New. " + text.encode(), token=uuid.uuid4())
        statements = [query["sql"] for query in seen]
        counts.append((len([sql for sql in statements if "ledger_" in sql]), len(statements)))
    assert counts[0] == counts[1]
    assert counts[0][0] == 2
    assert Entry.objects.filter(action="mention.carried").count() == 51
    assert [result.findings for result in examine() if result.findings] == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(3))
def test_two_people_who_add_the_same_two_sources_at_once_end_with_one_of_each(attempt: int) -> None:
    world = World()
    claim, one, other = world.open_claim, world.checker, world.second_checker
    before = Entry.objects.filter(action="source.added").count()
    answers = at_once(
        lambda: attach(
            person=one, claim=claim, found=PageLocator("https://a.example/", "A."), source="Alpha", origin="Beta", **OF
        ),
        lambda: attach(
            person=other, claim=claim, found=PageLocator("https://b.example/", "B."), source="BETA", origin="ALPHA", **OF
        ),
    )
    assert [type(answer) for answer in answers] == [Evidence, Evidence]
    assert answers[0].source == answers[1].origin
    assert answers[0].origin == answers[1].source
    assert Source.objects.filter(name__iexact="alpha").count() == Source.objects.filter(name__iexact="beta").count() == 1
    assert Entry.objects.filter(action="source.added").count() == before + 2
    assert chain_is_whole()


@pytest.mark.django_db
def test_refused_change_adds_no_source() -> None:
    world = World()
    item, stale = world.evidence, WRITES["change evidence"](world)
    stale.send(None)
    with pytest.raises(Refused):
        stale.action(**{**stale.arguments, "item": item, "source": "A source of the refused change"})
    assert not Source.objects.filter(name="A source of the refused change").exists()


@pytest.mark.django_db
def test_entries_of_new_names_come_before_the_entry_of_the_write() -> None:
    world = World()
    claim = world.open_claim
    last = Entry.objects.order_by("-number")[0].number
    item = attach(
        person=world.checker, claim=claim, found=PageLocator("https://a.example/", "A."), source="Zeta", origin="Alpha", **OF
    )
    entries = Entry.objects.filter(number__gt=last).order_by("number")
    assert [(entry.action, entry.object_id) for entry in entries] == [
        ("source.added", item.source_id),
        ("source.added", item.origin_id),
        ("evidence.added", item.pk),
    ]
    assert entries[0].after == {"name": "Zeta"}
