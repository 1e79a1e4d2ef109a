"""The context processor that provides variables of the installation to every template."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from factcheck.web import maintenance
from factcheck.web.person_keys import person_key


def installation(request: HttpRequest) -> dict[str, Any]:
    return {
        "is_demonstration": settings.DEMONSTRATION,
        "maintenance": maintenance.current,  # a function, because only staff pages need it
        # A function, because error pages must not load the session; templates that need the key call it.
        "person_key": lambda: person_key(request.user),
    }
