"""`manage.py worker`: processes the jobs in the queue until it receives a signal.

It reconnects after a database outage, and pauses while read-only maintenance mode is on.
"""

import asyncio
import logging
import signal
import threading
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, cast

import psycopg
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException

from factcheck.archive.fetching import PAGES_QUEUE
from factcheck.operations.monitoring.checks import CheckState, check_worker
from factcheck.setup import parent
from factcheck.web import maintenance

log = logging.getLogger(__name__)

BUILTIN_QUEUE = "default"
"""The queue of all jobs that neither fetch nor render pages."""
RETRY = 2.0
"""Seconds between two attempts to connect to the database."""


class Command(BaseCommand):
    help = "Process the jobs in the queue. You can run any number of workers on any number of machines. SIGTERM stops a worker."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--concurrency", type=int, default=2, help="Number of concurrent jobs (default: 2)")
        parser.add_argument(
            "--pages",
            type=int,
            default=4,
            help="Number of concurrent jobs that fetch or render pages, besides the others (default: 4); 0 for none",
        )
        parser.add_argument("--queue", action="append", dest="queues", help="Process only this queue; can be repeated")
        parser.add_argument("--once", action="store_true", help="Exit when the queue is empty instead of waiting")
        parser.add_argument("--check", action="store_true", help="Only check whether a worker is running; status 1 if none is")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            state, detail, _ = check_worker()
            if state is CheckState.FAILED:
                raise CommandError(detail)
            self.stdout.write(detail)
            return
        parent.exit_with_parent()
        once, is_reported = options["once"], False
        while True:
            if _wait_for_maintenance(once=once):
                return
            connector = cast(DjangoConnector, app.connector).get_worker_connector()
            try:
                with app.replace_connector(connector) as worker:
                    is_done = asyncio.run(_run_worker(worker, _queue_slots(options), once=once))
            except (ConnectorException, psycopg.Error) as error:
                if once or not _is_outage(error):
                    raise
                if not is_reported:
                    log.error("The database cannot be reached: %s", error.__cause__ or error)
                is_reported = True
            else:
                if once or is_done:
                    return
                if _is_in_maintenance():
                    continue
                log.warning("The worker has lost its connection to the database and reconnects")
                is_reported = False
            time.sleep(RETRY)  # SIGTERM interrupts this, too


def _wait_for_maintenance(*, once: bool) -> bool:
    """Wait until maintenance mode is off. Returns True if it is on and the worker should not wait (`once`)."""
    if not _is_in_maintenance():
        return False
    log.warning("Maintenance mode is on. Jobs are waiting.")
    while _is_in_maintenance():
        if once:
            return True
        time.sleep(maintenance.REFRESH_SECONDS)
    log.warning("Maintenance mode is off. The worker continues.")
    return False


class QueueSlots(NamedTuple):
    """A number of jobs at once from these queues; None: from all."""

    queues: list[str] | None
    concurrency: int


def _queue_slots(options: dict[str, Any]) -> list[QueueSlots]:
    """The slots of the process. Pages have their own, so that mail and publishing never wait for a slow website."""
    if options["queues"] or options["once"]:
        return [QueueSlots(options["queues"], options["concurrency"])]
    return [
        QueueSlots([name], number)
        for name, number in ((BUILTIN_QUEUE, options["concurrency"]), (PAGES_QUEUE, options["pages"]))
        if number
    ]


async def _run_worker(worker: App, slots: list[QueueSlots], *, once: bool) -> bool:
    """Process jobs. Returns True if a signal stopped the worker, and False after a lost connection or for the maintenance."""
    async with worker.open_async():
        running = asyncio.ensure_future(_run_queues(worker, slots, once=once))
        paused = threading.Event()
        pausing = asyncio.ensure_future(_pause_for_maintenance(running, paused))
        with _stop_on_signal(running) as stopped:
            try:
                await running
            except asyncio.CancelledError:
                if not (stopped.is_set() or paused.is_set()):
                    raise
            finally:
                pausing.cancel()
    return stopped.is_set()


async def _run_queues(worker: App, slots: list[QueueSlots], *, once: bool) -> None:
    """Process the jobs of all queues. When one of them ends, or this is cancelled, the others finish their jobs and end."""
    running = [
        asyncio.ensure_future(
            worker.run_worker_async(
                queues=each.queues,  # type: ignore[arg-type]  # None means all queues, as in procrastinate.Worker
                concurrency=each.concurrency,
                wait=not once,
                delete_jobs="successful",
                shutdown_graceful_timeout=20,
                install_signal_handlers=False,
            )
        )
        for each in slots
    ]
    try:
        await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in running:
            each.cancel()
        results = await asyncio.gather(*running, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            raise result


async def _pause_for_maintenance(running: asyncio.Future[None], paused: threading.Event) -> None:
    """Cancel *running*, which then finishes its jobs, and set *paused*, as soon as maintenance mode is on."""
    while not await asyncio.to_thread(_is_in_maintenance):
        await asyncio.sleep(maintenance.REFRESH_SECONDS)
    paused.set()
    running.cancel()


def _is_in_maintenance() -> bool:
    try:
        return maintenance.current() is not None
    finally:
        connection.close()  # the worker has its own; the next call may run in another thread


@contextmanager
def _stop_on_signal(running: asyncio.Future[None]) -> Iterator[threading.Event]:
    """At the first SIGTERM or SIGINT, cancel *running*, which then finishes its jobs, and set the yielded event."""
    stopped = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stopped
        return
    loop = asyncio.get_running_loop()
    previous = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def stop() -> None:
        stopped.set()
        restore_handlers()  # so that a second signal ends the process immediately
        running.cancel()

    def restore_handlers() -> None:
        for number, handler in previous.items():
            if loop.remove_signal_handler(number):
                signal.signal(number, handler)

    for number in previous:
        loop.add_signal_handler(number, stop)
    try:
        yield stopped
    finally:
        restore_handlers()


def _is_outage(error: Exception) -> bool:
    """Whether a retry can help. It cannot if, for example, a table is missing."""
    return isinstance(error, psycopg.OperationalError) or isinstance(error.__cause__, psycopg.OperationalError)
