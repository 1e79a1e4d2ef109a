"""The limits of one fetch. Pure."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """Sizes in bytes and times in seconds. The defaults are those of production."""

    size: int = 20 * MEBIBYTE
    """The body of the last response, as received and also without content coding."""
    redirect_size: int = MEBIBYTE
    """The body of a redirect."""
    head_size: int = 64 * 1024
    """The status line and the headers of a response, including those of interim responses."""
    headers: int = 200
    redirects: int = 5
    ratio: float = 100.0
    """Decoded bytes for each received byte, once more than `ratio_floor` bytes were decoded."""
    ratio_floor: int = MEBIBYTE
    codings: int = 2
    """Nested content codings."""

    resolve: float = 10.0
    connect: float = 10.0
    tls: float = 10.0
    first_byte: float = 30.0
    idle: float = 15.0
    """Between two reads."""
    total: float = 100.0
    """For all redirects together, without waiting for the turn at a host."""

    turn: float = 30.0
    """Waiting for the turn at each host."""
    interval: float = 1.0
    """Between the starts of two requests to the same host, from all processes."""
    at_once: int = 2
    """Requests to the same host at the same time, from all processes."""
