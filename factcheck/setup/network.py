"""Network addresses as a person types and reads them."""

import errno
import ipaddress
import socket
import time
from contextlib import suppress

from factcheck.setup.problem import SetupProblem


def ensure_port_is_free(host: str, port: int, *, patience: float = 5.0) -> None:
    """Raise SetupProblem where nothing can be served at *host* and *port*.

    Waits *patience* seconds first: what an earlier start left behind ends by itself within a few.
    """
    limit = time.monotonic() + patience
    while problem := _bind_error(host, port):
        if problem.errno != errno.EADDRINUSE:
            raise SetupProblem(
                f"Nothing can be served at {host}, port {port}: {problem.strerror}. Choose others with --host and --port."
            )
        if time.monotonic() > limit:
            raise SetupProblem(
                f"Port {port} on {host} is used by another program. Stop that program, or choose another port: --port {port + 1}"
            )
        time.sleep(0.2)


def bind_address(host: str, port: int) -> str:
    """As a server takes it: `127.0.0.1:8000`, `[::1]:8000`."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def page_url(host: str, port: int) -> str:
    """The address to open in a browser on this machine."""
    return f"http://{bind_address('localhost' if is_wildcard(host) else host, port)}/"


def is_wildcard(host: str) -> bool:
    """Whether *host* means every network of the machine."""
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def local_hosts() -> list[str]:
    """Names and addresses under which other machines may reach this one, IPv6 addresses in brackets, sorted.

    Asks the resolver and the routing table; sends nothing. An address that neither knows (behind a forwarded port) is missing.
    """
    names = {socket.gethostname().lower(), socket.getfqdn().lower()}
    found: set[str] = set()
    for name in names:
        with suppress(OSError):
            found |= {str(info[4][0]) for info in socket.getaddrinfo(name, None)}
    # documentation addresses (RFC 5737, RFC 3849): connecting a datagram socket only chooses the local address
    for family, elsewhere in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((elsewhere, 9))
            found.add(str(probe.getsockname()[0]))
    addresses = {found_one.partition("%")[0] for found_one in found}
    return sorted(names | {f"[{one}]" if ":" in one else one for one in addresses})


def _bind_error(host: str, port: int) -> OSError | None:
    try:
        family, kind, number, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(family, kind, number) as attempt:
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            attempt.bind(where)
            attempt.listen(1)
    except OSError as problem:
        return problem
    return None
