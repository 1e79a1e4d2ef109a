"""The job that preserves a page, with a server on the loopback interface."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.utils import timezone
from warcio.archiveiterator import ArchiveIterator

from factcheck.accounts.actions import change_person
from factcheck.archive.fetching import turns
from factcheck.archive.models import Capture
from factcheck.archive.queries import read_capture
from factcheck.archive.quota import remaining_bytes
from factcheck.articles.readers.isolation import BUSY
from factcheck.evidence.actions import change_evidence, withdraw_evidence
from factcheck.evidence.copies import job
from factcheck.evidence.copies.actions import ADDRESS_CHANGED, add_fetched_copy, request_copy
from factcheck.evidence.copies.job import INTERRUPTED, NOT_ALLOWED, OVER_QUOTA, preserve_page
from factcheck.evidence.copies.models import CopyProgress, CopyRequest, EvidenceCopy, PreservedText
from factcheck.evidence.copies.rules import NEVER_AT_ALL
from factcheck.evidence.copies.states import LEASE, MAX_ATTEMPTS
from factcheck.ledger.models import Entry
from factcheck.newsroom.actions import edit_newsroom
from factcheck.newsroom.queries import the_newsroom
from tests.archive.fetching.servers import RawServer, by_path, response, serving
from tests.copies import begin, collected, page_item, preserved_copy
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_store")]

HTML = (
    "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Council meets</title></head><body><nav>Menu</nav><article>"
    "<h1>Council meets</h1><p>The council met on Monday and heard the mayor’s report on the flood.</p>"
    "<p>“All was well,” the mayor said, and the members of the council agreed with her.</p></article></body></html>"
).encode()
PAGES = by_path(
    root=response(HTML),
    packed=response(gzip.compress(HTML), Content_Encoding="gzip"),
    moved=response(b"", "301 Moved Permanently", Location="/"),
    gone=response(b"none", "410 Gone"),
    busy=response(b"later", "503 Service Unavailable", Retry_After="600"),
    picture=response(b"\x89PNG\r\n\x1a\n0000", Content_Type="image/png"),
    forbidden=response(b"no", "403 Forbidden"),
    mislabeled=response(HTML.replace(b"<meta charset='utf-8'>", b""), Content_Type="text/html; charset=windows-1252"),
)


@pytest.fixture
def server(settings: Any) -> Iterator[RawServer]:
    with serving(PAGES) as server:
        settings.FETCH_TEST_SERVERS = [("127.0.0.1", server.port)]
        yield server


def requested(world: World, address: str) -> CopyRequest:
    return request_copy(person=world.checker, item=page_item(world.checker, world.open_claim, address=address))


def progress_of(request: CopyRequest) -> CopyProgress:
    return CopyProgress.objects.get(request=request)


def test_page_is_kept_with_its_exchanges_its_bytes_and_its_text(world: World, server: RawServer) -> None:
    request = requested(world, server.url("/moved"))
    before = timezone.now()
    preserve_page(request.pk)
    progress = progress_of(request)
    assert (progress.state, progress.attempts, progress.detail) == ("kept", 1, "")
    copy = progress.copy
    assert copy
    assert (copy.evidence, copy.number, copy.created_by, copy.made_how) == (request.evidence, 1, world.checker, "")
    assert copy.address == server.url("/")
    assert copy.collected_at
    assert before <= copy.collected_at <= timezone.now()
    assert (copy.capture.sha256, copy.capture.size, copy.capture.media_type) == (sha256(HTML).hexdigest(), len(HTML), "text/html")
    assert b"".join(read_capture(copy.capture)) == HTML
    assert copy.text
    assert copy.text.text.startswith("Council meets\n")
    assert "“All was well,” the mayor said" in copy.text.text
    assert "Menu" not in copy.text.text
    assert (copy.text.title, copy.text.language, copy.text.reader) == ("Council meets", "en", "html")
    archive = copy.capture.parent
    assert archive
    with read_capture(archive) as file:
        records = [
            (record.rec_type, record.rec_headers["WARC-Target-URI"], record.content_stream().read())
            for record in ArchiveIterator(file)
        ]
    assert [(kind, address) for kind, address, _ in records if kind == "response"] == [
        ("response", server.url("/moved")),
        ("response", server.url("/")),
    ]
    assert records[-1][2] == HTML


def test_copy_is_recorded_once_in_the_name_of_the_person_who_asked(world: World, server: RawServer) -> None:
    request = requested(world, server.url("/packed"))
    preserve_page(request.pk)
    preserve_page(request.pk)
    copy = EvidenceCopy.objects.get()
    entry, searched = reversed(Entry.objects.order_by("-number")[:2])
    assert searched.action == "quote.searched"
    assert (entry.action, entry.person, entry.object_id) == ("copy.added", world.checker, copy.pk)
    assert entry.after["sha256"] == sha256(HTML).hexdigest()
    assert {kind for kind, *_ in entry.touched} == {"evidencecopy", "capture", "preservedtext"}
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("path", "state", "attempts"),
    [("/gone", "gone", 1), ("/forbidden", "failed", 1), ("/busy", "waiting", 1), ("/picture", "kept", 1)],
)
def test_outcomes_are_distinguished(path: str, state: str, attempts: int, world: World, server: RawServer) -> None:
    request = requested(world, server.url(path))
    preserve_page(request.pk)
    progress = progress_of(request)
    assert (progress.state, progress.attempts) == (state, attempts)
    assert bool(progress.detail) == (state != "kept")


def test_server_that_asks_for_a_delay_is_asked_again_after_it(world: World, server: RawServer) -> None:
    request = requested(world, server.url("/busy"))
    before = timezone.now()
    preserve_page(request.pk)
    due = progress_of(request).next_attempt_at
    assert due
    assert timedelta(seconds=600) <= due - before < timedelta(seconds=630)
    preserve_page(request.pk)  # not due yet
    assert len(server.requests) == 1


def test_request_without_an_answer_ends_after_the_last_attempt(world: World, server: RawServer) -> None:
    request = requested(world, server.url("/busy"))
    for _ in range(MAX_ATTEMPTS):
        CopyProgress.objects.filter(request=request).update(next_attempt_at=timezone.now())
        preserve_page(request.pk)
    progress = progress_of(request)
    assert (progress.state, progress.attempts, progress.next_attempt_at) == ("no_answer", MAX_ATTEMPTS, None)


def test_page_in_utf_8_that_declares_another_encoding_is_read_as_utf_8(world: World, server: RawServer) -> None:
    request = requested(world, server.url("/mislabeled"))
    preserve_page(request.pk)
    text = EvidenceCopy.objects.get().text
    assert text
    assert text.encoding == "utf-8"
    assert "“All was well,” the mayor said" in text.text


def test_picture_has_no_text_but_a_reason(world: World, server: RawServer) -> None:
    request = requested(world, server.url("/picture"))
    preserve_page(request.pk)
    copy = EvidenceCopy.objects.get()
    assert (copy.text, copy.unread_because) == (
        None,
        "This copy is a file of the type image/png, from which no text is extracted.",
    )


def test_attempt_in_progress_is_not_disturbed(world: World, server: RawServer) -> None:
    request = requested(world, server.url("/"))
    begin(request)
    preserve_page(request.pk)
    assert (progress_of(request).state, server.requests) == ("fetching", [])


def test_interrupted_attempt_is_made_again_and_its_late_result_is_discarded(world: World, server: RawServer) -> None:
    request = requested(world, server.url("/"))
    attempt = begin(request)
    CopyProgress.objects.filter(request=request).update(updated_at=timezone.now() - LEASE - timedelta(seconds=1))
    preserve_page(request.pk)
    assert (progress_of(request).state, progress_of(request).attempts) == ("kept", 2)
    assert add_fetched_copy(request=request, attempt=attempt, page=collected()) is None
    assert EvidenceCopy.objects.count() == 1


def test_page_whose_every_attempt_was_interrupted_is_given_up(world: World, server: RawServer) -> None:
    request = requested(world, server.url("/"))
    long_ago = timezone.now() - LEASE - timedelta(seconds=1)
    CopyProgress.objects.filter(request=request).update(state="fetching", attempts=MAX_ATTEMPTS, updated_at=long_ago)
    preserve_page(request.pk)
    progress = progress_of(request)
    assert (progress.state, progress.detail, server.requests) == ("failed", INTERRUPTED, [])


def test_item_that_was_withdrawn_meanwhile_is_not_fetched(world: World, server: RawServer) -> None:
    request = requested(world, server.url("/"))
    withdraw_evidence(person=world.checker, item=request.evidence, reason="Wrong page.")
    preserve_page(request.pk)
    assert (progress_of(request).state, server.requests) == ("failed", [])


def test_person_who_lost_the_role_meanwhile_adds_no_copy(world: World, server: RawServer) -> None:
    request = requested(world, server.url("/"))
    change_person(by=world.administrator, person=world.checker, role="reader", seen_version=None)
    preserve_page(request.pk)
    progress = progress_of(request)
    assert (progress.state, progress.detail, server.requests) == ("failed", NOT_ALLOWED, [])


def test_request_of_a_deactivated_person_is_not_fetched(world: World, server: RawServer) -> None:
    request = requested(world, server.url("/"))
    change_person(by=world.administrator, person=world.checker, is_active=False, seen_version=None)
    preserve_page(request.pk)
    progress = progress_of(request)
    assert (progress.state, progress.detail, server.requests) == ("failed", NOT_ALLOWED, [])


def test_page_is_not_requested_if_the_newsroom_stops_fetching_while_it_waits_for_its_turn(
    world: World, server: RawServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The setting changes at the last moment: while the lock of the host is taken."""
    request = requested(world, server.url("/"))
    lock = turns._lock_any

    def change_and_lock(keys: list[int]) -> int | None:
        edit_newsroom(person=world.administrator, newsroom=the_newsroom(), seen_version=None, page_fetching="never")
        return lock(keys)

    monkeypatch.setattr(turns, "_lock_any", change_and_lock)
    preserve_page(request.pk)
    progress = progress_of(request)
    assert (progress.state, progress.detail, server.requests) == ("failed", NEVER_AT_ALL, [])


def test_former_address_of_an_item_is_neither_fetched_nor_kept(world: World, server: RawServer) -> None:
    request = requested(world, server.url("/"))
    attempt = begin(request)
    change_evidence(person=world.checker, item=request.evidence, seen_version=None, address=server.url("/moved"))
    progress = progress_of(request)
    assert (progress.state, progress.detail) == ("failed", ADDRESS_CHANGED)
    assert add_fetched_copy(request=request, attempt=attempt, page=collected()) is None
    preserve_page(request.pk)
    assert (EvidenceCopy.objects.count(), server.requests) == (0, [])


def test_attempt_that_lost_its_lease_stops(world: World, server: RawServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its reporter finds that another attempt has begun, before the connection."""
    request = requested(world, server.url("/"))
    monkeypatch.setattr(job, "HEARTBEAT", timedelta(0))
    lock = turns._lock_any

    def supersede_and_lock(keys: list[int]) -> int | None:
        CopyProgress.objects.filter(request=request).update(attempts=2)
        return lock(keys)

    monkeypatch.setattr(turns, "_lock_any", supersede_and_lock)
    preserve_page(request.pk)
    assert (progress_of(request).state, progress_of(request).attempts, server.requests) == ("fetching", 2, [])


def test_fetched_bytes_count_toward_the_quota_of_the_person_who_asked(world: World, server: RawServer) -> None:
    request = requested(world, server.url("/"))
    before = remaining_bytes(world.checker)
    preserve_page(request.pk)
    copy = EvidenceCopy.objects.get()
    assert copy.capture.parent
    assert before - remaining_bytes(world.checker) == copy.capture.parent.size + copy.capture.size


def test_page_beyond_the_quota_is_not_kept(world: World, server: RawServer, settings: Any) -> None:
    request = requested(world, server.url("/"))
    settings.UPLOAD_BYTES_PER_DAY = 100
    preserve_page(request.pk)
    progress = progress_of(request)
    assert (progress.state, progress.detail, EvidenceCopy.objects.count()) == ("failed", OVER_QUOTA, 0)


def test_page_at_a_long_address_in_other_letters_is_kept(world: World, server: RawServer) -> None:
    """A letter of the address that a person enters becomes nine characters of the normalized address."""
    preserve_page(requested(world, server.url("/?" + "\u0e01" * 700)).pk)
    copy = EvidenceCopy.objects.get()
    assert copy.address == server.url("/?" + "%E0%B8%81" * 700)


def test_page_that_may_not_be_fetched_leaves_no_bytes(world: World, settings: Any) -> None:
    with serving(PAGES) as server:
        request = requested(world, server.url("/"))
        captures = Capture.objects.count()
        preserve_page(request.pk)
    assert (progress_of(request).state, Capture.objects.count(), server.requests) == ("failed", captures, [])


def test_second_copy_of_equal_bytes_is_another_row_of_the_same_bytes(world: World) -> None:
    item = page_item(world.checker, world.open_claim)
    first, second = preserved_copy(world.checker, item), preserved_copy(world.editor, item)
    assert [first.number, second.number] == [1, 2]
    assert first.capture.sha256 == second.capture.sha256
    assert PreservedText.objects.count() == 2


def test_page_that_cannot_be_read_now_is_fetched_again_later(world: World, server: RawServer, all_readers_busy: Any) -> None:
    request = requested(world, server.url("/"))
    with all_readers_busy():
        preserve_page(request.pk)
    progress = progress_of(request)
    assert (progress.state, progress.attempts, progress.detail) == ("waiting", 1, BUSY)
    assert not EvidenceCopy.objects.exists()
    CopyProgress.objects.filter(request=request).update(next_attempt_at=timezone.now())
    preserve_page(request.pk)
    assert progress_of(request).state == "kept"
    assert EvidenceCopy.objects.get().text
