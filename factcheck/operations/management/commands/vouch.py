"""`manage.py vouch EMAIL --reason REASON`: ends the cooling-off period of an account if no editor can vouch for it."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from factcheck.accounts.actions import vouch
from factcheck.accounts.models import Person
from factcheck.web.errors import Invalid
from factcheck.web.text import storable


class Command(BaseCommand):
    help = (
        "Vouch that a colleague, and not the person who invited or promoted them, uses an account. This is recorded permanently, "
        "and doctor lists it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="Email address of the account")
        parser.add_argument("--reason", required=True, help="How you know the person; all staff can read it")

    def handle(self, *args: Any, email: str, reason: str, **options: Any) -> None:
        try:
            storable(reason)
            person = vouch(by=None, person=Person.objects.get_by_natural_key(email.strip()), reason=reason[:500])
        except Person.DoesNotExist as error:
            raise CommandError(f"No account has the email address {email}.") from error
        except ValidationError as error:
            raise CommandError(f"--reason: {' '.join(error.messages)}") from error
        except Invalid as error:
            raise CommandError(" ".join(message for messages in error.errors.values() for message in messages)) from error
        self.stdout.write(f"You vouched for the account of {person.name}.")
