"""Pictures of copies: a browser without a network renders the HTML of a copy, if this installation has a browser for it.

A picture is a capture that names the copy's bytes as its parent. A copy has at most one. The state of a request for one is only
in the cache: it concerns nobody later.
"""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from factcheck.accounts.models import Person
from factcheck.archive.actions import StoredBytes, add_capture, store_bytes
from factcheck.archive.faults import StoreUnavailable
from factcheck.archive.fetching import PAGES_QUEUE
from factcheck.archive.models import Capture, Method
from factcheck.archive.queries import read_capture
from factcheck.archive.quota import QuotaExceeded
from factcheck.archive.rendering import PagePicture, RenderingFailed, render_page
from factcheck.articles.canonical import InvalidText
from factcheck.articles.readers.page_encoding import decode_page, encoding_of_page
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.copies.reading import MAX_READ
from factcheck.evidence.custody.files import require_shown_copy
from factcheck.evidence.models import Evidence
from factcheck.ledger.actions import NewEntry, record_many
from factcheck.web.database_errors import StorageFull
from factcheck.web.decisions import permit
from factcheck.web.errors import NotAllowed, Refused

log = logging.getLogger(__name__)

PICTURE_TASK = "render_picture"
PRIORITY = -20
"""Below that of copies: a page can disappear, and its copy cannot."""
HTML_TYPES = ("text/html", "application/xhtml+xml")
NO_BROWSER = "This installation makes no pictures. An administrator can set FACTCHECK_PICTURE_BROWSER."
NOT_HTML = "Only HTML pages become pictures."
UNDECODABLE = "The encoding of this page is unclear, so it cannot be displayed."
TOO_LONG = "This page is too large for a picture."
NOT_STORED = "The picture could not be stored: {reason}"
OVER_QUOTA = "The person who asked for the picture has reached the daily limit for files. Ask for it again tomorrow."
NOT_ALLOWED = "The person who asked for the picture may not add files anymore. Ask for it again."
IN_PROGRESS = "…"
"""The cached state of a request that has not ended. Other values are sentences that say why there is no picture."""
_SECONDS_WAITING = 600
_SECONDS_FAILED = 86_400


def is_available(copy: EvidenceCopy) -> bool:
    """Whether this installation can make a picture of the copy."""
    return bool(settings.PICTURE_BROWSER) and copy.capture.media_type in HTML_TYPES


def picture_of(copy: EvidenceCopy) -> Capture | None:
    """The picture of a copy, with its person."""
    pictures = Capture.objects.filter(parent=copy.capture_id, method=Method.DERIVED, media_type="image/png")
    return pictures.select_related("captured_by").first()


def request_state(copy: EvidenceCopy) -> str:
    """IN_PROGRESS, why the last request ended without a picture, or an empty string."""
    return str(cache.get(_key(copy.pk), ""))


def request_picture(*, person: Person, copy: EvidenceCopy) -> None:
    """Enqueue the job that renders the copy, unless it has a picture or is already being rendered.

    Raises NotAllowed, and Refused if no picture can be made of it.
    """
    permit(person, "evidence.provide_copy", copy.evidence)
    require_shown_copy(copy)
    if picture_of(copy):
        return
    if not settings.PICTURE_BROWSER:
        raise Refused(NO_BROWSER)
    if copy.capture.media_type not in HTML_TYPES:
        raise Refused(NOT_HTML)
    task = app.configure_task(PICTURE_TASK, queueing_lock=f"{PICTURE_TASK}:{copy.pk}", queue=PAGES_QUEUE, priority=PRIORITY)
    with transaction.atomic():
        try:
            with transaction.atomic():  # a savepoint: the failed statement must not end the transaction
                task.defer(copy_id=copy.pk, person_id=person.pk)
        except AlreadyEnqueued:
            pass
        cache.set(_key(copy.pk), IN_PROGRESS, _SECONDS_WAITING)


def make_picture(copy_id: int, person_id: int) -> None:
    """Render a copy and add its picture. A failure becomes the state of the request; nothing is tried again."""
    copy = EvidenceCopy.objects.select_related("capture", "text", "evidence__claim").defer("text__text").get(pk=copy_id)
    person = Person.objects.get(pk=person_id)
    problem = ""
    try:
        if picture_of(copy) is None:
            permit(person, "evidence.provide_copy", copy.evidence)
            require_shown_copy(copy)
            picture = render_page(_html_of(copy), browser=settings.PICTURE_BROWSER)
            add_picture(person=person, copy=copy, picture=picture, stored=store_bytes(picture.content, uploaded_by=person))
    except RenderingFailed as failure:
        problem = failure.message
    except (StorageFull, StoreUnavailable) as error:
        problem = NOT_STORED.format(reason=error.message)
    except QuotaExceeded:
        problem = OVER_QUOTA
    except NotAllowed:  # its message is written for the person who asked
        problem = NOT_ALLOWED
    except Refused as refusal:
        problem = refusal.message
    if problem:
        log.info("There is no picture of copy %s: %s", copy_id, problem)
        cache.set(_key(copy_id), problem, _SECONDS_FAILED)
    else:
        cache.delete(_key(copy_id))


def add_picture(*, person: Person, copy: EvidenceCopy, picture: PagePicture, stored: StoredBytes) -> Capture:
    """Add the picture of a copy, or return the one that it already has. Raises NotAllowed or Refused."""
    with transaction.atomic():
        items = Evidence.objects.select_for_update(of=("self",), no_key=True).select_related("claim")
        permit(person, "evidence.provide_copy", items.get(pk=copy.evidence_id))
        require_shown_copy(EvidenceCopy.objects.select_related("evidence", "capture").get(pk=copy.pk))  # it may be hidden by now
        if earlier := picture_of(copy):
            return earlier
        capture = add_capture(
            person=person,
            stored=stored,
            media_type="image/png",
            name=f"evidence-{copy.evidence_id}-copy-{copy.number}.png",
            method=Method.DERIVED,
            parent=copy.capture,
            tool=_tool(picture),
        )
        after = {
            "evidence": copy.evidence_id,
            "copy": copy.pk,
            "sha256": capture.sha256,
            "size": capture.size,
            "tool": capture.tool,
        }
        record_many(person=person, entries=[NewEntry("copy.pictured", capture, after=after)])
        return capture


def _tool(picture: PagePicture) -> str:
    """What made the picture, for people: "Chrome 156.0.8078.108, 1,280 × 16,000 pixels, the page is longer"."""
    exceeded = " and ".join(word for word, is_cut in (("longer", picture.is_cut), ("wider", picture.is_narrowed)) if is_cut)
    cut = f", the page is {exceeded}" if exceeded else ""
    return f"{picture.browser[:60]}, {picture.width:,} × {picture.height:,} pixels{cut}"


def _html_of(copy: EvidenceCopy) -> str:
    """The HTML of a copy, in the encoding in which its text was read. Raises RenderingFailed."""
    with read_capture(copy.capture) as file:
        content = file.read(MAX_READ + 1)
    if len(content) > MAX_READ:
        raise RenderingFailed(TOO_LONG)
    try:
        return decode_page(content, (copy.text.encoding if copy.text else "") or encoding_of_page(content, ""))
    except (InvalidText, LookupError, UnicodeDecodeError):
        raise RenderingFailed(UNDECODABLE) from None


def _key(copy_id: int) -> str:
    return f"picture-of-copy-{copy_id}"
