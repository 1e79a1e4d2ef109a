"""Time limits of database operations: short for web processes, longer for the worker and for commands.

Each process declares its kind before Django reads its settings: `factcheck.wsgi` is a web process, `manage.py` is a command or
the worker. The default is a command.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Limits:
    """The limits of one kind of process, in seconds; 0 means no limit.

    `connect` limits opening a connection, `lock` the wait for a lock, `statement` one statement including its waits, and `idle`
    the time between two statements of a transaction.
    """

    kind: str
    connect: int
    lock: int
    statement: int
    idle: int

    def parameters(self, configured: Mapping[str, Any]) -> dict[str, Any]:
        """Parameters for libpq. Those that the operator *configured* in the URL of the database take precedence.

        The limits are in the startup packet: they apply from the first statement, need no round trip, and survive `DISCARD ALL`.
        With `SET`, they would leak to other clients of a connection pooler in transaction mode.
        """
        session = {
            "lock_timeout": f"{self.lock}s",
            "statement_timeout": f"{self.statement}s",
            "idle_in_transaction_session_timeout": f"{self.idle}s",
            # Compiling a statement that PostgreSQL expects to be expensive takes 100 times as long as a page of the queue.
            "jit": "off",
            # The server ends the session of a client whose machine or network has failed.
            "tcp_keepalives_idle": "30",
            "tcp_keepalives_interval": "10",
            "tcp_keepalives_count": "3",
            "tcp_user_timeout": "30s",
        }
        options = " ".join(f"-c {name}={value}" for name, value in session.items())
        defaults = {
            "application_name": f"factcheck {self.kind}",
            "connect_timeout": self.connect,
            # The same for the client if the server has failed. Not used on a Unix socket.
            "keepalives_idle": 30,
            "keepalives_interval": 10,
            "keepalives_count": 3,
            "tcp_user_timeout": 30_000,  # milliseconds
        }
        return {**defaults, **configured, "options": f"{options} {configured.get('options', '')}".strip()}


WEB = Limits("web", connect=2, lock=3, statement=15, idle=30)
"""A waiting request occupies one of a few threads, and other requests queue behind it."""
WORKER = Limits("worker", connect=10, lock=60, statement=600, idle=300)
COMMAND = Limits("command", connect=10, lock=60, statement=0, idle=900)
"""A migration or an import may run for any time, but if it is suspended in a transaction, it must not hold its locks forever."""

_OF_COMMAND = {
    "runserver": WEB,
    "worker": WORKER,
    # It can read files for hours in one transaction, which holds no lock that a writer waits for.
    "doctor": replace(COMMAND, idle=0),
    # The snapshot of the database stays open while all captures are read.
    "backup": replace(COMMAND, idle=0),
    "restore": replace(COMMAND, idle=0),
}
_current = COMMAND


def declare(limits: Limits) -> None:
    """Set the limits of this process. Call this before Django reads its settings."""
    global _current
    _current = limits


def declare_command(name: str) -> None:
    """Set the limits for `manage.py name`."""
    declare(_OF_COMMAND.get(name, COMMAND))


def current() -> Limits:
    return _current
