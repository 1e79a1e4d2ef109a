"""A worker is killed while it checks an address: each changed result is present exactly once afterward."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from factcheck.setup import roles
from tests.address_checks import FIRST_PAGE, OTHER_WORDS, html
from tests.archive.fetching.servers import Send, response, serving
from tests.evidence.test_copy_kills import Pausing
from tests.operations.newsrooms import SeparateNewsroom, migrated_template, separate_newsroom
from tests.setup.processes import eventually

pytestmark = [pytest.mark.timeout(300), pytest.mark.slow, pytest.mark.usefixtures("django_db_setup")]

ATTACH = """
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
REQUEST_CHECK = """
from factcheck.accounts.models import Person
from factcheck.evidence.availability.actions import request_check
from factcheck.evidence.models import Evidence
request_check(person=Person.objects.get(email="checker@newsroom.example"), item=Evidence.objects.get())
"""
RESUME = "from factcheck.evidence.availability.scheduling import resume_checks; resume_checks()"


class Changing(Pausing):
    """Sends the first page once, and then, like `Pausing`, a page with other words."""

    def __init__(self, pause_at: int) -> None:
        super().__init__(pause_at)
        self.requests = 0

    def __call__(self, request: bytes, send: Send) -> None:
        self.requests += 1
        if self.requests == 1:
            send(response(html(FIRST_PAGE)))
            return
        content = response(html(OTHER_WORDS))
        send(content[: self.pause_at])
        self.asked.set()
        self.go_on.wait(60)
        send(content[self.pause_at :])


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[SeparateNewsroom]:
    with separate_newsroom(tmp_path / "newsroom", like=migrated_template()) as newsroom:
        yield newsroom


def set_up(newsroom: SeparateNewsroom, port: int, address: str) -> None:
    """Preserve the page with a worker of its own: a second job for the same host would delay the check."""
    newsroom.variables = {"FACTCHECK_TESTING": "1", "FACTCHECK_FETCH_TEST_SERVERS": f"127.0.0.1:{port}"}
    newsroom.succeed("shell", "-v", "0", "-c", ATTACH.replace("ADDRESS", address))
    newsroom.succeed("worker", "--once")
    newsroom.succeed("shell", "-v", "0", "-c", REQUEST_CHECK)


def resume(newsroom: SeparateNewsroom) -> None:
    """Let the lease of the killed worker end, and run another one."""
    newsroom.query("UPDATE evidence_addresswatch SET updated_at = updated_at - interval '5 minutes'")
    newsroom.succeed("shell", "-v", "0", "-c", RESUME)
    newsroom.succeed("worker", "--once")


def assert_recorded_once(newsroom: SeparateNewsroom) -> None:
    assert newsroom.query("SELECT state, number, attempts, is_open FROM evidence_addresswatch") == [("idle", 1, 2, True)]
    assert newsroom.query("SELECT result FROM evidence_addresscheck") == [("other_words",)]
    assert newsroom.query("SELECT count(*) FROM evidence_evidencecopy") == [(2,)]
    assert newsroom.query("SELECT count(*) FROM ledger_entry WHERE action = 'address.result_changed'") == [(1,)]
    assert "All invariants hold." in newsroom.succeed("doctor")


@pytest.mark.parametrize("pause_at", [0, 30, 150], ids=["before the response", "in its head", "in its body"])
def test_worker_that_is_killed_while_it_fetches(pause_at: int, newsroom: SeparateNewsroom) -> None:
    changing = Changing(pause_at)
    with serving(changing) as server:
        set_up(newsroom, server.port, server.url("/"))
        with newsroom.start("worker", "--once") as worker:
            assert changing.asked.wait(60)
            worker.kill()
        changing.go_on.set()
        assert len(newsroom.captures()) == 2
        resume(newsroom)
    assert_recorded_once(newsroom)


def test_worker_that_is_killed_after_it_stored_the_bytes(newsroom: SeparateNewsroom) -> None:
    """Another session holds the lock on the item, so the worker is certainly between storing bytes and adding rows."""
    changing = Changing(0)
    changing.go_on.set()
    with serving(changing) as server:
        set_up(newsroom, server.port, server.url("/"))
        with psycopg.connect(newsroom.url(roles.RUNTIME)) as session:
            session.execute("SELECT id FROM evidence_evidence FOR UPDATE")
            with newsroom.start("worker", "--once") as worker:
                assert eventually(lambda: len(newsroom.captures()) == 4, 60)
                worker.kill()
        assert newsroom.query("SELECT count(*) FROM evidence_addresscheck") == [(0,)]
        resume(newsroom)
    assert_recorded_once(newsroom)
