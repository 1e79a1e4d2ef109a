"""Inviting people, changing their roles, issuing and revoking tokens."""

from __future__ import annotations

import uuid
from typing import Any, NoReturn

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from factcheck.accounts.models import Person, Role, Token, token_digest
from factcheck.ledger.actions import change_once, create_once, edit, expect_version, lock_row, record, save_next_version
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid, NotAllowed, Refused


@create_once(Person, taken={"email": "Somebody with this address works here already."})
def add_person(
    *,
    by: Person | None,
    email: str,
    name: str,
    role: Role | str,
    password: str | None = None,
    token: uuid.UUID | None = None,
) -> Person:
    """Add a person. Without a password the account waits for its invitation to be taken. `by` is None on the command line.

    Raises Invalid(email) if the address is taken.
    """
    if by is not None:
        permit(by, "people.manage")
    person = Person(email=email.strip().lower(), name=name.strip(), role=Role(role))
    person.set_password(password)
    person.save()
    record(
        person=by,
        action="person.added",
        subject=person,
        after={"email": person.email, "name": person.name, "role": person.role},
    )
    return person


@change_once("person.change", "person")
def change_person(
    *, by: Person, person: Person, seen_version: int | None = None, token: uuid.UUID | None = None, **changes: Any
) -> Person:
    """Change name, role or is_active. Raises NotAllowed for oneself, EditConflict if somebody saved in between.

    Whoever is switched off is signed out everywhere, and their tokens are revoked: switching on again brings back neither.
    """
    permit(by, "person.change", person)
    # both rows, in one order: two administrators who switch each other off at once leave one of them
    rows = {row.pk: row for row in Person.objects.select_for_update(no_key=True).filter(pk__in=[by.pk, person.pk]).order_by("pk")}
    row = rows[person.pk]
    permit(rows[by.pk], "person.change", row)
    expect_version(row, seen_version, typed=changes)
    was_active = row.is_active
    before, after = save_next_version(row, **changes)
    if not after:
        return row
    if was_active and not row.is_active:
        row.tokens.filter(revoked_at=None).update(revoked_at=timezone.now())
        end_sessions(row)
    record(person=by, action="person.changed", subject=row, before=before, after=after)
    return row


@change_once("person.invite", "person")
def invite_again(*, by: Person, person: Person, token: uuid.UUID | None = None) -> Person:
    """Record that `by` made a new invitation link for a person who has no password yet. Whoever sees the link can use it."""
    permit(by, "person.invite", person)
    row = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    permit(by, "person.invite", row)  # choosing a password does not make a new version
    save_next_version(row, is_part_changed=True)
    record(person=by, action="person.invited", subject=row)
    return row


@change_once("person.vouch", "person")
def vouch(*, by: Person | None, person: Person, reason: str, token: uuid.UUID | None = None) -> Person:
    """Record that `by` vouches for the account of `person`, so that the sponsorships so far no longer count against it.

    `by` is None on the command line. Raises Invalid without a reason, NotAllowed or Refused if `by` may not vouch.
    """
    if by is not None:
        row = lock_row(person, person=by, permission="person.vouch")
    else:
        row = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if not reason.strip():
        raise Invalid({"reason": "Say how you know that this person uses the account: it stays on record."})
    save_next_version(row, is_part_changed=True)
    record(person=by, action="person.vouched", subject=row, reason=reason.strip())
    return row


@change_once("person.rename", "person")
def rename(*, person: Person, name: str, seen_version: int | None = None, token: uuid.UUID | None = None) -> Person:
    """Change one's own name: what others read beside one's work."""
    return edit(
        person,
        person=person,
        permission="person.rename",
        action="person.renamed",
        seen_version=seen_version,
        fields={"name": name.strip()},
    )


def end_sessions(person: Person) -> int:
    """Sign a person out everywhere; returns how many sessions ended."""
    # a session says whose it is inside its sealed data alone; a newsroom has hundreds of them, not millions
    current = Session.objects.filter(expire_date__gt=timezone.now())
    theirs = [row.pk for row in current.iterator() if row.get_decoded().get(SESSION_KEY) == str(person.pk)]
    return Session.objects.filter(pk__in=theirs).delete()[0]


def _refuse_to_repeat(token: Any) -> NoReturn:
    raise Refused(
        "This form issued a token already, and its secret was shown then.",
        next_step="If you did not see it, revoke that token and issue another.",
    )


@create_once(Token, get_row=lambda issued: issued[0], get_outcome=_refuse_to_repeat)
def issue_token(*, by: Person, person: Person, name: str, token: uuid.UUID | None = None) -> tuple[Token, str]:
    """A new API token and its secret, which is not stored and cannot be shown again.

    The idempotency key `token` issues one; a repeated request raises Refused, because the secret is known no more.
    """
    permit(by, "token.issue")
    if by.pk != person.pk:
        raise NotAllowed("A token acts as its person, so everybody issues their own.")
    if not person.is_active:
        raise Refused("This person is switched off, so a token of theirs would open nothing.")
    secret = Token.new_secret()
    return Token.objects.create(person=person, name=name.strip() or "token", digest=token_digest(secret)), secret


@transaction.atomic
def revoke_token(*, by: Person, token: Token) -> Token:
    """Revoke a token. Revoking it again changes nothing, so it takes no idempotency key."""
    permit(by, "token.revoke", token)
    row = Token.objects.select_for_update(no_key=True).get(pk=token.pk)
    if row.revoked_at is None:
        row.revoked_at = timezone.now()
        row.save(update_fields=["revoked_at"])
    return row
