"""Requests to the same host take turns, in all processes together."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection

from factcheck.archive.fetching import Failure, FetchFailed, FetchLimits, Phase, Progress, fetch
from factcheck.archive.fetching.turns import turn
from tests.archive.fetching.servers import Send, response, sending, serving
from tests.archive.fetching.tools import AGENT, LIMITS, get, network

pytestmark = pytest.mark.django_db(transaction=True)


def nothing() -> None:
    pass


def in_threads(count: int, call: Callable[[], Any]) -> list[Any]:
    """Call the function in threads, each with its own database session. Returns results and exceptions."""
    results: list[Any] = []

    def run() -> None:
        try:
            results.append(call())
        except FetchFailed as error:
            results.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


@pytest.mark.slow
def test_no_more_than_two_requests_to_one_host_at_once() -> None:
    def answer(_: bytes, send: Send) -> None:
        time.sleep(0.3)
        send(response())

    with serving(answer) as server:
        results = in_threads(6, lambda: get(server, turn=20).close())
        assert results == [None] * 6
        assert server.most_at_once == 2


@pytest.mark.slow
def test_starts_of_requests_to_one_host_have_an_interval() -> None:
    with serving(sending(response())) as server:
        assert in_threads(4, lambda: get(server, interval=0.5, turn=20).close()) == [None] * 4
        starts = sorted(server.starts)
    assert all(later - earlier > 0.4 for earlier, later in pairwise(starts))


def test_redirects_take_turns_too() -> None:
    def answer(request: bytes, send: Send) -> None:
        send(response() if b" /b " in request else response(b"", "302 Found", Location="/b"))

    with serving(answer) as server:
        get(server, "/a", interval=0.5).close()
        assert server.starts[1] - server.starts[0] > 0.4


def test_hosts_do_not_wait_for_each_other() -> None:
    limits = FetchLimits(interval=60, turn=0.5)
    for host in ("a.example", "b.example"):
        with turn(host, limits, nothing):
            pass


def test_host_whose_turn_does_not_come_is_busy_and_is_not_requested() -> None:
    reports: list[Progress] = []
    with serving(sending(response())) as server:
        limits = replace(LIMITS, interval=60, turn=0.5)
        rules = network(server)
        fetch(server.url(), limits=limits, network=rules, user_agent=AGENT).close()
        with pytest.raises(FetchFailed) as caught:
            fetch(server.url(), limits=limits, network=rules, user_agent=AGENT, progress=reports.append)
        assert (caught.value.failure, caught.value.may_retry, caught.value.retry_after) == (Failure.BUSY, True, 0.5)
        assert len(server.requests) == 1
        assert reports == []


def test_waiting_is_reported_and_does_not_count_as_time_of_the_server() -> None:
    reports: list[Progress] = []
    with serving(sending(response())) as server:
        limits = replace(LIMITS, interval=1.5, total=1)
        for _ in range(2):
            fetch(server.url(), limits=limits, network=network(server), user_agent=AGENT, progress=reports.append).close()
    assert [report.phase for report in reports][-3:] == [Phase.WAITING, Phase.CONNECTING, Phase.RECEIVING]


def test_turn_is_released_after_an_error() -> None:
    limits = FetchLimits(interval=0, turn=0.2, at_once=1)
    with pytest.raises(ZeroDivisionError), turn("a.example", limits, nothing):
        raise ZeroDivisionError
    assert in_threads(1, lambda: turn("a.example", limits, nothing).__enter__()) == [None]


def test_turn_of_a_session_that_has_ended_is_free() -> None:
    """PostgreSQL releases the locks of a killed process."""
    limits = FetchLimits(interval=0, turn=0.2, at_once=1)

    def take() -> None:
        with turn("a.example", limits, nothing):
            pass

    with turn("a.example", limits, nothing):
        [busy] = in_threads(1, take)
        assert isinstance(busy, FetchFailed)
        connection.close()  # without releasing the lock
        assert in_threads(1, take) == [None]
