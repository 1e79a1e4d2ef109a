"""Whether the address that a copy names is the page of an item. Pure."""

from __future__ import annotations

from urllib.parse import urlsplit


def is_same_page(first: str, second: str) -> bool:
    """Whether two addresses differ only in the scheme, `www.`, the fragment, the case of the host, or a slash at the end.

    An address in a public web archive contains the address of the page, so it counts as the same.
    """
    one, other = _key(first), _key(second)
    return one == other or one.endswith(f"/{other}") or other.endswith(f"/{one}")


def _key(address: str) -> str:
    """The address without what does not matter. One that cannot be parsed is compared as it is."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return address
    path = parts.path
    for scheme in ("https://", "http://"):
        before, found, archived = path.rpartition(scheme)
        if found:
            path = f"{before}{_key(scheme + archived)}"
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{port}{path.rstrip('/')}{query}"
