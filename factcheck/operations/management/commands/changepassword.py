"""`manage.py changepassword EMAIL --reason REASON`: replaces the password of a person who cannot receive a link for a new one.

It replaces the command of Django, which leaves tokens valid and no trace.
"""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from factcheck.accounts.actions import replace_password
from factcheck.accounts.models import Person
from factcheck.operations.account_command import AccountCommand


class Command(AccountCommand):
    help = (
        "Replace the password of an account and end its sessions and API tokens. First make sure that the request comes from the "
        "person. This is recorded permanently, and the person receives an email. With a mail server, “Forgot your password?” on "
        "the sign-in page is better: then nobody else knows the new password."
    )
    reason_help = "Why, and how you know the person"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--password-from-stdin", action="store_true", help="Read the password from standard input")

    def act(self, person: Person, reason: str, *, password_from_stdin: bool = False, **options: Any) -> None:
        if not password_from_stdin and not sys.stdin.isatty():
            raise CommandError("Standard input is no terminal. Use --password-from-stdin.")
        password = sys.stdin.readline().rstrip("\n") if password_from_stdin else self._ask()
        try:
            validate_password(password, person)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        changed = replace_password(person=person, password=password, reason=reason)
        self.stdout.write(f"{changed.name} has a new password, and is signed out everywhere. Their API tokens no longer work.")
        self.say_whether_notified()

    def _ask(self) -> str:
        password = getpass.getpass("New password: ")
        if getpass.getpass("Repeat the new password: ") != password:
            raise CommandError("The two passwords differ. Nothing was changed.")
        return password
