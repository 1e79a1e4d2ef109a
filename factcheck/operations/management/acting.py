"""The person in whose name a command acts."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import CommandError

from factcheck.accounts.models import Person, Role


def add_person_option(parser: ArgumentParser, verb: str) -> None:
    """Add the option `--as EMAIL` to a command. `verb` is a participle, such as “importing.”"""
    parser.add_argument(
        "--as", dest="email", default="", help=f"Email address of the {verb} person; default: the first administrator"
    )


def acting_person(email: str) -> Person:
    """The person with this email address, or the first administrator. Raises CommandError."""
    if email:
        person = Person.objects.filter(email=email.strip().lower()).first()
        if person is None:
            raise CommandError(f"No account has the email address {email}.")
        return person
    administrator = Person.objects.filter(role=Role.ADMINISTRATOR, is_active=True).order_by("pk").first()
    if administrator is None:
        raise CommandError("There is no administrator yet. Add one with add_person, or specify a person with --as EMAIL.")
    return administrator
