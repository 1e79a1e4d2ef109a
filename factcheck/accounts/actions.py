"""Inviting people, changing their roles, issuing and revoking tokens."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from factcheck.accounts.models import Person, Role, Token, token_digest
from factcheck.ledger.actions import expect_version, record, revise
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid, NotAllowed


def add_person(*, by: Person | None, email: str, name: str, role: Role | str, password: str | None = None) -> Person:
    """Add a person. Without a password the account waits for its invitation to be taken. `by` is None on the command line.

    Raises Invalid where the address is taken.
    """
    if by is not None:
        permit(by, "people.manage")
    person = Person(email=email.strip().lower(), name=name.strip(), role=Role(role))
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save()
            record(
                person=by,
                action="person.added",
                subject=person,
                after={"email": person.email, "name": person.name, "role": person.role},
            )
    except IntegrityError as error:
        raise Invalid({"email": "Somebody with this address works here already."}) from error
    return person


@transaction.atomic
def change_person(*, by: Person, person: Person, seen_version: int | None = None, **changes: object) -> Person:
    """Change name, role or is_active. Raises NotAllowed for oneself, Stale for an old screen."""
    row = Person.objects.select_for_update().get(pk=person.pk)
    permit(by, "person.change", row)
    expect_version(row, seen_version, typed=changes, what="person")
    before, after = revise(row, **changes)
    if after:
        record(person=by, action="person.changed", subject=row, before=before, after=after)
    return row


@transaction.atomic
def issue_token(*, by: Person, person: Person, name: str) -> tuple[Token, str]:
    """A new API token and its secret, which is not kept and cannot be shown again."""
    permit(by, "token.issue")
    if by.pk != person.pk:
        permit(by, "people.manage")
    secret = Token.new_secret()
    token = Token.objects.create(person=person, name=name.strip() or "token", digest=token_digest(secret))
    return token, secret


@transaction.atomic
def revoke_token(*, by: Person, token: Token) -> Token:
    row = Token.objects.select_for_update().get(pk=token.pk)
    if row.person_id != by.pk and not by.is_at_least(Role.ADMINISTRATOR):
        raise NotAllowed("Only its owner or an administrator can revoke a token.")
    if row.revoked_at is None:
        row.revoked_at = timezone.now()
        row.save(update_fields=["revoked_at"])
    return row
