"""Sentences about security events."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from factcheck.accounts.models import EventKind, SecurityEvent
from factcheck.web.dates import format_moment


def kind_label(kind: str) -> str:
    """The name of a kind of events; events of a kind that this version does not know keep their technical name."""
    return str(EventKind(kind).label) if kind in EventKind.values else kind


def _method(value: str) -> str:
    """The name of a method to sign in, or of a second factor."""
    names = {
        "totp": "authenticator app",
        "webauthn": "passkey",
        "password_reset": "link from an email",
        "socialaccount": "single sign-on",
    }
    return names.get(value, value.replace("_", " "))


def _expiry(value: Any) -> str:
    return f"expires {format_moment(datetime.fromisoformat(value))}"


def _state(value: Any) -> str:
    states = {True: "active", False: "deactivated"}
    return states[value] if isinstance(value, bool) else str(value)


_TEXTS: dict[str, Callable[[Any], str]] = {
    "name": lambda value: f"“{value}”",
    "token": lambda value: f"token {value}",
    "scope": lambda value: f"scope {value}",
    "operation": lambda value: f"operation {value}",
    "expires_at": _expiry,
    "via": lambda value: "on the command line of the server",
    "number": lambda value: "1 token" if value == 1 else f"{value} tokens",
    "reason": lambda value: {"password": "new password", "deactivated": "account deactivated"}.get(value, str(value)),
    "state": str,
    "methods": lambda value: ", ".join(map(_method, value)),
    "device": str,
    "is_new": lambda value: "new device or network" if value else "",
    "step": lambda value: f"step: {value}",
    "factor": _method,
    "provider": str,
    "role": str,
    "login": lambda value: f"unknown address (digest {value})",
    "about": str,
    "check": lambda value: f"“{value}”",
    "count": lambda value: f"{value} times within a minute",
}


def event_details(event: SecurityEvent, names: Mapping[int, str]) -> list[str]:
    """The details of an event as short texts. `names` maps ids of people to their names."""
    details: dict[str, Any] = event.details
    texts = []
    if "before" in details:
        texts.append(f"{_state(details['before'])} → {_state(details['after'])}")
    texts += [text(details[name]) for name, text in _TEXTS.items() if name in details]
    if "by" in details and details["by"] != event.person_id:
        texts.append(f"by {names.get(details['by'], 'a person without a name')}")
    return [text for text in texts if text]
