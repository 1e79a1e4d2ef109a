"""The job that checks an address again, with a website on the loopback interface."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from hashlib import sha256
from typing import Any

import pytest
from django.utils import timezone

from factcheck.accounts.actions import change_person
from factcheck.archive.fetching import turns
from factcheck.archive.fetching.limits import FetchLimits
from factcheck.archive.models import Capture
from factcheck.archive.queries import read_capture
from factcheck.archive.quota import remaining_bytes
from factcheck.articles.readers.isolation import BUSY
from factcheck.claims.actions import close_claim
from factcheck.evidence.actions import change_evidence, withdraw_evidence
from factcheck.evidence.availability import job
from factcheck.evidence.availability.actions import Observation, record_result, request_check
from factcheck.evidence.availability.comparison import AddressResult, compare_pages
from factcheck.evidence.availability.job import INTERRUPTED, NOT_ALLOWED, OVER_QUOTA, check_address
from factcheck.evidence.availability.models import AddressCheck, AddressWatch
from factcheck.evidence.availability.queries import copy_to_compare
from factcheck.evidence.availability.rules import NEVER_AT_ALL, NOTHING_TO_COMPARE, WITHDRAWN
from factcheck.evidence.copies.actions import copy_entry, request_copy
from factcheck.evidence.copies.job import preserve_page
from factcheck.evidence.copies.models import EvidenceCopy, PreservedText, QuotePlace
from factcheck.evidence.copies.queries import counting_copy
from factcheck.evidence.copies.states import LEASE, MAX_ATTEMPTS
from factcheck.evidence.models import Evidence
from factcheck.ledger.actions import record_many
from factcheck.ledger.models import Entry
from factcheck.newsroom.actions import edit_newsroom
from factcheck.newsroom.queries import the_newsroom
from factcheck.verdicts.models import RecordChange
from factcheck.verdicts.queries import basis_for
from factcheck.web.errors import NotAllowed, Refused
from tests.address_checks import (
    CHANGED_ELSEWHERE,
    FIRST_PAGE,
    OTHER_WORDS,
    Site,
    checked_now,
    html,
    next_attempt,
    preserved_item,
    site,
    watch_of,
)
from tests.archive.fetching.servers import response
from tests.copies import QUOTE, page_item
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_store")]


@pytest.fixture
def news(settings: Any) -> Iterator[Site]:
    with site() as news:
        settings.FETCH_TEST_SERVERS = [("127.0.0.1", news.server.port)]
        yield news


@pytest.fixture
def item(world: World, news: Site) -> Evidence:
    return preserved_item(world.checker, world.open_claim, news.url)


def entries() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("action", flat=True))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (FIRST_PAGE, "as_before"),
        (CHANGED_ELSEWHERE, "elsewhere"),
        (f"{FIRST_PAGE} {FIRST_PAGE}", "elsewhere"),
        (FIRST_PAGE.replace("All was", "All\u00a0was"), "elsewhere"),
        (OTHER_WORDS, "other_words"),
        (FIRST_PAGE.replace("All was well", "All was wellness"), "other_words"),
        ("", "other_words"),
    ],
)
def test_quote_decides(now: str, expected: str) -> None:
    assert compare_pages(FIRST_PAGE, now, QUOTE) == expected


def test_page_whose_copy_does_not_contain_the_quote_never_says_other_words() -> None:
    assert compare_pages(FIRST_PAGE, OTHER_WORDS, "Nobody said this.") == "elsewhere"
    assert compare_pages(FIRST_PAGE, OTHER_WORDS, "") == "elsewhere"


def test_page_as_before_writes_neither_an_entry_nor_a_row_nor_bytes(world: World, news: Site, item: Evidence) -> None:
    before, captures, recorded = timezone.now(), Capture.objects.count(), entries()
    assert checked_now(world.checker, item) is None
    watch = watch_of(item)
    assert (watch.state, watch.number, watch.is_open, watch.requested_by) == ("idle", 1, False, None)
    assert watch.checked_at
    assert watch.checked_at > before
    assert (Capture.objects.count(), AddressCheck.objects.count(), entries()) == (captures, 0, recorded)
    assert len(news.server.requests) == 2


def test_other_bytes_with_the_same_text_are_as_before(world: World, news: Site, item: Evidence) -> None:
    news.answer = response(html(FIRST_PAGE).replace(b"<article>", b"<nav>Advertisement</nav><article>"))
    assert checked_now(world.checker, item) is None
    assert EvidenceCopy.objects.count() == 1


def test_same_bytes_are_as_before_if_an_older_reader_extracted_another_text(
    world: World, news: Site, item: Evidence, all_readers_busy: Any
) -> None:
    """They are not read again."""
    first = EvidenceCopy.objects.get()
    text = f"Menu {FIRST_PAGE}"
    older = PreservedText.objects.create(
        capture=first.capture,
        reader="html",
        reader_version=0,
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
        length=len(text),
    )
    second = EvidenceCopy.objects.create(
        evidence=item, number=2, item_address=item.address, capture=first.capture, text=older, created_by=world.checker
    )
    record_many(person=world.checker, entries=[copy_entry(second, [older])])
    assert copy_to_compare(item) == second
    with all_readers_busy():
        assert checked_now(world.checker, item) is None
    assert watch_of(item).state == "idle"


def test_other_words_are_kept_as_a_copy_and_recorded_once(world: World, news: Site, item: Evidence) -> None:
    first = EvidenceCopy.objects.get()
    news.answer = OTHER_WORDS
    check = checked_now(world.checker, item)
    assert check
    assert (check.result, check.status, check.address, check.previous) == ("other_words", 200, news.url, None)
    assert (check.compared, check.requested_by, check.sha256) == (first, world.checker, sha256(html(OTHER_WORDS)).hexdigest())
    kept = check.copy
    assert kept
    assert (kept.number, kept.created_by, kept.is_of_check, kept.is_fetched) == (2, None, True, True)
    assert b"".join(read_capture(kept.capture)) == html(OTHER_WORDS)
    assert kept.text
    assert "Some things were not well" in kept.text.text
    assert watch_of(item).is_open
    copied, changed = Entry.objects.order_by("-number")[:2][::-1]
    assert (copied.action, copied.person, copied.object_id) == ("copy.added", None, kept.pk)
    assert (changed.action, changed.person, changed.before) == ("address.result_changed", None, {"result": "as_before"})
    assert changed.after["result"] == "other_words"
    assert changed.after["copy"] == kept.pk
    recorded, captures = entries(), Capture.objects.count()
    checked_now(world.checker, item)
    assert (entries(), Capture.objects.count(), watch_of(item).number) == (recorded, captures, 2)


def test_copy_of_a_check_is_neither_the_newest_copy_nor_the_one_that_is_compared(
    world: World, news: Site, item: Evidence
) -> None:
    """The item still quotes the preserved copy, and the quote is still found in it."""
    first, places = EvidenceCopy.objects.get(), QuotePlace.objects.count()
    news.answer = OTHER_WORDS
    checked_now(world.checker, item)
    assert (counting_copy(item), copy_to_compare(item), QuotePlace.objects.count()) == (first, first, places)


def test_copy_that_a_person_fetches_after_the_change_does_not_hide_it(world: World, news: Site, item: Evidence) -> None:
    first = EvidenceCopy.objects.get()
    news.answer = OTHER_WORDS
    preserve_page(request_copy(person=world.checker, item=item).pk)
    check = checked_now(world.checker, item)
    assert check
    assert (check.result, check.compared) == ("other_words", first)
    assert check.copy == EvidenceCopy.objects.get(number=2)  # the same bytes are not kept again
    assert EvidenceCopy.objects.count() == 2


def test_page_that_changed_elsewhere_is_kept_without_an_alarm(world: World, news: Site, item: Evidence) -> None:
    news.answer = CHANGED_ELSEWHERE
    check = checked_now(world.checker, item)
    assert check
    assert (check.result, check.copy is not None, watch_of(item).is_open) == ("elsewhere", True, False)


@pytest.mark.parametrize(
    ("status", "result"), [("404 Not Found", "gone"), ("410 Gone", "gone"), ("403 Forbidden", "refused"), ("451 No", "refused")]
)
def test_refusals_of_the_server_are_distinguished(status: str, result: str, world: World, news: Site, item: Evidence) -> None:
    news.answer = response(b"none", status)
    check = checked_now(world.checker, item)
    assert check
    assert (check.result, check.status, check.sha256, check.copy) == (result, int(status[:3]), "", None)
    assert str(check.status) in check.detail
    assert watch_of(item).is_open


def test_page_that_comes_back_closes_the_result(world: World, news: Site, item: Evidence) -> None:
    news.answer = response(b"none", "404 Not Found")
    gone = checked_now(world.checker, item)
    news.answer = FIRST_PAGE
    back = checked_now(world.checker, item)
    assert back
    assert (back.result, back.previous, back.copy, watch_of(item).is_open) == ("as_before", gone, None, False)
    assert [check.result for check in AddressCheck.objects.order_by("id")] == ["gone", "as_before"]


def test_no_answer_is_reported_only_after_all_attempts(world: World, news: Site, item: Evidence) -> None:
    news.answer = response(b"later", "503 Service Unavailable")
    assert checked_now(world.checker, item) is None
    watch = watch_of(item)
    assert (watch.state, watch.attempts, "status 503" in watch.detail) == ("waiting", 1, True)
    check_address(item.pk)  # not due yet
    assert watch_of(item).attempts == 1
    for _ in range(MAX_ATTEMPTS - 1):
        assert watch_of(item).newest is None
        next_attempt(item)
    watch = watch_of(item)
    assert watch.newest
    assert (watch.newest.result, watch.newest.status, watch.state) == ("no_answer", 503, "idle")
    assert len(news.server.requests) == 1 + MAX_ATTEMPTS


def test_answer_to_a_later_attempt_is_no_change(world: World, news: Site, item: Evidence) -> None:
    news.answer = response(b"later", "503 Service Unavailable")
    checked_now(world.checker, item)
    news.answer = FIRST_PAGE
    next_attempt(item)
    assert (watch_of(item).state, watch_of(item).detail, AddressCheck.objects.count()) == ("idle", "", 0)


def test_redirect_to_an_internal_address_is_refused_and_requested_nowhere(world: World, news: Site, item: Evidence) -> None:
    news.answer = response(b"", "302 Found", Location="http://169.254.169.254/latest/meta-data")
    check = checked_now(world.checker, item)
    assert check
    assert (check.result, check.copy) == ("refused", None)
    assert "169.254" not in check.detail


def test_page_that_became_a_picture_cannot_be_checked(world: World, news: Site, item: Evidence) -> None:
    news.answer = response(b"\x89PNG\r\n\x1a\n0000", Content_Type="image/png")
    check = checked_now(world.checker, item)
    assert check
    assert (check.result, check.detail[:9]) == ("refused", "This copy")
    assert check.copy
    assert check.copy.text is None


def test_attempt_in_progress_is_not_disturbed(world: World, news: Site, item: Evidence) -> None:
    request_check(person=world.checker, item=item)
    AddressWatch.objects.update(state="checking", attempts=1)
    check_address(item.pk)
    assert request_check(person=world.editor, item=item).requested_by == world.checker
    assert (watch_of(item).attempts, len(news.server.requests)) == (1, 1)


def test_interrupted_attempt_is_made_again_and_its_late_result_is_discarded(world: World, news: Site, item: Evidence) -> None:
    request_check(person=world.checker, item=item)
    AddressWatch.objects.update(state="checking", attempts=1, updated_at=timezone.now() - LEASE - timedelta(seconds=1))
    news.answer = OTHER_WORDS
    check_address(item.pk)
    assert (watch_of(item).state, watch_of(item).attempts) == ("idle", 2)
    late = Observation(AddressResult.GONE, item.address, EvidenceCopy.objects.get(number=1), timezone.now())
    assert record_result(item_id=item.pk, number=1, attempt=1, seen=late) is None
    assert [check.result for check in AddressCheck.objects.all()] == ["other_words"]


def test_check_whose_every_attempt_was_interrupted_has_no_result(world: World, news: Site, item: Evidence) -> None:
    request_check(person=world.checker, item=item)
    long_ago = timezone.now() - LEASE - timedelta(seconds=1)
    AddressWatch.objects.update(state="checking", attempts=MAX_ATTEMPTS, updated_at=long_ago)
    check_address(item.pk)
    watch = watch_of(item)
    assert (watch.state, watch.detail, watch.newest, watch.checked_at) == ("idle", INTERRUPTED, None, None)


def test_attempt_that_lost_its_lease_stops(world: World, news: Site, item: Evidence, monkeypatch: pytest.MonkeyPatch) -> None:
    request_check(person=world.checker, item=item)
    monkeypatch.setattr(job, "HEARTBEAT", timedelta(0))
    lock = turns._lock_any

    def supersede_and_lock(keys: list[int]) -> int | None:
        AddressWatch.objects.update(attempts=2)
        return lock(keys)

    monkeypatch.setattr(turns, "_lock_any", supersede_and_lock)
    check_address(item.pk)
    assert (watch_of(item).state, watch_of(item).attempts, len(news.server.requests)) == ("checking", 2, 1)


def test_page_is_not_requested_if_the_newsroom_stops_fetching_meanwhile(
    world: World, news: Site, item: Evidence, monkeypatch: pytest.MonkeyPatch
) -> None:
    request_check(person=world.checker, item=item)
    lock = turns._lock_any

    def change_and_lock(keys: list[int]) -> int | None:
        edit_newsroom(person=world.administrator, newsroom=the_newsroom(), seen_version=None, page_fetching="never")
        return lock(keys)

    monkeypatch.setattr(turns, "_lock_any", change_and_lock)
    check_address(item.pk)
    watch = watch_of(item)
    assert (watch.state, watch.detail, watch.newest, len(news.server.requests)) == ("idle", NEVER_AT_ALL, None, 1)


def test_request_of_a_person_who_lost_the_role_is_not_fetched(world: World, news: Site, item: Evidence) -> None:
    request_check(person=world.checker, item=item)
    change_person(by=world.administrator, person=world.checker, role="reader", seen_version=None)
    check_address(item.pk)
    assert (watch_of(item).state, watch_of(item).detail, len(news.server.requests)) == ("idle", NOT_ALLOWED, 1)


def test_withdrawn_item_is_not_checked(world: World, news: Site, item: Evidence) -> None:
    request_check(person=world.checker, item=item)
    withdraw_evidence(person=world.checker, item=item, reason="Wrong page.")
    check_address(item.pk)
    assert (watch_of(item).state, watch_of(item).detail, len(news.server.requests)) == ("idle", WITHDRAWN, 1)


def test_corrected_address_has_no_result_and_its_late_result_is_discarded(world: World, news: Site, item: Evidence) -> None:
    news.answer = response(b"none", "404 Not Found")
    checked_now(world.checker, item)
    request_check(person=world.checker, item=item)
    AddressWatch.objects.update(state="checking", attempts=1)
    change_evidence(person=world.checker, item=item, seen_version=None, address=news.server.url("/moved"))
    watch = watch_of(item)
    assert (watch.state, watch.newest, watch.is_open) == ("idle", None, False)
    late = Observation(AddressResult.OTHER_WORDS, news.url, EvidenceCopy.objects.get(), timezone.now())
    assert record_result(item_id=item.pk, number=2, attempt=1, seen=late) is None
    with pytest.raises(Refused, match="There is no copy"):
        request_check(person=world.checker, item=Evidence.objects.get(pk=item.pk))


def test_item_that_may_not_be_checked(world: World, news: Site) -> None:
    without_copy = page_item(world.checker, world.open_claim, address=news.url)
    with pytest.raises(Refused, match=NOTHING_TO_COMPARE[:20]):
        request_check(person=world.checker, item=without_copy)
    closed = preserved_item(world.checker, world.claim("Another claim."), news.url)
    close_claim(person=world.checker, claim=closed.claim, closed_reason="ambiguous", seen_version=None)
    with pytest.raises(Refused):
        request_check(person=world.checker, item=Evidence.objects.get(pk=closed.pk))
    never = preserved_item(world.checker, world.open_claim, news.server.url("/other"))
    change_evidence(person=world.checker, item=never, seen_version=None, fetching="never")
    with pytest.raises(Refused, match="never fetched"):
        request_check(person=world.checker, item=Evidence.objects.get(pk=never.pk))
    with pytest.raises(NotAllowed):
        request_check(person=world.reader, item=without_copy)
    assert AddressWatch.objects.count() == 0


def test_copy_of_a_check_changes_neither_the_record_nor_an_approval(world: World, news: Site) -> None:
    """A request of a machine must not invalidate what an editor approved."""
    item = preserved_item(world.checker, world.published.claim, news.url)
    before, changes = basis_for(item.claim), RecordChange.objects.count()
    news.answer = OTHER_WORDS
    check = checked_now(world.checker, item)
    assert check
    assert check.copy
    assert (basis_for(item.claim), RecordChange.objects.count()) == (before, changes)


def test_page_that_cannot_be_read_now_is_checked_again_later(
    world: World, news: Site, item: Evidence, all_readers_busy: Any
) -> None:
    news.answer = OTHER_WORDS
    with all_readers_busy():
        assert checked_now(world.checker, item) is None
    watch = watch_of(item)
    assert (watch.state, watch.detail, watch.is_open) == ("waiting", BUSY, False)
    next_attempt(item)
    assert watch_of(item).newest.result == "other_words"


def test_page_that_a_person_lets_check_counts_toward_the_quota(world: World, news: Site, item: Evidence) -> None:
    before = remaining_bytes(world.checker)
    news.answer = OTHER_WORDS
    check = checked_now(world.checker, item)
    assert check
    assert check.copy
    assert before - remaining_bytes(world.checker) >= check.copy.capture.size


def test_check_beyond_the_quota_ends_without_a_result(world: World, news: Site, item: Evidence, settings: Any) -> None:
    settings.UPLOAD_BYTES_PER_DAY = 1
    news.answer = OTHER_WORDS
    assert checked_now(world.checker, item) is None
    assert (watch_of(item).state, watch_of(item).detail) == ("idle", OVER_QUOTA)


def test_check_that_is_never_its_turn_has_no_result(
    world: World, news: Site, item: Evidence, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other jobs of this installation fetch from the host. The website was not asked, so nothing is said about it."""
    news.answer = OTHER_WORDS
    monkeypatch.setattr(job, "fetch", partial(job.fetch, limits=FetchLimits(turn=0.05)))
    monkeypatch.setattr(turns, "_lock_any", lambda keys: None)
    assert checked_now(world.checker, item) is None
    for _ in range(MAX_ATTEMPTS - 1):
        next_attempt(item)
    watch = watch_of(item)
    assert (watch.state, watch.newest, watch.is_open, len(news.server.requests)) == ("idle", None, False, 1)
    assert "Other pages of" in watch.detail
