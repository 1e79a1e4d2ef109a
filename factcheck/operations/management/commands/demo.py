"""`manage.py demo`: the whole product on this machine, with the demonstration newsroom in it."""

import hashlib
import os
import secrets
import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from factcheck.operations.apps import StaticFiles
from factcheck.setup import network, postgres
from factcheck.setup.children import Child, Children
from factcheck.setup.environment import ROOT
from factcheck.setup.lock import AlreadyHeld, exclusive
from factcheck.setup.problem import SetupProblem
from factcheck.setup.progress import say, step

ACCOUNTS = {
    "checker@demo.example": "marks claims, attaches evidence, proposes verdicts",
    "second@demo.example": "a second checker",
    "editor@demo.example": "reviews, publishes, corrects",
    "admin@demo.example": "people and settings",
}
_START_LIMIT = 60.0  # seconds that the web server has for its first answer


class Command(BaseCommand):
    help = "Prepare the demonstration newsroom and serve it. Ctrl-C stops everything; the data is kept for the next start."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="Address to serve at (127.0.0.1: this machine alone)")
        parser.add_argument("--port", type=int, default=8000, help="Port to serve at (8000)")
        parser.add_argument("--no-serve", action="store_true", help="Stop after preparing")

    def handle(self, *args: Any, host: str, port: int, no_serve: bool, **options: Any) -> None:
        folder = Path(settings.DATA_DIR)
        try:
            with exclusive(folder / "demo.lock", wait=False):
                if not no_serve:
                    network.ensure_port_is_free(host, port)
                password = demo_password(folder / "demo-password")
                prepare(folder, password)
                if no_serve:
                    self._tell(password, "Prepared. Start it with: python3 manage.py demo")
                    return
                with Children(say) as children:
                    serve(children, folder, host, port)
                    self._tell(
                        password,
                        f"Factcheck is at {network.page_url(host, port)}, the desk at {network.page_url(host, port)}desk/",
                    )
                    say("Ctrl-C stops it.")
                    try:
                        while True:
                            time.sleep(1)
                            children.look()
                            if uses_embedded_database(folder):
                                postgres.restart_if_down(folder, say=say)
                    finally:
                        say("\nStopping …")
        except AlreadyHeld:
            raise SetupProblem(
                f"A demo with the data in {folder} is running already. Stop it with Ctrl-C where it runs, or give this one data"
                " of its own: FACTCHECK_DATA=/another/folder"
            ) from None

    def _tell(self, password: str, first: str) -> None:
        lines = [
            first,
            "",
            *(f"  {email:<22} {role}" for email, role in ACCOUNTS.items()),
            "",
            f"  Password of all four: {password}",
            "",
        ]
        self.stdout.write("\n".join(["", *lines]))
        self.stdout.flush()


def prepare(folder: Path, password: str) -> None:
    """Bring database, static files and demonstration newsroom to the state of the code. What is there already is kept."""
    from factcheck.demonstration import load

    state = MigrationExecutor(connection)
    if state.migration_plan(state.loader.graph.leaf_nodes()):
        with step("Migrating the database"):
            call_command("migrate", verbosity=0, interactive=False)
    collect_static(folder / "static.stamp")
    with step("Looking after the demonstration newsroom"):
        load(password, lambda line: say(f"  {line}"))


def collect_static(stamp: Path) -> None:
    """Collect the static files anew where one of them changed since *stamp* was written."""
    state = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(StaticFiles.ignore_patterns):
            found = os.stat(storage.path(name))
            state.update(f"{name}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    now = state.hexdigest()
    if stamp.exists() and stamp.read_text() == now and Path(settings.STATIC_ROOT).exists():
        return
    with step("Collecting the static files"):
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(now)


def demo_password(file: Path) -> str:
    """The password of the four accounts: from FACTCHECK_DEMO_PASSWORD, else the last one, else a fresh one."""
    given = os.environ.get("FACTCHECK_DEMO_PASSWORD")
    if not given and file.exists():
        return file.read_text().strip()
    password = given or "-".join(secrets.token_hex(2) for _ in range(4))
    file.touch(mode=0o600)
    file.chmod(0o600)
    file.write_text(password + "\n")
    return password


def uses_embedded_database(folder: Path) -> bool:
    """Whether the database is the embedded one over *folder*, and not somebody's server."""
    return os.environ["DATABASE_URL"] == postgres.database_url(folder)


def serve(children: Children, folder: Path, host: str, port: int) -> None:
    """Start web server and worker; returns when the first page is answered."""
    environment = {"FACTCHECK_CONTACT": "newsroom@demo.example", **os.environ, "FACTCHECK_DEMONSTRATION": "1"}
    if network.is_wildcard(host):
        environment.setdefault("FACTCHECK_ALLOWED_HOSTS", ",".join([*settings.ALLOWED_HOSTS, *network.local_hosts()]))
    elif host not in settings.ALLOWED_HOSTS:
        environment.setdefault("FACTCHECK_ALLOWED_HOSTS", ",".join([*settings.ALLOWED_HOSTS, host]))
    gunicorn = [sys.executable, "-m", "gunicorn", "factcheck.wsgi", "--config", "python:factcheck.setup.web"]
    web = Child("web server", [*gunicorn, "--bind", network.bind_address(host, port)], environment, folder / "web.log")
    # Without an address of the database the worker finds the embedded server by itself, and counts as one of its users:
    # the last to leave shuts it down, also where the parent was killed.
    own = {"DATABASE_URL"} if uses_embedded_database(folder) else set()
    worker = Child(
        "worker",
        [sys.executable, str(ROOT / "manage.py"), "worker"],
        {name: value for name, value in environment.items() if name not in own},
        folder / "worker.log",
        restarts=True,
    )
    with step("Starting web server and worker"):
        children.start(web)
        children.start(worker)
        limit = time.monotonic() + _START_LIMIT
        while not _responds(f"{network.page_url(host, port)}health/"):
            children.look()
            if time.monotonic() > limit:
                raise SetupProblem(f"The web server gave no answer within {_START_LIMIT:.0f} seconds:\n{web.last_words()}")
            time.sleep(0.1)


def _responds(page: str) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(page, timeout=5) as answer:
            return bool(answer.status < 500)
    except urllib.error.HTTPError as refusal:
        return refusal.code < 500
    except OSError:
        return False
