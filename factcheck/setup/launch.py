"""Runs a management command on ready ground: settings from the environment, a database that answers."""

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from factcheck.setup import limits, postgres
from factcheck.setup.environment import ROOT
from factcheck.setup.problem import SetupProblem
from factcheck.setup.progress import say

# These never ask the database; every other command finds it running.
_WITHOUT_DATABASE = {
    "bootstrap",
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "help",
    "makemessages",
    "test",
    "version",
}


def run(arguments: Sequence[str]) -> None:
    """Run `manage.py` with *arguments*. An embedded server that was not running is stopped again at the end."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    for wish in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(wish) != signal.SIG_IGN:  # nohup asks us to stay
            signal.signal(wish, _exit_on_signal)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell starts what runs in its background deaf to it
    limits.declare_command(arguments[1] if len(arguments) > 1 else "help")
    with _database(arguments):
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line

        try:
            execute_from_command_line(list(arguments))
        except ImproperlyConfigured as error:  # a wrong value in the environment: its sentence says more than a traceback
            raise SetupProblem(str(error)) from error


def data_folder() -> Path:
    """Where this installation keeps its data; made if missing, closed to other people."""
    folder = Path(os.environ.get("FACTCHECK_DATA") or ROOT / ".factcheck").resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ["FACTCHECK_DATA"] = str(folder)  # whole, for children that start elsewhere
    return folder


@contextmanager
def _database(arguments: Sequence[str]) -> Iterator[None]:
    command = arguments[1] if len(arguments) > 1 else "help"
    folder = data_folder()
    if "DATABASE_URL" in os.environ:
        yield
    elif command in _WITHOUT_DATABASE or command.startswith("-") or "--help" in arguments[2:] or "-h" in arguments[2:]:
        os.environ["DATABASE_URL"] = postgres.database_url(folder)
        yield
    else:
        with postgres.running(folder, say=say) as url:
            os.environ["DATABASE_URL"] = url
            yield


def _exit_on_signal(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)
