"""The response of the application to one request."""

from __future__ import annotations

from typing import Any, Protocol

from waitress.task import WSGITask

MOST_JOINED = 64 * 1024
"""Bytes of the first part of a body that are copied to be sent together with the head."""


class HasParts(Protocol):
    """A channel. While `parts` is a list, it collects what is written."""

    parts: list[Any] | None

    def write_soon(self, data: Any) -> int: ...


class JoinedTask(WSGITask):
    """Sends the head of a response and the first part of its body at once, so the client is woken once."""

    channel: HasParts

    def write(self, data: Any) -> None:
        if self.wrote_header or not 0 < len(data) <= MOST_JOINED:
            super().write(data)
            return
        channel = self.channel
        parts: list[Any] = []
        channel.parts = parts
        try:
            super().write(data)
        finally:
            channel.parts = None
        channel.write_soon(b"".join(parts))
