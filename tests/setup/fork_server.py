"""A process that has imported the libraries of Factcheck, but none of its modules, and forks a process for each command.

`tests/setup/commands.py` starts it as a script. A request is a JSON object with the arguments, the environment, and the folder of
a command; the descriptors of its output, its errors, and a socket for its process id and its exit status are sent with it.
"""

import gc
import importlib
import json
import os
import runpy
import select
import signal
import socket
import sys
from contextlib import suppress

LIBRARIES = """
asyncio cryptography.hazmat.primitives.asymmetric.ed25519 cryptography.x509 django.contrib.auth.hashers
django.contrib.postgres.search django.contrib.staticfiles.storage django.core.mail django.core.management.base
django.core.serializers.json django.db.backends.postgresql.base django.db.models django.forms django.template.loader
django.test.client django.urls django.views.generic email.mime.text fido2.webauthn h11 http.server jinja2 lxml.etree markdown_it
multiprocessing.pool PIL.Image PIL.ImageDraw procrastinate psycopg psycopg_pool pygments.lexers requests sqlparse unittest urllib3
whitenoise.middleware xml.sax yaml
"""


def serve(requests: socket.socket) -> list[str]:
    """Fork a process for each request. Returns only in these processes, with their arguments."""
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda number, frame: None)
    answers: dict[int, socket.socket] = {}
    while True:
        for ready in select.select([requests, woken], [], [])[0]:
            if ready == woken:
                os.read(woken, 4096)
                while answers and (ended := os.waitpid(-1, os.WNOHANG))[0]:
                    with answers.pop(ended[0]) as answer, suppress(BrokenPipeError):  # after its time limit
                        answer.sendall(f"{os.waitstatus_to_exitcode(ended[1])}\n".encode())
                continue
            message, descriptors, *_ = socket.recv_fds(requests, 1 << 20, 3)
            if not message:
                os._exit(0)  # the tests have ended
            answer = socket.socket(fileno=descriptors.pop())
            if process := os.fork():
                answers[process] = answer
                try:
                    answer.sendall(f"{process}\n".encode())
                except BrokenPipeError:  # nobody waits for it anymore
                    os.kill(process, signal.SIGKILL)
                for descriptor in descriptors:
                    os.close(descriptor)
                continue
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for each in (requests, answer, *answers.values()):
                each.close()
            os.close(woken)
            os.close(wake)
            return become(json.loads(message), descriptors)


def become(request: dict, descriptors: list[int]) -> list[str]:
    """Take over the arguments, environment, folder, and streams of a command, as a new process would."""
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    for number, descriptor in enumerate(descriptors, start=1):
        os.dup2(descriptor, number)
        os.close(descriptor)
    sys.stdin, sys.stdout = open(0), open(1, "w")  # noqa: SIM115  # open until the process ends
    sys.stderr = open(2, "w", buffering=1, errors="backslashreplace")  # noqa: SIM115
    for name in set(os.environ) - set(request["environment"]):
        del os.environ[name]
    os.environ.update(request["environment"])
    os.chdir(request["folder"])
    sys.argv = request["arguments"]
    sys.path[0] = os.path.dirname(sys.argv[0])
    return sys.argv


if __name__ == "__main__":
    for library in LIBRARIES.split():
        importlib.import_module(library)
    gc.collect()
    gc.freeze()
    runpy.run_path(serve(socket.socket(fileno=int(sys.argv[1])))[0], run_name="__main__")
