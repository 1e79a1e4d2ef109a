"""Error responses in JSON, with the same messages and statuses as the screens."""

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

from factcheck.api.scopes import ScopeMissing
from factcheck.claims.selectors import AmbiguousQuote
from factcheck.ledger.actions import json_value
from factcheck.web.consent import ConsentRequired
from factcheck.web.database_errors import Unavailable, refusal_for
from factcheck.web.errors import EditConflict, FormAlreadyUsed, Invalid, Refused
from factcheck.web.idempotency import KEY

NOT_FOUND = "Not found, or you do not have access."


CONSENT_REQUIRED = "recent_sign_in_required"
INVALID_FIELDS = "Some fields are invalid."


class VersionRequired(Refused):
    """The request changes a row but does not specify the version that the client read (428)."""

    status = 428
    title = "Version required"

    def __init__(self) -> None:
        super().__init__(
            "This request must specify the version that you read, because others can change the same row.",
            next_step="Send it as “version” in the body, or in quotation marks in the If-Match header.",
        )


class BodyTooLarge(APIException):
    status_code = 413
    default_detail = "The request body is too large."


class AmbiguousSelection(Invalid):
    """A quote that occurs several times in the text (422). `places` lists the occurrences."""

    def __init__(self, field: str, error: AmbiguousQuote) -> None:
        super().__init__({field: str(error)})
        self.places = error.places


def error_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """The exception handler: `{"detail", "next_step"?, "errors"?, "places"?, "current"?, "typed"?}` with the status."""
    match error:
        case Refused():
            return _as_json(Response(error_body(error), status=error.status, headers=_retry_after(error)))
        case ConsentRequired():
            next_step = "Sign in again in the browser, or send a token."
            return _as_json(Response({"detail": str(error), "code": CONSENT_REQUIRED, "next_step": next_step}, status=403))
        case ModelInvalid():
            error = ValidationError(error.message_dict if hasattr(error, "error_dict") else error.messages)
        case Http404():
            return _as_json(Response({"detail": NOT_FOUND}, status=404))
        case RequestDataTooBig() | TooManyFieldsSent() | TooManyFilesSent():
            error = BodyTooLarge()
        case DatabaseError() | OSError():
            if refused := refusal_for(error, is_writing=context["request"].method not in SAFE_METHODS):
                return _as_json(Response(error_body(refused), status=refused.status, headers=_retry_after(refused)))
        case NotAuthenticated():
            error.detail = "Sign in, or send a token."  # type: ignore[assignment]
    response = exception_handler(error, context)
    if response is not None and isinstance(error, ValidationError):
        response.status_code = 422
        response.data = {"detail": INVALID_FIELDS, "errors": messages_by_path(error.detail)}
    return _as_json(response) if response is not None else None


def _retry_after(error: Refused) -> dict[str, str] | None:
    """The header `Retry-After` of a refusal that ends by itself."""
    seconds = getattr(error, "retry_after", None)
    return None if seconds is None else {"Retry-After": str(seconds)}


def error_body(error: Refused) -> dict[str, Any]:
    """The JSON body of the response to a refused request."""
    body: dict[str, Any] = {"detail": error.message}
    if isinstance(error, FormAlreadyUsed):
        body |= {"detail": f"A request with this Idempotency-Key and a different body already {error.outcome}."}
        error.next_step = "Send a new key for another write. To get the outcome of the first request, repeat it unchanged."
    if isinstance(error, Unavailable):
        error.next_step = error.api_next_step
    if isinstance(error, EditConflict):
        error.next_step = "Get the row again, compare it with your values, then send the request with its current version."
    if error.next_step:
        body["next_step"] = error.next_step
    if isinstance(error, ScopeMissing) and error.required:
        body["required_scope"] = error.required.value
    if isinstance(error, Invalid):
        errors = {"Idempotency-Key" if field == KEY else field: messages for field, messages in error.errors.items()}
        body |= {"detail": INVALID_FIELDS, "errors": errors}
    if isinstance(error, AmbiguousSelection):
        body["places"] = error.places
    if isinstance(error, EditConflict):
        body |= {"current": json_value(error.current), "typed": json_value(error.typed)}
    return body


def messages_by_path(detail: Any, path: str = "") -> dict[str, list[str]]:
    """Field path, such as `mention.selection[0]` → messages. Messages without a field are under `body`."""
    if isinstance(detail, str):
        return {path or "body": [str(detail)]}
    messages: dict[str, list[str]] = {}
    if isinstance(detail, dict):
        for key, inner in detail.items():
            inner_path = (
                path if key == "non_field_errors" else f"{path}[{key}]" if isinstance(key, int) else f"{path}.{key}".lstrip(".")
            )
            for full_path, texts in messages_by_path(inner, inner_path).items():
                messages.setdefault(full_path, []).extend(texts)
    elif isinstance(detail, list):
        for position, inner in enumerate(detail):
            inner_path = path if isinstance(inner, str) else f"{path}[{position}]"
            for full_path, texts in messages_by_path(inner, inner_path).items():
                messages.setdefault(full_path, []).extend(texts)
    return messages


def _as_json(response: Response) -> Response:
    """Error responses are JSON, even if the endpoint returns another media type."""
    response.content_type = "application/json"
    return response
