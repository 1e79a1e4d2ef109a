"""The clients of connections, and a queue in which they take turns.

A client is an IPv4 address or an IPv6 network. With a trusted proxy, it is the one for which the proxy sends the request.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from typing import Any

from factcheck.setup.network import network_of


def client_of(address: str) -> str:
    """The client with this address. All connections over a Unix socket have the same client until a proxy names another one."""
    try:
        return network_of(address)
    except ValueError:
        return address[:64]


class FairQueue:
    """Connections whose requests wait for a thread, in the place of waitress's `deque`; the caller holds a lock.

    The clients take turns, so a client with many requests delays only itself.
    """

    def __init__(self) -> None:
        self._waiting: OrderedDict[str, deque[Any]] = OrderedDict()

    def append(self, channel: Any) -> None:
        self._waiting.setdefault(channel.client, deque()).append(channel)

    def popleft(self) -> Any:
        client, channels = self._waiting.popitem(last=False)
        channel = channels.popleft()
        if channels:
            self._waiting[client] = channels  # at the end: the next turn of this client comes after those of all others
        return channel

    def __len__(self) -> int:
        return sum(map(len, list(self._waiting.values())))

    def count(self, client: str) -> int:
        """The number of waiting connections of one client."""
        return len(self._waiting.get(client, ()))
