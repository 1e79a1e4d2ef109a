"""`manage.py worker`: does the jobs of the queue until it is told to stop. Survives an outage of the database."""

import asyncio
import logging
import signal
import threading
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import psycopg
from django.core.management.base import BaseCommand
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException

from factcheck.setup import parent

log = logging.getLogger(__name__)

RETRY = 2.0
"""Seconds between two attempts to reach the database."""


class Command(BaseCommand):
    help = "Do the jobs in the queue; any number of workers on any number of machines may run. SIGTERM stops it cleanly."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--concurrency", type=int, default=2, help="Jobs done at the same time (2)")
        parser.add_argument("--queue", action="append", dest="queues", help="Only this queue; may be given several times")
        parser.add_argument("--once", action="store_true", help="Stop when the queue is empty instead of waiting")

    def handle(self, *args: Any, **options: Any) -> None:
        parent.exit_with_parent()
        once, is_reported = options["once"], False
        while True:
            connector = cast(DjangoConnector, app.connector).get_worker_connector()
            try:
                with app.replace_connector(connector) as worker:
                    is_done = asyncio.run(_work(worker, once=once, concurrency=options["concurrency"], queues=options["queues"]))
            except (ConnectorException, psycopg.Error) as error:
                if once or not _is_outage(error):
                    raise
                if not is_reported:
                    log.error("the database cannot be reached: %s", error.__cause__ or error)
                is_reported = True
            else:
                if once or is_done:
                    return
                log.warning("the worker lost its connection to the database, and connects again")
                is_reported = False
            time.sleep(RETRY)  # a signal to stop ends this, too


async def _work(worker: App, *, once: bool, **options: Any) -> bool:
    """Whether a signal ended the work, and not the loss of a connection."""
    async with worker.open_async():
        running = asyncio.ensure_future(
            worker.run_worker_async(
                wait=not once,
                delete_jobs="successful",
                shutdown_graceful_timeout=20,
                install_signal_handlers=False,
                **options,
            )
        )
        with _stop_on_signal(running) as asked:
            try:
                await running
            except asyncio.CancelledError:
                if not asked.is_set():
                    raise
    return asked.is_set()


@contextmanager
def _stop_on_signal(running: asyncio.Future[None]) -> Iterator[threading.Event]:
    """Cancels *running*, which then finishes its jobs, at the first SIGTERM or SIGINT; sets the event that is yielded."""
    asked = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield asked
        return
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def stop() -> None:
        asked.set()
        put_back()  # the second signal ends the process without waiting
        running.cancel()

    def put_back() -> None:
        for number, handler in before.items():
            if loop.remove_signal_handler(number):
                signal.signal(number, handler)

    for number in before:
        loop.add_signal_handler(number, stop)
    try:
        yield asked
    finally:
        put_back()


def _is_outage(error: Exception) -> bool:
    """Whether retrying may help. A missing table, for example, does not fix itself."""
    return isinstance(error, psycopg.OperationalError) or isinstance(error.__cause__, psycopg.OperationalError)
