"""`manage.py make_token EMAIL`: issues an API token and prints only the token to standard output."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from factcheck.accounts.actions import issue_token
from factcheck.accounts.models import Person
from factcheck.web.errors import Refused
from factcheck.web.text import storable


class Command(BaseCommand):
    help = "Issue an API token for a person and print it. The token is not stored and cannot be printed again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="Email address of the person, whose permissions the token has")
        parser.add_argument("--name", default="command line", help="Purpose of the token, as listed on the profile page")

    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        try:
            person = Person.objects.get_by_natural_key(email.strip())
            storable(name)
            secret = issue_token(by=person, person=person, name=name[:80])[1]
        except Person.DoesNotExist as error:
            raise CommandError(f"No account has the email address {email}.") from error
        except ValidationError as error:
            raise CommandError(f"--name: {' '.join(error.messages)}") from error
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(secret)
