"""What every template may name."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def newsroom(request: HttpRequest) -> dict[str, Any]:
    return {"newsroom_name": settings.NEWSROOM_NAME, "is_demonstration": settings.DEMONSTRATION}
