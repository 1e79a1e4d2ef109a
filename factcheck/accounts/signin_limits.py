"""How often a password may be tried: per account and network, and per account from all networks that it never signed in from.

Counters live in the cache, which all processes share. None of them depends on the Host header.
"""

from __future__ import annotations

import hashlib
import ipaddress
import unicodedata

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

APP = "sign-in"
"""Namespace of our own counters. It sorts after the library's, because Django's database cache, when it is full, drops the keys
that sort first; a flood of addresses then pushes out its own counters instead of these."""


def account_of(login: str) -> str:
    """The address as the sign-in compares it, so that no other spelling (case, “ſ” for “s”) gets attempts of its own.

    NFKC with case folding, as in Unicode Technical Report 36, section 2.11.2(B)(2).
    """
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", login).casefold()).strip()


def network_of(address: str) -> str:
    """An IPv4 address as it is, also one mapped into IPv6; of an IPv6 address the first 64 bits, which one customer controls."""
    parsed = ipaddress.ip_address(address)
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.IPv6Network((parsed, 64), strict=False))
    return str(parsed)


def remember_network(account: str, network: str) -> None:
    """Note that the owner of the account has signed in from this network."""
    cache.set(_known(account, network), True, timeout=settings.SIGN_IN_NETWORK_SECONDS)


def consume_everywhere(request: HttpRequest, account: str, network: str) -> ratelimit.RateLimitUsage | None:
    """Count an attempt against the account's limit for networks it never signed in from. None where the limit is reached."""
    if cache.get(_known(account, network)):
        return ratelimit.RateLimitUsage(usage=[])
    return ratelimit.consume(request, app=APP, action="account", config=_config(), key=account)


def clear_everywhere(request: HttpRequest, account: str) -> None:
    """Forget the attempts that `consume_everywhere` counted for the account."""
    ratelimit.clear(request, app=APP, action="account", config=_config(), key=account)


def _config() -> dict[str, str]:
    return {"account": settings.SIGN_IN_UNKNOWN_NETWORKS_RATE}


def _known(account: str, network: str) -> str:
    return f"{APP}:known:{hashlib.sha256(f'{account}|{network}'.encode()).hexdigest()}"
