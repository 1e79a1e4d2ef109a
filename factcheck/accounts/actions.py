"""Actions on people: add, invite, change, vouch, rename."""

from __future__ import annotations

import uuid
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models import F

from factcheck.accounts import open_work
from factcheck.accounts.factor_keys import adopt_current_key, decrypt, encrypt
from factcheck.accounts.models import EventKind, Person, Role
from factcheck.accounts.names import require_own_name
from factcheck.accounts.security_log import record_event
from factcheck.accounts.sessions import end_for_changed_role
from factcheck.accounts.tokens import restrict_deciding_tokens, revoke_tokens
from factcheck.ledger.actions import (
    NewEntry,
    change_once,
    create_once,
    edit,
    expect_version,
    lock_chain,
    lock_row,
    record,
    record_many,
    save_next_version,
)
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid


@create_once(Person, taken={"email": "An account with this email address already exists."})
def add_person(
    *,
    by: Person | None,
    email: str,
    name: str,
    role: Role | str,
    password: str | None = None,
    token: uuid.UUID | None = None,
) -> Person:
    """Add a person. Without a password, the person sets one with an invitation link. `by` is None on the command line.

    Raises Invalid with the field `email` if another account has this address, or `name` if the name imitates another one.
    """
    if by is not None:
        permit(by, "people.manage")
    require_own_name(name.strip())
    person = Person(email=email.strip().lower(), name=name.strip(), role=Role(role))
    person.set_password(password)
    person.save()
    record_event(EventKind.PERSON_INVITED, person, role=str(person.role), **_by(by))
    record(
        person=by,
        action="person.added",
        subject=person,
        after={"email": person.email, "name": person.name, "role": person.role},
    )
    return person


@change_once("person.change", "person")
def change_person(
    *,
    by: Person,
    person: Person,
    hand_over_to: Person | None = None,
    seen_version: int | None = None,
    token: uuid.UUID | None = None,
    **changes: Any,
) -> Person:
    """Change another person's name, role, or `is_active`.

    Deactivation ends all sessions of the person and revokes their tokens; reactivation restores neither. A promotion ends the
    sessions, too. A change of the role takes the scope `decide` from their tokens. A person who is deactivated or becomes a
    reader cannot continue their open work, so the same operation hands it over to `hand_over_to`.
    Raises NotAllowed if `by` is `person`, EditConflict if the row has a newer version, and Invalid(hand_over_to) if the person
    has open work and nobody who can continue it is named.
    """
    permit(by, "person.change", person)
    # Lock both rows in a fixed order. If two administrators deactivate each other concurrently, the second change is refused.
    rows = {row.pk: row for row in Person.objects.select_for_update(no_key=True).filter(pk__in=[by.pk, person.pk]).order_by("pk")}
    row = rows[person.pk]
    permit(rows[by.pk], "person.change", row)
    expect_version(row, seen_version, person=by, typed=changes)
    was_active, could_work, was_rank = row.is_active, _can_work(row), Role(row.role).rank
    if "name" in changes:
        require_own_name(changes["name"], of=row)
    before, after = save_next_version(row, **changes)
    if not after:
        return row
    if was_active and not row.is_active:
        revoke_tokens(row, reason="deactivated")
        end_sessions(row)
    elif Role(row.role).rank > was_rank and row.last_login:
        end_sessions(row, is_role_changed=True)  # the new role requires a new sign-in, and possibly a second factor
    if "role" in after:
        restrict_deciding_tokens(row)
    entry = NewEntry(action="person.changed", subject=row, before=before, after=after)
    for field, event in (("role", EventKind.ROLE_CHANGED), ("is_active", EventKind.ACTIVATION_CHANGED)):
        if field in after:
            record_event(event, row, before=before[field], after=after[field], by=by.pk)
    leaves = could_work and not _can_work(row)
    handed_over = _hand_over_open_work(row, hand_over_to) if leaves else []
    if leaves:
        lock_chain()
        for kind in open_work.kinds():
            kind.require_none(row)
    record_many(person=by, entries=[entry, *handed_over])
    return row


def _by(person: Person | None) -> dict[str, int]:
    return {} if person is None else {"by": person.pk}


def _can_work(person: Person) -> bool:
    """Whether the person can continue work of their own."""
    return person.is_active and person.is_at_least(Role.CHECKER)


def _hand_over_open_work(person: Person, to: Person | None) -> list[NewEntry]:
    """Hand over the open work of a person who cannot continue it. Raises Invalid(hand_over_to)."""
    described = open_work.open_work_of(person)
    if not described:
        return []
    if to is None:
        raise Invalid({"hand_over_to": f"{person} has {described}. Choose who continues this work."})
    state = "was deactivated" if not person.is_active else "became a reader’s account"
    reason = f"The account of {person} {state}."
    return [entry for kind in open_work.kinds() for entry in kind.hand_over(person, to=to, reason=reason)]


@change_once("person.invite", "person")
def invite_again(*, by: Person, person: Person, token: uuid.UUID | None = None) -> Person:
    """Record that `by` created a new invitation link for a person without a password. Anyone who has the link can use it."""
    permit(by, "person.invite", person)
    row = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    permit(by, "person.invite", row)  # setting a password does not increment the version, so check again under the lock
    save_next_version(row, is_part_changed=True)
    record_event(EventKind.PERSON_INVITED, row, role=str(row.role), by=by.pk)
    record(person=by, action="person.invited", subject=row)
    return row


@change_once("person.vouch", "person")
def vouch(*, by: Person | None, person: Person, reason: str, token: uuid.UUID | None = None) -> Person:
    """Record that `by` vouches for the account of `person`. Earlier sponsorships of the account then no longer count.

    `by` is None on the command line. Raises Invalid if the reason is empty, and NotAllowed or Refused if `by` may not vouch.
    """
    if by is not None:
        row = lock_row(person, person=by, permission="person.vouch")
    else:
        row = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if not reason.strip():
        raise Invalid({"reason": "Enter how you know that this person uses the account. The reason is recorded permanently."})
    save_next_version(row, is_part_changed=True)
    record(person=by, action="person.vouched", subject=row, reason=reason.strip())
    return row


@change_once("person.rename", "person")
def rename(*, person: Person, name: str, seen_version: int | None = None, token: uuid.UUID | None = None) -> Person:
    """Change the person's own name, which is displayed with their work."""
    return edit(
        person,
        person=person,
        permission="person.rename",
        action="person.renamed",
        seen_version=seen_version,
        fields={"name": name.strip()},
        validate=lambda fields: require_own_name(fields["name"], of=person),
    )


@transaction.atomic
def reset_factor(*, person: Person, reason: str) -> Person:
    """Remove all second factors, recovery codes, and connected identities of a person, and end their sessions.

    Only an operator can do this (`manage.py reset_factor`). Raises Invalid if the reason is empty.
    """
    if not reason.strip():
        raise Invalid({"reason": "Enter why the second factor is reset. The reason is recorded permanently."})
    row = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    Authenticator.objects.filter(user_id=row.pk).delete()
    SocialAccount.objects.filter(user_id=row.pk).delete()
    end_sessions(row)
    save_next_version(row, is_part_changed=True)
    record_event(EventKind.FACTOR_RESET, row, reason=reason.strip())
    record(person=None, action="person.factor_reset", subject=row, reason=reason.strip())
    return row


@transaction.atomic
def set_password(*, person: Person, password: str) -> None:
    """Store a new password, which ends all sessions, sign-ins in progress, links, and tokens of the person.

    Writes no other column, because `person` may be older than the row. The caller keeps its own session, if it has one
    (`update_session_auth_hash`), and records the event.
    """
    person.set_password(password)
    person.save(update_fields=["password"])
    end_sessions(person)
    revoke_tokens(person, reason="password")


@transaction.atomic
def replace_password(*, person: Person, password: str, reason: str) -> Person:
    """Set the password of another person. Whoever knows it can sign in as them, so this is recorded and mailed.

    Only an operator can do this (`manage.py changepassword`). Raises Invalid if the reason is empty.
    """
    if not reason.strip():
        raise Invalid({"reason": "Enter why the password is replaced. The reason is recorded permanently."})
    row = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    set_password(person=row, password=password)
    save_next_version(row, is_part_changed=True)
    record_event(EventKind.PASSWORD_REPLACED, row, reason=reason.strip())
    record(person=None, action="person.password_replaced", subject=row, reason=reason.strip())
    return row


@transaction.atomic
def reencrypt_factors() -> int:
    """Encrypt the seeds of all second factors with the current key. Returns the number of changed rows.

    Raises WrongFactorKey if neither the current key nor a former one decrypts a seed.
    """
    number = 0
    for row in Authenticator.objects.select_for_update().filter(type__in=["totp", "recovery_codes"]).order_by("pk"):
        data = dict(row.data)
        for name in ("secret", "seed"):
            if name in data:
                data[name] = encrypt(decrypt(data[name]))
        if "migrated_codes" in data:
            data["migrated_codes"] = [encrypt(decrypt(code)) for code in data["migrated_codes"]]
        Authenticator.objects.filter(pk=row.pk).update(data=data)
        number += 1
    adopt_current_key()
    return number


def end_sessions(person: Person, *, is_role_changed: bool = False) -> int:
    """End all sessions of a person. Returns the number of ended sessions.

    A sign-in that is in progress stores its session after this transaction. The new generation makes it invalid.
    `is_role_changed`: the browsers of the sessions learn this reason on the sign-in page.
    """
    Person.objects.filter(pk=person.pk).update(session_generation=F("session_generation") + 1)
    person.refresh_from_db(fields=["session_generation"])
    return end_for_changed_role(person.sessions.all()) if is_role_changed else person.sessions.all().delete()[0]


@transaction.atomic
def end_other_sessions(person: Person, *, keep: str) -> int:
    """End all sessions of a person except the one with the key `keep`, and all sign-ins that are in progress.

    The caller stores the new session hash in the kept session. Returns the number of ended sessions.
    """
    Person.objects.filter(pk=person.pk).update(session_generation=F("session_generation") + 1)
    person.refresh_from_db(fields=["session_generation"])
    return person.sessions.exclude(pk=keep).delete()[0]


def end_session(person: Person, *, handle: uuid.UUID) -> bool:
    """End one session of a person. Returns whether it existed."""
    return bool(person.sessions.filter(handle=handle).delete()[0])
