"""Errors out: the same sentence and status as on the screens, as JSON."""

from __future__ import annotations

from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler

from factcheck.ledger.actions import plain
from factcheck.web.errors import Invalid, Refused, Stale


def answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """`{"detail", "errors"?, "current"?, "typed"?}` with the status of the refusal; invalid input is 422."""
    if isinstance(error, Refused):
        body: dict[str, Any] = {"detail": error.message}
        if isinstance(error, Invalid):
            body["errors"] = error.errors
        if isinstance(error, Stale):
            body |= {"current": plain(error.current), "typed": plain(error.typed)}
        return Response(body, status=error.status)
    response = exception_handler(error, context)
    if response is not None and isinstance(error, ValidationError):
        response.status_code = 422
        response.data = {"detail": "Some fields need a change.", "errors": response.data}
    return response
