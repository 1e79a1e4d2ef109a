"""`manage.py add_person EMAIL --name NAME --role ROLE`: the first administrator of an installation, or anybody else."""

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
    help = "Add a person. The password comes from FACTCHECK_PASSWORD or standard input; without one a link to set it is printed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", required=True, help="As the history will show it")
        parser.add_argument("--role", choices=Role.values, default=Role.CHECKER.value)
        parser.add_argument("--password-from-stdin", action="store_true", help="Read the password from standard input")

    def handle(self, *args: Any, email: str, name: str, role: str, password_from_stdin: bool, **options: Any) -> None:
        form = InviteForm({"email": email, "name": name, "role": role, "token": "00000000-0000-0000-0000-000000000000"})
        if not form.is_valid():
            raise CommandError(" ".join(f"{field}: {' '.join(map(str, said))}" for field, said in form.errors.items()))
        said = {field: form.cleaned_data[field] for field in ("email", "name", "role")}
        given = sys.stdin.readline().rstrip("\n") if password_from_stdin else os.environ.get("FACTCHECK_PASSWORD", "")
        if password_from_stdin and not given:
            raise CommandError("Standard input holds no password.")
        try:
            if given:
                validate_password(given, Person(email=said["email"], name=said["name"]))
            person = add_person(by=None, password=given or None, **said)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        if given:
            self.stdout.write(f"{person.name} ({person.get_role_display().lower()}) can sign in as {person.email}.")
        else:
            link = f"{settings.PUBLIC_URL or 'http://127.0.0.1:8000'}{invitation_path(person)}"
            self.stderr.write(f"{person.name} sets the password with this link; it works once and for {link_days()} days:")
            self.stdout.write(link)
