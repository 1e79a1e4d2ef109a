"""The two questions before every staff view: is somebody signed in, and is this how the address is used?

    @staff
    @get_and_post
    def edit(request: HttpRequest, article_id: int) -> HttpResponse: ...

What the signed-in person may do is asked elsewhere (`web.decisions.can`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_vary_headers
from django.utils.http import escape_leading_slashes, url_has_allowed_host_and_scheme

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
View = Callable[Concatenate[R, P], HttpResponseBase]


def signed_in(view: View[R, P]) -> View[HttpRequest, P]:
    """Anybody signed in and switched on comes in; everybody else is sent to sign in and afterwards back to the same place.

    A plain request is answered 302, one from htmx 204 with HX-Redirect, so that the sign-in page never lands inside a page.
    """

    @wraps(view)
    def ask(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.user.is_authenticated and request.user.is_active:
            return view(cast(R, request), *args, **kwargs)
        return sign_in_redirect(request)

    return ask


def sign_in_redirect(request: HttpRequest) -> HttpResponse:
    """The answer for a session that is over."""
    address = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': return_url(request)})}"
    if getattr(request, "htmx", None):
        response = HttpResponse(status=204, headers={"HX-Redirect": address})
    else:
        response = HttpResponse(status=302, headers={"Location": address})
    patch_vary_headers(response, ["HX-Request"])
    return response


def return_url(request: HttpRequest) -> str:
    """The page (path and query) that the person sees: what was asked for, or where a form or a fragment was asked from.

    The address of a POST or of a fragment is no page to come back to; without a page of ours behind it, it is the queue.
    """
    is_htmx = bool(getattr(request, "htmx", None))
    if request.method in ("GET", "HEAD") and not is_htmx:
        return request.get_full_path()
    said = request.headers.get("HX-Current-URL" if is_htmx else "Referer", "")
    if url_has_allowed_host_and_scheme(said, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        parts = urlsplit(said)
        return escape_leading_slashes(parts.path) + (f"?{parts.query}" if parts.query else "")
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def _only(view: View[R, P], *methods: str) -> View[R, P]:
    @wraps(view)
    def ask(request: R, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method in methods:
            return view(request, *args, **kwargs)
        refused = render(request, "errors/405.html", status=405)
        refused["Allow"] = ", ".join(methods)
        return refused

    return ask


def get_only(view: View[R, P]) -> View[R, P]:
    """Only GET and HEAD; anything else is 405."""
    return _only(view, "GET", "HEAD")


def post_only(view: View[R, P]) -> View[R, P]:
    """Only POST; anything else is 405."""
    return _only(view, "POST")


def get_and_post(view: View[R, P]) -> View[R, P]:
    """GET and HEAD show, POST does; anything else is 405."""
    return _only(view, "GET", "HEAD", "POST")
