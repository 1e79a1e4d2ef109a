"""Compares numbers of threads per web process. All servers run at the same time; blocks of requests alternate between them."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from factcheck.operations.bench.cases import Cookies, cases
from factcheck.operations.bench.measure import percentile, run_block
from factcheck.operations.bench.newsroom import BenchNewsroom
from factcheck.operations.bench.server import bench_server

WORKERS = 2
COMPARED = ("the desk: 411 words, 5 claims", "select a claim", "save a claim", "search: a common word", "the public front page")


@dataclass(frozen=True, slots=True)
class ThreadsResult:
    """The requests per second with a number of threads. `ratio` is the median ratio to the first number, with its extremes."""

    name: str
    threads: int
    clients: int
    per_second: float
    p95_ms: float
    ratio: float
    low: float
    high: float


def compare_threads(
    newsroom: BenchNewsroom,
    checker: Cookies,
    editor: Cookies,
    *,
    numbers: Sequence[int],
    clients: Sequence[int],
    rounds: int,
    seconds: float,
) -> Iterator[ThreadsResult]:
    with ExitStack() as stack:
        ports = {number: stack.enter_context(bench_server(WORKERS, threads=number)).port for number in numbers}
        found = {number: {case.name: case for case in cases(newsroom, port, checker, editor)} for number, port in ports.items()}
        for name in COMPARED:
            for count in clients:
                requests = {number: [found[number][name].connect() for _ in range(count)] for number in numbers}
                for each in requests.values():
                    run_block(name, each, least=4, seconds=0.0)  # warm up
                rates: dict[int, list[float]] = {number: [] for number in numbers}
                times: dict[int, list[float]] = {number: [] for number in numbers}
                for turn in range(rounds):
                    # Each number comes first in some rounds, because the load of the machine changes.
                    for number in [*numbers[turn % len(numbers) :], *numbers[: turn % len(numbers)]]:
                        block = run_block(name, requests[number], seconds=seconds)
                        rates[number].append(len(block.responses) / block.seconds)
                        times[number] += [response.seconds for response in block.responses]
                for number in numbers:
                    ratios = [rate / first for rate, first in zip(rates[number], rates[numbers[0]], strict=True)]
                    yield ThreadsResult(
                        name=name,
                        threads=number,
                        clients=count,
                        per_second=round(statistics.median(rates[number]), 1),
                        p95_ms=round(percentile(times[number], 0.95) * 1000, 1),
                        ratio=round(statistics.median(ratios), 2),
                        low=round(min(ratios), 2),
                        high=round(max(ratios), 2),
                    )
