"""The embedded PostgreSQL server: made, started, found again after a crash, and stopped by its last user.

One data directory has one server, reached through a socket in a directory that only its owner may enter. Every process
that needs the server holds a share; the one that leaves last shuts it down. A process that is killed loses its share
through the kernel, so nothing has to be tidied up by hand.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from factcheck.setup.lock import SharedLock, exclusive
from factcheck.setup.server import NAME, Say, Server


@contextmanager
def running(data: Path, *, say: Say = lambda text: None, durable: bool = True) -> Iterator[str]:
    """The address (a `postgresql://` URL) of the server over *data*, alive until the last such block ends.

    *durable* False gives up safety against a power cut for speed: for tests alone; what such a server left behind after
    a crash is thrown away. Raises SetupProblem with what to do.
    """
    server = Server(data, durable=durable)
    server.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with exclusive(server.lock, waiting=lambda: say("Waiting for another start of the database to finish")):
        share = SharedLock(server.users)
        try:
            server.start(say)
        except BaseException:
            if share.leave():
                server.stop()
            raise
    try:
        yield server.url(NAME)
    finally:
        with exclusive(server.lock):
            if share.leave():
                server.stop()


def restart_if_down(data: Path, *, say: Say = lambda text: None) -> None:
    """Start the server over *data* again where it fell under the feet of a running block; else do nothing."""
    server = Server(data, durable=True)
    if not server.answers():
        with exclusive(server.lock):
            if not server.answers():
                say(f"The database server is gone; starting it again. What it said is in {server.log}.")
                server.start(say)


def database_url(data: Path) -> str:
    """The URL under which the server over *data* can be reached once it runs; starts nothing."""
    return Server(data, durable=True).url(NAME)


def stop(data: Path) -> None:
    """Shut the server over *data* down, whoever still uses it; nothing happens where none runs."""
    server = Server(data, durable=True)
    if server.home.exists():
        with exclusive(server.lock):
            server.stop()
