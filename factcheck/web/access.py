"""Decorators for staff views: they require a signed-in person and restrict the HTTP methods.

    @signed_in
    @get_and_post
    def edit(request: HttpRequest, article_id: int) -> HttpResponse: ...

Permissions are checked elsewhere (`web.decisions.can`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject
from django.utils.http import escape_leading_slashes, url_has_allowed_host_and_scheme

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
View = Callable[Concatenate[R, P], HttpResponseBase]


def signed_in(view: View[R, P]) -> View[HttpRequest, P]:
    """Require a signed-in person with an active account. Everyone else is redirected to the sign-in page, and back afterward."""

    @wraps(view)
    def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.user.is_authenticated and request.user.is_active:
            request.user = _loaded(request.user)
            return view(cast(R, request), *args, **kwargs)
        return sign_in_redirect(request)

    return wrapper


def _loaded(user: Any) -> Any:
    """The person that the lazy object of the middleware has loaded: reading an attribute through it takes five times as long."""
    return user._wrapped if type(user) is SimpleLazyObject else user


def sign_in_redirect(request: HttpRequest) -> HttpResponse:
    """Redirect to the sign-in page: 302, or for htmx 204 with HX-Redirect, so that the page is not swapped into another one."""
    is_htmx = bool(getattr(request, "htmx", None))
    query = {"next": return_url(request)}
    if is_htmx or request.method not in ("GET", "HEAD"):
        query["ended"] = "1"  # the request came from an open page, so the sign-in page explains that the session ended
    url = f"{resolve_url(settings.LOGIN_URL)}?{urlencode(query)}"
    if is_htmx:
        response = HttpResponse(status=204, headers={"HX-Redirect": url})
    else:
        response = HttpResponse(status=302, headers={"Location": url})
    patch_vary_headers(response, ["HX-Request"])
    return response


def return_url(request: HttpRequest) -> str:
    """Path and query of the page that the person sees.

    A GET of a page returns its own URL. A POST or a request for a fragment returns the URL of the page that sent it, or of the
    queue if that page is not part of this site.
    """
    is_htmx = bool(getattr(request, "htmx", None))
    if request.method in ("GET", "HEAD") and not is_htmx:
        return request.get_full_path()
    current = request.headers.get("HX-Current-URL" if is_htmx else "Referer", "")
    if url_has_allowed_host_and_scheme(current, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        parts = urlsplit(current)
        return escape_leading_slashes(parts.path) + (f"?{parts.query}" if parts.query else "")
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def _allow_methods(view: View[R, P], *methods: str) -> View[R, P]:
    @wraps(view)
    def wrapper(request: R, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method in methods:
            return view(request, *args, **kwargs)
        response = render(request, "errors/405.html", status=405)
        response["Allow"] = ", ".join(methods)
        return response

    wrapper.allowed_methods = methods  # type: ignore[attr-defined]  # for tests that list the forms
    return wrapper


def get_only(view: View[R, P]) -> View[R, P]:
    """Allow GET and HEAD; respond to other methods with 405."""
    return _allow_methods(view, "GET", "HEAD")


def post_only(view: View[R, P]) -> View[R, P]:
    """Allow POST; respond to other methods with 405."""
    return _allow_methods(view, "POST")


def get_and_post(view: View[R, P]) -> View[R, P]:
    """Allow GET, HEAD, and POST; respond to other methods with 405."""
    return _allow_methods(view, "GET", "HEAD", "POST")
