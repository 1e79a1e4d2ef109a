"""`manage.py bench`: the median and 95th percentile of the time of operations, and their ratios to a baseline."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import uuid
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils.crypto import get_random_string

from factcheck.accounts.models import Person
from factcheck.accounts.sessions import SIGN_IN, SessionStore
from factcheck.operations.bench.attacks import create_attacks
from factcheck.operations.bench.captures import CaptureMeasurement, measure_captures
from factcheck.operations.bench.cases import WARM_UP, measure_requests
from factcheck.operations.bench.client import BenchClient
from factcheck.operations.bench.ledger import fill_ledger, measure_doctor
from factcheck.operations.bench.measure import Measurement
from factcheck.operations.bench.newsroom import create_bench_newsroom
from factcheck.operations.bench.reader import Resistance, measure_attacks
from factcheck.operations.bench.server import SETTINGS, bench_database, bench_server
from factcheck.web.database.owner import as_owner


class Command(BaseCommand):
    help = (
        "Measure operations of Factcheck relative to a bare view and a bare insert. Uses a temporary database and web server. "
        "Does not affect the data of the newsroom."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", type=Path, metavar="FILE", help="Also write the measurements to this file")
        parser.add_argument(
            "--rounds", type=int, help="Measured requests of each kind (default: 100, 200 with --attack, 20 with --captures)"
        )
        other = parser.add_mutually_exclusive_group()
        other.add_argument("--browser", action="store_true", help="Measure the reading desk in Chromium instead")
        other.add_argument(
            "--attack", action="store_true", help="Measure a reader during attacks instead; exit with 1 if one delays the reader"
        )
        other.add_argument(
            "--captures", action="store_true", help="Measure copies of pages instead; exit with 1 if one operation is too slow"
        )
        other.add_argument("--ledger", type=int, metavar="ENTRIES", help="Measure the doctor with a ledger of this size instead")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.SETTINGS_MODULE != SETTINGS:
            self.stdout.write("Creating a database for the benchmark …")
            with bench_database() as environment:
                command = [sys.executable, *sys.argv]
                raise SystemExit(subprocess.run(command, env=environment, check=False).returncode)
        if options["ledger"]:
            self._doctor(options["ledger"])
            return
        rows: Sequence[Measurement | Resistance | CaptureMeasurement]
        if options["attack"]:
            rows = self._under_attack(options["rounds"] or 200)
        elif options["captures"]:
            rows = self._captures(options["rounds"] or 20)
        else:
            rows = self._in_browser() if options["browser"] else self._by_requests(options["rounds"] or 100)
        if options["json"]:
            options["json"].write_text(json.dumps([row.to_dict() for row in rows], indent=1) + "\n")
        if not all(row.is_within_limit for row in rows if not isinstance(row, Measurement)):
            raise SystemExit(1)

    def _by_requests(self, rounds: int) -> list[Measurement]:
        self.stdout.write("Generating data …")
        newsroom = create_bench_newsroom(drafts=rounds + WARM_UP)
        measurements = []
        self.stdout.write(f"{'':<34} {'median ms':>10} {'p95 ms':>8} {'ratio':>7} {'queries':>8} {'bytes':>8}   baseline")
        with bench_server() as port:
            checker, editor = (BenchClient(port, session_cookies(person)) for person in (newsroom.checker, newsroom.editor))
            for row in measure_requests(newsroom, checker, editor, BenchClient(port), rounds=rounds):
                measurements.append(row)
                self.stdout.write(
                    f"{row.name:<34} {row.median_ms:>10.2f} {row.p95_ms:>8.2f} {row.ratio:>7.2f} "
                    f"{row.queries:>8} {row.bytes:>8}   {row.baseline}"
                )
                self.stdout.flush()
        return measurements

    def _under_attack(self, rounds: int) -> list[Resistance]:
        self.stdout.write("Generating data …")
        newsroom = create_bench_newsroom(drafts=1)
        attacks = create_attacks(newsroom, session_cookies(newsroom.checker), session_cookies(newsroom.editor))
        rows = []
        self.stdout.write(f"{'reader’s p95 in ms':<50} {'normal':>8} {'attacked':>9}   responses to the attack, by status")
        with bench_server() as port:
            for row in measure_attacks(attacks, port, reverse("public:check", args=[newsroom.slug]), rounds=rounds):
                rows.append(row)
                verdict = "ok" if row.is_within_limit else "TOO SLOW"
                outcomes = ", ".join(f"{status}: {count}" for status, count in row.outcomes.items())
                self.stdout.write(f"{row.name:<50} {row.normal_ms:>8.1f} {row.attacked_ms:>9.1f}   {outcomes}   {verdict}")
                self.stdout.flush()
        return rows

    def _captures(self, rounds: int) -> list[CaptureMeasurement]:
        rows = []
        self.stdout.write(f"{'':<38} {'median ms':>10} {'p95 ms':>9} {'ratio':>8}   baseline")
        for row in measure_captures(rounds=rounds):
            rows.append(row)
            verdict = "" if row.is_within_limit else "   TOO SLOW"
            self.stdout.write(
                f"{row.name:<38} {row.median_ms:>10.2f} {row.p95_ms:>9.2f} {row.ratio:>8.2f}   {row.baseline}{verdict}"
            )
            self.stdout.flush()
        return rows

    def _doctor(self, entries: int) -> None:
        self.stdout.write("Generating a ledger …")
        self.stdout.flush()
        with as_owner():
            filled = fill_ledger(entries)
        found = measure_doctor(filled)
        self.stdout.write(f"{found.entries:,} entries: {found.seconds:.1f} s, {found.bytes / 1e6:.0f} MB at most")

    def _in_browser(self) -> list[Measurement]:
        from factcheck.operations.bench.browser import measure_in_browser

        self.stdout.write("Generating data with an article of 50,000 words and 500 mentions …")
        newsroom = create_bench_newsroom(drafts=1, long_words=50_000, long_mentions=500)
        with bench_server() as port:
            measurements = measure_in_browser(newsroom, port, session_cookies(newsroom.checker))
        for row in measurements:
            self.stdout.write(f"{row.name:<60} {row.median_ms:>10.1f} ms, p95 {row.p95_ms:.1f} ms")
        return measurements


def session_cookies(person: Person) -> dict[str, str]:
    """The cookies of a new session of this person."""
    session = SessionStore()
    session[SIGN_IN] = {
        "started": time.time(),
        "authenticated": time.time(),
        "handle": str(uuid.uuid4()),
        "agent": "",
        "network": "",
    }
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return {
        settings.SESSION_COOKIE_NAME: str(session.session_key),
        settings.CSRF_COOKIE_NAME: get_random_string(32),
    }
