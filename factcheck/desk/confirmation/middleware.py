"""Middleware for signed-in people: the activity of their sessions, and confirmations of their identity."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import cast

from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from factcheck.accounts.factors import needs_factor
from factcheck.accounts.freshness import has_factor, is_fresh
from factcheck.accounts.sessions import SIGN_IN, SessionStore
from factcheck.desk.confirmation.suspension import confirmation_redirect, redirect_page, suspend
from factcheck.web.access import return_url, sign_in_redirect
from factcheck.web.consent import Consent, ConsentRequired, checked_by
from factcheck.web.middleware import SAFE_METHODS, GetResponse, is_api_request, is_public_request

log = logging.getLogger(__name__)
CHANGE_SIGN_IN = "change how you sign in"


class SessionActivityMiddleware:
    """Postpones the end of an idle session with each request to a page for staff.

    It runs after the view, which has loaded the session: an outage of the database then has the response of the view.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not is_public_request(request) and request.session.accessed:
            try:
                cast(SessionStore, request.session).note_request()
            except DatabaseError:
                log.warning("The time of a request could not be stored in its session", exc_info=True)
        return response


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


ENROLLMENT = {
    "account_logout",
    "account_reauthenticate",
    "account_resume",
    "account_confirm_provider",
    "openid_connect_login",
    "openid_connect_callback",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
}
"""The routes that a person without the required second factor can use."""
AFTER_ENROLLMENT = "after_enrollment"
"""Key of the session data: the URL of the page that the person requested before the enrollment."""
FACTOR_REQUIRED = "Your newsroom requires a second factor. Sign in with a browser and set one up."


class FactorMiddleware:
    """Sends people without the required second factor to the page on which they set one up.

    It applies to each request, so a promotion takes effect at once. A request with an API token has no session and is not
    affected: the token was issued after a sign-in with a second factor.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        if settings.REQUIRE_SECOND_FACTOR == "none" or is_public_request(request) or not request.user.is_authenticated:
            return None
        name = request.resolver_match.url_name if request.resolver_match else ""
        if not needs_factor(request.user) or (name in ENROLLMENT and not request.resolver_match.namespace):  # type: ignore[union-attr]
            return None
        if request.session.get(SIGN_IN, {}).get("has_provider_factor") or has_factor(request.user):
            request.session.pop(AFTER_ENROLLMENT, None)
            return None
        if is_api_request(request):
            if request.headers.get("Authorization", "").lower().startswith("bearer "):
                return None  # the API then ignores the session
            return JsonResponse({"detail": FACTOR_REQUIRED, "code": "second_factor_required"}, status=403)
        request.session[AFTER_ENROLLMENT] = return_url(request)
        return redirect_page(request, reverse("mfa_index"))


def _check_of(request: HttpRequest) -> Callable[[Consent], bool] | None:
    if request.method in SAFE_METHODS:
        return None
    return lambda level: is_fresh(request, level)
