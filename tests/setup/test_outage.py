"""The web server and the worker during a lock conflict, an outage, and a freeze of the database. Neither needs a restart."""

import http.client
import json
import os
import signal
import socket
import subprocess
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from factcheck.setup import postgres, roles
from tests.setup.processes import eventually
from tests.setup.served_newsroom import ServedNewsroom, newsroom

__all__ = ["newsroom"]

pytestmark = pytest.mark.timeout(600)
SLOW = 20.0
"""Maximum seconds of a response on a busy machine. Without limits, there would be no response."""


def test_session_that_blocks_the_ledger_does_not_block_reads(newsroom: ServedNewsroom) -> None:
    is_over, statuses = threading.Event(), Counter[int]()

    def write(number: int) -> None:
        attempt = 0
        while not is_over.is_set():
            attempt += 1
            statuses[newsroom.api("actors/", {"name": f"Actor {number} {attempt}"}).status] += 1
            time.sleep(0.1)

    with psycopg.connect(newsroom.url) as stuck, ThreadPoolExecutor(10) as writers:
        stuck.execute("SELECT 1 FROM ledger_head FOR UPDATE")
        for number in range(10):
            writers.submit(write, number)
        try:
            time.sleep(1)
            responses = [newsroom.request(path) for _ in range(5) for path in ("/", "/health/", "/robots.txt")]
            refused = newsroom.api("actors/", {"name": "One more actor"})
        finally:
            is_over.set()
    assert {response.status for response in responses} == {200}
    assert max(response.seconds for response in responses) < SLOW
    assert set(statuses) == {503}
    assert (refused.status, refused.headers["Retry-After"]) == (503, "5")
    assert "Nothing was saved." in json.loads(refused.body)["detail"]
    assert newsroom.api("actors/", {"name": "One more actor"}).status == 201


def test_locked_tables_give_readers_a_page_or_a_short_503(newsroom: ServedNewsroom) -> None:
    """As during a change of the schema by a command that hangs."""
    with psycopg.connect(postgres.database_url(newsroom.folder, roles.SUPERUSER)) as stuck:
        stuck.execute("LOCK TABLE publishing_publication, claims_claim IN ACCESS EXCLUSIVE MODE")
        with ThreadPoolExecutor(4) as readers:
            pages = list(readers.map(newsroom.request, ["/", "/checks/data.json"] * 2))
        health, robots, api = newsroom.request("/health/"), newsroom.request("/robots.txt"), newsroom.api("claims/")
    assert {page.status for page in pages} == {503}
    assert "temporarily unavailable" in pages[0].body
    assert max(response.seconds for response in (*pages, health, robots, api)) < SLOW
    assert (health.status, robots.status, api.status) == (200, 200, 503)
    assert newsroom.request("/").status == 200


def test_sessions_have_the_kind_of_the_process_as_their_name_and_the_runtime_role(newsroom: ServedNewsroom) -> None:
    with psycopg.connect(newsroom.url) as session:
        kinds = session.execute(
            "SELECT DISTINCT application_name, usename FROM pg_stat_activity WHERE application_name LIKE 'factcheck %' ORDER BY 1"
        ).fetchall()
    assert kinds == [("factcheck web", roles.RUNTIME), ("factcheck worker", roles.RUNTIME)]


def test_slow_connections_do_not_stop_readers(newsroom: ServedNewsroom) -> None:
    header = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: "
    body = b"POST /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n\r\nx"
    slow = [socket.create_connection(("127.0.0.1", newsroom.port)) for _ in range(200)]
    for number, connection in enumerate(slow):
        connection.sendall(header if number % 2 else body)
    try:
        with ThreadPoolExecutor(4) as readers:
            responses = list(readers.map(newsroom.request, ["/", "/health/"] * 20))
    finally:
        for connection in slow:
            connection.close()
    assert {response.status for response in responses} == {200}
    assert max(response.seconds for response in responses) < 5


def test_json_in_chunks_without_a_length_is_read(newsroom: ServedNewsroom) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", newsroom.port, timeout=60)
    headers = {"Authorization": f"Bearer {newsroom.token}", "Content-Type": "application/json"}
    connection.request("POST", "/api/v1/actors/", iter([b'{"name": "An actor', b' in chunks"}']), headers, encode_chunked=True)
    response = connection.getresponse()
    assert (response.status, json.loads(response.read())["name"]) == (201, "An actor in chunks")
    connection.close()


def test_upload_above_the_limit_gets_the_page_that_explains_it(newsroom: ServedNewsroom) -> None:
    with socket.create_connection(("127.0.0.1", newsroom.port), timeout=60) as connection:
        connection.sendall(b"POST /desk/articles/import/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 90000000\r\n\r\n")
        connection.sendall(b"x" * 3_000_000)
        received = b""
        while part := connection.recv(65536):
            received += part
    assert received.startswith(b"HTTP/1.1 413 ")
    assert b"A request can be at most 50 MiB." in received


def test_outage_gets_503_in_the_format_of_each_interface(newsroom: ServedNewsroom) -> None:
    newsroom.stop_database()
    try:
        with ThreadPoolExecutor(24) as readers:
            pages = list(readers.map(newsroom.request, ["/"] * 24))
        desk = newsroom.request("/desk/", Cookie="factcheck_session=" + "a" * 32)
        api, health, robots = newsroom.api("claims/"), newsroom.request("/health/"), newsroom.request("/robots.txt")
    finally:
        newsroom.start_database()
    for response in (*pages, desk, api, health):
        assert (response.status, response.headers["Retry-After"]) == (503, "5")
        assert "no-store" in response.headers["Cache-Control"]
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert max(response.seconds for response in (*pages, desk, api, health)) < SLOW
    assert "temporarily unavailable" in pages[0].body
    assert "Reload this page" in desk.body
    assert set(json.loads(api.body)) == {"detail", "next_step"}
    assert json.loads(health.body) == {"status": "the database is not responding"}
    assert robots.status == 200
    with ThreadPoolExecutor(8) as readers:
        assert {response.status for response in readers.map(newsroom.request, ["/"] * 40)} == {200}


def test_restart_between_requests_causes_no_error(newsroom: ServedNewsroom) -> None:
    newsroom.stop_database()
    newsroom.start_database()
    with ThreadPoolExecutor(8) as readers:
        assert {response.status for response in readers.map(newsroom.request, ["/", "/health/", "/corrections/"] * 10)} == {200}
    assert newsroom.api("actors/", {"name": "An actor after the restart"}).status == 201


def test_frozen_database_gets_503_within_the_limits(newsroom: ServedNewsroom) -> None:
    assert newsroom.request("/").status == 200
    children = subprocess.run(["pgrep", "-P", str(newsroom.postmaster)], capture_output=True, text=True, check=True)
    processes = [newsroom.postmaster, *map(int, children.stdout.split())]
    for pid in processes:
        os.kill(pid, signal.SIGSTOP)  # sockets stay open and accept data, as with a network that drops packets
    try:
        with ThreadPoolExecutor(8) as readers:
            first = list(readers.map(newsroom.request, ["/"] * 8))
        health, api = newsroom.request("/health/"), newsroom.api("claims/")
    finally:
        for pid in reversed(processes):
            os.kill(pid, signal.SIGCONT)
    assert {response.status for response in (*first, health, api)} == {503}
    assert max(response.seconds for response in (*first, health, api)) < SLOW
    assert eventually(lambda: all(newsroom.request("/").status == 200 for _ in range(8)))


def test_worker_reconnects_after_a_restart_of_the_database(newsroom: ServedNewsroom) -> None:
    before = newsroom.defer("factcheck.operations.tasks.clear_receipts")  # so that a thread of the worker has a connection
    assert eventually(lambda: newsroom.is_done(before), 60)
    newsroom.stop_database()
    time.sleep(3)  # so that the worker tries to connect and fails
    newsroom.start_database()
    job = newsroom.defer("factcheck.operations.tasks.clear_receipts")
    assert eventually(lambda: newsroom.is_done(job), 60)
    assert newsroom.processes["worker"].poll() is None
    newsroom.processes["worker"].terminate()
    assert newsroom.processes["worker"].wait(30) == 0
