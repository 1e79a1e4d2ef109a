"""The base URL of links in mail and invitations, which does not depend on a forged Host header."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port


def link_base(request: HttpRequest) -> str:
    """Scheme, host, and port if needed, without a trailing slash.

    If FACTCHECK_PUBLIC_URL is set, it is the base. Otherwise the host is that of the request if FACTCHECK_ALLOWED_HOSTS contains
    it literally, or else the first literal host of that list. The port is the one on which the server listens, or the standard
    port behind a proxy. Any other use of the Host header would let a client that requests a password reset for another person
    choose the target of the link in the mail.
    """
    if settings.PUBLIC_URL:
        return str(settings.PUBLIC_URL)
    literal_hosts = [host.lower() for host in settings.ALLOWED_HOSTS if not host.startswith((".", "*"))]
    requested_host, _ = split_domain_port(request.get_host())
    host = requested_host if requested_host in literal_hosts else literal_hosts[0]
    port = str(request.META.get("SERVER_PORT", ""))
    is_standard = settings.BEHIND_PROXY or port in ("", {"http": "80", "https": "443"}.get(str(request.scheme)))
    return f"{request.scheme}://{host}" if is_standard else f"{request.scheme}://{host}:{port}"
