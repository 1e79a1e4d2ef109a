"""`manage.py worker`: does the jobs of the queue until it is told to stop."""

from argparse import ArgumentParser
from typing import Any, cast

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from factcheck.setup import parent


class Command(BaseCommand):
    help = "Do the jobs in the queue; any number of workers on any number of machines may run. SIGTERM stops it cleanly."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--concurrency", type=int, default=2, help="Jobs done at the same time (2)")
        parser.add_argument("--queue", action="append", dest="queues", help="Only this queue; may be given several times")
        parser.add_argument("--once", action="store_true", help="Stop when the queue is empty instead of waiting")

    def handle(self, *args: Any, **options: Any) -> None:
        parent.leave_with_it()
        connector = cast(DjangoConnector, app.connector).get_worker_connector()
        with app.replace_connector(connector) as worker:
            worker.run_worker(
                concurrency=options["concurrency"],
                queues=options["queues"],
                wait=not options["once"],
                delete_jobs="successful",
                shutdown_graceful_timeout=20,
            )
