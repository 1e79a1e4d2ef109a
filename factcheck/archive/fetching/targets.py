"""Parses addresses into the parts that a request needs, and refuses those that may not be fetched. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote, urljoin

import idna

from factcheck.archive.fetching.exchange import Failure, FetchFailed
from factcheck.archive.fetching.failures import not_public, refused_address, refused_redirect
from factcheck.archive.fetching.public_networks import Address, is_public
from factcheck.web.characters import is_invisible

MAX_LENGTH = 8000
"""The maximum length of an address in code points, and of a normalized address in bytes."""
PORTS = {"http": 80, "https": 443}
_PARTS = re.compile(r"(?P<scheme>https?)://(?P<authority>[^/?#\\]*)(?P<path>[^?#]*)(?P<query>\?[^#]*)?(#.*)?", re.I | re.S)
_AUTHORITY = re.compile(r"(?:\[(?P<ip>[0-9A-Fa-f:.]+)\]|(?P<host>[^\[\]:]+))(?::(?P<port>[0-9]{0,5}))?")
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_CHARACTERS_OF_PATHS = "/:?[]@!$&'()*+,;=%~"
_SPECIAL_DOMAINS = ("alt", "home.arpa", "internal", "local", "localhost", "onion")
"""Domains that are never resolved by public DNS (RFC 6761, 6762, 7686, 8375, 9476; `internal` is reserved by ICANN)."""


@dataclass(frozen=True, slots=True)
class Target:
    """A normalized address, in ASCII. `host` is a name in lowercase, or an IP address without brackets."""

    scheme: str
    host: str
    port: int
    path: str
    """With the query."""
    ip: Address | None = None
    """The IP address, if `host` is one."""

    @property
    def host_and_port(self) -> str:
        """The value of the Host header: without the port if it is that of the scheme."""
        host = f"[{self.host}]" if isinstance(self.ip, IPv6Address) else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def address(self) -> str:
        return f"{self.scheme}://{self.host_and_port}{self.path}"


def target_of(address: str) -> Target:
    """The target of an address that a person entered. The fragment is dropped. Raises FetchFailed (ADDRESS or INTERNAL)."""
    address = address.strip()
    if len(address) > MAX_LENGTH:
        raise refused_address(f"The address has more than {MAX_LENGTH} characters.")
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in address):  # controls and surrogates
        raise refused_address("The address contains an invalid character.")
    parts = _PARTS.fullmatch(address)
    if parts is None:
        raise refused_address("Only addresses that begin with http:// or https:// are fetched.")
    if "@" in parts["authority"] or parts["path"].startswith("\\"):
        raise refused_address("The address contains a user name or a password, or a backslash, before the host.")
    authority = _AUTHORITY.fullmatch(parts["authority"])
    if authority is None or any(map(is_invisible, parts["authority"])):
        raise refused_address("The host or the port in the address is not valid.")
    scheme = parts["scheme"].lower()
    port = int(authority["port"] or PORTS[scheme])
    if not 0 < port < 65_536:
        raise refused_address("The port in the address is not valid.")
    host, ip = _ipv6(authority["ip"]) if authority["ip"] else _host(authority["host"])
    path = quote((parts["path"] or "/") + (parts["query"] or ""), safe=_CHARACTERS_OF_PATHS)
    if len(path) > MAX_LENGTH:
        raise refused_address(f"The address has more than {MAX_LENGTH} characters.")
    return Target(scheme, host, port, path, ip)


def is_on_local_network(address: str) -> bool:
    """Whether readers cannot reach the server: a host of a local network, or an IP address that is not public.

    Resolves no name, so a public name that leads to a local network is not recognized. False for addresses that cannot be parsed.
    """
    try:
        ip = target_of(address).ip
    except FetchFailed as failure:
        return failure.failure is Failure.INTERNAL
    return ip is not None and not is_public(ip)


def redirected(target: Target, location: bytes) -> Target:
    """The target of a Location header, which may be relative. Raises FetchFailed."""
    try:
        text = location.decode()
    except UnicodeDecodeError:
        text = location.decode("latin-1")
    try:
        return target_of(urljoin(target.address, text))
    except FetchFailed as failure:
        raise refused_redirect(failure) from None
    except ValueError:  # brackets without an IPv6 address
        raise refused_redirect(refused_address("")) from None


def _ipv6(text: str) -> tuple[str, Address]:
    try:
        ip = IPv6Address(text)
    except ValueError:
        raise refused_address("The IP address in the address is not valid.") from None
    return str(ip), ip


def _host(text: str) -> tuple[str, Address | None]:
    """The normalized host, and its IP address if it is one.

    Unicode is mapped before anything is checked (Unicode Technical Standard 46), so full-width digits and dots become digits and
    dots. IPv4 addresses are accepted only in the usual form: resolvers also read `127.1`, `0177.0.0.1`, and `2130706433`.
    """
    invalid = refused_address("The host in the address is not valid.")
    host = text.lower()
    if len(host) > 254:
        raise invalid
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True, std3_rules=True).decode()
        except (idna.IDNAError, UnicodeError):
            raise invalid from None
    host = host.removesuffix(".")
    labels = host.split(".")
    if len(host) > 253 or not all(map(_LABEL.fullmatch, labels)):
        raise invalid
    if _NUMBER.fullmatch(labels[-1]):
        try:
            return host, IPv4Address(host)
        except ValueError:
            raise refused_address("The IP address in the address is written in an unusual form.") from None
    if len(labels) == 1 or any(host == domain or host.endswith(f".{domain}") for domain in _SPECIAL_DOMAINS):
        raise not_public(host)
    return host, None
