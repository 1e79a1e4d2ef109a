"""The memory of a process that fetches does not grow with the response, and a full disk is a refusal."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import brotli
import pytest
from django.conf import settings
from django.db import connection

from factcheck.setup.environment import ROOT
from tests.archive.fetching.servers import Answer, RawServer, Send, endless, response, serving

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
MIB = 1 << 20
SPARE = 24 * MIB
"""Bytes of address space that the process may use in addition to those that it has before: less than any of the responses."""
HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
PROGRAM = """
import os, resource, sys, threading
import django
django.setup()
from factcheck.archive.fetching import FetchFailed, FetchLimits, Network, fetch
from factcheck.web.database_errors import StorageFull
port, limit, spare = sys.argv[1], sys.argv[2], int(sys.argv[3])
threading.stack_size(1 << 20)
network = Network(test_servers=frozenset({("127.0.0.1", int(port))}))
limits = FetchLimits(size=64 << 20, interval=0, ratio=1e9, ratio_floor=1 << 20)
fetch(f"http://127.0.0.1:{port}/warm", limits=limits, network=network, user_agent="Factcheck").close()
used = int(open("/proc/self/statm").read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
wanted = used + spare if limit == "RLIMIT_AS" else spare
resource.setrlimit(getattr(resource, limit), (wanted, wanted))
if limit == "RLIMIT_FSIZE":
    import signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
try:
    with fetch(f"http://127.0.0.1:{port}/", limits=limits, network=network, user_agent="Factcheck") as fetched:
        print("fetched", fetched.payload_size, fetched.final.body_size)
except FetchFailed as failure:
    print(failure.failure.value)
except StorageFull:
    print("full")
"""


def run(server: RawServer, folder: Path, limit: str, spare: int) -> str:
    """What a process prints that fetches a page from the server with a limit on its resources."""
    url = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}"))
    environment = os.environ | {
        "DATABASE_URL": url,
        "FACTCHECK_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "factcheck.settings",
    }
    command = [sys.executable, "-c", PROGRAM, str(server.port), limit, str(spare)]
    process = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert process.returncode == 0, process.stderr
    return process.stdout.strip()


def warm(answer: Answer) -> Answer:
    """The first request loads all modules and gets a small page."""

    def both(request: bytes, send: Send) -> None:
        if request.startswith(b"GET /warm "):
            send(response(gzip.compress(b"<p>warm</p>"), Content_Encoding="gzip"))
        else:
            answer(request, send)

    return both


def large(send: Send) -> None:
    send(HTML + b"Content-Length: %d\r\n\r\n" % (60 * MIB))
    for _ in range(60):
        send(bytes(MIB))


def compressed(send: Send) -> None:
    send(response(gzip.compress(bytes(60 * MIB), 9), Content_Encoding="gzip"))


def nested(send: Send) -> None:
    send(response(gzip.compress(gzip.compress(bytes(60 * MIB), 9)), Content_Encoding="gzip, gzip"))


@pytest.mark.parametrize("send_body", [large, compressed, nested])
def test_large_response_needs_no_memory(send_body: Callable[[Send], None], tmp_path: Path) -> None:
    with serving(warm(lambda _, send: send_body(send))) as server:
        assert run(server, tmp_path, "RLIMIT_AS", SPARE).startswith(f"fetched {60 * MIB}")


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (HTML + b"\r\n", bytes(MIB)),
        (b"HTTP/1.1 200 OK\r\nX: ", b"x" * MIB),
        (HTML + b"Transfer-Encoding: chunked\r\n\r\n8000000\r\n", bytes(MIB)),
        (HTML + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(bytes(8 * MIB), 9)),
        (HTML + b"Content-Encoding: br\r\n\r\n", brotli.compress(bytes(128 * MIB), quality=5)),
    ],
)
def test_endless_response_needs_no_memory(start: bytes, piece: bytes, tmp_path: Path) -> None:
    with serving(warm(endless(start, piece))) as server:
        assert run(server, tmp_path, "RLIMIT_AS", SPARE) == "too_large"


def test_the_limit_of_these_tests_would_end_a_process_that_keeps_a_response_in_memory(tmp_path: Path) -> None:
    """Otherwise, the tests above would prove nothing."""
    program = f"import resource; size = int(open('/proc/self/statm').read().split()[0]) * 4096 + {SPARE}\n"
    program += f"resource.setrlimit(resource.RLIMIT_AS, (size, size)); bytes({60 * MIB})"
    assert b"MemoryError" in subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).stderr


def test_full_disk_is_a_refusal_and_leaves_no_file(tmp_path: Path) -> None:
    with serving(warm(lambda _, send: large(send))) as server:
        assert run(server, tmp_path, "RLIMIT_FSIZE", MIB) == "full"
    assert list((tmp_path / Path(settings.UPLOAD_FOLDER).name).iterdir()) == []


@pytest.fixture(autouse=True)
def _closed_connection() -> Iterator[None]:
    yield
    connection.close()
