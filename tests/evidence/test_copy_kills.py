"""A worker is killed while it preserves a page: the copy is present exactly once afterward."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from factcheck.setup import roles
from tests.archive.fetching.servers import Send, response, serving
from tests.operations.newsrooms import SeparateNewsroom, migrated_template, separate_newsroom
from tests.setup.processes import eventually

pytestmark = [pytest.mark.timeout(300), pytest.mark.slow, pytest.mark.usefixtures("django_db_setup")]

HTML = b"<!doctype html><html><body><article><p>All was well, the mayor said on Monday.</p></article></body></html>"
REQUEST = """
from factcheck.accounts.actions import add_person
from factcheck.claims.actions import add_claim, get_or_create_actor
from factcheck.evidence.actions import attach
from factcheck.evidence.copies.actions import request_copy
from factcheck.evidence.locators import PageLocator
person = add_person(by=None, email="checker@newsroom.example", name="Checker", role="checker")
mayor, _ = get_or_create_actor(person=person, name="The mayor")
claim = add_claim(person=person, statement="All was well.", claimant=mayor)
page = PageLocator("ADDRESS", "All was well")
item = attach(person=person, claim=claim, stance="supports", closeness="primary", quoted_from=page)
request_copy(person=person, item=item)
"""
RESUME = "from factcheck.evidence.copies.job import resume_copies; resume_copies()"


class Pausing:
    """Sends the page, but for the first request only up to `pause_at` bytes, until `go_on` is set."""

    def __init__(self, pause_at: int) -> None:
        self.pause_at, self.go_on, self.asked = pause_at, threading.Event(), threading.Event()

    def __call__(self, request: bytes, send: Send) -> None:
        content = response(HTML)
        send(content[: self.pause_at])
        self.asked.set()
        self.go_on.wait(60)
        send(content[self.pause_at :])


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[SeparateNewsroom]:
    with separate_newsroom(tmp_path / "newsroom", like=migrated_template()) as newsroom:
        yield newsroom


def set_up(newsroom: SeparateNewsroom, port: int, address: str) -> None:
    newsroom.variables = {"FACTCHECK_TESTING": "1", "FACTCHECK_FETCH_TEST_SERVERS": f"127.0.0.1:{port}"}
    newsroom.succeed("shell", "-v", "0", "-c", REQUEST.replace("ADDRESS", address))


def resume(newsroom: SeparateNewsroom) -> None:
    """Let the lease of the killed worker end, and run another one."""
    newsroom.query("UPDATE evidence_copyprogress SET updated_at = updated_at - interval '5 minutes'")
    newsroom.succeed("shell", "-v", "0", "-c", RESUME)
    newsroom.succeed("worker", "--once")


def assert_kept_once(newsroom: SeparateNewsroom) -> None:
    assert newsroom.query("SELECT state, attempts FROM evidence_copyprogress") == [("kept", 2)]
    assert newsroom.query("SELECT count(*) FROM evidence_evidencecopy") == [(1,)]
    assert newsroom.query("SELECT count(*) FROM ledger_entry WHERE action = 'copy.added'") == [(1,)]
    assert "All invariants hold." in newsroom.succeed("doctor")


@pytest.mark.parametrize("pause_at", [0, 30, 150], ids=["before the response", "in its head", "in its body"])
def test_worker_that_is_killed_while_it_fetches(pause_at: int, newsroom: SeparateNewsroom) -> None:
    pausing = Pausing(pause_at)
    with serving(pausing) as server:
        set_up(newsroom, server.port, server.url("/"))
        with newsroom.start("worker", "--once") as worker:
            assert pausing.asked.wait(60)
            worker.kill()
        pausing.go_on.set()
        assert newsroom.captures() == set()
        resume(newsroom)
    assert_kept_once(newsroom)


def test_worker_that_is_killed_after_it_stored_the_bytes(newsroom: SeparateNewsroom) -> None:
    """Another session holds the lock on the item, so the worker is certainly between storing bytes and adding rows."""
    pausing = Pausing(0)
    pausing.go_on.set()
    with serving(pausing) as server:
        set_up(newsroom, server.port, server.url("/"))
        with psycopg.connect(newsroom.url(roles.RUNTIME)) as session:
            session.execute("SELECT id FROM evidence_evidence FOR UPDATE")
            with newsroom.start("worker", "--once") as worker:
                assert eventually(lambda: len(newsroom.captures()) == 2, 60)
                worker.kill()
        assert newsroom.query("SELECT count(*) FROM archive_capture") == [(0,)]
        resume(newsroom)
    assert_kept_once(newsroom)
