"""Runs `manage.py` for tests in processes that start faster, because they are forked after the libraries have been imported."""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from factcheck.setup.environment import ROOT
from tests.setup import fork_server

MANAGE = str(ROOT / "manage.py")


def run_manage(
    *arguments: str, environment: dict[str, str], folder: Path = ROOT, seconds: float = 170
) -> subprocess.CompletedProcess[str]:
    """Run `manage.py` with this environment and no input. Its own modules are imported in the new process, as always."""
    command = [MANAGE, *arguments]
    # The environment in bytes may not be valid text, which JSON represents with escape sequences.
    request = json.dumps({"arguments": command, "environment": environment, "folder": str(folder)}).encode()
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                descriptors = [output.fileno(), errors.fileno(), theirs.fileno()]
                socket.send_fds(_server(), [request], descriptors)
            ours.settimeout(seconds)
            with ours.makefile() as answers:
                process = int(answers.readline())
                try:
                    status = int(answers.readline())
                except TimeoutError:
                    os.kill(process, signal.SIGKILL)
                    raise
        texts = [(file.seek(0), file.read().decode())[1] for file in (output, errors)]
    return subprocess.CompletedProcess(command, status, *texts)


@cache
def _server() -> socket.socket:
    """The connection to the process that forks the others. It ends with this process."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, fork_server.__file__, str(theirs.fileno())]
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("FACTCHECK_", "DJANGO_", "DATABASE_"))}
    process = subprocess.Popen(command, env=variables, cwd=ROOT, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()])
    theirs.close()

    @atexit.register
    def end() -> None:
        ours.close()
        process.wait(30)

    return ours
