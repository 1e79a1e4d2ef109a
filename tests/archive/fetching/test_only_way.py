"""Only `archive.fetching` opens connections to addresses that people enter."""

from __future__ import annotations

import ast

from tests.test_project import ROOT, tracked

CAN_CONNECT = {
    "aiohttp", "asyncio", "boto3", "botocore", "curl_cffi", "feedparser", "ftplib", "h11", "http.client", "httpcore", "httpx",
    "imaplib", "poplib", "pycurl", "requests", "requests_hardened", "smtplib", "socket", "socketserver", "ssl", "storages",
    "telnetlib", "trafilatura.downloads", "urllib.error", "urllib.request", "urllib3",
    "warcio.capture_http", "websockets", "xmlrpc",
}  # fmt: skip
"""Modules with which a connection can be opened."""
CALLS = {"fetch_response", "fetch_url", "open_connection", "open_unix_connection", "create_connection", "urlopen", "urlretrieve"}
"""Functions that open connections, in whatever module they are."""
FETCHING = "factcheck/archive/fetching/"
OTHERS = {
    "factcheck/accounts/invitations.py": "the exceptions of the mail server in the settings",
    "factcheck/accounts/oidc.py": "requests to the provider in FACTCHECK_OIDC_ISSUER only; every other host is refused",
    "factcheck/archive/storage/bucket.py": "the storage service in FACTCHECK_S3_ENDPOINT",
    "factcheck/operations/bench/attackers.py": "the server that the benchmark starts",
    "factcheck/operations/bench/client.py": "the server that the benchmark starts",
    "factcheck/operations/bench/reader.py": "the server that the benchmark starts",
    "factcheck/operations/bench/server.py": "the server that the benchmark starts",
    "factcheck/operations/management/commands/demo.py": "the server that the command starts",
    "factcheck/operations/management/commands/send_test_mail.py": "the mail server in the settings",
    "factcheck/operations/management/commands/worker.py": "the event loop of the worker",
    "factcheck/operations/monitoring/process_files.py": "the name of this machine",
    "factcheck/setup/certificates.py": "whether OpenSSL can read a file of certificates",
    "factcheck/setup/environment.py": "the paths of certificates, for the installer",
    "factcheck/setup/network.py": "the addresses of this machine, without sending anything",
    "factcheck/setup/serving/channel.py": "connections that the web server accepts",
    "factcheck/setup/serving/server.py": "connections that the web server accepts",
}
"""Other modules that import one of these, and what they connect to: never to an address that a person entered."""


def imported(tree: ast.AST) -> set[str]:
    """The modules that a module imports, and the names that it imports from them."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def called(tree: ast.AST) -> set[str]:
    """The names of the functions that a module calls."""
    functions = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "") for function in functions}


def can_connect(source: str) -> bool:
    tree = ast.parse(source)
    modules = {".".join(name.split(".")[:length]) for name in imported(tree) for length in range(1, name.count(".") + 2)}
    return bool(modules & CAN_CONNECT or called(tree) & CALLS)


def test_no_other_module_can_open_a_connection_without_a_reason() -> None:
    paths = {str(path.relative_to(ROOT)) for path in tracked("factcheck/*.py") if can_connect(path.read_text())}
    assert sorted(path for path in paths if not path.startswith(FETCHING)) == sorted(OTHERS)
    assert sorted(path.removeprefix(FETCHING) for path in paths if path.startswith(FETCHING)) == [
        "conversation.py",  # the parser; it opens no connection
        "network.py",  # resolves names
        "wire.py",  # opens connections
    ]


def test_each_way_to_open_a_connection_is_recognized() -> None:
    for source in (
        "import socket",
        "import urllib.request as u",
        "from urllib import request",
        "from http import client",
        "def f():\n    from requests.sessions import Session",
        "from trafilatura import fetch_url\nfetch_url(a)",
        "import trafilatura\ntrafilatura.fetch_response(a)",
        "import asyncio",
        "loop.create_connection(f)",
    ):
        assert can_connect(source), source
    assert not can_connect(
        "from urllib.parse import urlsplit\nfrom http import HTTPStatus\nimport trafilatura\ntrafilatura.extract(a)"
    )
