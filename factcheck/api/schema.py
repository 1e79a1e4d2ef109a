"""Extensions of the OpenAPI document: operation IDs, error responses, and the headers of writes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, extend_schema

from factcheck.api.components import COMPONENTS, reference
from factcheck.api.scopes import SCOPES, SESSION_ONLY, operation_of

JSON = "application/json"
FORM = "multipart/form-data"

UUID_PATTERN = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"
"""Instead of `format: uuid`, for which some generators create clients that cannot send the header."""
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "pattern": UUID_PATTERN},
    OpenApiParameter.HEADER,
    description="A new UUID for each write. Repeating a request with the same key and body returns the outcome of the first.",
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    {"type": "string", "pattern": '^"[0-9]{1,9}"$'},
    OpenApiParameter.HEADER,
    description='The version that you read, such as "3". The field `version` in the body is equivalent.',
)

Decorator = Callable[[Any], Any]


def create_operation(request: Any, response: Any, *, has_version: bool = False, **options: Any) -> Decorator:
    """Describe an operation that creates a row. With `has_version`, it requires the version of the parent row."""
    responses = options.pop("responses", {201: response})
    headers = [IDEMPOTENCY_KEY, IF_MATCH] if has_version else [IDEMPOTENCY_KEY]
    return extend_schema(request=request, responses=responses, parameters=headers, **options)


def update_operation(request: Any, response: Any, **options: Any) -> Decorator:
    """Describe an operation that changes a row and requires the version that the client read."""
    return extend_schema(request=request, responses={200: response}, parameters=[IF_MATCH, IDEMPOTENCY_KEY], **options)


class Schema(AutoSchema):
    def get_operation_id(self) -> str:
        """The resource and the action, such as `claims_list` or `verdicts_submit`."""
        return operation_of(self.view)

    def get_tags(self) -> list[str]:
        view: Any = self.view
        return [view.basename]


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "factcheck.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "`Authorization: Bearer fc_…`. Create tokens on your profile page.",
        }


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "factcheck.api.authentication.SignedInAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": settings.SESSION_COOKIE_NAME,
            "description": "The browser’s session. Writes require the X-CSRFToken header with the value of the CSRF cookie.",
        }


ERROR_RESPONSES = {
    "400": ("Refusal", "The body cannot be parsed."),
    "401": ("Refusal", "No credentials, or an invalid, revoked, or expired token."),
    "403": ("Refusal", "You do not have permission; `detail` gives the reason."),
    "404": ("Refusal", "Not found, or you do not have access."),
    "406": ("Refusal", "The requested media type is not available."),
    "409": ("Conflict", "Not possible in the current state, or the row has changed since the version that you read."),
    "413": ("Refusal", "The body is too large."),
    "415": ("Refusal", "The media type of the body is not supported."),
    "422": ("Invalid", "Some fields are invalid."),
    "428": ("Refusal", "The request does not specify the version that you read."),
    "429": ("Refusal", "Too many requests; Retry-After is in seconds."),
    "503": ("Refusal", "The database is unavailable or busy; Retry-After is in seconds."),
}
READ_ERRORS = ("401", "403", "406", "422", "429", "503")
WRITE_ERRORS = ("400", "401", "403", "406", "409", "413", "415", "422", "429", "503")


def describe_refusals(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Postprocessing hook of drf-spectacular: add the named components, and the error responses and headers of each operation."""
    result["components"].setdefault("schemas", {}).update(COMPONENTS)
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            for code in error_codes(path, method, operation):
                component, description = ERROR_RESPONSES[code]
                refusal: dict[str, Any] = {
                    "description": description,
                    "content": {JSON: {"schema": reference(component)}},
                }
                if code == "401":
                    refusal["headers"] = {"WWW-Authenticate": {"schema": {"type": "string"}, "required": True}}
                if code in ("429", "503"):
                    refusal["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
                operation["responses"][code] = refusal
            operation["responses"] = dict(sorted(operation["responses"].items()))
            operation["description"] = f"{operation.get('description', '')}\n\n{scope_sentence(operation['operationId'])}".strip()
            parameters = [parameter["name"] for parameter in operation.get("parameters", [])]
            if "201" in operation["responses"] and "{" not in path:
                location = {"Location": {"schema": {"type": "string", "format": "uri"}, "description": "The URL of the new row."}}
                operation["responses"]["201"].setdefault("headers", {}).update(location)
            if "{id}" in path and "If-Match" in parameters:
                etag = {"ETag": {"schema": {"type": "string"}, "description": "The version, for the next If-Match."}}
                code = "200" if "200" in operation["responses"] else "201"
                operation["responses"][code].setdefault("headers", {}).update(etag)
    return result


def scope_sentence(operation: str) -> str:
    """Which tokens permit the operation."""
    return "No token permits this operation." if operation in SESSION_ONLY else f"Required scope: `{SCOPES[operation].value}`."


def error_codes(path: str, method: str, operation: dict[str, Any]) -> list[str]:
    """The status codes of the errors that the operation can return."""
    parameters = {parameter["name"] for parameter in operation.get("parameters", [])}
    codes = [*(READ_ERRORS if method == "get" else WRITE_ERRORS)]
    codes += [code for code in operation["responses"] if code in ERROR_RESPONSES]
    if "{" in path:
        codes.append("404")
    if "If-Match" in parameters:
        codes.append("428")
    return codes
