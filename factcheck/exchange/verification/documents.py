"""Reads the JSON files of a package, with bounded memory. Pure."""

from __future__ import annotations

import json
from typing import Any

from factcheck.exchange.verification.bag import read_all
from factcheck.exchange.verification.contents import Contents
from factcheck.exchange.verification.report import UnreadablePackage

MAX_JSON = 16 << 20
"""Bytes of a JSON file."""
MAX_VALUES = 500_000
"""Brackets, commas, and colons of a JSON file. Each of them stands for at most about 100 bytes in memory."""


def problem_of(path: str, content: bytes) -> str:
    """Why a JSON file is too large, as a sentence, or an empty text."""
    if len(content) > MAX_JSON:
        return f"{path} has more than {MAX_JSON:,} bytes."
    if sum(content.count(sign) for sign in (b"{", b"[", b",", b":")) > MAX_VALUES:
        return f"{path} has more than {MAX_VALUES:,} brackets, commas, and colons."
    return ""


def read_object(contents: Contents, path: str, known: str) -> dict[str, Any]:
    """The object in a JSON file. Raises UnreadablePackage if it is missing, too large, or has another format than `known`."""
    content = read_all(contents, path, MAX_JSON)
    if problem := problem_of(path, content):
        raise UnreadablePackage(problem)
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        raise UnreadablePackage(f"{path} is not JSON.") from None
    if not isinstance(value, dict):
        raise UnreadablePackage(f"{path} is not an object.")
    if value.get("format") != known:
        version = str(value.get("format"))[:60]
        raise UnreadablePackage(f"{path} has the format “{version}”. This version of Factcheck reads “{known}”.")
    return value
