"""Inviting people, changing their roles, issuing and revoking tokens."""

from __future__ import annotations

import uuid

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils import timezone

from factcheck.accounts.models import Person, Role, Token, token_digest
from factcheck.ledger.actions import expect_version, record, revise
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid, NotAllowed, Refused
from factcheck.web.models import Once


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

    Raises Invalid where the address is taken.
    """
    if by is not None:
        permit(by, "people.manage")
    person = Person(email=email.strip().lower(), name=name.strip(), role=Role(role))
    person.set_password(password)
    try:
        with transaction.atomic():
            sent = {"email": person.email, "name": person.name, "role": person.role}  # never the password
            once = Once(by, token if by else None, "person", sent)
            if made := once.first(Person):
                return made
            person.save()
            once.done(person)
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
    """Change name, role or is_active. Raises NotAllowed for oneself, Stale for an old screen.

    Whoever is switched off is signed out everywhere, and their tokens are revoked: switching on again brings back neither.
    """
    # both rows, in one order: two administrators who switch each other off at once leave one of them
    rows = {row.pk: row for row in Person.objects.select_for_update(no_key=True).filter(pk__in=[by.pk, person.pk]).order_by("pk")}
    row = rows[person.pk]
    permit(rows[by.pk], "person.change", row)
    expect_version(row, seen_version, typed=changes, what="person")
    was_active = row.is_active
    before, after = revise(row, **changes)
    if after:
        if was_active and not row.is_active:
            row.tokens.filter(revoked_at=None).update(revoked_at=timezone.now())
            end_sessions(row)
        record(person=by, action="person.changed", subject=row, before=before, after=after)
    return row


@transaction.atomic
def invite_again(*, by: Person, person: Person) -> Person:
    """Record that `by` made a new invitation link for a person who has no password yet. Whoever sees the link can use it."""
    row = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    permit(by, "person.invite", row)
    row.version += 1
    row.save(update_fields=["version"])
    record(person=by, action="person.invited", subject=row)
    return row


@transaction.atomic
def vouch(*, by: Person | None, person: Person, reason: str) -> Person:
    """Record that `by` vouches for the account of `person`, so that the sponsorships so far no longer count against it.

    `by` is None on the command line. Raises Invalid without a reason, NotAllowed or Refused where `by` may not vouch.
    """
    row = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if by is not None:
        permit(by, "person.vouch", row)
    if not reason.strip():
        raise Invalid({"reason": "Say how you know that this person uses the account: it stays on record."})
    row.version += 1
    row.save(update_fields=["version"])
    record(person=by, action="person.vouched", subject=row, reason=reason.strip())
    return row


@transaction.atomic
def rename(*, person: Person, name: str, seen_version: int | None = None) -> Person:
    """Change one's own name: what others read beside one's work."""
    row = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    permit(row, "person.rename", row)
    expect_version(row, seen_version, typed={"name": name}, what="person")
    before, after = revise(row, name=name.strip())
    if after:
        record(person=row, action="person.renamed", subject=row, before=before, after=after)
    return row


def end_sessions(person: Person) -> int:
    """Sign a person out everywhere; returns how many sessions ended."""
    # a session says whose it is inside its sealed data alone; a newsroom has hundreds of them, not millions
    current = Session.objects.filter(expire_date__gt=timezone.now())
    theirs = [row.pk for row in current.iterator() if row.get_decoded().get(SESSION_KEY) == str(person.pk)]
    return Session.objects.filter(pk__in=theirs).delete()[0]


@transaction.atomic
def issue_token(*, by: Person, person: Person, name: str, form: uuid.UUID | None = None) -> tuple[Token, str]:
    """A new API token and its secret, which is not kept and cannot be shown again.

    `form` makes it happen once per form; the second time raises Refused, because the secret is known no more.
    """
    permit(by, "token.issue")
    if by.pk != person.pk:
        raise NotAllowed("A token acts as its person, so everybody issues their own.")
    if not person.is_active:
        raise Refused("This person is switched off, so a token of theirs would open nothing.")
    once = Once(by, form, "token", {})  # another name changes nothing: the secret is known no more
    if once.made:
        raise Refused(
            "This form issued a token already, and its secret was shown then.",
            next_step="If you did not see it, revoke that token and issue another.",
        )
    secret = Token.new_secret()
    token = Token.objects.create(person=person, name=name.strip() or "token", digest=token_digest(secret))
    once.done(token)
    return token, secret


@transaction.atomic
def revoke_token(*, by: Person, token: Token) -> Token:
    row = Token.objects.select_for_update(no_key=True).get(pk=token.pk)
    permit(by, "token.revoke", row)
    if row.revoked_at is None:
        row.revoked_at = timezone.now()
        row.save(update_fields=["revoked_at"])
    return row
