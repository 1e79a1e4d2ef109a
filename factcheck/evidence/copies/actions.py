"""Actions on the copies of evidence: requesting one, and adding the copy that a request resulted in.

`evidence.copies.job` runs between the two. It fetches and stores the bytes outside of transactions.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from factcheck.accounts.models import Person
from factcheck.archive.actions import StoredBytes, add_capture
from factcheck.archive.fetching import PAGES_QUEUE
from factcheck.archive.models import Capture, Method
from factcheck.evidence.copies.fields import COPY, HOW_REQUIRED
from factcheck.evidence.copies.models import CopyProgress, CopyRequest, EvidenceCopy, PreservedText
from factcheck.evidence.copies.quotes import searched_place
from factcheck.evidence.copies.reading import SOFTWARE, ReadCopy
from factcheck.evidence.copies.rules import effective_fetching
from factcheck.evidence.copies.states import OPEN_STATES, RequestState
from factcheck.evidence.models import Evidence, ItemFetching
from factcheck.ledger.actions import NewEntry, create_once, record_many
from factcheck.ledger.models import Recorded
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid, Refused

COPY_TASK = "preserve_page"
PRIORITY = -10
"""Below that of all other jobs, which take seconds: mail does not wait until all requested pages were fetched."""
ADDRESS_CHANGED = "The address of the item was corrected in the meantime. Ask for a copy of the new address."


@dataclass(frozen=True, slots=True)
class CollectedPage:
    """The stored bytes of a fetched page: the WARC file with all requests and responses, and the decoded body."""

    archive: StoredBytes
    payload: StoredBytes
    media_type: str
    address: str
    """Where the body came from, after redirects."""
    collected_at: datetime
    """When the server was asked for it, in UTC."""
    tool: str
    read: ReadCopy


@create_once(CopyRequest)
def request_copy(*, person: Person, item: Evidence, token: uuid.UUID | None = None) -> CopyRequest:
    """Request a copy of the page of an item, and enqueue the job that fetches it. Returns the open request if there is one.

    Raises NotAllowed or Refused if the person may not do this, or if the page must not be fetched.
    """
    permit(person, "evidence.preserve", item)  # before the row is locked, and again when it cannot change
    row = Evidence.objects.select_for_update(of=("self",), no_key=True).select_related("claim").get(pk=item.pk)
    permit(person, "evidence.preserve", row)
    if earlier := CopyRequest.objects.filter(progress__state__in=OPEN_STATES, evidence=row).first():
        return earlier
    request, entry = _new_request(row, person)
    record_many(person=person, entries=[entry])
    return request


def request_after_correction(item: Evidence, person: Person) -> list[NewEntry]:
    """End the open request for the former address of a locked item, and request a copy of the new one like `automatic_request`.

    A result that arrives later is discarded, because its request has ended.
    """
    CopyProgress.objects.unfinished().filter(evidence=item).update(
        state=RequestState.FAILED, detail=ADDRESS_CHANGED, next_attempt_at=None, updated_at=timezone.now()
    )
    return automatic_request(item, person)


def automatic_request(item: Evidence, person: Person) -> list[NewEntry]:
    """Request a copy of a page that was just attached or has a new address, if its setting is automatic.

    Part of the caller's action, which records the returned entries.
    """
    if not item.address or effective_fetching(item) is not ItemFetching.AUTOMATIC:
        return []
    if CopyProgress.objects.unfinished().filter(evidence=item).exists():
        return []
    _, entry = _new_request(item, person)
    return [entry]


def enqueue_copy(request_id: int, *, at: datetime | None = None, passed: int = 0) -> None:
    """Enqueue the job of a request in the transaction of the caller, to run at once or at the time `at`.

    `passed`: how many times the job found the lock of its host taken.
    """
    lock = f"{COPY_TASK}:{request_id}"
    task = app.configure_task(COPY_TASK, queueing_lock=lock, queue=PAGES_QUEUE, schedule_at=at, priority=PRIORITY)
    try:
        with transaction.atomic():  # a savepoint: the failed statement must not end the transaction
            task.defer(request_id=request_id, **({"passed": passed} if passed else {}))
    except AlreadyEnqueued:
        pass


def add_fetched_copy(*, request: CopyRequest, attempt: int, page: CollectedPage) -> EvidenceCopy | None:
    """Add the copy that an attempt resulted in, in the name of the person who requested it.

    Returns None, and changes nothing, if the request has ended or a later attempt has begun. Raises NotAllowed or Refused if the
    person may not preserve the page anymore, if the item was withdrawn, or if it has another address now.
    """
    with transaction.atomic():
        items = Evidence.objects.select_for_update(of=("self",), no_key=True).select_related("claim")
        item = items.get(pk=request.evidence_id)
        progress = CopyProgress.objects.select_for_update(no_key=True).get(pk=request.pk)
        if not progress.is_open or progress.attempts != attempt:
            return None
        person = Person.objects.get(pk=request.created_by_id)
        permit(person, "evidence.preserve", item)
        if item.address != request.address:
            raise Refused(ADDRESS_CHANGED)
        copy, entry = add_collected_copy(item, page, person)
        progress.state, progress.copy, progress.detail, progress.next_attempt_at = RequestState.KEPT, copy, "", None
        progress.updated_at = timezone.now()
        progress.save(update_fields=["state", "copy", "detail", "next_attempt_at", "updated_at"])
        _, searched = searched_place(item, copy, person)
        record_many(person=person, entries=[entry, searched])
        return copy


def add_collected_copy(item: Evidence, page: CollectedPage, person: Person | None) -> tuple[EvidenceCopy, NewEntry]:
    """Add a copy of the locked item with its two captures. Returns it with the entry that the caller’s action records.

    `person` is None for a copy that a check of the address adds.
    """
    archive = add_capture(
        person=person,
        stored=page.archive,
        media_type="application/warc",
        name=f"evidence-{item.pk}.warc.gz",
        method=Method.FETCH,
        tool=page.tool,
    )
    payload = add_capture(
        person=person, stored=page.payload, media_type=page.media_type, name="", method=Method.FETCH, parent=archive
    )
    copy, touched = new_copy(
        person=person, item=item, capture=payload, read=page.read, address=page.address, collected_at=page.collected_at
    )
    return copy, copy_entry(copy, [archive, payload, *touched])


@dataclass(frozen=True, slots=True)
class ProvidedPage:
    """The stored bytes of a file that a person provided. `page` is what was taken out of an archive, or None."""

    file: StoredBytes
    name: str
    media_type: str
    page: StoredBytes | None
    page_type: str
    address: str
    """The address that the file claims, or an empty string."""
    claimed_at: datetime | None
    """The time that the file claims, in UTC, or None."""
    verified: tuple[str, ...]
    unverified: tuple[str, ...]
    read: ReadCopy


@create_once(EvidenceCopy)
def add_provided_copy(
    *, person: Person, item: Evidence, provided: ProvidedPage, made_how: str, token: uuid.UUID | None = None
) -> EvidenceCopy:
    """Add a copy that a person saved, with a statement of how it was made (`copies.providing` stores its bytes).

    Raises Invalid(made_how) for an empty statement, and NotAllowed or Refused if the person may not add a copy.
    """
    if not made_how.strip():
        raise Invalid({"made_how": HOW_REQUIRED})
    permit(person, "evidence.provide_copy", item)  # before the row is locked, and again when it cannot change
    row = Evidence.objects.select_for_update(of=("self",), no_key=True).select_related("claim").get(pk=item.pk)
    permit(person, "evidence.provide_copy", row)
    file = capture = add_capture(
        person=person, stored=provided.file, media_type=provided.media_type, name=provided.name, method=Method.UPLOAD
    )
    if provided.page:
        capture = add_capture(
            person=person,
            stored=provided.page,
            media_type=provided.page_type,
            name="",
            method=Method.DERIVED,
            parent=file,
            tool=SOFTWARE,
        )
    copy, touched = new_copy(
        person=person,
        item=row,
        capture=capture,
        read=provided.read,
        address=provided.address,
        collected_at=provided.claimed_at,
        made_how=made_how,
        checks={"verified": list(provided.verified), "unverified": list(provided.unverified)},
    )
    captures = [file] if capture is file else [file, capture]
    _, searched = searched_place(row, copy, person)
    record_many(person=person, entries=[copy_entry(copy, [*captures, *touched]), searched])
    return copy


def new_copy(
    *, person: Person | None, item: Evidence, capture: Capture, read: ReadCopy, **columns: Any
) -> tuple[EvidenceCopy, list[PreservedText]]:
    """Add a copy of the locked item, and its text, if it has one."""
    text = _add_text(capture, read) if read.text else None
    last = EvidenceCopy.objects.filter(evidence=item).aggregate(last=Max("number"))["last"] or 0
    copy = EvidenceCopy.objects.create(
        evidence=item,
        number=last + 1,
        item_address=item.address,
        capture=capture,
        text=text,
        unread_because="" if text else read.problem,
        created_by=person,
        **columns,
    )
    return copy, [text] if text else []


def copy_entry(copy: EvidenceCopy, touched: Sequence[Recorded]) -> NewEntry:
    after: dict[str, Any] = {
        "evidence": copy.evidence_id,
        "number": copy.number,
        "sha256": copy.capture.sha256,
        "size": copy.capture.size,
        "media_type": copy.capture.media_type,
        "address": copy.address,
        "collected_at": copy.collected_at,
        **COPY.values_of(copy),
        **({"checks": copy.checks} if copy.checks else {}),
    }
    if copy.text:
        after |= {"text_sha256": copy.text.sha256, "reader": f"{copy.text.reader} {copy.text.reader_version}"}
    else:
        after["unread_because"] = copy.unread_because
    return NewEntry("copy.added", copy, touched, after=after)


def _add_text(capture: Capture, read: ReadCopy) -> PreservedText:
    if read.text is None:
        raise ValueError("the copy has no text")
    canonical, metadata = read.text.canonical, read.text.metadata
    return PreservedText.objects.create(
        capture=capture,
        reader=read.reader,
        reader_version=read.reader_version,
        encoding=read.encoding,
        text=canonical.text,
        sha256=canonical.sha256,
        length=canonical.length,
        title=metadata.title,
        author=metadata.author,
        publisher=metadata.publisher,
        published_on=metadata.published_on,
        language=metadata.language,
        address=metadata.address,
    )


def _new_request(item: Evidence, person: Person) -> tuple[CopyRequest, NewEntry]:
    """Add a request for the locked item and its progress, and enqueue its job. Returns it with the entry to record."""
    now = timezone.now()
    request = CopyRequest.objects.create(evidence=item, address=item.address, created_by=person)
    CopyProgress.objects.create(request=request, evidence=item, state=RequestState.WAITING, updated_at=now, next_attempt_at=now)
    enqueue_copy(request.pk)
    return request, NewEntry("copy.requested", request, after={"evidence": item.pk, "address": item.address})
