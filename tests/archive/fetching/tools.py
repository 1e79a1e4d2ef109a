"""Fetches from local servers, with short limits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factcheck.archive.fetching import Fetched, FetchFailed, FetchLimits, Network, fetch
from factcheck.archive.fetching.network import Resolver, system_resolver
from tests.archive.fetching.servers import RawServer

AGENT = "Factcheck/test (+https://newsroom.example/)"
LIMITS = FetchLimits(resolve=2, connect=2, tls=2, first_byte=2, idle=2, total=20, turn=5, interval=0)


def network(*servers: RawServer, resolver: Resolver = system_resolver, authorities: Path | None = None) -> Network:
    """The rules of production, and permission for these servers."""
    permitted = frozenset((server.host.strip("[]"), server.port) for server in servers)
    return Network(test_servers=permitted, resolver=resolver, authorities=authorities)


def get(server: RawServer, path: str = "/", **limits: Any) -> Fetched:
    """Fetch a path from the server."""
    return fetch(server.url(path), limits=replace(LIMITS, **limits), network=network(server), user_agent=AGENT)


def failure_of(server: RawServer, path: str = "/", **limits: Any) -> FetchFailed:
    """The failure of fetching a path from the server."""
    with pytest.raises(FetchFailed) as caught:
        get(server, path, **limits)
    assert_readable(caught.value)
    return caught.value


def refused(address: str, rules: Network | None = None) -> FetchFailed:
    """The failure of fetching an address with the rules of production, or other ones."""
    with pytest.raises(FetchFailed) as caught:
        fetch(address, limits=LIMITS, network=rules or Network(), user_agent=AGENT)
    assert_readable(caught.value)
    return caught.value


def assert_readable(failure: FetchFailed) -> None:
    """The message consists of at least two sentences: what happened, and what to do next."""
    assert failure.detail[0].isupper() or failure.detail[0] == "“"
    assert failure.detail.endswith(".")
    assert failure.detail.count(". ") >= 1
    assert len(failure.detail) < 500
