"""Actions that record requests for comment, their outcomes, and reasons for not asking."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from factcheck.accounts.models import Person
from factcheck.articles.models import Source
from factcheck.claims.actions import contribute
from factcheck.claims.models import Actor, Claim
from factcheck.evidence.replies import fields as texts
from factcheck.evidence.replies.contact_details import has_contact_details
from factcheck.evidence.replies.fields import ANSWER, REPLY, REQUEST
from factcheck.evidence.replies.models import Channel, Reply, ReplyOutcome
from factcheck.ledger.actions import NewEntry, change_once, create_once, lock_row, record, record_many, save_next_version
from factcheck.ledger.actions import withdraw as withdraw_row
from factcheck.web.dates import require_not_future
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid
from factcheck.web.text import normalize_texts

_PUBLIC_TEXTS = ("name", "channel_note", "not_asked_because", "answer", "answered_by")


@create_once(Reply)
def add_reply(
    *,
    person: Person,
    claim: Claim,
    actor: Actor | None = None,
    source: Source | None = None,
    name: str = "",
    token: uuid.UUID | None = None,
    **fields: Any,
) -> Reply:
    """Record a request for comment, or with `not_asked_because` the reason why somebody was not asked.

    Who was asked is an actor, a source, or a name. `fields` are other fields of REPLY; a request needs `asked_on`, `channel`, and
    `deadline`, and may already have an outcome. Raises Invalid with the name of the invalid field.
    """
    permit(person, "reply.edit", claim)
    values = {**_normalized({"name": name, **fields}), "actor": actor, "source": source}
    _validate(values)
    row = Reply.objects.create(claim=claim, created_by=person, **values)
    record(
        person=person,
        action="reply.requested" if row.is_asked else "reply.not_requested",
        subject=row,
        after={"claim": claim.pk, "actor": actor, "source": source, **REPLY.values_of(row)},
    )
    return row


@change_once("reply.edit", "reply")
def change_reply(
    *, person: Person, reply: Reply, seen_version: int | None, token: uuid.UUID | None = None, **fields: Any
) -> Reply:
    """Record an answer, or correct what was recorded. `fields` are fields of REPLY.

    The earlier values stay in the history. A request never becomes a reason for not asking or the reverse, and who was asked
    never changes, except the spelling of a typed name. Raises EditConflict if the row is no longer at version `seen_version`, and
    Invalid with the name of the invalid field.
    """
    row = lock_row(
        reply,
        person=person,
        permission="reply.edit",
        seen_version=seen_version,
        typed=fields,
        rows=Reply.objects.select_related("claim", "actor", "source"),
    )
    fields = _normalized(fields)
    if bool(row.not_asked_because) != bool(fields.get("not_asked_because", row.not_asked_because)):
        raise Invalid({"not_asked_because": texts.NO_REASON if row.not_asked_because else texts.REQUEST_OR_REASON})
    if not row.name and fields.get("name"):
        raise Invalid({"name": texts.TYPED_NAME_ONLY})
    _validate({**REPLY.values_of(row), "actor": row.actor, "source": row.source, **fields}, changed=fields)
    had_outcome = row.outcome
    before, after = save_next_version(row, **fields)
    if not after:
        return row
    contribute([row.claim_id], person)
    is_answer = row.outcome != had_outcome and row.outcome != ReplyOutcome.OPEN
    action = "reply.answered" if is_answer else "reply.changed"
    record_many(person=person, entries=[NewEntry(action=action, subject=row, before=before, after=after)])
    return row


@change_once("reply.edit", "reply")
def withdraw_reply(
    *, person: Person, reply: Reply, reason: str, seen_version: int | None = None, token: uuid.UUID | None = None
) -> Reply:
    """Withdraw a request or a reason, with a reason. The row is not deleted."""
    return withdraw_row(
        reply,
        person=person,
        permission="reply.edit",
        action="reply.withdrawn",
        reason=reason,
        seen_version=seen_version,
        on_change=lambda row: contribute([row.claim_id], person),
        withdrawn_by=person,
    )


def _normalized(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields without white space around texts."""
    stripped = {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
    return dict(normalize_texts(stripped, REPLY))


def _validate(values: Mapping[str, Any], changed: Mapping[str, Any] | None = None) -> None:
    """Raise Invalid with the names of the invalid fields. `values` are those of the row afterward.

    Rules that depend on today apply only to `changed` fields, by default to all.
    """
    changed = values if changed is None else changed
    _require_one(values)
    errors = _errors_of_request(values) if not values.get("not_asked_because") else _errors_of_reason(values)
    if not errors:
        errors = _errors_of_answer(values, changed)
    for name in _PUBLIC_TEXTS:
        if name in changed and has_contact_details(changed[name]):
            errors.setdefault(name, texts.CONTACT_IN_PUBLIC_TEXT)
    if errors:
        raise Invalid(errors)
    require_not_future(**{name: changed.get(name) for name in ("asked_on", "answered_on")})


def _require_one(values: Mapping[str, Any]) -> None:
    given = [name for name in ("actor", "source", "name") if values.get(name)]
    if len(given) != 1:
        raise Invalid({"name": texts.ONE_ONLY if given else texts.NO_ONE})


def _errors_of_reason(values: Mapping[str, Any]) -> dict[str, str]:
    if any(values.get(name) for name in REQUEST):
        return {"not_asked_because": texts.REQUEST_OR_REASON}
    return {"outcome": texts.NOTHING_ASKED} if any(values.get(name) for name in ANSWER) else {}


def _errors_of_request(values: Mapping[str, Any]) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not values.get("asked_on"):
        errors["asked_on"] = texts.NO_DATE
    if values.get("channel") not in Channel.values:
        errors["channel"] = texts.NO_CHANNEL
    if not values.get("deadline"):
        errors["deadline"] = texts.NO_DEADLINE
    elif values.get("asked_on") and values["deadline"] < values["asked_on"]:
        errors["deadline"] = texts.DEADLINE_TOO_EARLY
    return errors


def _errors_of_answer(values: Mapping[str, Any], changed: Mapping[str, Any]) -> dict[str, str]:
    outcome = values.get("outcome") or ""
    errors: dict[str, str] = {}
    if values.get("not_asked_because"):
        return errors
    is_final = outcome in (ReplyOutcome.ANSWERED, ReplyOutcome.DECLINED)
    if outcome == ReplyOutcome.ANSWERED and not values.get("answer"):
        errors["answer"] = texts.NO_ANSWER_TEXT
    if outcome != ReplyOutcome.ANSWERED and values.get("answer"):
        errors["answer"] = texts.NOT_ANSWERED
    if is_final and not values.get("answered_on"):
        errors["answered_on"] = texts.NO_ANSWER_DATE
    elif is_final and values["answered_on"] < values["asked_on"]:
        errors["answered_on"] = texts.ANSWERED_TOO_EARLY
    for name in () if is_final else ("answered_on", "answered_by"):
        if values.get(name):
            errors[name] = texts.NOT_ANSWERED
    is_new = "outcome" in changed or "deadline" in changed
    if outcome == ReplyOutcome.NO_ANSWER and is_new and values["deadline"] >= timezone.localdate():
        errors["outcome"] = texts.NOT_OVERDUE
    return errors
