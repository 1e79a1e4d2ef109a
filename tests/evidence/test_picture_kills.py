"""A worker is killed while it makes a picture: no browser remains, and a repeated request adds exactly one picture."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from factcheck.setup import browser, roles
from tests.operations.newsrooms import SeparateNewsroom, migrated_template, separate_newsroom
from tests.setup.processes import command_of, descendants_of, eventually, is_alive

pytestmark = [pytest.mark.timeout(300), pytest.mark.slow, pytest.mark.usefixtures("django_db_setup")]

PREPARE = """
import io
from factcheck.accounts.actions import add_person
from factcheck.claims.actions import add_claim, get_or_create_actor
from factcheck.evidence.actions import attach
from factcheck.evidence.copies.pictures import request_picture
from factcheck.evidence.copies.providing import provide_copy
from factcheck.evidence.locators import PageLocator
person = add_person(by=None, email="checker@newsroom.example", name="Checker", role="checker")
mayor, _ = get_or_create_actor(person=person, name="The mayor")
claim = add_claim(person=person, statement="All was well.", claimant=mayor)
page = PageLocator("https://news.example/a", "All was well")
item = attach(person=person, claim=claim, stance="supports", closeness="primary", quoted_from=page)
html = b"<!doctype html><body><article>" + b"<p>All was well, the mayor said.</p>" * 3_000 + b"</article></body>"
copy = provide_copy(person=person, item=item, file=io.BytesIO(html), name="page.html", made_how="Saved with a browser.")
request_picture(person=person, copy=copy)
"""
AGAIN = """
from django.core.management import call_command
from factcheck.accounts.models import Person
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.copies.pictures import request_picture
for _ in range(2):
    request_picture(person=Person.objects.get(), copy=EvidenceCopy.objects.get())
    call_command("worker", once=True)
call_command("doctor")
"""


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[SeparateNewsroom]:
    with separate_newsroom(tmp_path / "newsroom", like=migrated_template()) as newsroom:
        newsroom.variables = {"FACTCHECK_PICTURE_BROWSER": str(browser.find())}
        newsroom.succeed("shell", "-v", "0", "-c", PREPARE)
        yield newsroom


def browser_of(worker: subprocess.Popen[str]) -> list[int]:
    """The processes of the browser that the worker has started, when one of them renders the page."""
    processes = descendants_of(worker.pid)
    return processes if any("--type=renderer" in command_of(pid) for pid in processes) else []


def assert_one_picture_after_another_request(newsroom: SeparateNewsroom) -> None:
    assert newsroom.query("SELECT count(*) FROM archive_capture WHERE media_type = 'image/png'") == [(0,)]
    assert "All invariants hold." in newsroom.succeed("shell", "-v", "0", "-c", AGAIN)
    assert newsroom.query("SELECT count(*) FROM archive_capture WHERE media_type = 'image/png'") == [(1,)]
    assert newsroom.query("SELECT count(*) FROM ledger_entry WHERE action = 'copy.pictured'") == [(1,)]
    assert len(newsroom.captures()) == 2


def test_worker_that_is_killed_while_the_browser_renders(newsroom: SeparateNewsroom) -> None:
    with newsroom.start("worker", "--once") as worker:
        assert eventually(lambda: bool(browser_of(worker)), 60)
        started = browser_of(worker)
        worker.kill()
    assert started
    assert eventually(lambda: not any(map(is_alive, started))), [command_of(pid) for pid in started]
    assert len(newsroom.captures()) == 1
    assert_one_picture_after_another_request(newsroom)


def test_worker_that_is_killed_after_it_stored_the_picture(newsroom: SeparateNewsroom) -> None:
    """Another session holds the lock on the item, so the worker is certainly between storing bytes and adding the row."""
    with psycopg.connect(newsroom.url(roles.RUNTIME)) as session:
        session.execute("SELECT id FROM evidence_evidence FOR UPDATE")
        with newsroom.start("worker", "--once") as worker:
            assert eventually(lambda: len(newsroom.captures()) == 2, 60)
            assert descendants_of(worker.pid) == []  # the browser has ended before
            worker.kill()
    assert_one_picture_after_another_request(newsroom)
