"""`manage.py rotate_factor_key`: encrypts all second factors with the current key."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.accounts.actions import reencrypt_factors
from factcheck.accounts.factor_keys import WrongFactorKey


class Command(BaseCommand):
    help = (
        "Encrypt all second factors with FACTCHECK_FACTOR_KEY. First set FACTCHECK_FACTOR_KEY to the new key and "
        "FACTCHECK_FACTOR_KEY_FORMER to the previous one, for this command and for all web servers."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            number = reencrypt_factors()
        except WrongFactorKey as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"{number} second factors and sets of recovery codes are encrypted with the current key.")
