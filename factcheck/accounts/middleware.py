"""Middleware that provides the signed-in person, and middleware that records refused requests in the security log."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.messages.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject, empty

from factcheck.accounts.models import EventKind, Person
from factcheck.accounts.security_log import record_repeated
from factcheck.accounts.sessions import person_of

GetResponse = Callable[[HttpRequest], HttpResponse]
KINDS = {403: EventKind.PERMISSION_REFUSED, 429: EventKind.RATE_LIMITED}
"""Status → kind of the event, unless the request has a mark (`web.current_request.mark_event`)."""


class PersonMiddleware(AuthenticationMiddleware):
    """Django's middleware, except that `request.user` is loaded together with the session."""

    async_capable = False
    get_response: GetResponse

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = SimpleLazyObject(partial(person_of, request))  # type: ignore[assignment]  # a proxy of one of its types
        return self.get_response(request)


class LazyMessageMiddleware(MessageMiddleware):
    """Django's middleware, except that the storage is created when something reads or adds a message."""

    async_capable = False
    get_response: GetResponse

    def __call__(self, request: HttpRequest) -> HttpResponse:
        messages = SimpleLazyObject(partial(default_storage, request))
        request._messages = messages  # type: ignore[attr-defined]  # where Django expects it
        response = self.get_response(request)
        return response if messages._wrapped is empty else self.process_response(request, response)


class SecurityEventMiddleware:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        mark: tuple[str, dict[str, Any]] | None = getattr(request, "refusal_event", None)
        if mark is not None or response.status_code in KINDS:
            kind, marked = mark or (KINDS[response.status_code], {})
            details = {**marked, "about": f"{request.method} {_route(request)}"}
            # Whoever is signed in, or was authenticated by a token, unless the mark names somebody.
            person = details.pop("person", None) or (request.user if isinstance(request.user, Person) else None)
            if person is not None and person.token_in_use is not None:
                details["token"] = person.token_in_use.pk
            record_repeated(EventKind(kind), person, **details)
        return response


def _route(request: HttpRequest) -> str:
    """The name of the route, which contains no values from the URL, such as the secret of a link."""
    match = request.resolver_match
    return match.view_name if match is not None and match.view_name else "unknown"
