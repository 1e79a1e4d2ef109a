"""Which servers may be requested, and how names are resolved."""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Self

from django.conf import settings

from factcheck.archive.fetching.deadlines import Deadline
from factcheck.archive.fetching.failures import no_answer, not_public, refused_address
from factcheck.archive.fetching.public_networks import Address, is_public, is_translated_public
from factcheck.archive.fetching.targets import PORTS, Target

log = logging.getLogger(__name__)

Resolver = Callable[[str, int], Sequence[str]]
"""The IP addresses of a name and a port, in order of preference. Raises OSError if there are none."""
_MAX_ADDRESSES = 4
"""The number of addresses of one name that are tried."""
_resolving = threading.BoundedSemaphore(16)
"""Limits the threads whose resolver does not return."""


def system_resolver(name: str, port: int) -> Sequence[str]:
    """The addresses from the resolver of the operating system.

    The dot at the end makes the name complete, so that the resolver does not add the domain of the newsroom's network to it.
    """
    found = socket.getaddrinfo(f"{name}.", port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class Network:
    """The rules for connections. The defaults are those of production: public addresses, ports 80 and 443.

    `test_servers` are IP addresses and ports that may be requested although they are not public. The setting for them is valid
    only with FACTCHECK_TESTING=1. `authorities` is a PEM file that replaces the certificates of the operating system.
    """

    test_servers: frozenset[tuple[str, int]] = frozenset()
    resolver: Resolver = system_resolver
    authorities: Path | None = None

    @classmethod
    def from_settings(cls) -> Self:
        return cls(test_servers=frozenset(settings.FETCH_TEST_SERVERS))

    def check_port(self, target: Target) -> None:
        """Raise FetchFailed (ADDRESS) unless a server may be requested at the port of the target."""
        if target.port not in PORTS.values() and target.port not in {port for _, port in self.test_servers}:
            raise refused_address(f"The address has the port {target.port}, but only the ports 80 and 443 are requested.")

    def addresses_of(self, target: Target, seconds: float, deadline: Deadline) -> list[Address]:
        """Resolve the name once. Returns the addresses to connect to, in order; all addresses of the name were checked.

        Raises FetchFailed: INTERNAL if any address of the name is not public, NO_ANSWER if there is none within `seconds`.
        """
        self.check_port(target)
        addresses = [target.ip] if target.ip else self._resolved(target, deadline.left(seconds))
        usable = [address for address in addresses if not is_translated_public(address)]
        if not usable or not all(self._is_permitted(address, target.port) for address in usable):
            log.warning("the address of %s is not public, so it was not requested", target.host)
            raise not_public(target.host)
        return usable[:_MAX_ADDRESSES]

    def _is_permitted(self, address: Address, port: int) -> bool:
        return (port in PORTS.values() and is_public(address)) or (str(address), port) in self.test_servers

    def _resolved(self, target: Target, seconds: float) -> list[Address]:
        """The addresses of a name. The resolver of the operating system has no time limit, so a thread waits for it."""
        found: list[str] = []
        errors: list[BaseException] = []

        def resolve() -> None:
            try:
                found.extend(self.resolver(target.host, target.port))
            except (OSError, UnicodeError) as error:
                errors.append(error)
            finally:
                _resolving.release()

        failed = no_answer(f"The name “{target.host}” could not be resolved in time.")
        end = time.monotonic() + seconds
        if not _resolving.acquire(timeout=seconds):
            raise failed
        thread = threading.Thread(target=resolve, name="resolver", daemon=True)
        try:
            thread.start()
        except RuntimeError:  # no more threads
            _resolving.release()
            raise
        thread.join(max(0.0, end - time.monotonic()))
        if thread.is_alive():
            raise failed
        try:
            addresses = [ip_address(text) for text in found]
        except ValueError:
            addresses = []
        if errors or not addresses:
            raise no_answer(
                f"No server was found for the name “{target.host}”. It may be misspelled, or the site no longer exists."
            )
        return addresses
