"""The embedded PostgreSQL server, which the first process that needs it starts and the last one stops.

Each data directory has one server. It listens on a Unix socket in a directory that only its owner can access. Each process that
uses the server holds a shared lock. The kernel releases the lock of a killed process, so no manual cleanup is needed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from factcheck.setup import roles
from factcheck.setup.lock import SharedLock, exclusive_lock
from factcheck.setup.server import Say, Server


@contextmanager
def running(data: Path, *, say: Say = lambda text: None, durable: bool = True) -> Iterator[str]:
    """Start the server of *data* if necessary, and yield `database_url(data)`. It runs until the last such block ends.

    With *durable* False, for tests, the server does not flush its data to disk, and its data is deleted after a crash. Raises
    SetupProblem, with advice, if the server cannot be started.
    """
    server = Server(data, durable=durable)
    server.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with exclusive_lock(server.lock, on_wait=lambda: say("Waiting for another process that is starting the database")):
        share = SharedLock(server.users)
        try:
            server.start(say)
        except BaseException:
            if share.release():
                server.stop()
            raise
    try:
        yield database_url(data)
    finally:
        with exclusive_lock(server.lock):
            if share.release():
                server.stop()


def restart_if_down(data: Path, *, say: Say = lambda text: None) -> bool:
    """Restart the server of *data* if it has ended while a block of `running` uses it. Returns whether it had ended."""
    server = Server(data, durable=True)
    if server.accepts_connections():
        return False
    with exclusive_lock(server.lock):
        if not server.accepts_connections():
            say(f"The database server has stopped and will be restarted. Its log is {server.log}.")
            server.start(say)
    return True


def database_url(data: Path, role: str = roles.RUNTIME) -> str:
    """The `postgresql://` URL of the database in *data* for one of its roles. The server may not be running."""
    return Server(data, durable=True).url(roles.DATABASE, role)


def stop(data: Path) -> None:
    """Shut down the server of *data*, if it is running, even if other processes use it."""
    server = Server(data, durable=True)
    if server.home.exists():
        with exclusive_lock(server.lock):
            server.stop()
