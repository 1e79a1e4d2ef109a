"""`manage.py bootstrap`: the environment of a contributor, without running anything in it."""

import sys
from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Install the packages for development into .venv, unless this environment has them, and do nothing else."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """`setup.environment.enter` has installed everything before this runs."""
        self.stdout.write(f"The packages for development are installed in {sys.prefix}.")
