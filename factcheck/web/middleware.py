"""What holds for every request: unstorable text is refused, a refusal becomes an answer, only what is public is cached."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from factcheck.web.database_errors import Unavailable, refusal_for
from factcheck.web.errors import Invalid, OtherPerson, Refused, RequestTooLarge
from factcheck.web.person_keys import HEADER, person_key
from factcheck.web.responses import wants_fragment
from factcheck.web.text import problem_of

Answer = Callable[[HttpRequest], HttpResponse]
SAFE = ("GET", "HEAD", "OPTIONS")

log = logging.getLogger(__name__)


def is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def is_public(request: HttpRequest) -> bool:
    """Whether the address is one of the pages for readers."""
    return not request.path.startswith(("/desk/", "/accounts/", "/api/"))


def refusal(request: HttpRequest, error: Refused) -> HttpResponse:
    """The page, or the notice for htmx, that says what happened, what is now, and keeps what was typed."""
    if isinstance(error, Unavailable):
        return unavailable(request, error)
    template = f"errors/{error.status}.html"
    context = {"error": error}
    if wants_fragment(request):
        response = render(request, "errors/notice.html", context, status=error.status)
        response["HX-Retarget"] = "#notice"
        response["HX-Reswap"] = "innerHTML"
    else:
        response = render(request, template, context, status=error.status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def unavailable(request: HttpRequest, error: Unavailable) -> HttpResponse:
    """503 in the form that the client expects. Asks neither the database nor the session."""
    if is_api(request):
        response: HttpResponse = JsonResponse({"detail": error.message, "next_step": error.api_next_step}, status=error.status)
    else:
        context = {"error": error, "request": request, "newsroom_name": settings.NEWSROOM_NAME}
        if wants_fragment(request):
            response = HttpResponse(_rendered("errors/notice.html", context), status=error.status)
            response["HX-Retarget"] = "#notice"
            response["HX-Reswap"] = "innerHTML"
        else:
            template = "errors/unavailable.html" if is_public(request) else "errors/503.html"
            response = HttpResponse(_rendered(template, context), status=error.status)
        patch_vary_headers(response, ["HX-Request"])
    response["Retry-After"] = str(error.retry_after)
    return response


def _rendered(template: str, context: Mapping[str, Any]) -> str:
    """Without context processors, which may ask the database; without a style sheet where the static files are missing."""
    try:
        return render_to_string(template, dict(context))
    except Exception:
        log.exception("%s could not be rendered", template)
        return render_to_string("errors/bare.html", dict(context))


class RefusalMiddleware:
    """Turns what an action raised into an answer, so that no view needs a try of its own."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        refused = error if isinstance(error, Refused) else refusal_for(error, is_writing=request.method not in SAFE)
        return refusal(request, refused) if refused else None


class SamePersonMiddleware:
    """Refuses requests that scripts send from a page rendered for another person than the one signed in.

    After a sign-in in another tab, a page of the person before would load forms that act for the new one. Forms that such a page
    holds already are refused by the CSRF check: each sign-in changes the secret.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        claimed = request.headers.get(HEADER)
        if not claimed or not request.user.is_authenticated or claimed == person_key(request.user):
            return None
        return refusal(request, OtherPerson())


class StorableTextMiddleware:
    """Refuses NUL and lone surrogates in addresses and forms with 422 and the field's name."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        if is_api(request):
            return None  # the API validates its own input and responds with JSON
        errors: dict[str, str] = {}
        if problem := problem_of(request.path):
            errors["address"] = problem
        given = [request.GET]
        if request.method == "POST":
            given.append(request.POST)
        for values in given:
            for field, said in values.lists():
                for value in (field, *said):
                    if problem := problem_of(value):
                        errors[field.replace("\x00", "�")] = problem
        return refusal(request, Invalid(errors)) if errors else None


class BoundedMiddleware:
    """Refuses a body larger than any file that is taken in, before a byte of it is read: an upload would fill the disk first."""

    envelope = 1024 * 1024  # bytes: the other fields of the form, and what holds the parts together

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        said = request.META.get("CONTENT_LENGTH") or ""
        if said.isascii() and said.isdigit() and int(said) > settings.MOST_UPLOAD_BYTES + self.envelope:
            most = f"{settings.MOST_UPLOAD_BYTES // (1024 * 1024)} MiB"
            error = RequestTooLarge(f"At most {most} can be sent at once.", next_step="Nothing was changed. Send a smaller file.")
            if is_api(request):
                return JsonResponse({"detail": error.message, "next_step": error.next_step}, status=error.status)
            return refusal(request, error)
        return self.get_response(request)


class PrivateMiddleware:
    """What is not said to be for everybody is never stored by a cache: pages of the newsroom, refusals, health."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response
