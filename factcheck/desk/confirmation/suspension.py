"""Requests that wait until the person has confirmed their identity, and their execution.

A request that requires a more recent sign-in is stored in the session under a random id. The page on which the person confirms
their identity has the id in `next`, so a confirmation for another purpose executes nothing. The request is executed once, within
15 minutes, for the same person, and only if its CSRF token is still valid. Its idempotency key is one of its fields.
"""

from __future__ import annotations

import copy
import secrets
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import ResolverMatch, resolve, reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.datastructures import MultiValueDict
from django_htmx.middleware import HtmxDetails

from factcheck.accounts.models import Person
from factcheck.accounts.sessions import SUSPENDED
from factcheck.web.access import return_url
from factcheck.web.consent import Consent, ConsentRequired
from factcheck.web.database_errors import refusal_for
from factcheck.web.errors import Refused
from factcheck.web.middleware import SAFE_METHODS, refusal_response

SECONDS = 15 * 60
MOST_STORED = 3
MOST_BYTES = 200_000
"""Maximum size of a stored body, URL-encoded. The session is loaded with each request."""


@dataclass(frozen=True, slots=True)
class Suspended:
    """A stored request. `body` is URL-encoded, without uploads. `page` is the page of the form."""

    id: str
    person: int
    at: float
    operation: str
    level: int
    path: str
    query: str
    body: str
    csrf: str
    page: str
    has_files: bool
    is_too_long: bool

    @property
    def fields(self) -> QueryDict:
        return QueryDict(self.body)

    @property
    def is_executable(self) -> bool:
        return not self.has_files and not self.is_too_long


def suspend(request: HttpRequest, error: ConsentRequired) -> HttpResponse:
    """Store the request and redirect to the page on which the person confirms their identity. The body must have been read."""
    fields = request.POST.copy()
    csrf = fields.pop("csrfmiddlewaretoken", [""])[-1] or request.headers.get("X-CSRFToken", "")
    body = fields.urlencode()
    is_too_long = len(body) > MOST_BYTES
    stored = Suspended(
        id=secrets.token_urlsafe(16),
        person=cast(int, request.user.pk),
        at=timezone.now().timestamp(),
        operation=error.operation,
        level=error.level,
        path=request.path_info,
        query=request.META.get("QUERY_STRING", ""),
        body="" if is_too_long else body,
        csrf=csrf,
        page=return_url(request),
        has_files=bool(request.FILES),
        is_too_long=is_too_long,
    )
    earlier = sorted(request.session.get(SUSPENDED, {}).items(), key=lambda item: item[1]["at"])[-(MOST_STORED - 1) :]
    values = {name: getattr(stored, name) for name in Suspended.__slots__}
    request.session[SUSPENDED] = {**dict(earlier), stored.id: values}
    return confirmation_redirect(request, reverse("account_resume", args=[stored.id]), error.level)


def confirmation_redirect(request: HttpRequest, url: str, level: Consent) -> HttpResponse:
    """Redirect to the page on which the person confirms their identity, and from there to `url`."""
    from allauth.account.adapter import get_adapter

    password = reverse("account_reauthenticate")
    person = cast(Person, request.user)
    addresses = [method["url"] for method in get_adapter(request).get_reauthentication_methods(person)]
    page = next((address for address in addresses if address != password), "")
    if not addresses:
        page = reverse("account_confirm_provider")
    elif not page or (level is Consent.PASSWORD and person.has_usable_password()):
        page = password
    return redirect_page(request, f"{page}?{urlencode({'next': url})}")


def redirect_page(request: HttpRequest, location: str) -> HttpResponse:
    """Redirect the whole page, also if htmx sent the request."""
    if getattr(request, "htmx", None):
        response = HttpResponse(status=204, headers={"HX-Redirect": location})
    else:
        response = HttpResponse(status=302 if request.method in SAFE_METHODS else 303, headers={"Location": location})
    patch_vary_headers(response, ["HX-Request"])
    return response


def find(request: HttpRequest, id_: str) -> Suspended | None:
    """The stored request of this session and this person with the id, unless it has expired or was executed."""
    values = request.session.get(SUSPENDED, {}).get(id_)
    if values is None or values["person"] != request.user.pk or timezone.now().timestamp() - values["at"] > SECONDS:
        return None
    return Suspended(**values)


def named_by(request: HttpRequest) -> Suspended | None:
    """The stored request that `next` in the URL or the form names, for the pages on which the person confirms their identity."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    prefix, _, rest = address.partition(reverse("account_resume", args=["-"]).removesuffix("-/"))
    return find(request, rest.removesuffix("/")) if not prefix and rest else None


def execute(request: HttpRequest, stored: Suspended) -> HttpResponseBase | None:
    """Execute the stored request and return its response. Returns None if it was executed before."""
    waiting = request.session.get(SUSPENDED, {})
    waiting.pop(stored.id, None)
    request.session[SUSPENDED] = waiting
    if not cache.add(f"resumed:{stored.id}", True, timeout=2 * SECONDS):  # a concurrent request has read the same session
        return None
    inner, match = _rebuilt(request, stored)
    refused = CsrfViewMiddleware(lambda _: HttpResponse()).process_view(inner, match.func, match.args, match.kwargs)
    if refused is not None:
        return cast(HttpResponseBase, refused)
    try:
        return match.func(inner, *match.args, **match.kwargs)  # type: ignore[no-any-return]
    except ConsentRequired as error:
        return suspend(inner, error)
    except Exception as error:
        refusal = error if isinstance(error, Refused) else refusal_for(error, is_writing=inner.method not in SAFE_METHODS)
        if refusal is None:
            raise
        return refusal_response(inner, refusal)


def _rebuilt(request: HttpRequest, stored: Suspended) -> tuple[HttpRequest, ResolverMatch]:
    """The stored request with the session and the cookies of `request`, as a plain request without htmx."""
    inner: Any = copy.copy(request)
    for name in ("headers", "csrf_processing_done"):
        inner.__dict__.pop(name, None)
    inner.method = "POST"
    inner.path_info, inner.path = stored.path, stored.path
    inner.META = {name: value for name, value in request.META.items() if not name.startswith(("HTTP_HX_", "HTTP_X_CSRFTOKEN"))}
    inner.META |= {"PATH_INFO": stored.path, "QUERY_STRING": stored.query, "REQUEST_METHOD": "POST"}
    inner.GET = QueryDict(stored.query)
    fields = stored.fields.copy()
    fields["csrfmiddlewaretoken"] = stored.csrf
    inner._post, inner._files = fields, MultiValueDict()
    inner.htmx = HtmxDetails(inner)
    match = resolve(stored.path)
    inner.resolver_match = match
    return inner, match
