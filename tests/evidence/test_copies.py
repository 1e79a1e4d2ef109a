"""Requests for copies of web pages, and the job that fetches them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from factcheck.evidence.actions import change_evidence, withdraw_evidence
from factcheck.evidence.copies.actions import COPY_TASK, PRIORITY, request_copy
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

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("open_claim")]


def page(world: World, fetching: str = "") -> Evidence:
    return page_item(world.checker, world.open_claim, fetching=fetching)


def set_newsroom(world: World, fetching: str) -> None:
    row = the_newsroom()
    edit_newsroom(person=world.administrator, newsroom=row, seen_version=row.version, name="", contact="", page_fetching=fetching)


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


def test_form_with_an_invalid_key_requests_nothing_and_says_so(world: World, client: Client) -> None:
    item = page(world)
    client.force_login(world.checker)
    response = client.post(reverse("desk:evidence-preserve", args=[item.pk]), {"token": "not a key"})
    assert response.status_code == 422
    assert not CopyRequest.objects.filter(evidence=item).exists()


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
        ("never", "automatic", 0),
        ("never", "on_request", 0),
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


def test_request_for_the_former_address_ends_before_the_new_one_is_requested(world: World) -> None:
    set_newsroom(world, "automatic")
    item = page(world)
    change_evidence(person=world.checker, item=item, seen_version=item.version, address="https://news.example/b")
    rows = CopyProgress.objects.filter(evidence=item).order_by("request")
    assert list(rows.values_list("request__address", "state")) == [
        (item.address, "failed"),
        ("https://news.example/b", "waiting"),
    ]


def test_progress_that_did_not_change_is_not_sent_again(world: World, client: Client) -> None:
    item = page(world)
    progress = request_copy(person=world.checker, item=item).progress
    client.force_login(world.checker)
    url = reverse("desk:evidence-copies", args=[item.pk])
    assert f"{url}?seen={progress.stamp}" in client.get(url).content.decode()
    assert client.get(url, {"seen": progress.stamp}).status_code == 204
    CopyProgress.objects.update(state="fetching", attempts=1)
    response = client.get(url, {"seen": progress.stamp})
    assert response.status_code == 200
    assert "Fetching the page" in response.content.decode()


@pytest.mark.parametrize(("newsroom", "own"), [("never", ""), ("never", "automatic"), ("", "never"), ("automatic", "never")])
def test_page_that_must_never_be_fetched_cannot_be_requested(newsroom: str, own: str, world: World) -> None:
    set_newsroom(world, newsroom)
    item = page(world, own)
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
    resume_copies()
    assert len(jobs()) == 1, "the job is still in the queue"
    progress = CopyProgress.objects.filter(request=request)
    progress.update(state="fetching", attempts=1, updated_at=timezone.now(), next_attempt_at=None)
    resume_copies()
    assert len(jobs()) == 1
    progress.update(updated_at=timezone.now() - LEASE - timedelta(seconds=1))
    resume_copies()
    assert len(jobs()) == 1, "a job with this lock is queued"
    for state, due in (("fetching", None), ("waiting", timezone.now() - LEASE - timedelta(seconds=1))):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = %s", [COPY_TASK])
        progress.update(state=state, next_attempt_at=due)
        resume_copies()
        assert jobs() == [{"request_id": request.pk}], "the job was lost"


def test_other_jobs_do_not_wait_for_pages(world: World) -> None:
    request_copy(person=world.checker, item=page(world))
    assert list(ProcrastinateJob.objects.filter(task_name=COPY_TASK).values_list("priority", flat=True)) == [PRIORITY]
    assert PRIORITY < 0


def test_delays_grow_and_respect_the_server() -> None:
    assert [next_delay(attempt, None) for attempt in range(1, MAX_ATTEMPTS)] == list(DELAYS)
    assert next_delay(MAX_ATTEMPTS, None) is None
    assert next_delay(1, 3600.0) == timedelta(hours=1)
    assert next_delay(1, 10.0**9) == timedelta(days=1)
    assert next_delay(1, -5.0) == DELAYS[0]
