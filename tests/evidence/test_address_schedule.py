"""Which addresses are checked on a schedule, and when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from factcheck.claims.actions import close_claim
from factcheck.evidence.actions import change_evidence, withdraw_evidence
from factcheck.evidence.availability import scheduling
from factcheck.evidence.availability.actions import request_check, set_interval
from factcheck.evidence.availability.job import check_address
from factcheck.evidence.availability.models import AddressCheck, AddressWatch
from factcheck.evidence.availability.rules import scheduled_days
from factcheck.evidence.availability.schedule import BATCH, JITTER, SPREAD, next_due, start_in_batch
from factcheck.evidence.availability.scheduling import CHECK_TASK, begin_due_checks, enroll_items, resume_checks
from factcheck.evidence.copies.states import LEASE
from factcheck.evidence.models import Evidence
from factcheck.newsroom.actions import edit_newsroom
from factcheck.newsroom.queries import the_newsroom
from factcheck.publishing.actions import retract
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.states import State
from factcheck.web.errors import Invalid
from tests.address_checks import OTHER_WORDS, preserved_item, site, watch_of
from tests.copies import page_item, preserved_copy
from tests.plans import FIRST_COPY, bulk_insert, copy_rows, plan_of, rows_visited, statements_of
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("draft", "administrator")]

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


def set_newsroom(world: World, days: int | None, **fields: Any) -> None:
    edit_newsroom(person=world.administrator, newsroom=the_newsroom(), seen_version=None, check_days=days, **fields)


def item_on(world: World, verdict: Verdict) -> Evidence:
    """A web page with a copy, under the claim of a verdict."""
    item = page_item(world.checker, verdict.claim)
    preserved_copy(world.checker, item)
    return item


@pytest.fixture
def item(world: World) -> Evidence:
    return item_on(world, world.draft)


def reloaded(item: Evidence) -> Evidence:
    return Evidence.objects.select_related("claim__verdict").get(pk=item.pk)


def enrolled() -> list[int]:
    enroll_items(NOW)
    return sorted(AddressWatch.objects.filter(due_at__isnull=False).values_list("evidence", flat=True))


def jobs() -> list[ProcrastinateJob]:
    return list(ProcrastinateJob.objects.filter(task_name=CHECK_TASK).order_by("id"))


def test_nothing_is_checked_by_default(item: Evidence) -> None:
    assert (enrolled(), scheduled_days(reloaded(item))) == ([], 0)


def test_interval_of_the_newsroom_applies_to_items_without_their_own(world: World, item: Evidence) -> None:
    set_newsroom(world, 7)
    assert (enrolled(), scheduled_days(reloaded(item))) == ([item.pk], 7)
    due = watch_of(item).due_at
    assert due
    assert NOW <= due <= NOW + timedelta(days=7)


def test_interval_of_an_item_applies_also_if_the_newsroom_has_none(world: World, item: Evidence) -> None:
    set_interval(person=world.checker, item=item, days=3)
    assert (enrolled(), scheduled_days(reloaded(item))) == ([item.pk], 3)
    set_interval(person=world.checker, item=item, days=None)
    assert (enrolled(), scheduled_days(reloaded(item))) == ([], 0)


def test_item_that_is_never_checked(world: World, item: Evidence) -> None:
    set_newsroom(world, 7)
    set_interval(person=world.checker, item=item, days=0)
    assert (enrolled(), scheduled_days(reloaded(item))) == ([], 0)


def test_pages_that_are_never_fetched_are_never_checked(world: World, item: Evidence) -> None:
    set_newsroom(world, 7, page_fetching="never")
    assert (enrolled(), scheduled_days(reloaded(item))) == ([], 0)
    set_newsroom(world, 7, page_fetching="")
    change_evidence(person=world.checker, item=item, seen_version=None, fetching="never")
    assert (enrolled(), scheduled_days(reloaded(item))) == ([], 0)


def test_only_claims_with_work_or_a_published_check_count(world: World) -> None:
    set_newsroom(world, 7)
    without_verdict = page_item(world.checker, world.open_claim)
    preserved_copy(world.checker, without_verdict)
    closed, withdrawn = item_on(world, world.ready()), item_on(world, world.ready())
    without_copy = page_item(world.checker, world.draft.claim)
    published, approved = item_on(world, world.published), item_on(world, world.approve(world.submit(world.ready())))
    close_claim(person=world.editor, claim=closed.claim, closed_reason="ambiguous", seen_version=None)
    withdraw_evidence(person=world.checker, item=withdrawn, reason="Wrong page.")
    assert enrolled() == sorted([published.pk, approved.pk])
    assert [scheduled_days(reloaded(each)) for each in (without_verdict, closed, withdrawn)] == [0, 0, 0]
    assert without_copy.pk not in enrolled()


def test_retracted_check_is_not_checked(world: World) -> None:
    set_newsroom(world, 7)
    item = item_on(world, world.published)
    assert enrolled() == [item.pk]
    retract(person=world.editor, verdict=Verdict.objects.get(pk=world.published.pk), notice="It was wrong.")
    assert scheduled_days(reloaded(item)) == 0
    assert Verdict.objects.get(pk=world.published.pk).state == State.RETRACTED
    AddressWatch.objects.update(due_at=NOW)
    begin_due_checks(NOW)
    AddressWatch.objects.update(next_attempt_at=timezone.now())
    check_address(item.pk)
    assert (watch_of(item).state, watch_of(item).due_at) == ("idle", None)
    assert enroll_items(NOW) == 0


def test_times_are_spread_over_the_interval_and_stay_spread() -> None:
    random = Random(1)  # noqa: S311  the test needs the same numbers each time
    dues = [next_due(NOW, 10, random) for _ in range(200)]
    assert NOW + timedelta(days=9) <= min(dues) < NOW + timedelta(days=9.3)
    assert NOW + timedelta(days=10.7) < max(dues) <= NOW + timedelta(days=11)
    assert len({start_in_batch(NOW, random) for _ in range(50)}) == 50
    assert all(NOW <= start_in_batch(NOW) <= NOW + SPREAD for _ in range(50))
    assert JITTER == 0.1


def test_second_enrollment_changes_nothing(world: World, item: Evidence) -> None:
    set_newsroom(world, 7)
    assert enroll_items(NOW) == 1
    due = watch_of(item).due_at
    assert enroll_items(NOW + timedelta(hours=1)) == 0
    assert watch_of(item).due_at == due


def test_time_that_is_too_far_away_is_corrected(world: World, item: Evidence) -> None:
    """The interval became shorter, or the clock was ahead when the time was computed."""
    set_newsroom(world, 7)
    enroll_items(NOW)
    AddressWatch.objects.update(due_at=NOW + timedelta(days=400))
    assert enroll_items(NOW) == 1
    assert watch_of(item).due_at <= NOW + timedelta(days=7)  # type: ignore[operator]


def test_check_in_progress_is_not_rescheduled(world: World, item: Evidence) -> None:
    set_newsroom(world, 7)
    request_check(person=world.checker, item=item)
    assert enroll_items(NOW) == 0


def test_due_checks_begin_once_at_random_times_of_the_minute(world: World, item: Evidence) -> None:
    set_newsroom(world, 7)
    enroll_items(NOW)
    AddressWatch.objects.update(due_at=NOW - timedelta(hours=1))
    assert begin_due_checks(NOW) == [item.pk]
    assert begin_due_checks(NOW) == []
    (job,) = jobs()
    assert NOW <= job.scheduled_at <= NOW + SPREAD
    assert (job.args, job.priority) == ({"evidence_id": item.pk}, scheduling.PRIORITY)
    assert (watch_of(item).state, watch_of(item).number, watch_of(item).requested_by) == ("waiting", 1, None)


def test_few_checks_begin_at_once_after_the_clock_was_set_forward(world: World, item: Evidence) -> None:
    set_newsroom(world, 7)
    enroll_items(NOW)
    with bulk_insert() as cursor:
        copy_rows(cursor, "evidence_evidence", item.pk, 25, number="1000 + g")
        cursor.execute(
            "INSERT INTO evidence_addresswatch (evidence_id, state, number, attempts, due_at, updated_at, detail, is_open)"
            " SELECT %s + g, 'idle', 0, 0, %s, now(), '', FALSE FROM generate_series(0, 24) g",
            [FIRST_COPY, NOW],
        )
    far_ahead = NOW + timedelta(days=365)
    assert [len(begin_due_checks(far_ahead)) for _ in range(4)] == [BATCH, BATCH, 6, 0]


def test_schedule_continues_after_a_check(world: World, settings: Any) -> None:
    set_newsroom(world, 7)
    with site() as news:
        settings.FETCH_TEST_SERVERS = [("127.0.0.1", news.server.port)]
        item = preserved_item(world.checker, world.draft.claim, news.url)
        enroll_items()
        AddressWatch.objects.update(due_at=timezone.now())
        begin_due_checks()
        news.answer = OTHER_WORDS
        check_address(item.pk)
    watch = watch_of(item)
    assert watch.newest
    assert (watch.newest.result, watch.newest.requested_by, watch.state) == ("other_words", None, "idle")
    assert watch.due_at
    days = (watch.due_at - timezone.now()) / timedelta(days=1)
    assert 7 * 0.9 - 0.01 <= days <= 7 * 1.1
    assert AddressCheck.objects.count() == 1


def test_setting_that_changed_to_never_while_a_scheduled_check_waits(world: World, item: Evidence) -> None:
    set_newsroom(world, 7)
    enroll_items(NOW)
    AddressWatch.objects.update(due_at=NOW)
    begin_due_checks(NOW)
    set_newsroom(world, None)
    AddressWatch.objects.update(next_attempt_at=timezone.now())
    check_address(item.pk)  # a request would fail, because the host does not exist
    assert (watch_of(item).state, watch_of(item).attempts, watch_of(item).due_at, watch_of(item).detail) == ("idle", 1, None, "")


def test_lost_jobs_are_enqueued_again(world: World, item: Evidence) -> None:
    request_check(person=world.checker, item=item)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    resume_checks()
    assert jobs() == []  # it has just begun
    long_ago = timezone.now() - LEASE - timedelta(seconds=1)
    for state, next_attempt_at in (("waiting", long_ago), ("checking", None)):
        AddressWatch.objects.update(state=state, updated_at=long_ago, next_attempt_at=next_attempt_at)
        resume_checks()
        resume_checks()
        assert len(jobs()) == 1
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs")


@pytest.mark.parametrize("days", [-1, 366])
def test_number_of_days_out_of_range(days: int, world: World, item: Evidence) -> None:
    with pytest.raises(Invalid):
        set_interval(person=world.checker, item=item, days=days)
    with pytest.raises(Invalid):
        set_newsroom(world, days)


def test_newsroom_does_not_accept_zero_days(world: World) -> None:
    with pytest.raises(Invalid):
        set_newsroom(world, 0)


def test_cost_of_a_minute_does_not_depend_on_the_number_of_items(world: World, item: Evidence) -> None:
    """100,000 items with a schedule: the due ones, the running ones, and the open ones are each read from an index."""
    set_newsroom(world, 7)
    enroll_items(NOW)
    AddressWatch.objects.update(due_at=NOW)
    with bulk_insert() as cursor:
        copy_rows(cursor, "evidence_evidence", item.pk, 100_000, number="1000 + g")
        cursor.execute(
            "INSERT INTO evidence_addresswatch (evidence_id, state, number, attempts, due_at, updated_at, detail, is_open)"
            " SELECT %s + g, 'idle', 0, 0, %s + g * interval '6 seconds', now(), '', FALSE FROM generate_series(1, 99999) g",
            [FIRST_COPY, NOW],
        )
    assert len(begin_due_checks(NOW + timedelta(days=3650))) == BATCH
    for read in (lambda: begin_due_checks(NOW), resume_checks):
        statement, values = next(s for s in statements_of(read) if "evidence_addresswatch" in s[0])
        AddressWatch.objects.filter(evidence=item).update(state="idle", due_at=NOW)
        assert rows_visited(plan_of(statement, values, generic=False)) < 50
