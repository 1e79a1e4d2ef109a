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
from factcheck.operations.bench.cases import DRAFTS_PER_BLOCK, cases
from factcheck.operations.bench.comparison import slower_than
from factcheck.operations.bench.ledger import fill_ledger, measure_doctor
from factcheck.operations.bench.measure import BLOCK_SECONDS, Measurement
from factcheck.operations.bench.memory import IDLE_LIMIT, grows, measure_memory
from factcheck.operations.bench.more_pages import more_pages
from factcheck.operations.bench.newsroom import BenchNewsroom, create_bench_newsroom
from factcheck.operations.bench.plans import growing_nodes
from factcheck.operations.bench.profile import profile_page
from factcheck.operations.bench.reader import Resistance, measure_attacks
from factcheck.operations.bench.run import measure_newsroom
from factcheck.operations.bench.scale import fill
from factcheck.operations.bench.server import SETTINGS, bench_database, bench_server
from factcheck.operations.bench.threads import compare_threads
from factcheck.web.database.owner import as_owner


class Command(BaseCommand):
    help = (
        "Measure operations of Factcheck relative to a bare view and a bare insert. Uses a temporary database and web server. "
        "Does not affect the data of the newsroom."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", type=Path, metavar="FILE", help="Also write the measurements to this file")
        parser.add_argument(
            "--rounds",
            type=int,
            help="Blocks of each operation (default: 3), or requests (200 with --attack, 20 with --captures)",
        )
        parser.add_argument(
            "--size", type=int, default=10_000, metavar="N", help="Articles, claims, and entries (default: 10000)"
        )
        parser.add_argument("--clients", type=_numbers, default=[1, 8], metavar="N,…", help="Clients at once (default: 1,8)")
        parser.add_argument("--seconds", type=float, default=BLOCK_SECONDS, help=f"Least duration of a block ({BLOCK_SECONDS})")
        parser.add_argument("--only", default="", metavar="TEXT", help="Only the operations whose name contains this text")
        parser.add_argument(
            "--against", type=Path, metavar="FILE", help="List what got slower since the run that wrote this file"
        )
        other = parser.add_mutually_exclusive_group()
        other.add_argument("--browser", action="store_true", help="Measure the desk and an annotated article in Chromium instead")
        other.add_argument(
            "--attack", action="store_true", help="Measure a reader during attacks instead; exit with 1 if one delays the reader"
        )
        other.add_argument(
            "--captures", action="store_true", help="Measure copies of pages instead; exit with 1 if one operation is too slow"
        )
        other.add_argument(
            "--plans", action="store_true", help="List the plan nodes of pages that grow with the newsroom instead; exit with 1"
        )
        other.add_argument(
            "--profile", action="store_true", help="Count the statements and Python calls of one request to each page instead"
        )
        other.add_argument("--threads", type=_numbers, metavar="N,…", help="Compare numbers of threads per process instead")
        other.add_argument("--memory", type=int, metavar="REQUESTS", help="Measure the memory of the web server instead")
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
        if options["threads"]:
            self._threads(options)
            return
        if options["memory"]:
            self._memory(options["memory"], options["size"])
            return
        if options["profile"]:
            self._profile(options["size"], options["only"])
            return
        if options["plans"]:
            self._plans(options["size"], options["only"])
            return
        rows: Sequence[Measurement | Resistance | CaptureMeasurement]
        if options["attack"]:
            rows = self._under_attack(options["rounds"] or 200)
        elif options["captures"]:
            rows = self._captures(options["rounds"] or 20)
        elif options["browser"]:
            rows = self._in_browser()
        else:
            rows = self._operations(options)
        results = [row.to_dict() for row in rows]
        if options["json"]:
            options["json"].write_text(json.dumps(results, indent=1) + "\n")
        if options["against"]:
            self._compare(json.loads(options["against"].read_text()), results)
        if not all(row.is_within_limit for row in rows if not isinstance(row, Measurement)):
            raise SystemExit(1)

    def _operations(self, options: dict[str, Any]) -> list[Measurement]:
        rounds, size = options["rounds"] or 3, options["size"]
        self.stdout.write(f"Generating {size:,} articles and claims …")
        self.stdout.flush()
        newsroom = create_bench_newsroom(drafts=rounds * DRAFTS_PER_BLOCK + 10, long_words=50_000, long_mentions=1)
        fill(newsroom, size)
        self.stdout.write(
            f"{'':<42} {'clients':>7} {'median ms':>10} {'p95 ms':>8} {'ratio':>7} {'low–high':>13} {'target':>7} {'per s':>7}"
            f" {'cpu ratio':>9} {'queries':>8} {'bytes':>9} {'app ms':>7} {'db ms':>6}"
        )
        measurements = []
        checker, editor = session_cookies(newsroom.checker), session_cookies(newsroom.editor)
        for row in measure_newsroom(
            newsroom,
            checker,
            editor,
            size=size,
            clients=options["clients"],
            rounds=rounds,
            seconds=options["seconds"],
            only=options["only"],
        ):
            measurements.append(row)
            spread = f"{row.low:.1f}–{row.high:.1f}"
            target = "" if row.target is None else f"{row.target:g}{'' if row.is_within_limit else ' !'}"
            self.stdout.write(
                f"{row.name:<42} {row.clients:>7} {row.median_ms:>10.2f} {row.p95_ms:>8.2f} {row.ratio:>7.2f} {spread:>13}"
                f" {target:>7} {row.per_second:>7.0f}"
                f" {row.processor_ratio:>9.1f} {row.queries:>8} {row.bytes:>9} {row.app_ms:>7.2f} {row.database_ms:>6.2f}"
            )
            if row.worst_node and row.clients == min(options["clients"]):
                self.stdout.write(f"    {row.worst_node}")
            self.stdout.flush()
        return measurements

    def _plans(self, size: int, only: str) -> None:
        """Exits with 1 if a page has a growing node."""
        self.stdout.write(f"Generating {size:,} articles and claims …")
        self.stdout.flush()
        newsroom = create_bench_newsroom(drafts=1, long_words=5_000, long_mentions=1)
        fill(newsroom, size)
        is_growing = False
        checker, editor = session_cookies(newsroom.checker), session_cookies(newsroom.editor)
        pages = [(page.name, page.address, page.cookies, False) for page in more_pages(newsroom, checker, editor)]
        with bench_server() as server:
            for case in cases(newsroom, server.port, checker, editor):
                if not case.address or only not in case.name:
                    continue
                pages.append((case.name, case.address, case.cookies or {}, case.is_fragment))
        for name, address, cookies, is_fragment in pages:
            if only in name:
                nodes = growing_nodes(address, cookies, is_fragment=is_fragment)
                is_growing = is_growing or bool(nodes)
                self.stdout.write("\n    ".join([name, *nodes]))
                self.stdout.flush()
        if is_growing:
            raise SystemExit(1)

    def _profile(self, size: int, only: str) -> None:
        self.stdout.write(f"Generating {size:,} articles and claims …")
        self.stdout.flush()
        newsroom = create_bench_newsroom(drafts=1, long_words=5_000, long_mentions=1)
        fill(newsroom, size)
        checker, editor = session_cookies(newsroom.checker), session_cookies(newsroom.editor)
        self.stdout.write(f"{'':<42} {'statements':>10} {'calls':>9} {'app ms':>8} {'in templates':>12} {'bytes':>9}")
        with bench_server() as server:
            found = [case for case in cases(newsroom, server.port, checker, editor) if case.address and only in case.name]
        for case in found:
            row = profile_page(case.name, case.address, case.cookies or {}, is_fragment=case.is_fragment)
            self.stdout.write(
                f"{row.name:<42} {row.statements:>10} {row.calls:>9} {row.app_ms:>8.2f} {row.template_ms:>12.2f} {row.bytes:>9}"
            )
            self.stdout.flush()

    def _compare(self, earlier: list[dict[str, Any]], now: list[dict[str, Any]]) -> None:
        found = slower_than(earlier, now)
        self.stdout.write(
            "\n".join(["Slower than in the earlier run:", *found] if found else ["Nothing is slower than earlier."])
        )

    def _under_attack(self, rounds: int) -> list[Resistance]:
        self.stdout.write("Generating data …")
        newsroom = create_bench_newsroom(drafts=1)
        attacks = create_attacks(newsroom, session_cookies(newsroom.checker), session_cookies(newsroom.editor))
        rows = []
        self.stdout.write(f"{'reader’s p95 in ms':<50} {'normal':>8} {'attacked':>9}   responses to the attack, by status")
        with bench_server() as server:
            for row in measure_attacks(attacks, server.port, reverse("public:check", args=[newsroom.slug]), rounds=rounds):
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

    def _filled(self, size: int) -> tuple[BenchNewsroom, dict[str, str], dict[str, str]]:
        """A newsroom, and the cookies of a checker and of an editor."""
        self.stdout.write(f"Generating {size:,} articles and claims …")
        self.stdout.flush()
        newsroom = create_bench_newsroom(drafts=10, long_words=5_000, long_mentions=1)
        fill(newsroom, size)
        return newsroom, session_cookies(newsroom.checker), session_cookies(newsroom.editor)

    def _threads(self, options: dict[str, Any]) -> None:
        newsroom, checker, editor = self._filled(options["size"])
        self.stdout.write(f"{'':<36} {'clients':>7} {'threads':>7} {'per s':>7} {'p95 ms':>8} {'ratio':>6} {'low–high':>11}")
        for row in compare_threads(
            newsroom,
            checker,
            editor,
            numbers=options["threads"],
            clients=[number for number in options["clients"] if number > 1] or [8],
            rounds=options["rounds"] or 6,
            seconds=options["seconds"],
        ):
            spread = f"{row.low:.2f}–{row.high:.2f}"
            self.stdout.write(
                f"{row.name:<36} {row.clients:>7} {row.threads:>7} {row.per_second:>7.1f} {row.p95_ms:>8.1f} {row.ratio:>6.2f}"
                f" {spread:>11}"
            )
            self.stdout.flush()

    def _memory(self, requests: int, size: int) -> None:
        """Exits with 1 if the idle memory exceeds the limit, or the memory grows."""
        found = []
        for use in measure_memory(*self._filled(size), requests=requests):
            found.append(use)
            self.stdout.write(f"{use.requests:>7,} requests: {use.bytes / 1e6:.1f} MB")
            self.stdout.flush()
        if found[0].bytes > IDLE_LIMIT or grows(found):
            self.stdout.write("TOO MUCH")
            raise SystemExit(1)

    def _in_browser(self) -> list[Measurement]:
        from factcheck.operations.bench.annotated import measure_first_paint, publish_long_article
        from factcheck.operations.bench.browser import measure_in_browser, measure_many_marks

        self.stdout.write("Generating data with an article of 50,000 words and 500 mentions …")
        newsroom = create_bench_newsroom(drafts=1, long_words=50_000, long_mentions=500)
        with bench_server() as server:
            measurements = measure_in_browser(newsroom, server.port, session_cookies(newsroom.checker))
            self.stdout.write("Publishing 500 checks …")
            self.stdout.flush()
            publish_long_article(newsroom)
            measurements += measure_first_paint(newsroom, server.port)
            measurements += measure_many_marks(newsroom, server.port, session_cookies(newsroom.checker))
        for row in measurements:
            is_time = not row.name.startswith("number of")
            value = f"{row.median_ms:>10.1f} ms, p95 {row.p95_ms:.1f} ms" if is_time else f"{row.median_ms:>10,.0f}"
            self.stdout.write(f"{row.name:<75} {value}")
        return measurements


def _numbers(value: str) -> list[int]:
    return [int(number) for number in value.split(",")]


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
