"""Reports of unhandled errors to Sentry, without personal data. The package `sentry-sdk` is an optional extra."""

from __future__ import annotations

from typing import Any

import factcheck

_EVENT = (
    "event_id",
    "timestamp",
    "platform",
    "level",
    "logger",
    "release",
    "environment",
    "transaction",
    "exception",
    "logentry",
)
_FRAME = ("filename", "abs_path", "function", "module", "lineno", "in_app", "context_line", "pre_context", "post_context")


def start(dsn: str) -> None:
    """Send reports to the project with this DSN."""
    import sentry_sdk

    sentry_sdk.init(
        dsn=dsn,
        release=factcheck.__version__,
        before_send=scrub,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_session_tracking=False,
        server_name="",
    )


def scrub(event: Any, hint: Any = None) -> Any:
    """The event with nothing but the types of the exceptions, the stack, the format of a log message, and the route.

    Messages of exceptions are removed, because errors of the database and of validation repeat what people typed. So are
    the request, the person, variables, and earlier log messages.
    """
    kept = {name: event[name] for name in _EVENT if name in event}
    if "logentry" in kept:
        kept["logentry"] = {"message": kept["logentry"].get("message", "")}
    if "exception" in kept:
        kept["exception"] = {"values": [_without_values(error) for error in kept["exception"].get("values", [])]}
    return kept


def _without_values(error: dict[str, Any]) -> dict[str, Any]:
    frames = (error.get("stacktrace") or {}).get("frames", [])
    stack = [{name: frame[name] for name in _FRAME if name in frame} for frame in frames]
    return {"type": error.get("type"), "module": error.get("module"), "value": "", "stacktrace": {"frames": stack}}
