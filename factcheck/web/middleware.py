"""Middleware for all requests: limits of input, responses for refusals, the content security policy, and caching."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from csp.constants import HEADER as POLICY
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from factcheck.web.current_request import HEADER as REQUEST_ID
from factcheck.web.current_request import begin, request_id
from factcheck.web.database_errors import Unavailable, refusal_for
from factcheck.web.errors import Invalid, OtherPerson, Refused, RequestTooLarge
from factcheck.web.person_keys import META_HEADER, person_key
from factcheck.web.responses import wants_fragment
from factcheck.web.text import text_error

GetResponse = Callable[[HttpRequest], HttpResponse]
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
POLICY_CHANGES = frozenset(f"_csp_{change}{kind}" for change in ("exempt", "config", "update", "replace") for kind in ("", "_ro"))
"""The attributes with which decorators of the library change the policy of a response."""

log = logging.getLogger(__name__)


def is_api_request(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def is_public_request(request: HttpRequest) -> bool:
    """Whether the URL belongs to the public site."""
    return not request.path.startswith(("/desk/", "/accounts/", "/api/"))


def refusal_response(request: HttpRequest, error: Refused) -> HttpResponse:
    """Render a refusal as a page, or as a notice for htmx. It explains the reason and contains the submitted input."""
    if isinstance(error, Unavailable):
        return _unavailable_response(request, error)
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


def _unavailable_response(request: HttpRequest, error: Unavailable) -> HttpResponse:
    """The 503 response in the format that the client expects. Reads neither the database nor the session."""
    if is_api_request(request):
        response: HttpResponse = JsonResponse({"detail": error.message, "next_step": error.api_next_step}, status=error.status)
    else:
        context = {"error": error, "request": request, "newsroom_name": settings.NEWSROOM_NAME}
        if wants_fragment(request):
            response = HttpResponse(_render_without_database("errors/notice.html", context), status=error.status)
            response["HX-Retarget"] = "#notice"
            response["HX-Reswap"] = "innerHTML"
        else:
            template = "errors/unavailable.html" if is_public_request(request) else "errors/503.html"
            response = HttpResponse(_render_without_database(template, context), status=error.status)
        patch_vary_headers(response, ["HX-Request"])
    response["Retry-After"] = str(error.retry_after)
    return response


def _render_without_database(template: str, context: Mapping[str, Any]) -> str:
    """Render without context processors, which may query the database, and without a style sheet if static files are missing."""
    try:
        return render_to_string(template, dict(context))
    except Exception:
        log.exception("%s could not be rendered", template)
        return render_to_string("errors/bare.html", dict(context))


class RequestIdMiddleware:
    """Gives each request an id. A proxy may choose it (FACTCHECK_BEHIND_PROXY); clients may not."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begin(request, proposed=request.headers.get(REQUEST_ID) if settings.BEHIND_PROXY else None)
        response = self.get_response(request)
        response[REQUEST_ID] = request_id()
        return response


class ContentPolicyMiddleware(CSPMiddleware):
    """The middleware of the library, except that the policy of responses without changes is composed once.

    There are no nonces, because no page has an inline script or style.
    """

    async_capable = False
    get_response: GetResponse

    def __init__(self, get_response: GetResponse) -> None:
        super().__init__(get_response)
        self._policy = build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.DEBUG or not POLICY_CHANGES.isdisjoint(response.__dict__):
            self.process_response(request, response)
        elif POLICY not in response.headers:
            response.headers[POLICY] = self._policy
        return response


class RefusalMiddleware:
    """Converts exceptions raised by actions to responses, so that views do not need `try` statements."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        refusal = error if isinstance(error, Refused) else refusal_for(error, is_writing=request.method not in SAFE_METHODS)
        return refusal_response(request, refusal) if refusal else None


class SamePersonMiddleware:
    """Rejects requests that scripts send from a page that was rendered for a person other than the one who is signed in.

    After someone else signs in in another tab, such a page would load forms that act on behalf of that person. The CSRF check
    rejects forms that are already on the page, because each sign-in changes the secret.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        page_key = request.META.get(META_HEADER)
        if not page_key or not request.user.is_authenticated or page_key == person_key(request.user):
            return None
        return refusal_response(request, OtherPerson())


class StorableTextMiddleware:
    """Rejects NUL and lone surrogates in URLs and forms with 422 and the name of the field."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        if is_api_request(request):
            return None  # the API validates its own input and responds with JSON
        errors: dict[str, str] = {}
        if problem := text_error(request.path):
            errors["address"] = problem
        parameters = [request.GET]
        if request.method == "POST":
            parameters.append(request.POST)
        for query in parameters:
            for field, values in query.lists():
                for value in (field, *values):
                    if problem := text_error(value):
                        errors[field.replace("\x00", "�")] = problem
        return refusal_response(request, Invalid(errors)) if errors else None


class RequestSizeMiddleware:
    """Rejects a body that is larger than the file size limit before it is read. Otherwise, an upload could fill the disk."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or ""
        if length.isascii() and length.isdigit() and int(length) > settings.MAX_REQUEST_BYTES:
            limit = f"{settings.MAX_UPLOAD_BYTES // (1024 * 1024)} MiB"
            error = RequestTooLarge(f"A request can be at most {limit}.", next_step="Nothing was changed. Send a smaller file.")
            if is_api_request(request):
                return JsonResponse({"detail": error.message, "next_step": error.next_step}, status=error.status)
            return refusal_response(request, error)
        return self.get_response(request)


class EncryptedApiMiddleware:
    """Refuses API requests without HTTPS if it is required. Pages are redirected instead, by Django's `SecurityMiddleware`."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.HTTPS and is_api_request(request) and not request.is_secure():
            body = {"detail": "The API requires HTTPS.", "next_step": "If the request had a token, revoke the token."}
            return JsonResponse(body, status=403)
        return self.get_response(request)


class NoStoreMiddleware:
    """Responses without a Cache-Control header, such as staff pages, refusals, and the health check, are not cached."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response
