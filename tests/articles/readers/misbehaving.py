"""What a library could do to the process that extracts a text. The child process of `isolation` imports this module."""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any


def extract(content: bytes) -> dict[str, Any]:
    """Do what the content names."""
    name, _, argument = content.decode().partition(" ")
    return {"text": str(ACTIONS[name](argument)), "metadata": {}}


def _recurse(argument: str) -> str:
    return _recurse(argument)


def _print(argument: str) -> str:
    print("printed")
    return argument


ACTIONS: dict[str, Callable[[str], object]] = {
    "connect": lambda port: socket.create_connection(("127.0.0.1", int(port))),
    "raw": lambda _: socket.socket(),
    "resolve": socket.gethostbyname,
    "request": urllib.request.urlopen,
    "run": lambda command: subprocess.run([command], check=False),
    "system": os.system,
    "fork": lambda _: os.fork(),
    "write": lambda path: Path(path).write_text("x"),
    "remove": os.remove,
    "read": lambda path: Path(path).read_text(),
    "library": ctypes.CDLL,
    "memory": lambda _: len(bytearray(10**9)),
    "many": lambda _: [bytearray(10_000) for _ in range(10**6)],
    "loop": lambda _: sum(iter(int, 1)),
    "sleep": lambda _: time.sleep(60),
    "recursion": _recurse,
    "crash": lambda _: os.abort(),
    "segfault": lambda _: ctypes.string_at(0),
    "exit": lambda _: sys.exit(0),
    "output": lambda _: "x" * 20_000_000,
    "surrogate": lambda _: "a\ud800b",
    "print": _print,
    "environment": lambda _: sorted(os.environ),
    "value": lambda value: value,
}
