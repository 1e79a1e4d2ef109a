"""Counts and durations of requests, and the text format of Prometheus. Pure.

See https://prometheus.io/docs/instrumenting/exposition_formats/.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper limits of the buckets of the latency histogram, in seconds. The last bucket has no limit."""
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Measurements:
    """The requests of one process, or the sum of several. All methods are safe for concurrent threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: dict[tuple[str, str, str], int] = defaultdict(int)
        self._buckets: dict[str, list[int]] = defaultdict(lambda: [0] * (len(BUCKETS) + 1))
        self._seconds: dict[str, float] = defaultdict(float)
        self._reads: dict[str, int] = defaultdict(int)

    def observe(self, *, route: str, method: str, status: int, seconds: float, read_from: str = "") -> None:
        """Count one request. An unknown method is counted as `other`, because a client could send any number of them.

        `read_from` is where a public page was read, if there is a replica.
        """
        key = (route, method if method in METHODS else "other", str(status))
        with self._lock:
            self._requests[key] += 1
            self._buckets[route][bisect_left(BUCKETS, seconds)] += 1
            self._seconds[route] += seconds
            if read_from:
                self._reads[read_from] += 1

    def to_json(self) -> dict[str, Any]:
        with self._lock:
            return {
                "requests": [[*key, number] for key, number in self._requests.items()],
                "durations": {route: [self._seconds[route], *numbers] for route, numbers in self._buckets.items()},
                "reads": dict(self._reads),
            }

    def add(self, values: Mapping[str, Any]) -> None:
        """Add the measurements of another process. Raises KeyError, TypeError, or ValueError if they have another format."""
        with self._lock:
            for route, method, status, number in values["requests"]:
                self._requests[str(route), str(method), str(status)] += int(number)
            for route, (seconds, *numbers) in values["durations"].items():
                self._seconds[route] += float(seconds)
                self._buckets[route] = [a + int(b) for a, b in zip(self._buckets[route], numbers, strict=True)]
            for read_from, number in values.get("reads", {}).items():  # the file of an earlier version has none
                self._reads[str(read_from)] += int(number)

    def lines(self) -> Iterator[str]:
        values = self.to_json()
        counts = [({"route": r, "method": m, "status": s}, n) for r, m, s, n in sorted(values["requests"])]
        yield from metric("factcheck_requests_total", "counter", "Requests by route, method, and status.", counts)
        if reads := [({"from": read_from}, n) for read_from, n in sorted(values["reads"].items())]:
            yield from metric("factcheck_public_reads_total", "counter", "Public pages by where their rows were read.", reads)
        name = "factcheck_request_duration_seconds"
        yield from heading(name, "histogram", "Seconds until the response begins, by route.")
        for route, (seconds, *numbers) in sorted(values["durations"].items()):
            total = 0
            for limit, number in zip([*map(str, BUCKETS), "+Inf"], numbers, strict=True):
                total += number
                yield sample(f"{name}_bucket", {"route": route, "le": limit}, total)
            yield sample(f"{name}_sum", {"route": route}, round(seconds, 6))
            yield sample(f"{name}_count", {"route": route}, total)


def metric(name: str, kind: str, description: str, samples: Iterable[tuple[Mapping[str, str], float]]) -> Iterator[str]:
    """The lines of one metric. Each of `samples` has labels and a value."""
    yield from heading(name, kind, description)
    for labels, value in samples:
        yield sample(name, labels, value)


def heading(name: str, kind: str, description: str) -> Iterator[str]:
    yield f"# HELP {name} {description}"
    yield f"# TYPE {name} {kind}"


def sample(name: str, labels: Mapping[str, str], value: float) -> str:
    pairs = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels.items())
    return f"{name}{{{pairs}}} {value}" if pairs else f"{name} {value}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
