"""One PostgreSQL server over one data directory: making, starting, recovering and stopping it. Who uses it is not its matter."""

import hashlib
import locale
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import psycopg

from factcheck.setup import namespace
from factcheck.setup.binaries import Binaries, find_binaries
from factcheck.setup.problem import SetupProblem

NAME = "factcheck"  # of the database and of its role
_SOCKET = ".s.PGSQL.5432"
_MAX_SOCKET_PATH = 100  # bytes; the kernel's own limit is 104 on macOS, 108 on Linux
_START_LIMIT = 120.0  # seconds; recovery of a large database after a crash may take that long
_STOP_LIMIT = 60.0
_MAX_LOG_SIZE = 5_000_000  # bytes
_UNICODE_LOCALES = ("C.UTF-8", "UTF-8", "en_US.UTF-8")  # names of LC_CTYPE: Linux, macOS, older systems
_SESSION_STILL_ACTIVE = "pre-existing shared memory block"  # PostgreSQL's words where a session outlives its killed server

Say = Callable[[str], None]


class _ServerProcess(subprocess.Popen[bytes]):
    """A server that we started. It may outlive us, on purpose, and is not to be reported as forgotten."""

    def __del__(self) -> None:
        pass


_children: list[_ServerProcess] = []


class Server:
    """Where the parts of one server are, and the acts on it. Callers hold `lock` while they start or stop."""

    def __init__(self, data: Path, *, durable: bool) -> None:
        self.home = data.resolve() / "postgres"
        self.cluster = self.home / "cluster"
        self.lock = self.home / "lock"
        self.users = self.home / "users"
        self.log = self.home / "server.log"
        self.pid_file = self.cluster / "postmaster.pid"
        self.durable = durable
        self.socket = self._socket_directory()

    def url(self, database: str) -> str:
        # The directory goes into the query: readers of URLs turn the host part into lower case.
        return f"postgresql://{NAME}@/{database}?host={quote(str(self.socket), safe='')}"

    def start(self, say: Say) -> None:
        """Make sure that the server answers and that the database exists."""
        if self.answers():
            return
        binaries = find_binaries()
        if not self.durable and self.pid_file.exists() and not self._waits_for_life():
            shutil.rmtree(self.cluster)  # crashed without fsync: nothing in it can be trusted, nothing is worth it
        if not self.cluster.exists():
            say("Making the database cluster")
            self._make_cluster(binaries)
        self._match_version(binaries)
        self._make_socket_directory()
        if not self._waits_for_life():
            self._clear_remains()
            self._begin_a_log()
            self._launch(binaries)
        self._ensure_database()

    def stop(self) -> None:
        """Ask the server to end its sessions and shut down cleanly; after a minute, to drop everything."""
        pid = self._pid() if self.answers() else None
        if pid is None:
            return
        for wish, limit in ((signal.SIGINT, _STOP_LIMIT), (signal.SIGQUIT, 5.0)):
            try:
                os.kill(pid, wish)
            except ProcessLookupError:
                return
            if _wait_until(limit, lambda: not self.pid_file.exists()):
                _reap_children()
                self._remove_socket_directory()
                return
        raise SetupProblem(f"The database server (process {pid}) does not stop. See {self.log}, then end it by hand.")

    def answers(self) -> bool:
        """Whether a server takes connections on our socket: the only proof of life that cannot be stale."""
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def _make_cluster(self, binaries: Binaries) -> None:
        unfinished = self.home / "cluster.new"  # renamed when whole, so that an interruption leaves no half cluster
        shutil.rmtree(unfinished, ignore_errors=True)
        flags = ["-D", str(unfinished), "-U", NAME, "--auth=trust", "--encoding=UTF8", "--data-checksums", "--no-instructions"]
        flags += _locale_flags(binaries.version)
        if not self.durable:
            flags += ["--no-sync"]
        with self.log.open("ab") as log:
            done = subprocess.run(
                [*_unprivileged_prefix(), str(binaries.initdb), *flags],
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                env=_environment(),
            )
        if done.returncode == namespace.REFUSED:
            raise SetupProblem(_ROOT_REFUSED)
        if done.returncode != 0:
            raise SetupProblem(f"The database cluster could not be made:\n{self._tail()}\n{_startup_advice(self._tail())}")
        unfinished.rename(self.cluster)

    def _match_version(self, binaries: Binaries) -> None:
        made_by = int((self.cluster / "PG_VERSION").read_text().split(".")[0])
        if made_by != binaries.version:
            raise SetupProblem(
                f"The database in {self.cluster} was made by PostgreSQL {made_by}, and {binaries.folder} holds version"
                f" {binaries.version}. Set PG_BINDIR to the folder of a PostgreSQL {made_by}, or export the data with it and"
                " start with an empty FACTCHECK_DATA."
            )

    def _launch(self, binaries: Binaries) -> None:
        """Start the server and wait until it answers. The sessions of a killed one are given time to notice and to end."""
        limit = time.monotonic() + _START_LIMIT
        heard = self.log.stat().st_size if self.log.exists() else 0
        while (ended := self._begin(binaries)) is not None:
            if ended == namespace.REFUSED:
                raise SetupProblem(_ROOT_REFUSED)
            if _SESSION_STILL_ACTIVE not in self._said_since(heard) or time.monotonic() > limit:
                raise SetupProblem(f"The database server did not start:\n{self._tail()}\n{_startup_advice(self._tail())}")
            heard = self.log.stat().st_size
            time.sleep(0.2)

    def _begin(self, binaries: Binaries) -> int | None:
        """Start a server process; None once it answers, or what it returned where it ended instead."""
        options = {"listen_addresses": "", "unix_socket_directories": str(self.socket), "max_connections": "100"}
        if not self.durable:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "300"}
        flags = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        with self.log.open("ab") as log:
            # A session of its own: the Ctrl-C that ends us must not reach the server before we have let go of it.
            child = _ServerProcess(
                [*_unprivileged_prefix(), str(binaries.postgres), "-D", str(self.cluster), *flags],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                env=_environment(),
                cwd=self.home,
            )
        if not _wait_until(_START_LIMIT, lambda: child.poll() is not None or self.answers()):
            child.send_signal(signal.SIGQUIT)
            raise SetupProblem(f"The database server did not answer within {_START_LIMIT:.0f} seconds:\n{self._tail()}")
        if child.returncode is None:
            _children.append(child)
        return child.returncode

    def _waits_for_life(self) -> bool:
        """Whether a server of ours exists and comes to answer, or comes to an end, while we wait."""
        if not self._process_is_ours():
            return False
        if not _wait_until(_START_LIMIT, lambda: self.answers() or not self._process_is_ours()):
            raise SetupProblem(
                f"A database server (process {self._pid()}) holds {self.cluster} and does not answer. See {self.log}; end that"
                " process, then try again."
            )
        return self.answers()

    def _process_is_ours(self) -> bool:
        """Whether the process named in the pid file is a server over our cluster, not a later one with the same number."""
        pid = self._pid()
        if pid is None:
            return False
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            pass
        try:
            return os.path.samefile(f"/proc/{pid}/cwd", self.cluster)  # a server works in its data directory
        except OSError:
            pass
        if os.path.isdir("/proc/self"):
            return False
        command = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True).stdout
        return str(self.cluster) in command

    def _clear_remains(self) -> None:
        """Make what a killed server left acceptable to the next one."""
        for name in (_SOCKET, f"{_SOCKET}.lock"):
            (self.socket / name).unlink(missing_ok=True)
        try:
            lines = self.pid_file.read_text(errors="replace").splitlines()
        except FileNotFoundError:
            return
        if self._pid() is None:
            self.pid_file.unlink()  # empty or cut off: the server would stop at it
            return
        # A server takes its parent's number for stale, and still checks the shared memory named further down, which
        # tells it whether a session of the killed server is alive. Removing the file would lose that check.
        lines[0] = str(os.getpid())
        self.pid_file.write_text("\n".join(lines) + "\n")

    def _pid(self) -> int | None:
        try:
            pid = int(self.pid_file.read_text(errors="replace").split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None
        return pid if pid > 0 else None

    def _ensure_database(self) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            if not connection.execute("select 1 from pg_database where datname = %s", [NAME]).fetchone():
                connection.execute(f'create database "{NAME}"')

    def _socket_directory(self) -> Path:
        near = self.home / "socket"
        if len(os.fsencode(near / _SOCKET)) < _MAX_SOCKET_PATH:
            return near
        short = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]
        # Not the folder that TMPDIR names: every process has to find the same one.
        return Path("/tmp") / f"factcheck-{os.geteuid()}-{short}"  # noqa: S108

    def _make_socket_directory(self) -> None:
        self.socket.mkdir(mode=0o700, exist_ok=True)
        found = self.socket.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
            raise SetupProblem(f"{self.socket} is not a folder of yours. Move it away, then try again.")
        self.socket.chmod(0o700)

    def _remove_socket_directory(self) -> None:
        with suppress(OSError):
            self.socket.rmdir()

    def _begin_a_log(self) -> None:
        if self.log.exists() and self.log.stat().st_size > _MAX_LOG_SIZE:
            self.log.replace(self.log.with_suffix(".log.old"))

    def _said_since(self, position: int) -> str:
        with self.log.open("rb") as log:
            log.seek(position)
            return log.read().decode(errors="replace")

    def _tail(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-8:])


_ROOT_REFUSED = (
    "PostgreSQL does not run as root or as a user without a name, and this machine allows no user namespace to run it in."
    " Start as an ordinary user, or set DATABASE_URL to a PostgreSQL server, for example"
    " postgresql://factcheck:PASSWORD@localhost/factcheck."
)


def _locale_flags(version: int) -> list[str]:
    """Order by code point, and letters as Unicode has them, whatever the locale of the machine.

    A server from version 17 on brings its own case rules; its text search parser still asks the C library (LC_CTYPE).
    """
    flags = ["--locale=C"]
    flags += [f"--lc-ctype={name}" for name in _UNICODE_LOCALES if _has_locale(name)][:1]
    if version >= 17:
        flags += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return flags


def _has_locale(name: str) -> bool:
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, name)
    except locale.Error:
        return False
    locale.setlocale(locale.LC_CTYPE, before)
    return True


def _unprivileged_prefix() -> list[str]:
    try:
        if os.geteuid() != 0 and pwd.getpwuid(os.geteuid()):
            return []
    except KeyError:
        pass  # a number without a name, as some containers give: PostgreSQL refuses that too
    if not sys.platform.startswith("linux"):
        raise SetupProblem(_ROOT_REFUSED)
    return [sys.executable, "-I", "-S", str(Path(namespace.__file__))]


def _environment() -> dict[str, str]:
    # Variables meant for clients would move the server; the locale decides the language of its messages.
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C", "TZ": "UTC"}


def _startup_advice(tail: str) -> str:
    if "No space left" in tail:
        return "The disk is full. Make room, then try again."
    return "Put it right, or set DATABASE_URL to a PostgreSQL server, then try again."


def _wait_until(seconds: float, done: Callable[[], bool]) -> bool:
    limit = time.monotonic() + seconds
    pause = 0.01
    while not done():
        if time.monotonic() > limit:
            return False
        time.sleep(pause)
        pause = min(pause * 1.5, 0.2)
    return True


def _reap_children() -> None:
    for child in list(_children):
        try:
            child.wait(timeout=2)
        except subprocess.TimeoutExpired:
            continue
        _children.remove(child)
