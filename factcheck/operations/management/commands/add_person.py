"""`manage.py add_person EMAIL --name NAME --role ROLE`: adds the first administrator of an installation, or any other person."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from factcheck.accounts.actions import add_person
from factcheck.accounts.invitations import invitation_path, link_days
from factcheck.accounts.models import Person, Role
from factcheck.desk.people.forms import InviteForm
from factcheck.web.errors import Refused


class Command(BaseCommand):
    help = (
        "Add a person. The password is read from FACTCHECK_PASSWORD or standard input. Without a password, a link to set one is "
        "printed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", required=True, help="Name, as displayed in the history")
        parser.add_argument("--role", choices=Role.values, default=Role.CHECKER.value)
        parser.add_argument("--password-from-stdin", action="store_true", help="Read the password from standard input")

    def handle(self, *args: Any, email: str, name: str, role: str, password_from_stdin: bool, **options: Any) -> None:
        form = InviteForm({"email": email, "name": name, "role": role, "token": "00000000-0000-0000-0000-000000000000"})
        if not form.is_valid():
            raise CommandError(" ".join(f"{field}: {' '.join(map(str, errors))}" for field, errors in form.errors.items()))
        fields = {field: form.cleaned_data[field] for field in ("email", "name", "role")}
        password = sys.stdin.readline().rstrip("\n") if password_from_stdin else os.environ.get("FACTCHECK_PASSWORD", "")
        if password_from_stdin and not password:
            raise CommandError("Standard input contains no password.")
        try:
            if password:
                validate_password(password, Person(email=fields["email"], name=fields["name"]))
            person = add_person(by=None, password=password or None, **fields)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        if password:
            self.stdout.write(f"{person.name} ({person.get_role_display().lower()}) can sign in as {person.email}.")
        else:
            link = f"{settings.PUBLIC_URL or 'http://127.0.0.1:8000'}{invitation_path(person)}"
            self.stderr.write(f"Link for {person.name} to set a password (works once, expires after {link_days()} days):")
            self.stdout.write(link)
