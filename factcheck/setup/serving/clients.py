"""The clients of connections, and a queue in which they take turns.

A client is an IPv4 address or an IPv6 network. With a trusted proxy, it is the one for which the proxy sends the request.
"""

from __future__ import annotations

from collections import Counter, OrderedDict, deque
from typing import Any

from factcheck.setup.network import network_of


def client_of(address: str) -> str:
    """The client with this address. All connections over a Unix socket have the same client until a proxy names another one."""
    try:
        return network_of(address)
    except ValueError:
        return address[:64]


class FairQueue:
    """Connections whose requests wait for a thread, in the place of waitress's `deque`; the caller holds the dispatcher's lock.

    The clients take turns, so a client with many requests delays only itself. While more than `flood` of its requests wait, it
    can use half of the `threads`: they share the interpreter lock, and a request of a reader needs a good part of it.
    """

    def __init__(self, flood: int) -> None:
        self.threads = 0
        self.flood = flood
        self._waiting: OrderedDict[str, deque[Any]] = OrderedDict()
        self._running: Counter[str] = Counter()

    def append(self, channel: Any) -> None:
        self._waiting.setdefault(channel.client, deque()).append(channel)

    def popleft(self) -> Any:
        """The connection whose turn it is. Call `release` with its `turn_of` when the thread has finished its request."""
        client = next(client for client in self._waiting if self._has_turn(client))
        channels = self._waiting.pop(client)
        channel = channels.popleft()
        if channels:
            self._waiting[client] = channels  # at the end: the next turn of this client comes after those of all others
        self._running[client] += 1
        channel.turn_of = client
        return channel

    def release(self, client: str) -> None:
        self._running[client] -= 1
        if not self._running[client]:
            del self._running[client]

    def _has_turn(self, client: str) -> bool:
        return len(self._waiting[client]) <= self.flood or self._running[client] < max(1, self.threads // 2)

    def __bool__(self) -> bool:
        """Whether a connection has its turn."""
        return any(map(self._has_turn, self._waiting))

    def __len__(self) -> int:
        return sum(map(len, list(self._waiting.values())))

    def count(self, client: str) -> int:
        """The number of waiting connections of one client."""
        return len(self._waiting.get(client, ()))
