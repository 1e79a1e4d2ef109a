"""The order of an action: permission, bytes, locks, changes, entries. Observed in its statements and from another connection."""

from __future__ import annotations

import copy
import os
import re
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
from factcheck.articles.canonical import MAX_BYTES
from factcheck.articles.models import Source
from factcheck.claims.actions import add_claim, get_or_create_actor
from factcheck.claims.anchoring import find, select
from factcheck.claims.new_mention import NewMention
from factcheck.evidence.actions import attach
from factcheck.evidence.locators import FileLocator, PageLocator
from factcheck.evidence.models import Evidence
from factcheck.evidence.revisions import revise_article
from factcheck.ledger.models import Entry
from factcheck.operations.doctor import examine
from factcheck.web.errors import Invalid, NotAllowed, Refused
from tests.verdicts.test_races import chain_is_intact, run_concurrently
from tests.world import FIRST, World
from tests.writes import WRITES, Write

HEAD = "FROM ledger_head"
APPEND = "UPDATE ledger_head"
FIELDS = {"stance": "context", "closeness": "primary"}


@pytest.fixture
def captures(settings: Any, tmp_path: Path) -> Path:
    """An empty folder for captures."""
    settings.CAPTURES_ROOT = tmp_path
    return tmp_path


class LinkHook:
    """Calls `callback` before this process links a file to its final name in `folder`, when its bytes are on disk.

    Python reports file system calls to audit hooks. A hook cannot be removed, so this one is inactive without a folder.
    """

    def __init__(self) -> None:
        self.folder, self.callback = "", lambda: None
        sys.addaudithook(self)

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        if self.folder and event == "os.link" and os.fspath(args[1]).startswith(self.folder):
            self.callback()

    @contextmanager
    def on(self, folder: Path, callback: Callable[[], None]) -> Iterator[None]:
        self.folder, self.callback = str(folder), callback
        try:
            yield
        finally:
            self.folder = ""


LINKS = LinkHook()


def head_is_free(other: psycopg.Connection[Any]) -> bool:
    try:
        with other.transaction():
            other.execute("SELECT 1 FROM ledger_head WHERE id = 1 FOR UPDATE NOWAIT")
    except psycopg.errors.LockNotAvailable:
        return False
    return True


def another_connection() -> psycopg.Connection[Any]:
    parameters = connection.get_connection_params()
    address = {name: parameters[name] for name in ("host", "port", "user", "password", "dbname") if parameters.get(name)}
    return psycopg.connect(**address, autocommit=True)


def importing(world: World) -> Callable[[], Any]:
    return lambda: import_article(person=world.checker, content=b"A text.", outlet="A new outlet")


def attaching(world: World) -> Callable[[], Any]:
    claim, locator = world.open_claim, FileLocator("a.txt", "text/plain", b"bytes")
    return lambda: attach(
        person=world.checker, claim=claim, quoted_from=locator, source="A new source", origin="Another one", **FIELDS
    )


def revising(world: World) -> Callable[[], Any]:
    article = world.mention.revision.article
    return lambda: revise_article(person=world.checker, article=article, content=b"New. " + FIRST.encode())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("write", [importing, attaching, revising])
def test_head_of_the_ledger_is_free_while_bytes_are_stored(write: Callable[[World], Callable[[], Any]], captures: Path) -> None:
    action, was_free = write(World()), list[bool]()
    with another_connection() as other, LINKS.on(captures, lambda: was_free.append(head_is_free(other))):
        action()
    assert was_free == [True]
    assert [result.findings for result in examine() if result.findings] == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("write", [importing, attaching, revising])
def test_no_transaction_is_open_while_bytes_are_stored(write: Callable[[World], Callable[[], Any]], captures: Path) -> None:
    action, was_in_transaction = write(World()), list[bool]()
    with LINKS.on(captures, lambda: was_in_transaction.append(connection.in_atomic_block)):
        action()
    assert was_in_transaction == [False]


@pytest.mark.django_db(transaction=True)
def test_probe_detects_a_locked_head() -> None:
    """Verifies `head_is_free`, on which a test above depends."""
    with another_connection() as writer, another_connection() as other, writer.transaction():
        assert head_is_free(other)
        writer.execute("SELECT 1 FROM ledger_head WHERE id = 1 FOR UPDATE")
        assert not head_is_free(other)


@pytest.mark.django_db
def test_no_bytes_are_stored_without_permission(captures: Path) -> None:
    world = World()
    claim, article = world.open_claim, world.first_article
    before = sorted(captures.rglob("*"))
    for action in (
        lambda: import_article(person=world.reader, content=b"Bytes of a reader."),
        lambda: revise_article(person=world.reader, article=article, content=b"Bytes of a reader."),
        lambda: attach(
            person=world.reader, claim=claim, quoted_from=FileLocator("a.txt", "text/plain", b"Of a reader."), **FIELDS
        ),
    ):
        with pytest.raises(NotAllowed):
            action()
    assert sorted(captures.rglob("*")) == before


@pytest.mark.django_db
def test_no_bytes_are_stored_above_the_size_limit(captures: Path, settings: Any) -> None:
    world = World()
    settings.MAX_UPLOAD_BYTES = 10
    claim, article = world.open_claim, world.first_article
    before = sorted(captures.rglob("*"))
    for action in (
        lambda: import_article(person=world.checker, content=b"x" * (MAX_BYTES + 1)),
        lambda: revise_article(person=world.checker, article=article, content=b"x" * (MAX_BYTES + 1)),
        lambda: attach(person=world.checker, claim=claim, quoted_from=FileLocator("a.txt", "text/plain", b"x" * 11), **FIELDS),
    ):
        with pytest.raises(Invalid):
            action()
    assert sorted(captures.rglob("*")) == before


ALL_PARTS: dict[str, Callable[[], dict[str, Any]]] = {
    "change a mention": lambda: {"selectors": [find(FIRST, "The mayor")]},
    "attach a page": lambda: {"allow_duplicate": False},
}
"""Additional arguments with which the action locks more rows."""
READS_UNDER_THE_LOCK = (
    "approve",
    "publish",
    "retract",
    "confirm a check",
    "confirm checks that share a source",
    "publish a notice",
)
"""An approval, a confirmation, and a publication refer to the record as of their own entry, so they lock the head before they
read the record. Retractions and notices do the same, so that their rows become visible in the order of their ids."""


@pytest.mark.django_db
@pytest.mark.parametrize("name", WRITES)
def test_entries_are_the_last_statement_of_an_action(name: str) -> None:
    write = WRITES[name](World())
    with CaptureQueriesContext(connection) as queries:
        write.send(uuid.uuid4())
    assert_entries_are_last(queries, locks=2 if name in READS_UNDER_THE_LOCK else 1)


@pytest.mark.django_db
def test_entry_of_a_new_actor_is_the_last_statement() -> None:
    person = World().checker
    with CaptureQueriesContext(connection) as queries:
        get_or_create_actor(person=person, name="A new actor")
    assert_entries_are_last(queries, locks=1)


def assert_entries_are_last(queries: CaptureQueriesContext, *, locks: int) -> None:
    """One statement appends all entries. It directly follows the last of the `locks` on the head.

    After it, one query finds the published checks that the entries affect (`verdicts.changes`); the test data has none.
    """
    statements = [query["sql"] for query in queries]
    locked = [index for index, sql in enumerate(statements) if HEAD in sql and "FOR UPDATE" in sql]
    appended = [index for index, sql in enumerate(statements) if APPEND in sql]
    assert len(appended) == 1
    after = [sql for sql in statements[appended[0] + 1 :] if not sql.startswith("RELEASE SAVEPOINT")]
    assert len(after) <= 1, after
    assert all(sql.strip().startswith("SELECT v.id, a.claim, v.state, a.kind") for sql in after), after
    assert len(locked) == locks
    assert appended[0] == locked[-1] + 1


@pytest.mark.django_db
@pytest.mark.parametrize("name", WRITES)
def test_action_without_permission_locks_no_row(name: str) -> None:
    write = WRITES[name](World())
    argument = "by" if "by" in write.arguments else "person"
    deactivated = copy.copy(write.arguments[argument])
    deactivated.is_active = False
    with CaptureQueriesContext(connection) as queries, pytest.raises(NotAllowed):
        Write(write.action, {**write.arguments, **ALL_PARTS.get(name, dict)(), argument: deactivated}, {}).send(uuid.uuid4())
    assert [query["sql"] for query in queries if re.search(r"\bFOR (NO KEY )?UPDATE\b", query["sql"])] == []


@pytest.mark.django_db
def test_statements_of_a_new_revision_do_not_depend_on_the_number_of_mentions() -> None:
    world, counts = World(), []
    assert world.second_checker
    for number in (1, 50):
        text = "\n\n".join(f"Sentence number {index} of {number}." for index in range(number)) + "\n"
        article = world.article(text, title=f"{number} sentences")
        revision = article.current
        for index in range(number):
            start = text.index(f"number {index} ")
            mention = NewMention(revision, [select(text, start, start + 8)], "indirect", [world.minister])
            add_claim(
                person=world.checker,
                claimant=world.minister,
                statement=f"{index} of {number}",
                layer="utterance",
                mention=mention,
            )
        with CaptureQueriesContext(connection) as queries:
            revise_article(person=world.second_checker, article=article, content=b"New. " + text.encode(), token=uuid.uuid4())
        statements = [query["sql"] for query in queries]
        counts.append((len([sql for sql in statements if "ledger_" in sql]), len(statements)))
    assert counts[0] == counts[1]
    assert counts[0][0] == 2
    assert Entry.objects.filter(action="mention.carried").count() == 51
    assert [result.findings for result in examine() if result.findings] == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(3))
def test_concurrent_actions_that_add_the_same_sources_create_each_source_once(attempt: int) -> None:
    world = World()
    claim, first, second = world.open_claim, world.checker, world.second_checker
    before = Entry.objects.filter(action="source.added").count()
    outcomes = run_concurrently(
        lambda: attach(
            person=first,
            claim=claim,
            quoted_from=PageLocator("https://a.example/", "A."),
            source="Alpha",
            origin="Beta",
            **FIELDS,
        ),
        lambda: attach(
            person=second,
            claim=claim,
            quoted_from=PageLocator("https://b.example/", "B."),
            source="BETA",
            origin="ALPHA",
            **FIELDS,
        ),
    )
    assert [type(outcome) for outcome in outcomes] == [Evidence, Evidence]
    assert outcomes[0].source == outcomes[1].origin
    assert outcomes[0].origin == outcomes[1].source
    assert Source.objects.filter(name__iexact="alpha").count() == Source.objects.filter(name__iexact="beta").count() == 1
    assert Entry.objects.filter(action="source.added").count() == before + 2
    assert chain_is_intact()


@pytest.mark.django_db
def test_refused_change_adds_no_source() -> None:
    world = World()
    item, stale = world.evidence, WRITES["change evidence"](world)
    stale.send(None)
    with pytest.raises(Refused):
        stale.action(**{**stale.arguments, "item": item, "source": "A source of the refused change"})
    assert not Source.objects.filter(name="A source of the refused change").exists()


@pytest.mark.django_db
def test_entries_of_added_sources_precede_the_entry_of_the_action() -> None:
    world = World()
    claim = world.open_claim
    last = Entry.objects.order_by("-number")[0].number
    item = attach(
        person=world.checker,
        claim=claim,
        quoted_from=PageLocator("https://a.example/", "A."),
        source="Zeta",
        origin="Alpha",
        **FIELDS,
    )
    entries = Entry.objects.filter(number__gt=last).order_by("number")
    assert [(entry.action, entry.object_id) for entry in entries] == [
        ("source.added", item.source_id),
        ("source.added", item.origin_id),
        ("evidence.added", item.pk),
    ]
    assert entries[0].after == {"name": "Zeta"}
