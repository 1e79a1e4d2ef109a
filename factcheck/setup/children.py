"""Processes that belong to one start: begun together, watched, and all ended with it."""

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

_STOP_LIMIT = 12.0  # seconds between the request to stop and the end by force
_MAX_LOG_SIZE = 2_000_000  # bytes
_MAX_RESTARTS = 3  # so often in a row a child is begun again
_STABLE_AFTER = 60.0  # seconds after which a child counts as well again


@dataclass
class Child:
    """One process: what it is called on the screen, how it is started, where its output goes."""

    name: str
    command: Sequence[str]
    environment: dict[str, str]
    log: Path
    restarts: bool = False
    process: subprocess.Popen[bytes] | None = None
    began: float = 0.0
    failures: int = 0

    def start(self) -> None:
        if self.log.exists() and self.log.stat().st_size > _MAX_LOG_SIZE:
            self.log.replace(self.log.with_suffix(".log.old"))
        with self.log.open("ab") as log:
            # A session of its own: Ctrl-C reaches the parent alone, which ends its children in order.
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                cwd=ROOT,  # where its modules are found, wherever we were called from
                env=self.environment | {parent.VARIABLE: str(os.getpid())},
            )
        self.began = time.monotonic()

    def last_words(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-12:])


@dataclass
class Children:
    """A group of them; as a context it ends all that still run, however the block is left."""

    say: Callable[[str], None]
    running: list[Child] = field(default_factory=list)

    def __enter__(self) -> "Children":
        return self

    def __exit__(self, *reason: object) -> None:
        self._signal(signal.SIGTERM)
        try:
            self._wait(_STOP_LIMIT)
        finally:
            self._signal(signal.SIGKILL)  # reached at once by a second Ctrl-C
            self._wait(5)

    def start(self, child: Child) -> None:
        self.running.append(child)
        child.start()

    def look(self) -> None:
        """Begin a fallen child again where it may be; raise SetupProblem where the others cannot go on without it."""
        for child in self.running:
            status = child.process.poll() if child.process else None
            if status is None:
                continue
            how = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
            if time.monotonic() - child.began > _STABLE_AFTER:
                child.failures = 0
            child.failures += 1
            if not child.restarts or child.failures > _MAX_RESTARTS:
                raise SetupProblem(
                    f"The {child.name} {how}, so everything was stopped. Its last words ({child.log}):\n{child.last_words()}"
                )
            self.say(f"The {child.name} {how}; starting it again. What it said is in {child.log}.")
            child.start()

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
        limit = time.monotonic() + seconds
        while any(child.process and child.process.poll() is None for child in self.running):
            if time.monotonic() > limit:
                return
            time.sleep(0.05)
