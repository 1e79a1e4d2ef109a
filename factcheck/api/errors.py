"""Errors out: the same sentence and status as on the screens, as JSON."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.core.exceptions import ValidationError as ModelInvalid
from django.db import DatabaseError
from django.http import Http404
from rest_framework.exceptions import APIException, NotAuthenticated, ValidationError
from rest_framework.permissions import SAFE_METHODS
from rest_framework.response import Response
from rest_framework.views import exception_handler

from factcheck.claims.selectors import AmbiguousQuote
from factcheck.ledger.actions import json_value
from factcheck.web.database_errors import Unavailable, refusal_for
from factcheck.web.errors import EditConflict, FormAlreadyUsed, Invalid, Refused
from factcheck.web.idempotency import KEY

NOT_HERE = "There is nothing at this address, or not for you."


class VersionRequired(Refused):
    """A change without the version that was seen (428)."""

    status = 428
    title = "Say which version you saw"

    def __init__(self) -> None:
        super().__init__(
            "This changes something that others may change too, so it needs the version you saw.",
            next_step="Send it as “version” in the body, or in quotation marks in the header If-Match.",
        )


class BodyTooLarge(APIException):
    status_code = 413
    default_detail = "What was sent is too large."


class SeveralPlaces(Invalid):
    """A quote that stands at several places (422): `places` are those places."""

    def __init__(self, field: str, error: AmbiguousQuote) -> None:
        super().__init__({field: str(error)})
        self.places = error.places


def error_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """`{"detail", "next_step"?, "errors"?, "places"?, "current"?, "typed"?}` with the status of the refusal."""
    match error:
        case Refused():
            return _plain(Response(body_of(error), status=error.status))
        case ModelInvalid():
            error = ValidationError(error.message_dict if hasattr(error, "error_dict") else error.messages)
        case Http404():
            return _plain(Response({"detail": NOT_HERE}, status=404))
        case RequestDataTooBig() | TooManyFieldsSent() | TooManyFilesSent():
            error = BodyTooLarge()
        case DatabaseError() | OSError():
            if refused := refusal_for(error, is_writing=context["request"].method not in SAFE_METHODS):
                headers = {"Retry-After": str(refused.retry_after)} if isinstance(refused, Unavailable) else None
                return _plain(Response(body_of(refused), status=refused.status, headers=headers))
        case NotAuthenticated():
            error.detail = "Sign in first, or send a token."  # type: ignore[assignment]
    response = exception_handler(error, context)
    if response is not None and isinstance(error, ValidationError):
        response.status_code = 422
        response.data = {"detail": "Some fields need a change.", "errors": sentences(error.detail)}
    return _plain(response) if response is not None else None


def body_of(error: Refused) -> dict[str, Any]:
    body: dict[str, Any] = {"detail": error.message}
    if isinstance(error, FormAlreadyUsed):
        body |= {"detail": f"This Idempotency-Key {error.outcome} already, from another body."}
        error.next_step = "Send a new key for another write; the same body again answers with the outcome of the first request."
    if isinstance(error, Unavailable):
        error.next_step = error.api_next_step
    if error.next_step:
        body["next_step"] = error.next_step
    if isinstance(error, Invalid):
        errors = {"Idempotency-Key" if field == KEY else field: said for field, said in error.errors.items()}
        body |= {"detail": "Some fields need a change.", "errors": errors}
    if isinstance(error, SeveralPlaces):
        body["places"] = error.places
    if isinstance(error, EditConflict):
        body |= {"current": json_value(error.current), "typed": json_value(error.typed)}
    return body


def sentences(detail: Any, path: str = "") -> dict[str, list[str]]:
    """Field path → sentences: `mention.selection[0]`. What belongs to no field is under “body”."""
    if isinstance(detail, str):
        return {path or "body": [str(detail)]}
    found: dict[str, list[str]] = {}
    if isinstance(detail, dict):
        for key, inner in detail.items():
            here = (
                path if key == "non_field_errors" else f"{path}[{key}]" if isinstance(key, int) else f"{path}.{key}".lstrip(".")
            )
            for where, said in sentences(inner, here).items():
                found.setdefault(where, []).extend(said)
    elif isinstance(detail, list):
        for position, inner in enumerate(detail):
            for where, said in sentences(inner, path if isinstance(inner, str) else f"{path}[{position}]").items():
                found.setdefault(where, []).extend(said)
    return found


def _plain(response: Response) -> Response:
    """A refusal is JSON, also where the address answers with something else."""
    response.content_type = "application/json"
    return response
