"""`manage.py reset_factor EMAIL --reason REASON`: removes the second factors of a person who has lost them."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from factcheck.accounts.actions import reset_factor
from factcheck.accounts.invitations import mail_factor_reset
from factcheck.accounts.models import Person
from factcheck.web.errors import Invalid
from factcheck.web.text import storable


class Command(BaseCommand):
    help = (
        "Remove all second factors and recovery codes of an account and end its sessions. Make sure first that the request comes "
        "from the person. This is recorded permanently, and the person gets a mail."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="Email address of the account")
        parser.add_argument("--reason", required=True, help="Why, and how you know the person; all staff can read it")

    def handle(self, *args: Any, email: str, reason: str, **options: Any) -> None:
        try:
            storable(reason)
            person = reset_factor(person=Person.objects.get_by_natural_key(email.strip()), reason=reason[:500])
        except Person.DoesNotExist as error:
            raise CommandError(f"No account has the email address {email}.") from error
        except ValidationError as error:
            raise CommandError(f"--reason: {' '.join(error.messages)}") from error
        except Invalid as error:
            raise CommandError(" ".join(message for messages in error.errors.values() for message in messages)) from error
        self.stdout.write(f"{person.name} now signs in with the password only, and is signed out everywhere.")
        if not mail_factor_reset(person):
            self.stderr.write("The person was not notified, because no mail was sent. Tell them yourself.")
