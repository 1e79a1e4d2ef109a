"""`manage.py test`: all tests, the browser's included, with the set-up that they need."""

import os
import sys
from typing import Any, NoReturn

from django.core.management.base import BaseCommand

from factcheck.setup import browser
from factcheck.setup.environment import ROOT
from factcheck.setup.progress import say


class Command(BaseCommand):
    help = "Run the tests. Arguments are handed to pytest, for example: manage.py test tests/setup -k lock"
    requires_system_checks: list[str] = []

    def run_from_argv(self, argv: list[str]) -> NoReturn:
        """Become pytest with the arguments as they are, so that its closing line and its exit status are the last."""
        arguments = argv[2:]
        say(f"Browser for the tests: {browser.ensure()}")
        if not any(part in ("-n", "--numprocesses") or part.startswith("-n") or part == "no:xdist" for part in arguments):
            arguments = ["-n", "2", "--dist", "loadfile", *arguments]
        os.chdir(ROOT)
        theirs = {name: value for name, value in os.environ.items() if name not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")}
        theirs.setdefault("PYTHONHASHSEED", "0")  # names of tests made from sets have to read the same in every process
        os.execve(sys.executable, [sys.executable, "-m", "pytest", *arguments], theirs)

    def handle(self, *args: Any, **options: Any) -> None:
        raise NotImplementedError("run_from_argv takes every call")
