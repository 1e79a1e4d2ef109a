"""Limits of one web process on connections, requests, and buffers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

KIB = 1024
MIB = 1024 * KIB


@dataclass(frozen=True)
class ServingLimits:
    """Times are in seconds, sizes in bytes.

    While a body is received or a response is sent, the average rate in each `rate_window` must be at least `least_rate`.
    """

    folder: Path
    """Folder for the temporary files of large bodies and responses."""
    max_body: int
    request_seconds: float
    """From the complete request to the end of the application's work, including the time in the queue."""
    idle_seconds: float = 10.0
    """Between connecting and the first byte, and between two requests."""
    header_seconds: float = 15.0
    """From the first byte of a request to the end of its headers."""
    rate_window: float = 30.0
    least_rate: int = 8 * KIB
    """Bytes per second."""
    linger_seconds: float = 10.0
    """After an early response, how long the rest of the request is read and discarded. Otherwise, the client would get a reset
    connection instead of the response."""
    max_connections: int = 1000
    max_queue: int = 400
    """Requests that wait for a thread. Any further request gets 503."""
    max_queue_of_client: int = 200
    """The part of `max_queue` that one client can occupy. A newsroom can be one client, and a browser that opens the desk for the
    first time requests about sixty scripts and style sheets at once."""
    flood: int = 20
    """If more requests of one client wait, it can use half of the threads. Static files of a page wait only for milliseconds."""
    max_pipelined: int = 4
    max_request_line: int = 8 * KIB
    max_headers: int = 32 * KIB
    max_header_count: int = 100
    max_chunk_line: int = 1 * KIB
    memory_of_body: int = 64 * KIB
    """A larger body is stored in a temporary file."""
    memory_of_response: int = 256 * KIB
    max_memory: int = 64 * MIB
    """If the buffers of all connections together use more, new data is stored in temporary files."""
    max_disk: int = 2048 * MIB
    """If the temporary files of all connections together are larger, requests get 503, and responses are cut off."""
    max_disk_of_client: int = 1024 * MIB
    """The part of `max_disk` that one client can occupy."""

    def with_room_for_bodies(self) -> ServingLimits:
        """These limits, with space for temporary files that is enough for four bodies of the maximum size."""
        disk = max(self.max_disk, 4 * self.max_body)
        return replace(self, max_disk=disk, max_disk_of_client=disk // 2)


class MinimumRate:
    """Checks the rate of a transfer that began at `now` with `count` bytes."""

    def __init__(self, limits: ServingLimits, now: float, count: int) -> None:
        self.limits = limits
        self.start = now
        self.first = count

    def is_missed(self, now: float, count: int) -> bool:
        """Whether too few bytes were transferred in the last complete window."""
        if now - self.start < self.limits.rate_window:
            return False
        is_missed = count - self.first < (now - self.start) * self.limits.least_rate
        self.start, self.first = now, count
        return is_missed
