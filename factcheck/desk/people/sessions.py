"""The sessions of the signed-in person, which they can end."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.urls import reverse

from factcheck.accounts.actions import end_other_sessions, end_session
from factcheck.accounts.devices import device_name
from factcheck.accounts.queries import sessions_of
from factcheck.accounts.requests import StaffRequest
from factcheck.desk.people import messages
from factcheck.web.access import get_only, post_only, signed_in
from factcheck.web.responses import render_page
from factcheck.web.submission import saved


@signed_in
@get_only
def sessions(request: StaffRequest) -> HttpResponse:
    rows = [
        {"row": row, "device": device_name(row.agent), "is_current": row.pk == request.session.session_key}
        for row in sessions_of(request.user)
    ]
    rows.sort(key=lambda row: not row["is_current"])
    context = {
        "sessions": rows,
        "hours": settings.SESSION_HOURS,
        "days": settings.SESSION_HOURS // 24 if settings.SESSION_HOURS % 24 == 0 else None,
        "idle_minutes": settings.SESSION_IDLE_MINUTES,
    }
    return render_page(request, "desk/people/sessions.html", context)


@signed_in
@post_only
def end(request: StaffRequest, handle: uuid.UUID) -> HttpResponse:
    """End one session. If it has already ended, the result is the same. Ending this session signs the person out."""
    end_session(request.user, handle=handle)
    return saved(request, messages.SESSION_ENDED, to=reverse("desk:sessions"))


@signed_in
@post_only
def end_others(request: StaffRequest) -> HttpResponse:
    """Sign the person out everywhere else. This session continues with a new key."""
    end_other_sessions(request.user, keep=str(request.session.session_key))
    update_session_auth_hash(request, request.user)
    return saved(request, messages.OTHER_SESSIONS_ENDED, to=reverse("desk:sessions"))
