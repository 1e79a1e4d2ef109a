"""The middleware that enforces read-only maintenance mode."""

from __future__ import annotations

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from factcheck.web import maintenance
from factcheck.web.middleware import SAFE_METHODS, GetResponse, is_public_request, refusal_response

SIGN_IN = {
    "account_login",
    "account_logout",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "openid_connect_login",
    "openid_connect_callback",
}
"""The routes that stay available, because staff must be able to sign in to read. They write sessions, counters, the time of the
last sign-in, and the security log."""


class MaintenanceMiddleware:
    """Rejects all requests that could write with 503, and lets views of staff pages and of the API only read.

    It is the last middleware, so sessions are still saved. Public pages never write.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_reading = request.method in SAFE_METHODS
        if is_reading and is_public_request(request):
            return self.get_response(request)
        state = maintenance.current()
        if state is None or _name_of(request) in SIGN_IN:
            return self.get_response(request)
        if not is_reading:
            return refusal_response(request, maintenance.InMaintenance(state))
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
            return self.get_response(request)


def _name_of(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""
