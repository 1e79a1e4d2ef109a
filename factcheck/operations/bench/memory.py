"""The memory of the web server: when it is idle, and after many different requests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from django.urls import reverse

from factcheck.operations.bench.cases import Cookies, cases
from factcheck.operations.bench.client import BenchClient
from factcheck.operations.bench.measure import SendRequest
from factcheck.operations.bench.more_pages import more_pages
from factcheck.operations.bench.newsroom import BenchNewsroom
from factcheck.operations.bench.server import bench_server

WORKERS = 2
IDLE_LIMIT = 250_000_000
"""Bytes of the web server with two processes before the first page is requested."""
WARM_UP = 0.25
"""The share of the requests after which all caches are full and all templates are compiled."""
GROWTH_LIMIT = 1.05
"""The memory at the end divided by that after the warm-up."""
_HEAVY = ("50,000 words", "200 items", "page 150")


@dataclass(frozen=True, slots=True)
class MemoryUse:
    """Bytes of all processes of the web server: pages that processes share are divided among them (PSS)."""

    requests: int
    bytes: int


def measure_memory(newsroom: BenchNewsroom, checker: Cookies, editor: Cookies, *, requests: int) -> Iterator[MemoryUse]:
    """Yields the memory after the start, and after each twentieth of the requests. No process is replaced meanwhile."""
    with bench_server(WORKERS, "--max-requests", "0") as server:
        for _ in range(8 * WORKERS):  # so that each process has opened its connection to the database
            BenchClient(server.port).get("/health/")
        yield MemoryUse(0, proportional_bytes(server.pid))
        mixed = list(_mixed_requests(newsroom, server.port, checker, editor))
        for done, request in enumerate(islice(cycle(mixed), requests), 1):
            response = request()
            if response.status >= 500:
                raise RuntimeError(f"A response has status {response.status}: {response.text[:600]}")
            if done % max(1, requests // 20) == 0 or done == requests:
                yield MemoryUse(done, proportional_bytes(server.pid))


def grows(found: list[MemoryUse]) -> bool:
    """Whether the memory at the end exceeds that after the warm-up."""
    last = found[-1]
    warm = max(use.bytes for use in found if use.requests <= last.requests * WARM_UP)
    return last.bytes > warm * GROWTH_LIMIT


def proportional_bytes(pid: int) -> int:
    """The proportional set size of a process and its descendants."""
    children = [int(child) for file in Path(f"/proc/{pid}/task").glob("*/children") for child in file.read_text().split()]
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    own = next(int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:"))
    return own + sum(proportional_bytes(child) for child in children)


def _mixed_requests(newsroom: BenchNewsroom, port: int, checker: Cookies, editor: Cookies) -> Iterator[SendRequest]:
    """Pages of the desk and for readers, fragments, feeds, the API, saves, and pages that do not exist."""
    for case in cases(newsroom, port, checker, editor):
        if not case.is_for_one_client and not any(text in case.name for text in _HEAVY):
            yield case.connect()
    pages = [(page.address, page.cookies) for page in more_pages(newsroom, checker, editor)]
    pages += [(reverse("public:data"), {}), ("/api/v1/claims/", checker), ("/checks/none/", {}), ("/desk/none/", checker)]
    for address, cookies in pages:
        yield _page(BenchClient(port, cookies), address)


def _page(client: BenchClient, address: str) -> SendRequest:
    return lambda: client.get(address)
