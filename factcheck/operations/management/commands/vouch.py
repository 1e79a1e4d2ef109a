"""`manage.py vouch EMAIL --reason REASON`: end the cooling-off period of an account, on record, where no editor can."""

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
        "Vouch that a colleague, and not whoever invited or promoted them, uses an account. It stays on record; doctor lists it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="Whose account it is")
        parser.add_argument("--reason", required=True, help="How you know the person; everybody who works here can read it")

    def handle(self, *args: Any, email: str, reason: str, **options: Any) -> None:
        try:
            storable(reason)
            person = vouch(by=None, person=Person.objects.get_by_natural_key(email.strip()), reason=reason[:500])
        except Person.DoesNotExist as error:
            raise CommandError(f"No account has the email address {email}.") from error
        except ValidationError as error:
            raise CommandError(f"--reason: {' '.join(error.messages)}") from error
        except Invalid as error:
            raise CommandError(" ".join(text for said in error.errors.values() for text in said)) from error
        self.stdout.write(f"The account of {person.name} is vouched for.")
