"""Authentication by a token in the Authorization header, or by the browser's session."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from rest_framework.authentication import BaseAuthentication, SessionAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from factcheck.accounts.models import EventKind, Token, token_digest
from factcheck.accounts.networks import client_network
from factcheck.web import maintenance
from factcheck.web.consent import give_consent
from factcheck.web.current_request import mark_event
from factcheck.web.dates import format_moment

USE_INTERVAL = timedelta(minutes=1)
"""The last use of a token is stored at most this often, unless the network differs."""
UNKNOWN = "The token is invalid, or its account is deactivated."


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer fc_…`. Records the last use of the token, except in maintenance.

    A token is issued only after a recent sign-in, so it counts as consent.
    """

    keyword = b"bearer"

    def authenticate(self, request: Request) -> tuple[Any, Token] | None:
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != self.keyword:
            return None
        try:
            secret = parts[1].decode("ascii") if len(parts) == 2 else ""
        except UnicodeDecodeError:
            secret = ""
        token = Token.objects.select_related("person").filter(digest=token_digest(secret)).first()
        if token is None:
            mark_event(request._request, EventKind.SIGN_IN_FAILED, step="token")
            raise AuthenticationFailed(UNKNOWN)
        if token.ended_at is not None:
            mark_event(request._request, EventKind.TOKEN_ENDED_USE, person=token.person, token=token.pk, state=token.state)
            message = f"This token {'was revoked' if token.state == 'revoked' else 'expired'} on {format_moment(token.ended_at)}."
            raise AuthenticationFailed({"detail": message, "next_step": "Create another token on your profile page."})
        if not token.person.is_active:
            raise AuthenticationFailed(UNKNOWN)
        now, network = timezone.now(), client_network(request)
        is_known = token.last_used_at is not None and now - token.last_used_at <= USE_INTERVAL and network == token.last_network
        if not is_known and not maintenance.current():
            Token.objects.filter(pk=token.pk).update(last_used_at=now, last_network=network)
        give_consent()
        token.person.token_in_use = token
        return token.person, token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class SignedInAuthentication(SessionAuthentication):
    """The browser's session, with CSRF protection."""

    def enforce_csrf(self, request: Request) -> None:
        try:
            super().enforce_csrf(request)
        except PermissionDenied:
            mark_event(request._request, EventKind.CSRF_FAILED, person=request._request.user)
            raise
