"""Host names, network addresses, and ports of the server."""

import errno
import ipaddress
import socket
import time
from contextlib import suppress

from factcheck.setup.problem import SetupProblem


def ensure_port_is_free(host: str, port: int, *, patience: float = 5.0) -> None:
    """Raise SetupProblem if a server cannot listen on *host* and *port*.

    If the port is in use, wait for up to *patience* seconds: processes of an earlier start exit within a few seconds.
    """
    deadline = time.monotonic() + patience
    while error := _bind_error(host, port):
        if error.errno != errno.EADDRINUSE:
            raise SetupProblem(
                f"The server cannot listen on {host}, port {port}: {error.strerror}. Choose others with --host and --port."
            )
        if time.monotonic() > deadline:
            raise SetupProblem(
                f"Port {port} on {host} is in use. Stop the other program, or choose another port: --port {port + 1}"
            )
        time.sleep(0.2)


def bind_address(host: str, port: int) -> str:
    """Host and port in the format of a bind address: `127.0.0.1:8000`, `[::1]:8000`."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def page_url(host: str, port: int) -> str:
    """The URL of the server for a browser on this machine."""
    return f"http://{bind_address('localhost' if is_wildcard(host) else host, port)}/"


def is_wildcard(host: str) -> bool:
    """Whether *host* is the unspecified address, which listens on all interfaces."""
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def local_hosts() -> list[str]:
    """Names and addresses under which other machines can reach this one, sorted, with IPv6 addresses in brackets.

    Uses the resolver and the routing table, and sends nothing. An address outside both (of a forwarded port) is missing.
    """
    names = {socket.gethostname().lower(), socket.getfqdn().lower()}
    scoped: set[str] = set()
    for name in names:
        with suppress(OSError):
            scoped |= {str(info[4][0]) for info in socket.getaddrinfo(name, None)}
    # Documentation addresses (RFC 5737, RFC 3849): connecting a datagram socket only selects the local address.
    for family, remote in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((remote, 9))
            scoped.add(str(probe.getsockname()[0]))
    addresses = {address.partition("%")[0] for address in scoped}
    return sorted(names | {f"[{address}]" if ":" in address else address for address in addresses})


def network_of(address: str) -> str:
    """The address for IPv4, including IPv4-mapped IPv6 addresses, or the /64 network for IPv6. Raises ValueError.

    A provider usually assigns at least a /64 to each customer.
    """
    parsed = ipaddress.ip_address(address)
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.IPv6Network((parsed, 64), strict=False))
    return str(parsed)


def _bind_error(host: str, port: int) -> OSError | None:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(family, kind, protocol) as server:
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            server.bind(address)
            server.listen(1)
    except OSError as error:
        return error
    return None
