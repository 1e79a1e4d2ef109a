"""The base class of commands with which an operator acts on the account of a person. The ledger has the reason."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from factcheck.accounts.fields import VOUCHING_REASON
from factcheck.accounts.mailing import is_mail_configured
from factcheck.accounts.models import Person
from factcheck.web.errors import Invalid
from factcheck.web.text import storable


class AccountCommand(BaseCommand):
    """`manage.py COMMAND EMAIL --reason REASON`. Subclasses implement `act`, which may raise Invalid and ValidationError."""

    reason_help: ClassVar[str]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="Email address of the account")
        parser.add_argument("--reason", required=True, help=f"{self.reason_help}; all staff can read it")

    def handle(self, *args: Any, email: str, reason: str, **options: Any) -> None:
        try:
            person = Person.objects.get_by_natural_key(email.strip())
        except Person.DoesNotExist as error:
            raise CommandError(f"No account has the email address {email}.") from error
        try:
            storable(reason)
        except ValidationError as error:
            raise CommandError(f"--reason: {' '.join(error.messages)}") from error
        try:
            self.act(person, reason[: VOUCHING_REASON.max_length], **options)
        except Invalid as error:
            raise CommandError(" ".join(message for messages in error.errors.values() for message in messages)) from error

    def act(self, person: Person, reason: str, **options: Any) -> None:
        raise NotImplementedError

    def say_whether_notified(self) -> None:
        """Tell the operator if the person receives no mail."""
        if not is_mail_configured():
            self.stderr.write("The person was not notified, because no mail server is configured. Tell them yourself.")
