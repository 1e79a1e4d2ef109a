"""Measures copies of pages: collecting a page, extracting its text, verifying stored bytes, and searching for a quote."""

from __future__ import annotations

import io
import os
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from django.test.utils import override_settings

from factcheck.accounts.actions import add_person
from factcheck.accounts.models import Person
from factcheck.archive import store
from factcheck.archive.actions import store_bytes
from factcheck.archive.store import captures_storage
from factcheck.evidence.copies.collecting import collect
from factcheck.evidence.copies.quote_search import QuoteState, search_quote
from factcheck.evidence.copies.reading import read_copy
from factcheck.operations.bench.measure import percentile
from factcheck.operations.bench.newsroom import generate_text
from factcheck.operations.bench.packages import export_package, is_proven, measured_package

MEGABYTE = 1_000_000
VERIFIED_SIZE = 200 * MEGABYTE
"""Bytes of the capture that is verified: large enough that opening it does not matter."""
QUOTE = "The quote that occurs only here, at the end of the text."


@dataclass(frozen=True, slots=True)
class CaptureMeasurement:
    """One line of the result. `ratio` is the median time divided by the median time of the baseline in the same run.

    `limit_ms` and `limit_ratio` are the highest values that are fast enough, where there is such a value.
    """

    name: str
    median_ms: float
    p95_ms: float
    baseline: str
    ratio: float
    limit_ms: float | None = None
    limit_ratio: float | None = None

    @property
    def is_within_limit(self) -> bool:
        return (self.limit_ms is None or self.median_ms <= self.limit_ms) and (
            self.limit_ratio is None or self.ratio <= self.limit_ratio
        )

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def measure_captures(*, rounds: int, verified_size: int = VERIFIED_SIZE) -> Iterator[CaptureMeasurement]:
    """Measure each operation alternately with its baseline. The database of the benchmark must be empty.

    `rounds` is at most 200: each round collects from a server with an address of its own, because requests to the same host wait
    for their turn.
    """
    person = add_person(by=None, email="checker@bench.example", name="Checker", role="checker")
    text = generate_text(MEGABYTE // 7, seed=5)[: MEGABYTE - len(QUOTE) - 1] + f" {QUOTE}"
    page = _page(text)

    yield _measure(
        "collect a page of 1 MB",
        _collecting(person, page, rounds),
        "write and sync 1 MB",
        _writing(os.urandom(len(page))),
        rounds,
    )
    yield _measure(
        "extract the text of a page of 1 MB",
        lambda: _require(read_copy(io.BytesIO(page), media_type="text/html").text is not None),
        "start a process",
        lambda: _run("true"),
        rounds,
    )
    with _random_file(verified_size) as path:
        with path.open("rb") as file:
            capture = store_bytes(file)
        stored = captures_storage()
        yield _measure(
            f"verify {verified_size // MEGABYTE} MB",
            lambda: store.open_verified(capture.sha256, stored).close(),
            "sha256sum",
            lambda: _run("sha256sum", str(path)),
            rounds,
            limit_ratio=2.0,
        )
        with measured_package(person, path) as (claim, package):
            yield _measure(
                f"export a package of {verified_size // MEGABYTE} MB",
                lambda: export_package(claim, package),
                "sha256sum",
                lambda: _run("sha256sum", str(path)),
                rounds,
            )
            yield _measure(
                f"verify a package of {verified_size // MEGABYTE} MB",
                lambda: _require(is_proven(package)),
                "sha256sum",
                lambda: _run("sha256sum", str(package)),
                rounds,
                limit_ratio=2.0,
            )
    found = QuoteState.FOUND
    yield _measure(
        "find a quote in 1 MB",
        lambda: _require(search_quote(text, QUOTE).state is found),
        "compare 1 MB",
        lambda: _require(text != f"{text[:-1]} "),
        rounds,
        limit_ms=50.0,
    )
    yield _measure(
        "find out that 1 MB lacks a quote",
        lambda: _require(search_quote(text, f"{QUOTE[:-1]} and there.").state is QuoteState.MISSING),
        "compare 1 MB",
        lambda: _require(text != f"{text[:-1]} "),
        rounds,
        limit_ms=50.0,
    )


def _page(text: str) -> bytes:
    paragraphs = "".join(f"<p>{paragraph}</p>\n" for paragraph in text.split("\n\n"))
    return f"<!doctype html><html><head><title>A page</title></head><body><article>{paragraphs}</article></body></html>".encode()


def _collecting(person: Person, page: bytes, rounds: int) -> Callable[[], None]:
    """Collects a page that differs from all former ones, each time from another address of the loopback interface."""
    hosts = (f"127.0.0.{number}" for number in range(2, rounds + 20))

    def run() -> None:
        host = next(hosts)
        body = page.replace(b"A page", f"The page of {host}".encode(), 1)
        with _server(host, body) as port, override_settings(FETCH_TEST_SERVERS=[(host, port)]):
            address = f"http://{host}:{port}/page"
            collected = collect(address, person=person, report=lambda _: None, require_permission=lambda: None)
        _require(collected.read.text is not None)

    return run


@contextmanager
def _server(host: str, body: bytes) -> Iterator[int]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Print nothing."""

    with ThreadingHTTPServer((host, 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


def _writing(content: bytes) -> Callable[[], None]:
    def run() -> None:
        with tempfile.TemporaryFile() as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    return run


@contextmanager
def _random_file(size: int) -> Iterator[Path]:
    """A file with random bytes, written in parts of one megabyte."""
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder:
        path = Path(folder) / "random"
        with path.open("wb") as file:
            for _ in range(0, size, MEGABYTE):
                file.write(os.urandom(MEGABYTE))
        yield path


def _run(program: str, *arguments: str) -> None:
    path = shutil.which(program)
    if path is None:
        raise RuntimeError(f"{program} is not installed.")
    subprocess.run([path, *arguments], check=True, stdout=subprocess.DEVNULL)


def _require(is_expected: bool) -> None:
    if not is_expected:
        raise RuntimeError("A measured operation had another result than expected.")


def _measure(
    name: str,
    operation: Callable[[], object],
    baseline: str,
    baseline_operation: Callable[[], object],
    rounds: int,
    *,
    limit_ms: float | None = None,
    limit_ratio: float | None = None,
) -> CaptureMeasurement:
    seconds: list[float] = []
    baseline_seconds: list[float] = []
    for is_measured in [False, *[True] * rounds]:
        for run, samples in ((baseline_operation, baseline_seconds), (operation, seconds)):
            start = time.perf_counter()
            run()
            if is_measured:
                samples.append(time.perf_counter() - start)
    median = statistics.median(seconds)
    return CaptureMeasurement(
        name=name,
        median_ms=round(median * 1000, 3),
        p95_ms=round(percentile(seconds, 0.95) * 1000, 3),
        baseline=baseline,
        ratio=round(median / statistics.median(baseline_seconds), 2),
        limit_ms=limit_ms,
        limit_ratio=limit_ratio,
    )
