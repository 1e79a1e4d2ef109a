"""`manage.py rotate_factor_key`: encrypts all second factors with the current key."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.accounts import factor_keys
from factcheck.accounts.actions import reencrypt_factors
from factcheck.accounts.factor_keys import WrongFactorKey


class Command(BaseCommand):
    help = (
        "Encrypt all second factors with FACTCHECK_FACTOR_KEY. First set FACTCHECK_FACTOR_KEY to the new key and "
        "FACTCHECK_FACTOR_KEY_FORMER to the previous one, for this command and for all web servers."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--lost",
            action="store_true",
            help="Use the current key, or a new one, although the previous one is lost, and list the people who need a reset",
        )

    def handle(self, *args: Any, lost: bool, **options: Any) -> None:
        if lost:
            self._replace_lost_key()
            return
        try:
            number = reencrypt_factors()
        except WrongFactorKey as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"{number} second factors and sets of recovery codes are encrypted with the current key.")

    def _replace_lost_key(self) -> None:
        if not factor_keys.problem():
            raise CommandError("This process has the key that encrypts the second factors. Nothing was changed.")
        people = factor_keys.replace_lost_key()
        self.stdout.write("Second factors are now encrypted with the current key. Passkeys still work.")
        for person in people:
            self.stdout.write(f"To let {person.name} enroll again: manage.py reset_factor {person.email} --reason …")
