"""`manage.py bench`: median and p95 of the product's acts, each as a ratio to its yardstick."""

from __future__ import annotations

import json
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management.base import BaseCommand
from django.utils.crypto import get_random_string

from factcheck.accounts.models import Person
from factcheck.operations.bench.cases import WARM_UP, measure_requests
from factcheck.operations.bench.client import BenchClient
from factcheck.operations.bench.measure import Measurement
from factcheck.operations.bench.newsroom import create_bench_newsroom
from factcheck.operations.bench.server import bench_database, bench_server


class Command(BaseCommand):
    help = (
        "Measure the product's acts against a bare view and a bare insert, on a server and a database made for it and removed "
        "afterwards. Nothing of the newsroom is touched."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
        parser.add_argument("--rounds", type=int, default=100, help="requests of each kind (100)")
        parser.add_argument("--browser", action="store_true", help="measure the reading desk in Chromium instead")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.BENCH:
            self.stdout.write("Preparing a database for the measurement …")
            with bench_database() as environment:
                again = [sys.executable, *sys.argv]
                raise SystemExit(subprocess.run(again, env=environment, check=False).returncode)
        taken = self._in_browser() if options["browser"] else self._by_requests(options["rounds"])
        if options["json"]:
            options["json"].write_text(json.dumps([figure.plain() for figure in taken], indent=1) + "\n")

    def _by_requests(self, rounds: int) -> list[Measurement]:
        self.stdout.write("Furnishing it …")
        newsroom = create_bench_newsroom(drafts=rounds + WARM_UP)
        taken = []
        self.stdout.write(f"{'':<34} {'median ms':>10} {'p95 ms':>8} {'ratio':>7} {'queries':>8} {'bytes':>8}   yardstick")
        with bench_server() as port:
            checker, editor = (BenchClient(port, session_cookies(person)) for person in (newsroom.checker, newsroom.editor))
            for figure in measure_requests(newsroom, checker, editor, BenchClient(port), rounds=rounds):
                taken.append(figure)
                self.stdout.write(
                    f"{figure.name:<34} {figure.median_ms:>10.2f} {figure.p95_ms:>8.2f} {figure.ratio:>7.2f} "
                    f"{figure.queries:>8} {figure.bytes:>8}   {figure.yardstick}"
                )
                self.stdout.flush()
        return taken

    def _in_browser(self) -> list[Measurement]:
        from factcheck.operations.bench.browser import measure_in_browser

        self.stdout.write("Furnishing it with an article of 50,000 words and 500 mentions …")
        newsroom = create_bench_newsroom(drafts=1, long_words=50_000, long_mentions=500)
        with bench_server() as port:
            taken = measure_in_browser(newsroom, port, session_cookies(newsroom.checker))
        for figure in taken:
            self.stdout.write(f"{figure.name:<60} {figure.median_ms:>10.1f} ms, p95 {figure.p95_ms:.1f} ms")
        return taken


def session_cookies(person: Person) -> dict[str, str]:
    """The cookies of somebody who is signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return {
        settings.SESSION_COOKIE_NAME: str(session.session_key),
        settings.CSRF_COOKIE_NAME: get_random_string(32),
    }
