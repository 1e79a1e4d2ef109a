"""Requests for pages and files at addresses that people enter, and pictures of preserved pages."""

from __future__ import annotations

import ipaddress
import re

from django.core.exceptions import ImproperlyConfigured

from factcheck.settings.installation import TESTING
from factcheck.variables import comma_separated, executable, is_set, value_of


def _contact(name: str) -> str:
    """An email address or an http or https URL, in visible ASCII characters, for a header."""
    value = value_of(name)
    pattern = r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[!-~]*)?|[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+"
    if value and (len(value) > 200 or not re.fullmatch(pattern, value) or re.search(r"[()\\;]", value)):
        raise ImproperlyConfigured(f"{name} must be an email address or a URL such as https://example.org/contact, not {value!r}")
    return value


def _servers(name: str) -> tuple[tuple[str, int], ...]:
    """IP addresses and ports of servers: `127.0.0.1:8080`, `[::1]:8080`."""
    found = []
    for value in comma_separated(name):
        ip, _, port = value.rpartition(":")
        try:
            if not re.fullmatch(r"[0-9]{1,5}", port) or not 0 < int(port) < 65_536:
                raise ValueError
            found.append((str(ipaddress.ip_address(ip.removeprefix("[").removesuffix("]"))), int(port)))
        except ValueError:
            raise ImproperlyConfigured(
                f"{name} must be a list of IP addresses with ports such as 127.0.0.1:8080, not {value!r}"
            ) from None
    return tuple(found)


FETCH_CONTACT = _contact("FACTCHECK_FETCH_CONTACT")
"""Email address or URL in the User-Agent of these requests. If it is empty, see `archive.fetching.identity`."""
FETCH_TEST_SERVERS = _servers("FACTCHECK_FETCH_TEST_SERVERS")
"""IP addresses and ports of servers of tests, which may be requested although they are not public."""
PICTURE_BROWSER = executable("FACTCHECK_PICTURE_BROWSER")
"""Chromium, which renders pictures of preserved pages. If it is empty, there are none."""
if is_set("FACTCHECK_FETCH_TEST_SERVERS") and not TESTING:
    raise ImproperlyConfigured(
        "FACTCHECK_FETCH_TEST_SERVERS must be empty outside of tests, because it permits requests to internal servers"
    )
