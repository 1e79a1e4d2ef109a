"""Requests for copies of web pages, and the job that fetches them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from factcheck.evidence.actions import change_evidence, withdraw_evidence
from factcheck.evidence.copies.actions import COPY_TASK, request_copy
from factcheck.evidence.copies.job import resume_copies
from factcheck.evidence.copies.models import CopyProgress, CopyRequest
from factcheck.evidence.copies.states import DELAYS, LEASE, MAX_ATTEMPTS, next_delay
from factcheck.evidence.models import Evidence
from factcheck.ledger.models import Entry
from factcheck.newsroom.actions import edit_newsroom
from factcheck.newsroom.queries import the_newsroom
from factcheck.web.errors import NotAllowed, Refused
from tests.copies import page_item
from tests.world import World

pytestmark = pytest.mark.django_db


def page(world: World, fetching: str = "") -> Evidence:
    return page_item(world.checker, world.open_claim, fetching=fetching)


def set_newsroom(world: World, fetching: str) -> None:
    row = the_newsroom()
    edit_newsroom(person=world.administrator, newsroom=row, seen_version=row.version, name="", contact="", fetching=fetching)


def jobs() -> list[dict[str, Any]]:
    return list(ProcrastinateJob.objects.filter(task_name=COPY_TASK).order_by("id").values_list("args", flat=True))


def test_request_is_recorded_and_enqueued_in_one_transaction(world: World) -> None:
    item = page(world)
    request = request_copy(person=world.checker, item=item)
    assert (request.evidence, request.address, request.created_by) == (item, item.address, world.checker)
    assert (request.progress.state, request.progress.attempts) == ("waiting", 0)
    assert jobs() == [{"request_id": request.pk}]
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.person, entry.object_id) == ("copy.requested", world.checker, request.pk)
    assert entry.after == {"evidence": item.pk, "address": item.address}


def test_second_request_returns_the_open_one(world: World) -> None:
    item = page(world)
    assert request_copy(person=world.checker, item=item) == request_copy(person=world.editor, item=item)
    assert len(jobs()) == 1


@pytest.mark.parametrize(
    ("newsroom", "own", "requests"),
    [
        ("", "", 0),
        ("automatic", "", 1),
        ("never", "", 0),
        ("automatic", "on_request", 0),
        ("automatic", "never", 0),
        ("", "automatic", 1),
        ("never", "automatic", 1),
    ],
)
def test_page_is_fetched_automatically_only_if_its_setting_says_so(newsroom: str, own: str, requests: int, world: World) -> None:
    set_newsroom(world, newsroom)
    item = page(world, own)
    assert CopyRequest.objects.filter(evidence=item).count() == requests
    assert len(jobs()) == requests


def test_corrected_address_is_fetched_automatically(world: World) -> None:
    item = page(world)
    set_newsroom(world, "automatic")
    change_evidence(person=world.checker, item=item, seen_version=item.version, address="https://news.example/b")
    assert [request.address for request in CopyRequest.objects.filter(evidence=item)] == ["https://news.example/b"]


@pytest.mark.parametrize(("newsroom", "own"), [("never", ""), ("", "never"), ("automatic", "never")])
def test_page_that_must_never_be_fetched_cannot_be_requested(newsroom: str, own: str, world: World) -> None:
    item = page(world, own)
    set_newsroom(world, newsroom)
    with pytest.raises(Refused):
        request_copy(person=world.checker, item=item)
    assert jobs() == []


def test_reader_cannot_request_a_copy(world: World) -> None:
    with pytest.raises(NotAllowed):
        request_copy(person=world.reader, item=page(world))


def test_withdrawn_item_cannot_be_fetched(world: World) -> None:
    item = page(world)
    withdraw_evidence(person=world.checker, item=item, reason="A duplicate.")
    with pytest.raises(Refused, match="withdrawn"):
        request_copy(person=world.checker, item=item)


def test_interrupted_and_lost_jobs_are_enqueued_again_after_the_lease(world: World) -> None:
    request = request_copy(person=world.checker, item=page(world))
    ProcrastinateJob.objects.filter(task_name=COPY_TASK)
    resume_copies()
    assert len(jobs()) == 1, "the job is still in the queue"
    progress = CopyProgress.objects.filter(request=request)
    progress.update(state="fetching", attempts=1, updated_at=timezone.now(), next_attempt_at=None)
    resume_copies()
    assert len(jobs()) == 1
    progress.update(updated_at=timezone.now() - LEASE - timedelta(seconds=1))
    resume_copies()
    assert len(jobs()) == 1, "a job with this lock is queued"


def test_delays_grow_and_respect_the_server() -> None:
    assert [next_delay(attempt, None) for attempt in range(1, MAX_ATTEMPTS)] == list(DELAYS)
    assert next_delay(MAX_ATTEMPTS, None) is None
    assert next_delay(1, 3600.0) == timedelta(hours=1)
    assert next_delay(1, 10.0**9) == timedelta(days=1)
    assert next_delay(1, -5.0) == DELAYS[0]
