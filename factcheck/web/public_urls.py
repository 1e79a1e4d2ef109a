"""Absolute URLs of the public pages, for the pages themselves, their feeds, and links on staff screens."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


def public_base(request: HttpRequest) -> str:
    """The scheme and host that readers use, without a trailing slash: FACTCHECK_PUBLIC_URL, or those of the request."""
    return settings.PUBLIC_URL or f"{request.scheme}://{request.get_host()}"


def public_url(base: str, name: str, **kwargs: Any) -> str:
    """The absolute URL for the URL name `public:{name}`."""
    return base + reverse(f"public:{name}", kwargs=kwargs or None)
