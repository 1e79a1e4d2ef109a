"""`manage.py test`: runs all tests, including those in a browser, and prepares everything that they need."""

import os
import sys
from typing import Any, NoReturn

from django.core.management.base import BaseCommand

from factcheck.setup import browser
from factcheck.setup.environment import ROOT
from factcheck.setup.launch import OWNER_URL
from factcheck.setup.progress import say


class Command(BaseCommand):
    help = "Run the tests. Arguments are passed to pytest, for example: manage.py test tests/setup -k lock"
    requires_system_checks: list[str] = []

    def run_from_argv(self, argv: list[str]) -> NoReturn:
        """Replace this process with pytest, so that its summary and exit status are those of the command."""
        arguments = argv[2:]
        say(f"Browser for the tests: {browser.ensure()}")
        if not any(part in ("-n", "--numprocesses") or part.startswith("-n") or part == "no:xdist" for part in arguments):
            # Three for two cores: a process waits for a browser, a server, or a time limit for two fifths of its time.
            arguments = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder", *arguments]
        os.chdir(ROOT)
        # Without bytecode files, each of the hundreds of processes that the tests start compiles all modules again.
        replaced = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", OWNER_URL, "PYTHONDONTWRITEBYTECODE")
        variables = {name: value for name, value in os.environ.items() if name not in replaced}
        variables.setdefault("PYTHONHASHSEED", "0")  # parameters that come from sets need the same order in every process
        os.execve(sys.executable, [sys.executable, "-m", "pytest", *arguments], variables)

    def handle(self, *args: Any, **options: Any) -> None:
        raise NotImplementedError("run_from_argv handles all calls")
