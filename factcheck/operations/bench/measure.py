"""Measures operations in blocks, each after a block of its baseline, with one or several clients.

A bare request directly after a heavy one takes twice as long as one after another bare request, because the caches of the
processor are cold. Blocks avoid this; requests that alternate would make a ratio look better than it is.
"""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from factcheck.operations.bench.client import BenchResponse
from factcheck.operations.bench.processor import ProcessorTimes

SendRequest = Callable[[], BenchResponse]
BLOCK_SECONDS = 0.7
"""The usual least duration of a block."""
LEAST_REQUESTS = 8
"""The least number of requests of each client in a block, unless a block ends after MOST_SECONDS."""
MOST_SECONDS = 20.0
WARM_UP_SECONDS = 1.5
"""The duration of the requests before the first block. Each connection plans a statement anew for its first eight executions."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One line of the result. `ratio` is the median over all rounds of the median time divided by that of the baseline.

    `low` and `high` are the extreme ratios of the rounds. Processor times are per request, of the web server and the database;
    `processor_ratio` divides their sum by that of the baseline, and depends least on what else the machine does.
    `target` is the highest acceptable ratio, if there is one. `worst_node` is the plan node that took the most time.
    """

    name: str
    median_ms: float
    p95_ms: float
    baseline: str
    ratio: float
    low: float = 0.0
    high: float = 0.0
    target: float | None = None
    clients: int = 1
    size: int = 0
    per_second: float = 0.0
    queries: int = 0
    bytes: int = 0
    app_ms: float = 0.0
    database_ms: float = 0.0
    processor_ratio: float = 0.0
    worst_node: str = ""

    @property
    def is_within_limit(self) -> bool:
        return self.target is None or self.ratio <= self.target

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class RequestBlock:
    """The responses of a block, the seconds that it took, and the processor seconds of the web server and the database."""

    responses: Sequence[BenchResponse]
    seconds: float
    app_seconds: float = 0.0
    database_seconds: float = 0.0

    @property
    def processor_seconds(self) -> float:
        """Processor seconds per request."""
        return (self.app_seconds + self.database_seconds) / len(self.responses)

    @property
    def median(self) -> float:
        return statistics.median(response.seconds for response in self.responses)


def percentile(samples: list[float], share: float) -> float:
    """The nearest-rank percentile for a `share` between 0 and 1."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered)) - 1))]


def measure(
    name: str,
    requests: Sequence[SendRequest],
    baseline: str,
    baseline_requests: Sequence[SendRequest],
    *,
    rounds: int,
    seconds: float,
    size: int,
    processor: ProcessorTimes,
    baseline_processor: ProcessorTimes,
    target: float | None = None,
    most_requests: int | None = None,
    worst_node: str = "",
) -> Measurement:
    """Measure `rounds` blocks of at least `seconds`, each after a block of the baseline. There is one request for each client.

    `most_requests` limits the requests of all clients in one block. Raises RuntimeError for an error response.
    """
    run_block(baseline, baseline_requests, least=2, seconds=0.0)
    run_block(name, requests, least=2, most=most_requests and 2 * len(requests), seconds=min(WARM_UP_SECONDS, 2 * seconds))
    pairs = []
    for _ in range(rounds):
        bare = run_block(baseline, baseline_requests, seconds=seconds, processor=baseline_processor)
        pairs.append((bare, run_block(name, requests, most=most_requests, seconds=seconds, processor=processor)))
    blocks = [block for _, block in pairs]
    responses = [response for block in blocks for response in block.responses]
    times = [response.seconds for response in responses]
    processor_ratios = [block.processor_seconds / max(1e-6, bare.processor_seconds) for bare, block in pairs]
    ratios = [block.median / bare.median for bare, block in pairs]
    return Measurement(
        name=name,
        median_ms=round(statistics.median(times) * 1000, 3),
        p95_ms=round(percentile(times, 0.95) * 1000, 3),
        baseline=baseline,
        ratio=round(statistics.median(ratios), 2),
        low=round(min(ratios), 2),
        high=round(max(ratios), 2),
        target=target,
        clients=len(requests),
        size=size,
        per_second=round(len(responses) / sum(block.seconds for block in blocks), 1),
        queries=max(response.queries for response in responses),
        bytes=int(statistics.median(response.bytes for response in responses)),
        app_ms=round(sum(block.app_seconds for block in blocks) / len(responses) * 1000, 2),
        database_ms=round(sum(block.database_seconds for block in blocks) / len(responses) * 1000, 2),
        processor_ratio=round(statistics.median(processor_ratios), 2),
        worst_node=worst_node,
    )


def run_block(
    name: str,
    requests: Sequence[SendRequest],
    *,
    least: int = LEAST_REQUESTS,
    most: int | None = None,
    seconds: float = BLOCK_SECONDS,
    processor: ProcessorTimes | None = None,
) -> RequestBlock:
    """Let each client repeat its request at the same time as the others. Raises RuntimeError for an error response."""
    responses: list[list[BenchResponse]] = [[] for _ in requests]
    errors: list[BaseException] = []
    share = None if most is None else max(1, most // len(requests))
    before = processor.read() if processor else (0.0, 0.0)
    start = time.perf_counter()

    def repeat(request: SendRequest, found: list[BenchResponse]) -> None:
        try:
            while not errors:
                elapsed = time.perf_counter() - start
                if (share is not None and len(found) >= share) or elapsed > MOST_SECONDS:
                    return
                if len(found) >= least and elapsed >= seconds:
                    return
                found.append(_require_success(name, request()))
        except Exception as error:
            errors.append(error)

    if len(requests) == 1:
        repeat(requests[0], responses[0])
    else:
        threads = [threading.Thread(target=repeat, args=pair) for pair in zip(requests, responses, strict=True)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    if errors:
        raise errors[0]
    elapsed = time.perf_counter() - start
    after = processor.read() if processor else (0.0, 0.0)
    return RequestBlock([each for found in responses for each in found], elapsed, after[0] - before[0], after[1] - before[1])


def _require_success(name: str, response: BenchResponse) -> BenchResponse:
    if response.status not in (200, 201, 204, 303):
        raise RuntimeError(f"The response to “{name}” has status {response.status}: {response.text[:600]}")
    return response
