"""Whether the last sign-in or confirmation of a request is recent enough for an operation (`web.consent`).

A confirmation counts for FACTCHECK_FRESH_MINUTES. A sign-in counts for everything. The second factor alone counts for everything,
too. The password alone counts for everything only if the person has no second factor.
"""

from __future__ import annotations

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from factcheck.accounts.models import Person
from factcheck.accounts.sessions import SIGN_IN
from factcheck.web.consent import Consent

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""The types of second factors. Recovery codes only replace them."""
CONFIRMED = "confirmed"
"""Key in the library's record of an authentication: the person was signed in and confirmed their identity."""


def has_factor(person: Any) -> bool:
    """Whether the person has a second factor."""
    return bool(Authenticator.objects.filter(user_id=person.pk, type__in=FACTORS).exists())


def is_fresh(request: HttpRequest, level: Consent) -> bool:
    """Whether the session has a sign-in or confirmation of the `level` that is recent enough."""
    earliest = timezone.now().timestamp() - settings.FRESH_MINUTES * 60
    authenticated: float = request.session.get(SIGN_IN, {}).get("authenticated", 0)
    if authenticated >= earliest:
        return True
    person = request.user
    if not isinstance(person, Person):
        return False
    recent = [record for record in get_authentication_records(request, person) if record["at"] >= earliest]
    if any(record["method"] == "mfa" and record.get("reauthenticated") for record in recent):
        return True
    if not any(record["method"] == "password" and record.get(CONFIRMED) for record in recent):
        return False
    return level is Consent.PASSWORD or not has_factor(person)
