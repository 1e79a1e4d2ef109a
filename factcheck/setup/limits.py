"""How long a process waits for the database: short for web processes, longer for the worker and for commands.

The process declares what it is before Django reads its settings: `factcheck.wsgi` is a web process, `manage.py` a command or
the worker. Whatever declares nothing is a command.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Limits:
    """Limits of one kind of process, in whole seconds; 0 is no limit.

    `connect` bounds the opening of a connection, `lock` the wait for a lock, `statement` one statement with its waits, `idle` the
    time that a transaction may stay open between two statements.
    """

    kind: str
    connect: int
    lock: int
    statement: int
    idle: int

    def parameters(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Parameters for libpq, with those *given* by the operator in the address of the database; these win.

        The limits travel in the startup packet: they hold from the first statement on, cost no round trip, and survive
        `DISCARD ALL`. A `SET` would leak from one client to another behind a pooler that pools by transaction.
        """
        session = {
            "lock_timeout": f"{self.lock}s",
            "statement_timeout": f"{self.statement}s",
            "idle_in_transaction_session_timeout": f"{self.idle}s",
            # The server ends the session of a client whose machine or network is gone.
            "tcp_keepalives_idle": "30",
            "tcp_keepalives_interval": "10",
            "tcp_keepalives_count": "3",
            "tcp_user_timeout": "30s",
        }
        options = " ".join(f"-c {name}={value}" for name, value in session.items())
        ours = {
            "application_name": f"factcheck {self.kind}",
            "connect_timeout": self.connect,
            # The same for the client, whose server may be gone. Not used on a Unix socket.
            "keepalives_idle": 30,
            "keepalives_interval": 10,
            "keepalives_count": 3,
            "tcp_user_timeout": 30_000,  # milliseconds
        }
        return {**ours, **given, "options": f"{options} {given.get('options', '')}".strip()}


WEB = Limits("web", connect=2, lock=3, statement=15, idle=30)
"""A request that waits occupies one of a few threads, and readers wait behind it."""
WORKER = Limits("worker", connect=10, lock=60, statement=600, idle=300)
COMMAND = Limits("command", connect=10, lock=60, statement=0, idle=900)
"""A migration or an import runs as long as it needs. One that was suspended in the middle does not hold its locks for ever."""

_OF_COMMAND = {
    "runserver": WEB,
    "worker": WORKER,
    # It may read files for hours inside one transaction, which holds no lock that a writer waits for.
    "doctor": replace(COMMAND, idle=0),
}
_current = COMMAND


def declare(limits: Limits) -> None:
    """Say what this process is. Must come before Django's settings are read."""
    global _current
    _current = limits


def declare_command(name: str) -> None:
    """Say that this process runs `manage.py name`."""
    declare(_OF_COMMAND.get(name, COMMAND))


def current() -> Limits:
    return _current
