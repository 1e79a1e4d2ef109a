"""Notices by mail about security events, and links for new passwords. A worker sends them, so that no request waits for the mail
server.

The jobs contain ids and no links: the worker creates the link of a reset when it sends the message.
"""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.db import DatabaseError, connection
from django.template.loader import render_to_string
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException

from factcheck.accounts.invitations import invitation_path, link_days
from factcheck.accounts.mailing import is_mail_configured
from factcheck.accounts.models import EventKind, Person, Role, SecurityEvent
from factcheck.newsroom.queries import newsroom_name
from factcheck.web.dates import format_moment

NOTICE_TASK = "factcheck.accounts.send_notice"
RESET_TASK = "factcheck.accounts.send_reset_link"
log = logging.getLogger(__name__)

TEXTS = {
    EventKind.SIGN_IN: "Someone signed in to your account on a new device or from a new network.",
    EventKind.PASSWORD_CHANGED: "The password of your account was changed.",
    EventKind.PASSWORD_REPLACED: "An operator of the server replaced the password of your account and ended your sessions.",
    EventKind.PASSWORD_RESET: "A password for your account was set with a link from an email.",
    EventKind.FACTOR_ADDED: "A second factor was added to your account.",
    EventKind.FACTOR_REMOVED: "A second factor was removed from your account.",
    EventKind.FACTOR_RESET: (
        "An operator of the server removed your second factors and recovery codes and ended your sessions. Sign in with your"
        " password, then set up a new second factor."
    ),
    EventKind.CODES_REPLACED: "The recovery codes of your account were replaced.",
    EventKind.IDENTITY_CONNECTED: "Your account was connected with an identity at the sign-in provider of your newsroom.",
    EventKind.TOKEN_ISSUED: "An API token was created for your account.",
    EventKind.TOKEN_REVOKED: "API tokens of your account were revoked.",
    EventKind.TOKEN_REDUCED: "API tokens of your account that could decide can now only read and write.",
    EventKind.ROLE_CHANGED: "An administrator changed the role of your account.",
    EventKind.CHECK_RETRACTED: "A published check was retracted.",
}
"""The kinds of events about which people receive mail, with the first sentence of the message."""


BY_OPERATOR = (EventKind.PASSWORD_REPLACED, EventKind.FACTOR_RESET)
"""The kinds of events that only commands on the server cause. They have a reason."""


def is_worth_a_notice(event: SecurityEvent) -> bool:
    """Whether people receive mail about the event: of sign-ins, only those on new devices and from new networks."""
    if event.kind == EventKind.SIGN_IN:
        return bool(event.details.get("is_new"))
    return event.kind in TEXTS


def enqueue_notices(event: SecurityEvent) -> None:
    """Enqueue the notices about the event. Without a mail server, there are none.

    In a transaction, they depend on its commit. Outside of one, the caller continues if that fails.
    """
    if not is_mail_configured() or not is_worth_a_notice(event):
        return
    try:
        for pk in _recipients(event):
            task = app.configure_task(NOTICE_TASK, queueing_lock=f"{NOTICE_TASK}:{event.pk}:{pk}")
            task.defer(event_id=event.pk, person_id=pk)
    except (DatabaseError, ConnectorException):
        if connection.in_atomic_block:
            raise
        log.exception("The notices about a security event were not enqueued")


def _recipients(event: SecurityEvent) -> list[int]:
    """Everyone who can edit, if the event concerns all of them, and otherwise the person whom it concerns."""
    if event.kind != EventKind.CHECK_RETRACTED:
        return [event.person_id] if event.person_id is not None else []
    roles = [role.value for role in Role if role.rank >= Role.EDITOR.rank]
    return list(Person.objects.filter(is_active=True, role__in=roles).order_by("pk").values_list("pk", flat=True))


def send_notice(event_id: int, person_id: int) -> None:
    """Mail the notice about an event to a person with an active account. Raises OSError or SMTPException, to be tried again."""
    event = SecurityEvent.objects.select_related("person").get(pk=event_id)
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is None:
        return
    text = TEXTS[EventKind(event.kind)]
    is_retraction = event.kind == EventKind.CHECK_RETRACTED
    actor = event.person if is_retraction else Person.objects.filter(pk=event.details.get("by")).first()
    context = {
        "person": person,
        "event": event,
        "text": text,
        "time": format_moment(event.at),
        "actor": actor if is_retraction or actor != person else None,
        "is_retraction": is_retraction,
        "is_by_operator": event.kind in BY_OPERATOR,
        "base": settings.PUBLIC_URL,
        "newsroom_name": newsroom_name(),
    }
    body = render_to_string("accounts/notice.txt", context)
    send_mail(f"{newsroom_name()}: {_subject(EventKind(event.kind))}", body, None, [person.email])


def _subject(kind: EventKind) -> str:
    """The first sentence of the message, without its period."""
    return TEXTS[kind].partition(".")[0]


def enqueue_reset_link(person: Person, base: str) -> None:
    """Enqueue the message with a link for a new password. Links begin with `base`: scheme, host, and port."""
    app.configure_task(RESET_TASK).defer(person_id=person.pk, base=base)


def send_reset_link(person_id: int, base: str) -> None:
    """Mail a new link for a new password to an active account. Raises OSError or SMTPException, to be tried again."""
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is None:
        return
    context = {"newsroom_name": newsroom_name(), "password_reset_url": base + invitation_path(person), "days": link_days()}
    subject = render_to_string("account/email/password_reset_key_subject.txt", context)
    text = render_to_string("account/email/password_reset_key_message.txt", context)
    send_mail(" ".join(subject.split()), text.strip() + "\n", None, [person.email])
