"""`manage.py vouch EMAIL --reason REASON`: ends the cooling-off period of an account if no editor can vouch for it."""

from typing import Any

from factcheck.accounts.actions import vouch
from factcheck.accounts.models import Person
from factcheck.operations.account_command import AccountCommand


class Command(AccountCommand):
    help = (
        "Vouch that a colleague, and not the person who invited or promoted them, uses an account. This is recorded permanently, "
        "and doctor lists it."
    )
    reason_help = "How you know the person"

    def act(self, person: Person, reason: str, **options: Any) -> None:
        vouched = vouch(by=None, person=person, reason=reason)
        self.stdout.write(f"You vouched for the account of {vouched.name}.")
