"""Measures requests alternately with their baseline, so that changes in the load of the machine affect both."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from factcheck.operations.bench.client import BenchResponse

SendRequest = Callable[[], BenchResponse]


@dataclass(frozen=True, slots=True)
class Measurement:
    """One line of the result. `ratio` is the median time divided by the median time of the baseline in the same run."""

    name: str
    median_ms: float
    p95_ms: float
    baseline: str
    ratio: float
    queries: int
    bytes: int

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def percentile(samples: list[float], share: float) -> float:
    """The nearest-rank percentile for a `share` between 0 and 1."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered)) - 1))]


def measure_pairs(
    name: str, request: SendRequest, baseline: str, baseline_request: SendRequest, *, rounds: int, warm_up: int = 10
) -> Measurement:
    """Send `request` and `baseline_request` alternately, `rounds` times after a warm-up.

    `name` and `baseline` are the names of the two requests. Raises RuntimeError for an error response.
    """
    for _ in range(warm_up):
        _require_success(name, request())
        _require_success(baseline, baseline_request())
    responses: list[BenchResponse] = []
    baseline_seconds: list[float] = []
    for _ in range(rounds):
        baseline_seconds.append(_require_success(baseline, baseline_request()).seconds)
        responses.append(_require_success(name, request()))
    seconds = [response.seconds for response in responses]
    median = statistics.median(seconds)
    return Measurement(
        name=name,
        median_ms=round(median * 1000, 3),
        p95_ms=round(percentile(seconds, 0.95) * 1000, 3),
        baseline=baseline,
        ratio=round(median / statistics.median(baseline_seconds), 2),
        queries=max(response.queries for response in responses),
        bytes=int(statistics.median(response.bytes for response in responses)),
    )


def _require_success(name: str, response: BenchResponse) -> BenchResponse:
    if response.status not in (200, 201, 204):
        raise RuntimeError(f"The response to “{name}” has status {response.status}: {response.text[:600]}")
    return response
