"""`doctor` reads one snapshot, so concurrent writes do not cause false reports."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from factcheck.articles.actions import add_source
from factcheck.ledger.models import Entry
from factcheck.operations.doctor import examine
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def test_concurrent_writes_cause_no_false_reports(world: World) -> None:
    assert world.published.state == "published"
    checker, is_over = world.checker, threading.Event()

    def write(writer: int) -> None:
        try:
            for number in range(100_000):
                if is_over.is_set():
                    return
                add_source(person=checker, name=f"Source {number} of writer {writer}", source_kind="outlet")
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=[number]) for number in range(2)]
    before = Entry.objects.count()
    for writer in writers:
        writer.start()
    try:
        findings = [result.findings for _ in range(30) for result in examine() if result.findings]
    finally:
        is_over.set()
        for writer in writers:
            writer.join()
    assert findings == []
    assert Entry.objects.count() > before + 30


def test_examination_does_not_see_later_writes(world: World) -> None:
    checker = world.checker
    examination = examine()
    next(examination)
    before = Entry.objects.count()

    def write() -> None:
        try:
            add_source(person=checker, name="A concurrent source", source_kind="outlet")
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    writer.join()
    assert Entry.objects.count() == before
    assert [result.findings for result in examination if result.findings] == []
    assert Entry.objects.count() == before + 1
