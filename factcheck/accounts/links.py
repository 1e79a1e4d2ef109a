"""The address that links in mail and invitations begin with. It never follows a forged Host header."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port


def link_base(request: HttpRequest) -> str:
    """Scheme and host, without a slash at the end.

    FACTCHECK_PUBLIC_URL where it is set. Otherwise the host that was asked, if the settings name exactly this host, else the
    first that they name; the port is the one the server listens on, or the standard one behind a proxy. Nothing else of the Host
    header is used: whoever asks for the reset of another person's password would choose where the link leads.
    """
    if settings.PUBLIC_URL:
        return str(settings.PUBLIC_URL)
    named = [host.lower() for host in settings.ALLOWED_HOSTS if not host.startswith((".", "*"))]
    asked, _ = split_domain_port(request.get_host())
    host = asked if asked in named else named[0]
    port = str(request.META.get("SERVER_PORT", ""))
    is_standard = settings.BEHIND_PROXY or port in ("", {"http": "80", "https": "443"}.get(str(request.scheme)))
    return f"{request.scheme}://{host}" if is_standard else f"{request.scheme}://{host}:{port}"
