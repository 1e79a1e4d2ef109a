"""Views that read from the replica, if there is one that is up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.db import InterfaceError, OperationalError, connections
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse

from factcheck.publishing import replica
from factcheck.publishing.replica import ReadFrom
from factcheck.web.database.replica import REPLICA, reading_replica

View = Callable[..., HttpResponseBase]
_CANCELED = "57014"
"""The SQLSTATE of a statement that took too long. The primary would not be faster."""


def reads_replica(view: View) -> View:
    """Read the rows of the view from the replica. A person with a session reads from the primary.

    The view must not write: after a failure of the replica, it is called again.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.HAS_REPLICA or settings.SESSION_COOKIE_NAME in request.COOKIES:
            return view(request, *args, **kwargs)
        where = replica.current.choose()
        if where is ReadFrom.REPLICA:
            try:
                with reading_replica():
                    response = view(request, *args, **kwargs)
            except (OperationalError, InterfaceError) as error:
                if getattr(error.__cause__, "sqlstate", None) == _CANCELED:
                    raise
                connections[REPLICA].close()
                where = ReadFrom.UNAVAILABLE
                replica.current.fail(where, str(error).strip())
            else:
                if isinstance(response, StreamingHttpResponse):
                    response.streaming_content = _reading(cast(Iterator[bytes], response.streaming_content))
                return _counted(response, where)
        return _counted(view(request, *args, **kwargs), where)

    return wrapped


def _counted(response: HttpResponseBase, where: ReadFrom) -> HttpResponseBase:
    """With the name that the metrics count (`operations.monitoring`)."""
    response.read_from = where.name.lower()  # type: ignore[attr-defined]
    return response


def _reading(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The chunks of a stream, which are read after the view has returned."""
    while True:
        with reading_replica():
            chunk = next(chunks, None)
        if chunk is None:
            return
        yield chunk
