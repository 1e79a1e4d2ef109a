"""Receivers of the signals of Django and the sign-in library, which have no other place for this code.

They write only sessions. Everything that changes a person is in `accounts.actions`.
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import authentication_step_completed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from factcheck.accounts.actions import end_other_sessions
from factcheck.accounts.freshness import FACTORS
from factcheck.accounts.models import Person
from factcheck.accounts.sessions import GENERATION, begin_session


@receiver(user_logged_in)
def note_sign_in(request: HttpRequest, user: Person, **kwargs: Any) -> None:
    network = get_adapter(request).client_address(request) if request.META.get("REMOTE_ADDR") else ""
    begin_session(request, network=network)


@receiver(authentication_step_completed)
def note_step(request: HttpRequest, user: Person, method: str, **kwargs: Any) -> None:
    """A confirmation gets a new session key. The first step of a sign-in notes the session generation.

    The account may be deactivated and reactivated before the second step, which then must not complete the sign-in.
    """
    if request.user.is_authenticated:
        request.session.cycle_key()
    elif method != "mfa" or kwargs.get("passwordless"):
        request.session[GENERATION] = [user.pk, user.session_generation]


@receiver(authenticator_removed)
def end_sessions_after_removal(request: HttpRequest, user: Person, **kwargs: Any) -> None:
    """A removed factor may be a stolen one, so the sessions to which it led end. This session continues with a new key."""
    if request.user.is_authenticated:
        end_other_sessions(user, keep=str(request.session.session_key))
        update_session_auth_hash(request, user)


@receiver(authenticator_added)
def note_new_factor(request: HttpRequest, user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    """A new second factor was used to add it, so it does not have to be used again for the next step."""
    if authenticator.type in FACTORS and request.user.is_authenticated:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True)
