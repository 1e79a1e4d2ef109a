"""Child processes of a command: started, monitored, and stopped together with it."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from factcheck.setup import parent
from factcheck.setup.environment import ROOT
from factcheck.setup.problem import SetupProblem

_STOP_LIMIT = 12.0  # seconds from SIGTERM to SIGKILL
_MAX_LOG_SIZE = 2_000_000  # bytes
_MAX_RESTARTS = 3  # consecutive restarts of a child
_STABLE_AFTER = 60.0  # seconds of uptime that reset the count of failures


@dataclass
class Child:
    """One process: its name in messages, its command and environment, and the log file for its output.

    `failures` counts exits in short succession since the last `Children.forgive`.
    """

    name: str
    command: Sequence[str]
    environment: dict[str, str]
    log: Path
    restarts: bool = False
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    failures: int = 0

    def start(self) -> None:
        if self.log.exists() and self.log.stat().st_size > _MAX_LOG_SIZE:
            self.log.replace(self.log.with_suffix(".log.old"))
        with self.log.open("ab") as log:
            # In its own session, so that Ctrl-C reaches only the parent, which stops its children in order.
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                cwd=ROOT,  # so that Python can import our modules from any working directory
                env=self.environment | {parent.VARIABLE: str(os.getpid())},
            )
        self.started_at = time.monotonic()

    def log_tail(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-12:])


@dataclass
class Children:
    """A group of child processes. As a context manager, it stops all of them when the block ends, also by an exception."""

    say: Callable[[str], None]
    running: list[Child] = field(default_factory=list)

    def __enter__(self) -> "Children":
        return self

    def __exit__(self, *reason: object) -> None:
        self._signal(signal.SIGTERM)
        try:
            self._wait(_STOP_LIMIT)
        finally:
            self._signal(signal.SIGKILL)  # immediately after a second Ctrl-C
            self._wait(5)

    def start(self, child: Child) -> None:
        self.running.append(child)
        child.start()

    def check(self) -> None:
        """Restart children that have exited and may be restarted. Raises SetupProblem for any other exited child."""
        for child in self.running:
            status = child.process.poll() if child.process else None
            if status is None:
                continue
            cause = f"was killed by signal {-status}" if status < 0 else f"exited with status {status}"
            if time.monotonic() - child.started_at > _STABLE_AFTER:
                child.failures = 0
            child.failures += 1
            if not child.restarts or child.failures > _MAX_RESTARTS:
                raise SetupProblem(
                    f"The {child.name} {cause}, so all processes were stopped. End of its log ({child.log}):\n{child.log_tail()}"
                )
            self.say(f"The {child.name} {cause} and will be restarted. Its log is {child.log}.")
            child.start()

    def forgive(self) -> None:
        """Forget earlier failures, because they had another cause than the children, such as an outage of the database."""
        for child in self.running:
            child.failures = 0

    def _signal(self, number: signal.Signals) -> None:
        for child in self.running:
            if child.process and child.process.poll() is None:
                try:
                    if number == signal.SIGKILL:
                        os.killpg(child.process.pid, number)
                    else:
                        child.process.send_signal(number)
                except ProcessLookupError:
                    pass

    def _wait(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while any(child.process and child.process.poll() is None for child in self.running):
            if time.monotonic() > deadline:
                return
            time.sleep(0.05)
