"""Measuring in pairs: each request beside one of its yardstick, so that a machine that slows down slows both."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from factcheck.operations.bench.client import BenchResponse

SendRequest = Callable[[], BenchResponse]


@dataclass(frozen=True, slots=True)
class Measurement:
    """One line of the result. Milliseconds; `ratio` is the median of this over the median of its yardstick in the same run."""

    name: str
    median_ms: float
    p95_ms: float
    yardstick: str
    ratio: float
    queries: int
    bytes: int

    def plain(self) -> dict[str, Any]:
        return asdict(self)


def percentile(samples: list[float], share: float) -> float:
    """The nearest-rank percentile."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered)) - 1))]


def measure_pairs(
    name: str, request: SendRequest, yardstick_name: str, yardstick: SendRequest, *, rounds: int, warm_up: int = 10
) -> Measurement:
    """Measure `request` and its yardstick in turn, `rounds` times after a warm-up. Raises RuntimeError for a failed answer."""
    for _ in range(warm_up):
        _require_success(name, request())
        _require_success(yardstick_name, yardstick())
    taken: list[BenchResponse] = []
    beside: list[float] = []
    for _ in range(rounds):
        beside.append(_require_success(yardstick_name, yardstick()).seconds)
        taken.append(_require_success(name, request()))
    seconds = [answer.seconds for answer in taken]
    median = statistics.median(seconds)
    return Measurement(
        name=name,
        median_ms=round(median * 1000, 3),
        p95_ms=round(percentile(seconds, 0.95) * 1000, 3),
        yardstick=yardstick_name,
        ratio=round(median / statistics.median(beside), 2),
        queries=max(answer.queries for answer in taken),
        bytes=int(statistics.median(answer.bytes for answer in taken)),
    )


def _require_success(name: str, answer: BenchResponse) -> BenchResponse:
    if answer.status not in (200, 201, 204):
        raise RuntimeError(f"{name} was answered with {answer.status}: {answer.text[:600]}")
    return answer
