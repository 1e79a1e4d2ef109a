"""The OpenAPI document: names of operations, what each may refuse, the headers of changing and creating calls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, extend_schema

JSON = "application/json"
FORM = "multipart/form-data"

IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "format": "uuid"},
    OpenApiParameter.HEADER,
    description="A UUID made for this one write. The same key and body again answer with the outcome of the first request.",
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    {"type": "string", "pattern": '^"[0-9]{1,9}"$'},
    OpenApiParameter.HEADER,
    description='The version you saw, such as "3". The field `version` of the body says the same.',
)

Decorator = Callable[[Any], Any]


def create_operation(request: Any, response: Any, *, once: bool = True, seen: bool = False, **more: Any) -> Decorator:
    """Describes a creating call; `once` where it takes an Idempotency-Key, `seen` where it also names the version it adds to."""
    responses = more.pop("responses", {201: response})
    headers = [header for header, is_taken in ((IDEMPOTENCY_KEY, once), (IF_MATCH, seen)) if is_taken]
    return extend_schema(request=request, responses=responses, parameters=headers, **more)


def update_operation(request: Any, response: Any, **more: Any) -> Decorator:
    """Describes a call that changes a row whose version was seen."""
    return extend_schema(request=request, responses={200: response}, parameters=[IF_MATCH, IDEMPOTENCY_KEY], **more)


class Schema(AutoSchema):
    def get_operation_id(self) -> str:
        """`claims_list`, `verdicts_submit`: the noun and what is done to it."""
        view: Any = self.view
        done = getattr(getattr(view, view.action), "url_name", view.action)
        return f"{view.basename}_{done}"

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
            "description": "`Authorization: Bearer fc_…`. Tokens are issued in the profile.",
        }


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "factcheck.api.authentication.SignedInAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": settings.SESSION_COOKIE_NAME,
            "description": "The browser's session. Writes need the header X-CSRFToken with the value of the cross-site cookie.",
        }


REFUSAL = {
    "type": "object",
    "description": "What happened and, where it helps, what to do next.",
    "properties": {"detail": {"type": "string"}, "next_step": {"type": "string"}},
    "required": ["detail"],
}
CONFLICT = {
    "type": "object",
    "description": "Not possible as things stand, or somebody saved in between: then `current` is stored, `typed` was sent.",
    "properties": {
        **REFUSAL["properties"],  # type: ignore[dict-item]
        "current": {"type": "object", "additionalProperties": {}},
        "typed": {"type": "object", "additionalProperties": {}},
    },
    "required": ["detail"],
}
INVALID = {
    "type": "object",
    "description": "Fields that need a change. `places` lists where a quote stands that occurs several times (code points).",
    "properties": {
        **REFUSAL["properties"],  # type: ignore[dict-item]
        "errors": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
        "places": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "start": {"type": "integer"},
                    "end": {"type": "integer"},
                    "prefix": {"type": "string"},
                    "suffix": {"type": "string"},
                },
                "required": ["start", "end", "prefix", "suffix"],
            },
        },
    },
    "required": ["detail", "errors"],
}
COMPONENTS = {"Refusal": REFUSAL, "Conflict": CONFLICT, "Invalid": INVALID}
ERROR_RESPONSES = {
    "400": ("Refusal", "The body cannot be read."),
    "401": ("Refusal", "Nobody is signed in and no token was sent, or the token is not known."),
    "403": ("Refusal", "You may not do this; the sentence says why."),
    "404": ("Refusal", "There is nothing here, or not for you."),
    "406": ("Refusal", "The answer is not to be had in the type asked for."),
    "409": ("Conflict", "The state of things does not permit this, or the version you saw is old."),
    "413": ("Refusal", "The body is too large."),
    "415": ("Refusal", "The body is of a type that is not taken here."),
    "422": ("Invalid", "Some fields need a change."),
    "428": ("Refusal", "The version you saw is missing."),
    "429": ("Refusal", "Too many calls; Retry-After says how many seconds to wait."),
    "503": ("Refusal", "The database does not answer, or is busy; Retry-After says how many seconds to wait."),
}
READ_ERRORS = ("401", "403", "406", "429", "503")
WRITE_ERRORS = ("400", "401", "403", "406", "409", "413", "415", "422", "429", "503")


def describe_refusals(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """A hook of the generator: enters into each operation what it may refuse."""
    result["components"].setdefault("schemas", {}).update(COMPONENTS)
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            for code in error_codes(path, method, operation):
                component, description = ERROR_RESPONSES[code]
                refusal: dict[str, Any] = {
                    "description": description,
                    "content": {JSON: {"schema": {"$ref": f"#/components/schemas/{component}"}}},
                }
                if code == "401":
                    refusal["headers"] = {"WWW-Authenticate": {"schema": {"type": "string"}, "required": True}}
                if code in ("429", "503"):
                    refusal["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
                operation["responses"][code] = refusal
            operation["responses"] = dict(sorted(operation["responses"].items()))
            described = [p["name"] for p in operation.get("parameters", [])]
            if "201" in operation["responses"] and "{" not in path:
                made = {"Location": {"schema": {"type": "string", "format": "uri"}, "description": "Where it is from now on."}}
                operation["responses"]["201"].setdefault("headers", {}).update(made)
            if "{id}" in path and "If-Match" in described:
                etag = {"ETag": {"schema": {"type": "string"}, "description": "The version, for the next If-Match."}}
                operation["responses"]["200"].setdefault("headers", {}).update(etag)
    return result


def error_codes(path: str, method: str, operation: dict[str, Any]) -> list[str]:
    parameters = {p["name"] for p in operation.get("parameters", [])}
    codes = [*(READ_ERRORS if method == "get" else WRITE_ERRORS)]
    codes += [code for code in operation["responses"] if code in ERROR_RESPONSES]
    if "{" in path:
        codes.append("404")
    if "If-Match" in parameters:
        codes.append("428")
    if method == "get" and "cursor" in parameters:
        codes.append("422")
    return codes
