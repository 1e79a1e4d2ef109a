"""Receivers of the signals of Django and the sign-in library that concern tokens and the security log."""

from __future__ import annotations

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from factcheck.accounts.devices import device_name
from factcheck.accounts.known_devices import device_of
from factcheck.accounts.models import EventKind, Person
from factcheck.accounts.security_log import is_from_known_network, record_event
from factcheck.accounts.signin_limits import account_of
from factcheck.accounts.tokens import restrict_deciding_tokens
from factcheck.web.current_request import current_request


@receiver(user_logged_in)
def record_sign_in(request: Any, user: Person, **kwargs: Any) -> None:
    """Record a completed sign-in, with the methods that were used, and whether the device or the network is new."""
    current = current_request()
    device = device_name(current.META.get("HTTP_USER_AGENT", "")[:300]) if current else ""
    methods = [str(record.get("type") or record["method"]) for record in get_authentication_records(request, user)]
    is_known = bool(device_of(request, account_of(user.email))) and is_from_known_network(user)
    record_event(EventKind.SIGN_IN, user, methods=methods, device=device, is_new=not is_known)


@receiver(user_logged_out)
def record_sign_out(user: Person | None, **kwargs: Any) -> None:
    if user is not None:
        record_event(EventKind.SIGN_OUT, user)


@receiver([password_changed, password_set])
def record_new_password(user: Person, **kwargs: Any) -> None:
    record_event(EventKind.PASSWORD_CHANGED, user)


@receiver(password_reset)
def record_password_from_link(user: Person, **kwargs: Any) -> None:
    """A password reset, or the first password of an invited person."""
    record_event(EventKind.PASSWORD_RESET, user)


@receiver(authentication_failed)
def record_failed_factor(user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    step = "confirmation" if kwargs.get("reauthentication") else "second factor"
    factor = str(authenticator.type) if authenticator else ""
    record_event(EventKind.SIGN_IN_FAILED, user, step=step, factor=factor)


@receiver(authenticator_added)
def record_added_factor(user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    record_event(EventKind.FACTOR_ADDED, user, factor=str(authenticator.type))


@receiver(authenticator_removed)
def record_removed_factor(user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    record_event(EventKind.FACTOR_REMOVED, user, factor=str(authenticator.type))


@receiver(authenticator_reset)
def record_replaced_codes(user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    record_event(EventKind.CODES_REPLACED, user, factor=str(authenticator.type))


@receiver(authenticator_used)
def record_used_factor(user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    step = "confirmation" if kwargs.get("reauthenticated") else "sign-in"
    record_event(EventKind.FACTOR_USED, user, factor=str(authenticator.type), step=step)


@receiver(post_save, sender=Authenticator)
@receiver(post_delete, sender=Authenticator)
def restrict_after_factor_change(instance: Authenticator, created: bool = True, **kwargs: Any) -> None:
    """A second factor was added or removed, on any path. (Each use of a factor updates its row, which changes nothing.)"""
    if created:
        restrict_deciding_tokens(instance.user)
