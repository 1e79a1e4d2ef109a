"""Actions on API tokens: issue, revoke, and restrict."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any, NoReturn

from django.db import transaction
from django.utils import timezone

from factcheck.accounts.fields import TOKEN_NAME
from factcheck.accounts.models import (
    DEFAULT_TOKEN_DAYS,
    MAX_DECISION_DAYS,
    MAX_TOKEN_DAYS,
    EventKind,
    Person,
    Scope,
    Token,
    token_digest,
)
from factcheck.accounts.security_log import record_event
from factcheck.ledger.actions import create_once
from factcheck.ledger.authority import AuthorityChanged
from factcheck.web.current_request import current_request
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid, NotAllowed, Refused
from factcheck.web.text import join_lines, require_valid_texts

MAX_TOKENS = 20
"""Maximum number of usable tokens of a person."""


def _refuse_to_repeat(token: Any) -> NoReturn:
    raise Refused(
        "This form has already issued a token. Its secret was displayed only once.",
        next_step="If you did not save the secret, revoke the token and issue another one.",
    )


@create_once(Token, get_row=lambda issued: issued[0], get_outcome=_refuse_to_repeat)
def issue_token(
    *,
    by: Person,
    person: Person,
    name: str,
    scope: Scope | str = Scope.WRITE,
    days: int | None = None,
    token: uuid.UUID | None = None,
) -> tuple[Token, str]:
    """Create an API token that expires after `days`: DEFAULT_TOKEN_DAYS, or MAX_DECISION_DAYS for the scope `decide`.

    Returns the token and its secret, which is not stored and cannot be displayed again. A repeated request with the idempotency
    key `token` raises Refused, because the secret no longer exists. Raises Invalid with the field `days`, NotAllowed if a token
    authenticated the request of `by`, and Refused if the person has MAX_TOKENS usable tokens or lacks a required second factor.
    """
    permit(by, "token.issue")
    if by.pk != person.pk:
        raise NotAllowed("A token has the permissions of its owner, so you can only issue tokens for yourself.")
    if not person.is_active:
        raise Refused("This account is deactivated, so a token for it would not work.")
    permit(person, "token.issue_with_scope", Scope(scope))
    most = MAX_DECISION_DAYS if scope == Scope.DECIDE else MAX_TOKEN_DAYS
    days = min(DEFAULT_TOKEN_DAYS, most) if days is None else days
    if not 1 <= days <= most:
        limit = "1 day at most" if most == 1 else f"1 to {most} days"
        raise Invalid({"days": f"A token with this scope is valid for {limit}."})
    name = join_lines(name).strip()
    require_valid_texts({"name": name}, [TOKEN_NAME])
    # Concurrent requests must not exceed the limit together. A deactivation, a new role, and a new password end or restrict only
    # the tokens that exist, so none may be issued afterward on the basis of what was true before.
    locked = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if any(getattr(locked, name) != getattr(person, name) for name in ("is_active", "role", "password", "session_generation")):
        raise AuthorityChanged
    if person.tokens.usable().count() >= MAX_TOKENS:
        raise Refused(f"You have {MAX_TOKENS} tokens, which is the maximum.", next_step="Revoke one that you don’t use.")
    secret = Token.new_secret()
    issued = Token(
        person=person,
        name=name or "token",
        digest=token_digest(secret),
        scope=Scope(scope),
        expires_at=timezone.now() + timedelta(days=days),
        last_network="",
    )
    issued.save()
    record_event(
        EventKind.TOKEN_ISSUED,
        person,
        token=issued.pk,
        name=issued.name,
        scope=str(issued.scope),
        expires_at=issued.expires_at.isoformat(timespec="seconds"),
        **({} if current_request() else {"via": "command"}),
    )
    return issued, secret


@transaction.atomic
def revoke_token(*, by: Person, token: Token) -> Token:
    """Revoke a token. Revoking a revoked token changes nothing, so no idempotency key is needed."""
    permit(by, "token.revoke", token)
    row = Token.objects.select_for_update(no_key=True).get(pk=token.pk)
    if row.revoked_at is None:
        row.revoked_at = timezone.now()
        row.save(update_fields=["revoked_at"])
        record_event(EventKind.TOKEN_REVOKED, row.person, token=row.pk, name=row.name, by=by.pk)
    return row


def revoke_tokens(person: Person, *, reason: str) -> int:
    """Revoke all usable tokens of a person: a step of a deactivation or a new password (`reason`). Returns their number."""
    number = person.tokens.usable().update(revoked_at=timezone.now())
    if number:
        record_event(EventKind.TOKEN_REVOKED, person, number=number, reason=reason)
    return number


def restrict_deciding_tokens(person: Person) -> int:
    """Take the scope `decide` from the tokens of a person: a step of a new role or second factor. Returns their number."""
    number = person.tokens.usable().filter(scope=Scope.DECIDE).update(scope=Scope.WRITE)
    if number:
        record_event(EventKind.TOKEN_REDUCED, person, number=number)
    return number
