"""A connection to one server. Every operation ends at the limit of its phase, or at the end of the total time."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Self

from factcheck.archive.fetching.deadlines import Deadline, DeadlinePassed
from factcheck.archive.fetching.failures import incomplete, no_answer, too_late
from factcheck.archive.fetching.limits import FetchLimits
from factcheck.archive.fetching.network import Network
from factcheck.archive.fetching.public_networks import Address
from factcheck.archive.fetching.targets import Target

_CHUNK = 1 << 16
_INVALID_CERTIFICATE = (
    "The certificate of “{host}” is not valid, so the connection would not be secure and the page could be forged."
)


class Wire:
    """An open connection. All methods raise FetchFailed (NO_ANSWER). The owner closes it."""

    def __init__(self, connection: socket.socket, ip: str, limits: FetchLimits, deadline: Deadline) -> None:
        self._connection = connection
        self._limits, self._deadline = limits, deadline
        self.ip = ip
        self.received = 0
        """Bytes, including headers and transfer coding."""

    @classmethod
    def open(cls, target: Target, network: Network, limits: FetchLimits, deadline: Deadline) -> Self:
        """Resolve the name once, check all of its addresses, and connect to one of them."""
        with _timed(deadline, limits.resolve, "answer"):
            addresses = network.addresses_of(target, limits.resolve, deadline)
        connection, ip = _connected(addresses, target, limits, deadline)
        try:
            if target.scheme == "https":
                connection = _encrypted(connection, target, network, limits, deadline)
        except BaseException:
            connection.close()
            raise
        return cls(connection, str(ip), limits, deadline)

    def send(self, data: bytes) -> None:
        with _timed(self._deadline, self._limits.idle, "accept the request"):
            self._connection.settimeout(self._deadline.left(self._limits.idle))
            self._connection.sendall(data)

    def receive(self) -> bytes:
        """The next bytes, at most 64 KiB; empty at the end of the connection."""
        phase, what = self._limits.idle, "continue its response"
        if not self.received:
            phase, what = self._limits.first_byte, "answer"
        with _timed(self._deadline, phase, what):
            self._connection.settimeout(self._deadline.left(phase))
            data = self._connection.recv(_CHUNK)
        self.received += len(data)
        return data

    def close(self) -> None:
        self._connection.close()


@contextmanager
def _timed(deadline: Deadline, phase: float, what: str) -> Iterator[None]:
    """Raise FetchFailed if the operation in the block fails or takes too long. `what` completes “The server did not …”."""
    try:
        yield
    except (TimeoutError, DeadlinePassed):
        if deadline.has_passed:
            raise too_late("send its whole response", deadline.total) from None
        raise too_late(what, phase) from None
    except OSError:  # reset, broken, or ended without the message of TLS that ends a connection
        raise incomplete() from None


def _connected(
    addresses: Sequence[Address], target: Target, limits: FetchLimits, deadline: Deadline
) -> tuple[socket.socket, Address]:
    """Connect to the first address that accepts the connection. `limits.connect` applies to all of them together."""
    phase = Deadline(limits.connect)
    for ip in addresses:
        try:
            connection = socket.socket(socket.AF_INET if ip.version == 4 else socket.AF_INET6, socket.SOCK_STREAM)
        except OSError:  # no IPv6
            continue
        try:
            connection.settimeout(deadline.left(phase.left(limits.connect / min(2, len(addresses)))))
            connection.connect((str(ip), target.port))
        except (OSError, DeadlinePassed):
            connection.close()
            continue
        except BaseException:
            connection.close()
            raise
        return connection, ip
    if deadline.has_passed:
        raise too_late("send its whole response", deadline.total)
    raise no_answer(f"The server of “{target.host}” does not accept connections.")


def _encrypted(
    connection: socket.socket, target: Target, network: Network, limits: FetchLimits, deadline: Deadline
) -> ssl.SSLSocket:
    """Verify the certificate for the host of the target; the IP address of the connection does not matter."""
    context = ssl.create_default_context(cafile=network.authorities)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    encrypted = context.wrap_socket(
        connection, server_hostname=target.host, do_handshake_on_connect=False, suppress_ragged_eofs=False
    )
    try:
        with _timed(deadline, limits.tls, "set up an encrypted connection"):
            try:
                encrypted.settimeout(deadline.left(limits.tls))
                encrypted.do_handshake()
            except ssl.SSLCertVerificationError:
                raise no_answer(_INVALID_CERTIFICATE.format(host=target.host)) from None
            except (ssl.SSLError, ConnectionError):
                raise no_answer(f"An encrypted connection to “{target.host}” could not be set up.") from None
    except BaseException:
        encrypted.close()
        raise
    return encrypted
