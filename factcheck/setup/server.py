"""Creates, starts, recovers, and stops the PostgreSQL server of one data directory. `postgres` counts its users."""

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

from factcheck.setup import namespace, roles
from factcheck.setup.binaries import Binaries, find_binaries
from factcheck.setup.problem import SetupProblem

_SOCKET = ".s.PGSQL.5432"
_MAX_SOCKET_PATH = 100  # bytes; the limit of the kernel is 104 on macOS and 108 on Linux
_START_LIMIT = 120.0  # seconds; recovery of a large database after a crash can take this long
_STOP_LIMIT = 60.0
_MAX_LOG_SIZE = 5_000_000  # bytes
_UNICODE_LOCALES = ("C.UTF-8", "UTF-8", "en_US.UTF-8")  # LC_CTYPE on Linux, macOS, and older systems
_SESSION_STILL_ACTIVE = "pre-existing shared memory block"  # PostgreSQL's message if a session outlives its killed server

Say = Callable[[str], None]


class _ServerProcess(subprocess.Popen[bytes]):
    """A server process. It may outlive this process on purpose, so it must not cause a ResourceWarning."""

    def __del__(self) -> None:
        pass


_children: list[_ServerProcess] = []


class Server:
    """The files of one server, and the operations on it. Callers of `start` and `stop` hold `lock`."""

    def __init__(self, data: Path, *, durable: bool) -> None:
        self.home = data.resolve() / "postgres"
        self.cluster = self.home / "cluster"
        self.lock = self.home / "lock"
        self.users = self.home / "users"
        self.log = self.home / "server.log"
        self.pid_file = self.cluster / "postmaster.pid"
        self.durable = durable
        self.socket = self._socket_directory()

    def url(self, database: str, role: str = roles.SUPERUSER) -> str:
        # The directory is in the query, because URL parsers convert the host to lower case.
        return f"postgresql://{role}@/{database}?host={quote(str(self.socket), safe='')}"

    def start(self, say: Say) -> None:
        """Ensure that the server accepts connections, and that the database and its roles exist."""
        if not self.accepts_connections():
            self.run(say)
        roles.ensure(self.url, say)

    def run(self, say: Say) -> None:
        """Start the server, which may be a replica. Creates the cluster if it does not exist."""
        binaries = find_binaries()
        if not self.durable and self.pid_file.exists() and not self._wait_for_running_server():
            shutil.rmtree(self.cluster)  # after a crash without fsync, the data may be corrupt
        if not self.cluster.exists():
            say("Creating the database cluster")
            self._create_cluster(binaries)
        self._check_version(binaries)
        self._create_socket_directory()
        if not self._wait_for_running_server():
            self._remove_stale_files()
            self._rotate_log()
            self._launch(binaries)

    def stop(self) -> None:
        """Shut the server down cleanly after ending its sessions (fast shutdown); after a minute, shut it down immediately."""
        pid = self._pid() if self.accepts_connections() else None
        if pid is None:
            return
        for number, limit in ((signal.SIGINT, _STOP_LIMIT), (signal.SIGQUIT, 5.0)):
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                return
            if _wait_until(limit, lambda: not self.pid_file.exists()):
                _reap_children()
                self._remove_socket_directory()
                return
        raise SetupProblem(f"The database server (process {pid}) does not stop. See {self.log}, then stop the process manually.")

    def accepts_connections(self) -> bool:
        """Whether a server accepts connections on the socket. Unlike the pid file, this cannot be stale."""
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def _create_cluster(self, binaries: Binaries) -> None:
        unfinished = self.home / "cluster.new"  # renamed when complete, so that an interruption leaves no partial cluster
        shutil.rmtree(unfinished, ignore_errors=True)
        flags = [
            "-D",
            str(unfinished),
            "-U",
            roles.SUPERUSER,
            "--auth=trust",
            "--encoding=UTF8",
            "--data-checksums",
            "--no-instructions",
        ]
        flags += _locale_flags(binaries.version)
        if not self.durable:
            flags += ["--no-sync"]
        with self.log.open("ab") as log:
            process = subprocess.run(
                [*_unprivileged_prefix(), str(binaries.initdb), *flags],
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                env=_environment(),
            )
        if process.returncode == namespace.REFUSED:
            raise SetupProblem(_ROOT_REFUSED)
        if process.returncode != 0:
            raise SetupProblem(f"The database cluster could not be created:\n{self._tail()}\n{_startup_advice(self._tail())}")
        unfinished.rename(self.cluster)

    def _check_version(self, binaries: Binaries) -> None:
        created_by = int((self.cluster / "PG_VERSION").read_text().split(".")[0])
        if created_by != binaries.version:
            raise SetupProblem(
                f"The database in {self.cluster} was created by PostgreSQL {created_by}, but {binaries.folder} has version"
                f" {binaries.version}. Set PG_BINDIR to the folder of PostgreSQL {created_by}, or dump the data with that version"
                " and start with an empty FACTCHECK_DATA."
            )

    def _launch(self, binaries: Binaries) -> None:
        """Start the server and wait until it accepts connections. Retry while sessions of a killed server are still ending."""
        deadline = time.monotonic() + _START_LIMIT
        position = self.log.stat().st_size if self.log.exists() else 0
        while (status := self._start_process(binaries)) is not None:
            if status == namespace.REFUSED:
                raise SetupProblem(_ROOT_REFUSED)
            if _SESSION_STILL_ACTIVE not in self._log_since(position) or time.monotonic() > deadline:
                raise SetupProblem(f"The database server did not start:\n{self._tail()}\n{_startup_advice(self._tail())}")
            position = self.log.stat().st_size
            time.sleep(0.2)

    def _start_process(self, binaries: Binaries) -> int | None:
        """Start a server process. Returns None once it accepts connections, or its exit status if it ends."""
        options = {"listen_addresses": "", "unix_socket_directories": str(self.socket), "max_connections": "100"}
        if not self.durable:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "300"}
        flags = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        with self.log.open("ab") as log:
            # In its own session, so that Ctrl-C reaches only this process, which stops the server if no other process uses it.
            child = _ServerProcess(
                [*_unprivileged_prefix(), str(binaries.postgres), "-D", str(self.cluster), *flags],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                env=_environment(),
                cwd=self.home,
            )
        if not _wait_until(_START_LIMIT, lambda: child.poll() is not None or self.accepts_connections()):
            child.send_signal(signal.SIGQUIT)
            raise SetupProblem(f"The database server did not respond within {_START_LIMIT:.0f} seconds:\n{self._tail()}")
        if child.returncode is None:
            _children.append(child)
        return child.returncode

    def _wait_for_running_server(self) -> bool:
        """Wait for a server process of this cluster to accept connections or to end. Returns whether it accepts connections."""
        if not self._is_process_running():
            return False
        if not _wait_until(_START_LIMIT, lambda: self.accepts_connections() or not self._is_process_running()):
            raise SetupProblem(
                f"A database server (process {self._pid()}) uses {self.cluster} but does not respond. See {self.log}, stop that"
                " process, then try again."
            )
        return self.accepts_connections()

    def _is_process_running(self) -> bool:
        """Whether the process in the pid file is a server of this cluster, and not an unrelated process with the same id."""
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
            return os.path.samefile(f"/proc/{pid}/cwd", self.cluster)  # the working directory of a server is its cluster
        except OSError:
            pass
        if os.path.isdir("/proc/self"):
            return False
        command = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True).stdout
        return str(self.cluster) in command

    def _remove_stale_files(self) -> None:
        """Remove or change files of a killed server that would prevent the next start."""
        for name in (_SOCKET, f"{_SOCKET}.lock"):
            (self.socket / name).unlink(missing_ok=True)
        try:
            lines = self.pid_file.read_text(errors="replace").splitlines()
        except FileNotFoundError:
            return
        if self._pid() is None:
            self.pid_file.unlink()  # empty or truncated; the server would refuse to start
            return
        # A server treats the id of its parent process as stale, but still checks the shared memory that a later line of the file
        # names, to detect running sessions of the killed server. Removing the file would disable this check.
        lines[0] = str(os.getpid())
        self.pid_file.write_text("\n".join(lines) + "\n")

    def _pid(self) -> int | None:
        try:
            pid = int(self.pid_file.read_text(errors="replace").split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None
        return pid if pid > 0 else None

    def _socket_directory(self) -> Path:
        directory = self.home / "socket"
        if len(os.fsencode(directory / _SOCKET)) < _MAX_SOCKET_PATH:
            return directory
        short_hash = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]
        # Not TMPDIR, which can differ between processes.
        return Path("/tmp") / f"factcheck-{os.geteuid()}-{short_hash}"  # noqa: S108

    def _create_socket_directory(self) -> None:
        self.socket.mkdir(mode=0o700, exist_ok=True)
        status = self.socket.lstat()
        if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid():
            raise SetupProblem(f"{self.socket} is not a folder that belongs to you. Move it away, then try again.")
        self.socket.chmod(0o700)

    def _remove_socket_directory(self) -> None:
        with suppress(OSError):
            self.socket.rmdir()

    def _rotate_log(self) -> None:
        if self.log.exists() and self.log.stat().st_size > _MAX_LOG_SIZE:
            self.log.replace(self.log.with_suffix(".log.old"))

    def _log_since(self, position: int) -> str:
        with self.log.open("rb") as log:
            log.seek(position)
            return log.read().decode(errors="replace")

    def _tail(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-8:])


_ROOT_REFUSED = (
    "PostgreSQL does not run as root or as a user without a name, and this machine does not allow user namespaces. Start"
    " Factcheck as an ordinary user, or set DATABASE_URL to a PostgreSQL server, for example"
    " postgresql://factcheck:PASSWORD@localhost/factcheck."
)


def _locale_flags(version: int) -> list[str]:
    """Options of `initdb` for order by code point and Unicode letters, independent of the locale of the machine.

    PostgreSQL 17 and newer have built-in case rules, but the text search parser still uses the C library (LC_CTYPE).
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
        pass  # a user id without a name, as in some containers; PostgreSQL refuses it
    if not sys.platform.startswith("linux"):
        raise SetupProblem(_ROOT_REFUSED)
    return [sys.executable, "-I", "-S", str(Path(namespace.__file__))]


def _environment() -> dict[str, str]:
    # PG variables for clients would change the configuration of the server; the locale determines the language of its messages.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return inherited | {"LC_ALL": "C", "TZ": "UTC"}


def _startup_advice(tail: str) -> str:
    if "No space left" in tail:
        return "The disk is full. Free some space, then try again."
    return "Correct the problem, or set DATABASE_URL to a PostgreSQL server, then try again."


def _wait_until(seconds: float, is_done: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    pause = 0.01
    while not is_done():
        if time.monotonic() > deadline:
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
