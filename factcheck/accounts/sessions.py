"""Sessions in the table `StaffSession`, with limits that the server enforces.

A session of a signed-in person ends FACTCHECK_SESSION_HOURS after the sign-in. Without “Keep me signed in”, it also ends after
FACTCHECK_SESSION_IDLE_MINUTES without a request. The column `expire_date` is the earlier of the two times.
"""

from __future__ import annotations

import json
import re
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from factcheck.accounts.models import Person, StaffSession
from factcheck.web.bounded_cache import BoundedCache
from factcheck.web.database.composed import ComposedRows

SIGN_IN = "sign_in"
"""Key of the session data about the sign-in: `started` and `authenticated` (seconds since the epoch, UTC), `handle`, `agent`,
`network`, and `has_provider_factor`. `authenticated` is earlier than `started` if a provider authenticated the person before."""
GENERATION = "sign_in_generation"
"""Key of the session data: the id and the session generation of the person when a sign-in began."""
SUSPENDED = "suspended"
"""Key of the session data: id → request that waits for a confirmation (`desk.confirmation`)."""
ROLE_CHANGED = "role_changed"
"""Key of the session data of a browser whose session ended because the role of its person changed. The sign-in page says so."""
ENTRANCE_LIMIT = timedelta(hours=1)
"""Lifetime of a session without a person, which contains the state of a sign-in in progress."""
SEEN_INTERVAL = timedelta(minutes=1)
"""The time of the last request is stored at most this often."""


def _session_with_key(key: str) -> QuerySet[StaffSession]:
    rows: QuerySet[StaffSession] = StaffSession.objects.filter(session_key=key).select_related("person")
    return rows


_sessions = ComposedRows(_session_with_key, str)
_decoded: BoundedCache[str | bytes, str] = BoundedCache(2**20)
"""Stored data of sessions → their values as JSON."""


class SessionStore(DatabaseSessionStore):
    row: StaffSession | None = None
    """The row from which this session was loaded, with its person."""

    @classmethod
    def get_model_class(cls) -> type[StaffSession]:
        return StaffSession

    def _get_session_from_db(self) -> StaffSession | None:
        """The row of a session that has not ended, with its person. One query for both, because every request needs both."""
        rows = _sessions(self.session_key) if self.session_key else []
        self.row = rows[0] if rows and rows[0].expire_date > timezone.now() else None
        if self.row is None:
            self._session_key = None
        return self.row

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        """The values of stored data. They depend only on the data and the secret key, so its signature is checked once."""
        if known := _decoded.get(session_data):
            values: dict[str, Any] = json.loads(known)
        elif values := super().decode(session_data):  # otherwise, it is empty, or was not signed with the key
            known = json.dumps(values)
            _decoded.add(session_data, known, len(session_data) + len(known))
        return values

    def create_model_instance(self, data: dict[str, Any]) -> StaffSession:
        """The row for `data`. Each save is part of a request, so it also stores the time of the last request."""
        row = cast(StaffSession, super().create_model_instance(data))
        sign_in, now = data.get(SIGN_IN, {}), timezone.now()
        row.seen_at = row.started_at = now
        if sign_in and SESSION_KEY in data:
            row.person_id = int(data[SESSION_KEY])
            row.started_at = datetime.fromtimestamp(sign_in["started"], UTC)
            row.handle, row.agent, row.network = uuid.UUID(sign_in["handle"]), sign_in["agent"], sign_in["network"]
        return row

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        """The time at which the session ends if this is its last request."""
        now = timezone.now()
        sign_in = self.get(SIGN_IN)
        if not sign_in:
            return now + ENTRANCE_LIMIT
        end = datetime.fromtimestamp(sign_in["started"], UTC) + timedelta(hours=settings.SESSION_HOURS)
        if self.get_expire_at_browser_close():
            return min(end, now + timedelta(minutes=settings.SESSION_IDLE_MINUTES))
        return end

    def get_expiry_age(self, **kwargs: Any) -> int:
        """Seconds until `get_expiry_date`, which is the lifetime of the cookie of a session that is kept."""
        return max(0, int((self.get_expiry_date() - timezone.now()).total_seconds()))

    def note_request(self) -> None:
        """Store the time of this request, which postpones the end of an idle session, unless it was stored a moment ago.

        Updates the columns only: a concurrent request may have changed the data of the session.
        """
        now = timezone.now()
        if self.row is None or now - self.row.seen_at < SEEN_INTERVAL:
            return
        self.row.seen_at, self.row.expire_date = now, self.get_expiry_date()
        StaffSession.objects.filter(pk=self.row.pk).update(seen_at=now, expire_date=self.row.expire_date)


def begin_session(request: HttpRequest, *, network: str) -> None:
    """Note in the data of the session that someone has just signed in, with their device and network."""
    request.session.pop(ROLE_CHANGED, None)
    agent = re.sub(r"[^ -~]", "", request.META.get("HTTP_USER_AGENT", ""))[:300]
    started = timezone.now().timestamp()
    request.session[SIGN_IN] = {
        "started": started,
        "authenticated": min(started, getattr(request, "authenticated_at", started)),  # set by `accounts.oidc`
        "has_provider_factor": getattr(request, "has_provider_factor", False),
        "handle": str(uuid.uuid4()),
        "agent": agent,
        "network": network,
    }


def end_for_changed_role(sessions: QuerySet[StaffSession]) -> int:
    """Replace the sessions by sessions without a person, whose only value is the reason. Returns their number.

    Those that had ended before are deleted: whoever uses that browser now must not learn the reason.
    """
    sessions.filter(expire_date__lte=timezone.now()).delete()
    return sessions.update(
        person=None,
        agent="",
        network="",
        session_data=SessionStore().encode({ROLE_CHANGED: True}),
        expire_date=timezone.now() + ENTRANCE_LIMIT,
    )


def person_of(request: HttpRequest) -> Person | AnonymousUser:
    """The person of the session, who was loaded with it, or nobody.

    The conditions are those of Django's `get_user`, which decides if one of them is not met: the session names the person and a
    backend that is in use, the account is active, and the session has the hash of the person's current password.
    """
    session = cast(SessionStore, request.session)
    named, backend, digest = (session.get(key) for key in (SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY))
    person = session.row.person if session.row else None
    if (
        person is not None
        and named == str(person.pk)
        and backend in settings.AUTHENTICATION_BACKENDS
        and person.is_active
        and digest
        and constant_time_compare(digest, person.get_session_auth_hash())
    ):
        return person
    return get_user(request)
