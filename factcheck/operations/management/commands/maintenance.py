"""`manage.py maintenance on|off|status`: the read-only mode, for example during an upgrade."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from factcheck.web import maintenance
from factcheck.web.text import storable


class Command(BaseCommand):
    help = (
        "Turn read-only maintenance mode on or off. While it is on, everyone can read, every change gets 503 with your"
        " message, and jobs wait. It applies to all processes within seconds. Commands such as migrate are not affected."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("operation", choices=["on", "off", "status"])
        parser.add_argument(
            "message", nargs="?", default="", help="A sentence for staff, such as: “We are upgrading until 14:00 UTC.”"
        )

    def handle(self, *args: Any, operation: str, message: str, **options: Any) -> None:
        if operation == "on":
            maintenance.turn_on(validated(message.strip()))
            self.stdout.write("Maintenance mode is on. It applies to all processes within a few seconds.")
        elif message:
            raise CommandError(f"“{operation}” takes no message.")
        elif operation == "off":
            was_on = maintenance.turn_off()
            self.stdout.write("Maintenance mode is off." if was_on else "Maintenance mode was already off.")
        else:
            state = maintenance.read()
            since = f"has been on since {state.since.isoformat(timespec='seconds')}" if state else "is off"
            self.stdout.write(f"Maintenance mode {since}.{f' {state.message}' if state and state.message else ''}")


def validated(message: str) -> str:
    """The message. Raises CommandError if it is too long or contains characters that cannot be stored."""
    if len(message) > maintenance.MAX_MESSAGE:
        raise CommandError(f"The message can have at most {maintenance.MAX_MESSAGE} characters.")
    try:
        storable(message)
    except ValidationError as error:
        raise CommandError(f"The message cannot be stored. {' '.join(error.messages)}") from error
    return message
