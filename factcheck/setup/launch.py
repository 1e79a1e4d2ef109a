"""Runs a management command: sets its environment and starts the embedded database if the command needs it."""

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from types import FrameType

from factcheck.setup import certificates, limits, postgres, roles, secret_files
from factcheck.setup.environment import ROOT
from factcheck.setup.problem import SetupProblem
from factcheck.setup.progress import say

OWNER_URL = "FACTCHECK_OWNER_DATABASE_URL"
# For all other commands, the embedded database is started.
_WITHOUT_DATABASE = {
    "bootstrap",
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "createsuperuser",
    "help",
    "makemessages",
    "test",
    "version",
}


def run(arguments: Sequence[str]) -> None:
    """Run `manage.py` with *arguments*. An embedded server that this starts is stopped at the end."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) != signal.SIG_IGN:  # nohup ignores SIGHUP
            signal.signal(number, _exit_on_signal)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # shells start background jobs with SIGINT ignored
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a name in a message must not end a command on a terminal without its letters
            stream.reconfigure(errors="backslashreplace")
    certificates.check()
    secret_files.load()
    limits.declare_command(arguments[1] if len(arguments) > 1 else "help")
    with _database(arguments):
        from django.core.exceptions import ImproperlyConfigured

        from factcheck.setup.commands import Commands

        try:
            Commands(list(arguments)).execute()
        except ImproperlyConfigured as error:  # an invalid environment variable; print the message without a traceback
            raise SetupProblem(str(error)) from error


def data_folder() -> Path:
    """The data folder of this installation. It is created, with mode 0700, if it does not exist."""
    folder = Path(os.environ.get("FACTCHECK_DATA") or ROOT / ".factcheck").resolve()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SetupProblem(
            f"FACTCHECK_DATA must be a folder that this account can use or create, not '{folder}': {error.strerror}"
        ) from error
    os.environ["FACTCHECK_DATA"] = str(folder)  # absolute, because child processes have a different working directory
    return folder


@contextmanager
def _database(arguments: Sequence[str]) -> Iterator[None]:
    command = arguments[1] if len(arguments) > 1 else "help"
    folder = data_folder()
    if "DATABASE_URL" in os.environ:
        yield
        return
    if OWNER_URL in os.environ:
        raise SetupProblem(f"{OWNER_URL} must be set together with DATABASE_URL, the URL of the runtime role.")
    os.environ["DATABASE_URL"] = postgres.database_url(folder)
    os.environ[OWNER_URL] = postgres.database_url(folder, roles.OWNER)
    if command in _WITHOUT_DATABASE or command.startswith("-") or "--help" in arguments[2:] or "-h" in arguments[2:]:
        yield
    else:
        with postgres.running(folder, say=say):
            yield


def _exit_on_signal(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)
