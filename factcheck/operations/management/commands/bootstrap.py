"""`manage.py bootstrap`: prepares the environment for development."""

import sys
from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Install the packages for development into .venv, unless the current environment already has them."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Report the result. `setup.environment.ensure_packages` has already installed the packages."""
        self.stdout.write(f"The packages for development are installed in {sys.prefix}.")
