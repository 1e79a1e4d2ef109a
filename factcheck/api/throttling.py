"""How often one person may call."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import UserRateThrottle


class WriteThrottle(UserRateThrottle):
    """Writes have a rate of their own, beside the one for all calls."""

    scope = "writes"

    def allow_request(self, request: Request, view: Any) -> bool:
        return request.method in ("GET", "HEAD", "OPTIONS") or super().allow_request(request, view)
