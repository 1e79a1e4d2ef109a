"""Checks of addresses with a full disk, and with two workers at once."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from factcheck.archive.models import Capture
from factcheck.evidence.availability.actions import request_check, set_interval, state_no_notice
from factcheck.evidence.availability.job import check_address
from factcheck.evidence.availability.models import AddressCheck, AddressWatch
from factcheck.evidence.availability.scheduling import begin_due_checks
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.copies.states import MAX_ATTEMPTS
from factcheck.operations.doctor import examine
from tests.address_checks import OTHER_WORDS, gone_page, next_attempt, preserved_item, site, watch_of
from tests.archive.faults import WRITE_FAULTS
from tests.copies import page_item, provided_copy
from tests.verdicts.test_races import run_concurrently
from tests.world import World

pytestmark = pytest.mark.usefixtures("empty_store")


@pytest.mark.django_db
def test_full_disk_at_each_step_has_no_result_and_stores_nothing_in_part(world: World, settings: Any) -> None:
    with site() as news:
        settings.FETCH_TEST_SERVERS = [("127.0.0.1", news.server.port)]
        item = preserved_item(world.checker, world.open_claim, news.url)
        captures = Capture.objects.count()
        news.answer = OTHER_WORDS
        for failing_step in range(20):
            request_check(person=world.checker, item=item)
            with WRITE_FAULTS.below(Path(settings.DATA_DIR), errno.ENOSPC, spared=failing_step):
                next_attempt(item)
            if watch_of(item).newest:
                break
            assert (watch_of(item).state, "full" in watch_of(item).detail) == ("waiting", True)
            assert (Capture.objects.count(), AddressCheck.objects.count(), EvidenceCopy.objects.count()) == (captures, 0, 1)
            AddressWatch.objects.update(state="idle")
        assert failing_step >= 3
        assert (AddressCheck.objects.get().result, EvidenceCopy.objects.count()) == ("other_words", 2)
    assert [result.findings for result in examine() if result.findings] == []


@pytest.mark.django_db
def test_disk_that_stays_full_is_no_result_about_the_page(world: World, settings: Any) -> None:
    with site() as news:
        settings.FETCH_TEST_SERVERS = [("127.0.0.1", news.server.port)]
        item = preserved_item(world.checker, world.open_claim, news.url)
        news.answer = OTHER_WORDS
        request_check(person=world.checker, item=item)
        with WRITE_FAULTS.below(Path(settings.DATA_DIR), errno.ENOSPC):
            for _ in range(MAX_ATTEMPTS):
                next_attempt(item)
    watch = watch_of(item)
    assert (watch.state, watch.newest, watch.checked_at, "full" in watch.detail) == ("idle", None, None, True)
    assert watch.attempts == MAX_ATTEMPTS


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_begin_the_same_check(world: World) -> None:
    items = [page_item(world.checker, world.open_claim, address=f"https://news.example/{number}") for number in range(20)]
    now = timezone.now()
    AddressWatch.objects.bulk_create(AddressWatch(evidence=item, due_at=now, updated_at=now) for item in items)
    first, second = run_concurrently(lambda: begin_due_checks(now), lambda: begin_due_checks(now))
    third = begin_due_checks(now)
    assert sorted([*first, *second, *third]) == [item.pk for item in items]
    assert set(AddressWatch.objects.values_list("state", "number")) == {("waiting", 1)}


@pytest.mark.django_db(transaction=True)
def test_two_workers_with_the_same_job_make_one_attempt(world: World, settings: Any) -> None:
    with site() as news:
        settings.FETCH_TEST_SERVERS = [("127.0.0.1", news.server.port)]
        item = preserved_item(world.checker, world.open_claim, news.url)
        news.answer = OTHER_WORDS
        request_check(person=world.checker, item=item)
        results = run_concurrently(lambda: check_address(item.pk), lambda: check_address(item.pk))
        assert results == [None, None]
        assert len(news.server.requests) == 2  # the first one was for the copy
    assert (AddressCheck.objects.count(), watch_of(item).attempts) == (1, 1)


@pytest.mark.django_db
def test_doctor_accepts_each_entry(world: World) -> None:
    item = page_item(world.checker, world.open_claim)
    provided_copy(world.checker, item)
    set_interval(person=world.checker, item=item, days=7)
    state_no_notice(person=world.editor, check=gone_page(world.checker, item), reason="It moved.")
    assert [result.findings for result in examine() if result.findings] == []
