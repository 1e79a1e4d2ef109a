"""Middleware for signed-in people: the activity of their sessions, and confirmations of their identity."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest, HttpResponse

from factcheck.accounts.freshness import is_fresh
from factcheck.accounts.sessions import SessionStore
from factcheck.desk.confirmation.suspension import confirmation_redirect, suspend
from factcheck.web.access import sign_in_redirect
from factcheck.web.consent import Consent, ConsentRequired, checked_by
from factcheck.web.middleware import SAFE_METHODS, GetResponse, is_api_request, is_public_request

CHANGE_SIGN_IN = "change how you sign in"


class SessionActivityMiddleware:
    """Postpones the end of an idle session with each request to a page for staff."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_public_request(request) and request.user.is_authenticated:
            cast(SessionStore, request.session).note_request()
        return self.get_response(request)


class ConsentMiddleware:
    """Checks the consent of writing requests, and suspends a request until the person has confirmed their identity.

    A request with an API token has no session; `api.authentication` decides whether the token counts as consent.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with checked_by(_check_of(request)):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, ReauthenticationRequired):
            if not request.user.is_authenticated:
                return sign_in_redirect(request)
            if request.method in SAFE_METHODS:
                return confirmation_redirect(request, request.get_full_path(), Consent.FULL)
            error = ConsentRequired(CHANGE_SIGN_IN, Consent.FULL)
        if isinstance(error, ConsentRequired) and not is_api_request(request):
            return suspend(request, error)
        return None


def _check_of(request: HttpRequest) -> Callable[[Consent], bool] | None:
    if request.method in SAFE_METHODS:
        return None
    return lambda level: is_fresh(request, level)
