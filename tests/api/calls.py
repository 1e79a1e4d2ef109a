"""Requests to the API as a program sends them: JSON and a token, without cookies."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client

from factcheck.accounts.models import Person, Scope
from factcheck.accounts.tokens import issue_token

ROOT = "/api/v1/"


def _secret(person: Person, scope: Scope) -> str:
    """The secret of a token of the person, which all callers of this person share: the number of tokens is limited."""
    secrets: dict[Scope, str] = person.__dict__.setdefault("secrets_of_tests", {})
    if scope not in secrets:
        secrets[scope] = issue_token(by=person, person=person, name="tests", scope=scope)[1]
    return secrets[scope]


class Caller:
    """An API client with a token of `person`. Paths are relative to the root of the API."""

    def __init__(self, person: Person, *, scope: Scope = Scope.DECIDE) -> None:
        self.person = person
        self.secret = _secret(person, scope)
        self.client = Client(headers={"authorization": f"Bearer {self.secret}"}, raise_request_exception=True)

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(ROOT + path, query)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.send("POST", path, json.dumps(body if body is not None else {}), **headers)

    def patch(self, path: str, body: Any, **headers: str) -> Any:
        return self.send("PATCH", path, json.dumps(body), **headers)

    def send(self, method: str, path: str, raw: str | bytes, content_type: str = "application/json", **headers: str) -> Any:
        """Send any bytes as a body. Header names are keyword arguments, such as `idempotency_key="…"`."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.generic(method, ROOT + path, raw, content_type=content_type, headers=named)

    def form(self, path: str, fields: dict[str, Any], **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(ROOT + path, fields, headers=named)


def quoted(exact: str, prefix: str = "", suffix: str = "") -> dict[str, Any]:
    return {"selector": [{"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}]}


def placed(exact: str, start: int, end: int | None = None) -> dict[str, Any]:
    position = {"type": "TextPositionSelector", "start": start, "end": start + len(exact) if end is None else end}
    return {"selector": [{"type": "TextQuoteSelector", "exact": exact}, position]}
