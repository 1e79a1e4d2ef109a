"""`manage.py reset_factor EMAIL --reason REASON`: removes the second factors of a person who has lost them."""

from typing import Any

from factcheck.accounts.actions import reset_factor
from factcheck.accounts.models import Person
from factcheck.operations.account_command import AccountCommand


class Command(AccountCommand):
    help = (
        "Remove all second factors and recovery codes of an account and end its sessions. First make sure that the request comes "
        "from the person. This is recorded permanently, and the person receives an email."
    )
    reason_help = "Why, and how you know the person"

    def act(self, person: Person, reason: str, **options: Any) -> None:
        changed = reset_factor(person=person, reason=reason)
        self.stdout.write(f"{changed.name} now signs in with the password only, and is signed out everywhere.")
        self.say_whether_notified()
