"""`manage.py demo`: runs Factcheck on this machine with a demonstration newsroom."""

import hashlib
import logging
import os
import secrets
import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from factcheck.operations.apps import StaticFiles
from factcheck.operations.grants import apply
from factcheck.setup import network, postgres
from factcheck.setup.children import Child, Children
from factcheck.setup.environment import ROOT
from factcheck.setup.launch import OWNER_URL
from factcheck.setup.lock import AlreadyHeld, exclusive_lock
from factcheck.setup.problem import SetupProblem
from factcheck.setup.progress import say, step
from factcheck.setup.web import COMMAND
from factcheck.web.database.owner import as_owner
from factcheck.web.logs import LineHandler

ACCOUNTS = {
    "checker@demo.example": "marks claims, attaches evidence, proposes verdicts",
    "second@demo.example": "a second checker",
    "editor@demo.example": "reviews, publishes, corrects",
    "admin@demo.example": "manages people and settings",
}
_START_LIMIT = 60.0  # seconds for the first response of the web server


class Command(BaseCommand):
    help = "Prepare the demonstration newsroom and serve it. Ctrl-C stops all processes. The next start uses the same data."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="Address to listen on (default: 127.0.0.1, only this machine)")
        parser.add_argument("--port", type=int, default=8000, help="Port to listen on (default: 8000)")
        parser.add_argument("--no-serve", action="store_true", help="Exit after the preparation")

    def handle(self, *args: Any, host: str, port: int, no_serve: bool, **options: Any) -> None:
        folder = Path(settings.DATA_DIR)
        try:
            with exclusive_lock(folder / "demo.lock", wait=False):
                if not no_serve:
                    network.ensure_port_is_free(host, port)
                password = demo_password(folder / "demo-password")
                prepare(folder, password)
                store_password(folder / "demo-password", password)
                if no_serve:
                    self._print_accounts(password, "The demo is prepared. Start it with: python3 manage.py demo")
                    return
                with Children(say) as children:
                    serve(children, folder, host, port)
                    self._print_accounts(
                        password,
                        f"Factcheck is at {network.page_url(host, port)}, the desk at {network.page_url(host, port)}desk/",
                    )
                    say("Press Ctrl-C to stop.")
                    try:
                        while True:
                            time.sleep(1)
                            if uses_embedded_database(folder) and postgres.restart_if_down(folder, say=say):
                                children.forgive()
                            children.check()
                    finally:
                        say("\nStopping …")
        except AlreadyHeld:
            raise SetupProblem(
                f"A demo with the data in {folder} is already running. Stop it with Ctrl-C in its terminal, or set another data"
                " folder for this one: FACTCHECK_DATA=/another/folder"
            ) from None

    def _print_accounts(self, password: str, headline: str) -> None:
        lines = [
            headline,
            "",
            *(f"  {email:<22} {role}" for email, role in ACCOUNTS.items()),
            "",
            f"  Password of all four accounts: {password}",
            "",
        ]
        self.stdout.write("\n".join(["", *lines]))
        self.stdout.flush()


def prepare(folder: Path, password: str) -> None:
    """Migrate the database, collect the static files, and load the demonstration newsroom, as far as necessary."""
    from factcheck.demonstration import load

    with as_owner() as runtime:
        state = MigrationExecutor(connection)
        is_outdated = bool(state.migration_plan(state.loader.graph.leaf_nodes()))
        if runtime and not is_outdated:
            apply(runtime)  # an upgrade may change only the privileges
    if is_outdated:
        with step("Migrating the database"):
            call_command("migrate", verbosity=0, interactive=False)
    collect_static(folder / "static.stamp")
    try:
        validate_password(password)  # reads the name of the newsroom from the database
    except ValidationError as error:
        raise SetupProblem(f"FACTCHECK_DEMO_PASSWORD must be harder to guess: {' '.join(error.messages)}") from error
    with step("Loading the demonstration newsroom"), security_lines_in(folder / "web.log"):
        load(password, lambda line: say(f"  {line}"))


@contextmanager
def security_lines_in(file: Path) -> Iterator[None]:
    """Append the security events of this process to *file*, not to the terminal. The rows of the security log are the same."""
    log = logging.getLogger("factcheck.security")
    usual = list(log.handlers)
    with file.open("a") as stream:
        log.handlers = [LineHandler(stream)]
        try:
            yield
        finally:
            log.handlers = usual


def collect_static(stamp: Path) -> None:
    """Collect the static files if one of them has changed since *stamp* was written."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(StaticFiles.ignore_patterns):
            status = os.stat(storage.path(name))
            digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    current = digest.hexdigest()
    if stamp.exists() and stamp.read_text() == current and Path(settings.STATIC_ROOT).exists():
        return
    with step("Collecting the static files"):
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(current)


def demo_password(file: Path) -> str:
    """The password of the four accounts: FACTCHECK_DEMO_PASSWORD, or the password in *file*, or a new one."""
    if configured := os.environ.get("FACTCHECK_DEMO_PASSWORD"):
        return configured
    return file.read_text().strip() if file.exists() else "-".join(secrets.token_hex(2) for _ in range(4))


def store_password(file: Path, password: str) -> None:
    """Store the password in *file*, which only its owner can read."""
    file.touch(mode=0o600)
    file.chmod(0o600)
    file.write_text(password + "\n")


def uses_embedded_database(folder: Path) -> bool:
    """Whether the database is the embedded one of the data folder *folder*, and not another server."""
    return os.environ["DATABASE_URL"] == postgres.database_url(folder)


def serve(children: Children, folder: Path, host: str, port: int) -> None:
    """Start the web server and the worker, and wait for the first response."""
    environment = {"FACTCHECK_CONTACT": "newsroom@demo.example", **os.environ, "FACTCHECK_DEMONSTRATION": "1"}
    environment.pop(OWNER_URL, None)  # the services never change the schema
    if network.is_wildcard(host):
        environment.setdefault("FACTCHECK_ALLOWED_HOSTS", ",".join([*settings.ALLOWED_HOSTS, *network.local_hosts()]))
    elif host not in settings.ALLOWED_HOSTS:
        environment.setdefault("FACTCHECK_ALLOWED_HOSTS", ",".join([*settings.ALLOWED_HOSTS, host]))
    web_server = [sys.executable, "-m", *COMMAND]
    web = Child("web server", [*web_server, "--bind", network.bind_address(host, port)], environment, folder / "web.log")
    # Without DATABASE_URL, the worker is itself a user of the embedded server. The last user stops the server, even if the parent
    # process was killed.
    removed = {"DATABASE_URL"} if uses_embedded_database(folder) else set()
    worker = Child(
        "worker",
        [sys.executable, str(ROOT / "manage.py"), "worker"],
        {name: value for name, value in environment.items() if name not in removed},
        folder / "worker.log",
        restarts=True,
    )
    with step("Starting the web server and the worker"):
        children.start(web)
        children.start(worker)
        deadline = time.monotonic() + _START_LIMIT
        while not _responds(f"{network.page_url(host, port)}health/"):
            children.check()
            if time.monotonic() > deadline:
                raise SetupProblem(f"The web server did not respond within {_START_LIMIT:.0f} seconds:\n{web.log_tail()}")
            time.sleep(0.1)


def _responds(url: str) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # without a proxy
    try:
        with opener.open(url, timeout=5) as response:
            return bool(response.status < 500)
    except urllib.error.HTTPError as refusal:
        return refusal.code < 500
    except OSError:
        return False
