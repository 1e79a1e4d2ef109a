"""Rate limits for wrong passwords: per account and network, and per account across all networks that its owner has not used.
Rate limits for links by mail: per account.

The counters are in the cache, which all processes share. None of them depends on the Host header.
"""

from __future__ import annotations

import hashlib
import unicodedata

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

APP = "sign-in"
"""Namespace of our counters. When Django's database cache is full, it drops the keys that sort first. This namespace sorts after
that of the library, so a flood of attempts with different addresses evicts the library's counters instead of ours."""


def account_of(login: str) -> str:
    """The normalized address, so that a different spelling (case, “ſ” for “s”) does not get separate attempts.

    Applies NFKC and case folding, as in Unicode Technical Report 36, section 2.11.2(B)(2).
    """
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", login).casefold()).strip()


def remember_network(account: str, network: str) -> None:
    """Remember that the owner of the account has signed in from this network."""
    cache.set(_known_network_key(account, network), True, timeout=settings.SIGN_IN_NETWORK_SECONDS)


def consume_unknown_networks(request: HttpRequest, account: str, network: str) -> ratelimit.RateLimitUsage | None:
    """Count an attempt from an unknown network against the account's limit. Returns None if the limit is reached."""
    if cache.get(_known_network_key(account, network)):
        return ratelimit.RateLimitUsage(usage=[])
    return ratelimit.consume(request, app=APP, action="account", config=_rate_config(), key=account)


def clear_unknown_networks(request: HttpRequest, account: str) -> None:
    """Reset the counter of `consume_unknown_networks` for the account."""
    ratelimit.clear(request, app=APP, action="account", config=_rate_config(), key=account)


def may_send_link(request: HttpRequest, account: str) -> bool:
    """Count a message with a link for a new password. False if the account has received as many as it may receive."""
    return ratelimit.consume(request, app=APP, action="link", config=_rate_config(), key=account) is not None


def _rate_config() -> dict[str, str]:
    return {"account": settings.SIGN_IN_UNKNOWN_NETWORKS_RATE, "link": settings.RESET_LINKS_RATE}


def _known_network_key(account: str, network: str) -> str:
    return f"{APP}:known:{hashlib.sha256(f'{account}|{network}'.encode()).hexdigest()}"
