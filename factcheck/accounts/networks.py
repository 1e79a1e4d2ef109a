"""The network of the client of a request."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from factcheck.setup.network import network_of


def client_network(request: HttpRequest | None) -> str:
    """The network of the client (`setup.network.network_of`), or empty if its address is unknown, as over a Unix socket."""
    if request is None:
        return ""
    try:
        return network_of(get_adapter().client_address(request))
    except (PermissionDenied, ValueError):
        return ""
