"""Known devices: browsers in which the owner of an account has completed a sign-in. A signed cookie identifies them.

Wrong passwords on a known device have their own limits, so strangers in the same network cannot lock out its owner. The cookie
gives no access: it contains a random id and digests of the accounts.
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

_SALT = "factcheck.accounts.known_devices"
MOST_ACCOUNTS = 5
"""Number of accounts that a cookie remembers. People share computers."""


def device_of(request: HttpRequest, account: str) -> str:
    """The id of the device, or an empty string if nobody has signed in to `account` (`signin_limits.account_of`) there."""
    device, accounts = _read(request)
    return device if _digest(account) in accounts else ""


def remember_device(request: HttpRequest, response: HttpResponseBase, account: str) -> None:
    """Store in the browser that someone has signed in to the account. Earlier accounts remain known, the oldest one excepted."""
    device, accounts = _read(request)
    others = [digest for digest in accounts if digest != _digest(account)]
    value = [device or f"device-{secrets.token_hex(16)}", [_digest(account), *others][:MOST_ACCOUNTS]]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps(value, salt=_SALT),
        max_age=settings.SIGN_IN_DEVICE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    """The id of the device and the digests of its accounts. Both are empty without a valid cookie."""
    try:
        value = signing.loads(
            request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=_SALT, max_age=settings.SIGN_IN_DEVICE_SECONDS
        )
    except signing.BadSignature:
        return "", []
    device, accounts = value
    return device, accounts


def _digest(account: str) -> str:
    return salted_hmac(_SALT, account, algorithm="sha256").hexdigest()[:32]
