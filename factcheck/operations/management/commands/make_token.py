"""`manage.py make_token EMAIL`: issues an API token and prints only the token to standard output."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from factcheck.accounts.models import MAX_DECISION_DAYS, Person, Scope
from factcheck.accounts.tokens import issue_token
from factcheck.web.errors import Refused
from factcheck.web.text import storable

DAYS = 30


class Command(BaseCommand):
    help = "Issue an API token for a person and print it. The token is not stored and cannot be printed again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="Email address of the person, whose permissions the token has")
        parser.add_argument("--name", default="command line", help="Purpose of the token, as listed on the profile page")
        parser.add_argument(
            "--scope",
            choices=Scope.values,
            default=Scope.WRITE.value,
            help="What the token permits: read; read and write (the default); or also decide, such as approve and publish",
        )
        parser.add_argument(
            "--days",
            type=int,
            help=f"Days until the token expires: {DAYS} by default, and {MAX_DECISION_DAYS} at most with --scope decide",
        )

    def handle(self, *args: Any, email: str, name: str, scope: str, days: int | None, **options: Any) -> None:
        if days is None:
            days = MAX_DECISION_DAYS if scope == Scope.DECIDE else DAYS
        try:
            person = Person.objects.get_by_natural_key(email.strip())
            storable(name)
            secret = issue_token(by=person, person=person, name=name[:80], scope=scope, days=days)[1]
        except Person.DoesNotExist as error:
            raise CommandError(f"No account has the email address {email}.") from error
        except ValidationError as error:
            raise CommandError(f"--name: {' '.join(error.messages)}") from error
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(secret)
