"""`manage.py createsuperuser`: Django's command, replaced by an error that names the command for people."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

ADVICE = (
    "Factcheck has no superusers. To add an administrator, run:"
    ' python3 manage.py add_person EMAIL --name "NAME" --role administrator'
)


class Command(BaseCommand):
    help = "Not available. Use add_person with --role administrator."
    requires_system_checks: list[str] = []

    def run_from_argv(self, argv: list[str]) -> None:
        """Run without the arguments of Django's command, so that each of them leads to the advice."""
        super().run_from_argv(argv if {"--help", "-h"}.intersection(argv) else argv[:2])

    def handle(self, *args: Any, **options: Any) -> None:
        raise CommandError(ADVICE)
