"""Slow websites: they occupy one job each, and neither other websites nor other jobs wait for them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from factcheck.archive.fetching import PAGES_QUEUE, lock_host, retry_delay
from factcheck.evidence.availability.job import check_address
from factcheck.evidence.availability.scheduling import CHECK_TASK, enqueue_check
from factcheck.evidence.copies.actions import COPY_TASK, request_copy
from factcheck.evidence.copies.job import preserve_page, resume_copies
from factcheck.evidence.copies.models import CopyProgress
from tests.archive.fetching.servers import Send, response, sending, serving
from tests.copies import page_item
from tests.operations.newsrooms import SeparateNewsroom, migrated_template, separate_newsroom
from tests.plans import FIRST_COPY, bulk_insert, copy_rows, plan_nodes, plan_of, rows_visited, statements_of
from tests.setup.processes import eventually
from tests.world import World

HTML = b"<!doctype html><html><body><article><p>All was well, the mayor said on Monday.</p></article></body></html>"
REQUESTS = """
from factcheck.accounts.actions import add_person
from factcheck.claims.actions import add_claim, get_or_create_actor
from factcheck.evidence.actions import attach
from factcheck.evidence.copies.actions import request_copy
from factcheck.evidence.locators import PageLocator
person = add_person(by=None, email="checker@newsroom.example", name="Checker", role="checker")
mayor, _ = get_or_create_actor(person=person, name="The mayor")
claim = add_claim(person=person, statement="All was well.", claimant=mayor)
for address in ADDRESSES:
    page = PageLocator(address, "All was well")
    request_copy(person=person, item=attach(
        person=person, claim=claim, stance="supports", closeness="primary", quoted_from=page, allow_duplicate=True))
"""
OTHER_JOB = "from factcheck.operations.tasks import clear_receipts; clear_receipts.defer(timestamp=0)"


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[SeparateNewsroom]:
    with separate_newsroom(tmp_path / "newsroom", like=migrated_template()) as newsroom:
        yield newsroom


@pytest.mark.timeout(300)
@pytest.mark.slow
@pytest.mark.usefixtures("django_db_setup")
def test_two_slow_websites_block_neither_other_pages_nor_other_jobs(newsroom: SeparateNewsroom) -> None:
    go_on = threading.Event()

    def slow(_: bytes, send: Send) -> None:
        go_on.wait(90)
        send(response(HTML))

    with serving(slow, host="127.0.0.2") as one, serving(slow, host="127.0.0.3") as two, serving(sending(response(HTML))) as fast:
        servers = {"127.0.0.2": one, "127.0.0.3": two, "127.0.0.1": fast}
        newsroom.variables = {
            "FACTCHECK_TESTING": "1",
            "FACTCHECK_FETCH_TEST_SERVERS": ",".join(f"{host}:{server.port}" for host, server in servers.items()),
        }
        pages = [server.url(f"/{page}") for page in range(5) for server in (one, two)] + [fast.url("/1"), fast.url("/2")]
        newsroom.succeed("shell", "-v", "0", "-c", REQUESTS.replace("ADDRESSES", repr(pages)))
        with newsroom.start("worker") as worker:
            assert eventually(lambda: len(one.requests) == len(two.requests) == 1, 60)
            newsroom.succeed("shell", "-v", "0", "-c", OTHER_JOB)
            kept = "SELECT r.address FROM evidence_copyprogress p JOIN evidence_copyrequest r ON r.id = p.request_id"
            assert eventually(lambda: len(newsroom.query(f"{kept} WHERE p.state = 'kept'")) == 2, 60)
            waiting = "SELECT count(*) FROM procrastinate_jobs WHERE task_name LIKE '%clear_receipts' AND status <> 'succeeded'"
            assert eventually(lambda: newsroom.query(waiting) == [(0,)], 60)
            assert (one.most_at_once, two.most_at_once, len(one.requests), len(two.requests)) == (1, 1, 1, 1)
            assert newsroom.query("SELECT max(attempts) FROM evidence_copyprogress WHERE state <> 'kept'") == [(1,)]
            go_on.set()
            assert eventually(lambda: len(newsroom.query(f"{kept} WHERE p.state = 'kept'")) == len(pages), 120)
            worker.terminate()
        assert (one.most_at_once, two.most_at_once) == (1, 1)


@pytest.mark.django_db(transaction=True)
class TestLanes:
    def test_job_without_its_lane_is_enqueued_again_without_an_attempt(self, world: World) -> None:
        item = page_item(world.checker, world.claim(), address="https://slow.example/a")
        request = request_copy(person=world.checker, item=item)
        ProcrastinateJob.objects.filter(task_name=COPY_TASK).update(queueing_lock=None)
        with occupied("https://slow.example/another"):
            preserve_page(request.pk)
            preserve_page_again = ProcrastinateJob.objects.filter(task_name=COPY_TASK).latest("id")
        assert preserve_page_again.args == {"request_id": request.pk, "passed": 1}
        assert preserve_page_again.queue_name == PAGES_QUEUE
        assert timedelta() < preserve_page_again.scheduled_at - timezone.now() <= timedelta(seconds=1)
        progress = CopyProgress.objects.get(request=request)
        assert (progress.state, progress.attempts) == ("waiting", 0)

    def test_check_without_its_lane_is_enqueued_again(self, world: World) -> None:
        item = page_item(world.checker, world.claim(), address="https://slow.example/a")
        with occupied(item.address):
            check_address(item.pk, passed=3)
        (job,) = ProcrastinateJob.objects.filter(task_name=CHECK_TASK)
        assert (job.args, job.queue_name) == ({"evidence_id": item.pk, "passed": 4}, PAGES_QUEUE)
        enqueue_check(item.pk)
        assert ProcrastinateJob.objects.filter(task_name=CHECK_TASK).count() == 1

    def test_lane_is_free_again_and_that_of_another_host_always_was(self) -> None:
        with occupied("https://slow.example/a"), lock_host("https://fast.example/a") as is_free:
            assert is_free
        with lock_host("https://SLOW.example:443/b") as is_free:
            assert is_free

    def test_invalid_address_has_no_lock(self) -> None:
        with occupied("not an address"), lock_host("not an address") as is_free:
            assert is_free


def test_waiting_time_grows_up_to_a_minute() -> None:
    assert timedelta(seconds=0.5) <= retry_delay(0) <= timedelta(seconds=1)
    assert timedelta(seconds=30) <= retry_delay(6) <= timedelta(seconds=60)
    assert timedelta(seconds=30) <= retry_delay(10_000) <= timedelta(seconds=60)


class occupied:
    """Another session has the lock of the host."""

    def __init__(self, address: str) -> None:
        self.address, self.is_taken, self.is_over = address, threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self._keep)

    def _keep(self) -> None:
        try:
            with lock_host(self.address):
                self.is_taken.set()
                self.is_over.wait(30)
        finally:
            connection.close()

    def __enter__(self) -> None:
        self.thread.start()
        assert self.is_taken.wait(10)

    def __exit__(self, *error: Any) -> None:
        self.is_over.set()
        self.thread.join()


@pytest.mark.django_db
@pytest.mark.slow
def test_resuming_copies_reads_only_open_requests(world: World) -> None:
    """100,000 requests have ended. The unique index of open requests finds the one that has not."""
    item = page_item(world.checker, world.claim())
    request = request_copy(person=world.checker, item=item)
    CopyProgress.objects.update(next_attempt_at=timezone.now() - timedelta(hours=1))
    with bulk_insert() as cursor:
        copy_rows(cursor, "evidence_copyrequest", request.pk, 100_000)
        cursor.execute(
            "INSERT INTO evidence_copyprogress (request_id, evidence_id, state, detail, attempts, received, updated_at)"
            " SELECT %s + g, %s, 'failed', '', 6, 0, now() - interval '1 year' FROM generate_series(0, 99999) g",
            [FIRST_COPY, item.pk],
        )
    statement, values = next(each for each in statements_of(resume_copies) if "evidence_copyprogress" in each[0])
    plan = plan_of(statement, values, generic=False)
    assert rows_visited(plan) < 20
    assert {node.get("Index Name") for node in plan_nodes(plan)} >= {"one_open_copy_request"}
