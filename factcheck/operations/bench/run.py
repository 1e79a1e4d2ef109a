"""Measures all cases, with each number of clients."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.operations.bench.cases import Case, Cookies, bare_requests, cases, long_case
from factcheck.operations.bench.measure import Measurement, measure
from factcheck.operations.bench.newsroom import BenchNewsroom
from factcheck.operations.bench.plans import worst_node
from factcheck.operations.bench.processor import ProcessorTimes
from factcheck.operations.bench.scale import create_baseline_table, mark_long_article
from factcheck.operations.bench.server import bare_server, bench_server

WORKERS = 2
LONG_MENTIONS = 500
MORE_MENTIONS = 5_000


def measure_newsroom(
    newsroom: BenchNewsroom,
    checker: Cookies,
    editor: Cookies,
    *,
    size: int,
    clients: Sequence[int],
    rounds: int,
    seconds: float,
    only: str = "",
) -> Iterator[Measurement]:
    """Measure the cases whose name contains `only`. `size` is the number of articles and of claims."""
    create_baseline_table()
    with bare_server(WORKERS) as bare, bench_server(WORKERS) as server:
        processor, baseline_processor = ProcessorTimes(server.pid), ProcessorTimes(bare.pid)

        def measured(case: Case) -> Iterator[Measurement]:
            if only not in case.name:
                return
            node = worst_node(case.address, case.cookies or {}, is_fragment=case.is_fragment) if case.address else ""
            for number in (1,) if case.is_for_one_client else clients:
                yield measure(
                    case.name,
                    [case.connect() for _ in range(number)],
                    case.baseline,
                    bare_requests(bare.port, case.baseline, number),
                    rounds=rounds,
                    seconds=seconds,
                    size=size,
                    processor=processor,
                    baseline_processor=baseline_processor,
                    target=case.target,
                    most_requests=case.most_requests,
                    worst_node=node,
                )

        for case in cases(newsroom, server.port, checker, editor):
            yield from measured(case)
        for mentions, target in ((LONG_MENTIONS, 25.0), (MORE_MENTIONS, 150.0)):
            case = long_case(newsroom, server.port, checker, mentions, target)
            if only in case.name:
                mark_long_article(newsroom, mentions)
                yield from measured(case)
