"""The picture of a copy: asking for it, and displaying it."""

from __future__ import annotations

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import content_disposition_header

from factcheck.accounts.requests import StaffRequest
from factcheck.archive.queries import read_capture
from factcheck.desk.evidence import messages
from factcheck.desk.evidence.visible_copy import visible_copy
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.copies.pictures import IN_PROGRESS, is_available, picture_of, request_picture, request_state
from factcheck.evidence.custody.files import require_shown_bytes
from factcheck.web.access import get_and_post, signed_in
from factcheck.web.decisions import can
from factcheck.web.submission import IdempotentForm, bound_to, saved, submit


def picture_context(request: StaffRequest, copy: EvidenceCopy) -> dict[str, object]:
    """What the section about the picture needs on the page of a copy. `picture_problem` says why the last request failed."""
    picture = picture_of(copy)
    state = "" if picture else request_state(copy)
    return {
        "picture": picture,
        "is_being_pictured": state == IN_PROGRESS,
        "picture_problem": "" if state == IN_PROGRESS else state,
        "may_picture": is_available(copy) and can(request.user, "evidence.provide_copy", copy.evidence),
    }


@signed_in
@get_and_post
def picture(request: StaffRequest, copy_id: int) -> HttpResponseBase:
    """The picture of a copy. POST: ask for one."""
    row = visible_copy(request.user, copy_id, with_text=False)
    return _request(request, row) if request.method == "POST" else _display(row)


def _request(request: StaffRequest, row: EvidenceCopy) -> HttpResponse:
    outcome = submit(
        request,
        IdempotentForm(*bound_to(request)),
        lambda _: request_picture(person=request.user, copy=row),
        permission="evidence.provide_copy",
        subject=row.evidence,
    )
    outcome.require_saved()
    return saved(request, messages.PICTURE_REQUESTED, to=reverse("desk:copy", args=[row.pk]) + "#picture", changed=["copy"])


def _display(row: EvidenceCopy) -> StreamingHttpResponse:
    """The bytes are stored as a picture of the page: by the browser of this server, or by that of another newsroom."""
    capture = picture_of(row)
    if capture is None:
        raise Http404
    require_shown_bytes(capture)
    return StreamingHttpResponse(
        read_capture(capture),
        content_type=capture.media_type,
        headers={
            "Cache-Control": "private, no-store",
            "Content-Disposition": content_disposition_header(as_attachment=False, filename=capture.name or "picture"),
            "Content-Length": str(capture.size),
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
        },
    )
