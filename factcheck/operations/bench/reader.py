"""Measures a reader of public pages, with and without an attack at the same time."""

from __future__ import annotations

import http.client
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from factcheck.operations.bench.attackers import Attack, attacking
from factcheck.operations.bench.measure import percentile

INTERVAL = 0.025
"""Seconds between the requests of the reader."""
TIMEOUT = 30.0
"""The time of a request that fails."""
MAX_RATIO = 3.0
TOLERATED_MS = 50.0


@dataclass(frozen=True, slots=True)
class Resistance:
    """The 95th percentiles of the reader, in milliseconds, and the responses to the attack by status (0: no response)."""

    name: str
    normal_ms: float
    attacked_ms: float
    failed: int
    outcomes: dict[int, int]

    @property
    def is_within_limit(self) -> bool:
        return self.attacked_ms <= max(MAX_RATIO * self.normal_ms, TOLERATED_MS)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self) | {"is_within_limit": self.is_within_limit}


def measure_attacks(attacks: Iterable[Attack], port: int, path: str, *, rounds: int) -> Iterator[Resistance]:
    """Measure each attack while a reader requests `path`, `rounds` times without and `rounds` times with the attack.

    Raises RuntimeError if an attack did not do what it was meant to do.
    """
    _read(port, path, 20)  # warm up
    for attack in attacks:
        normal, _ = _read(port, path, rounds)
        with attacking(attack, port):
            attacked, failed = _read(port, path, rounds)
        if not attack.is_effective():
            raise RuntimeError(f"The attack “{attack.name}” had no effect; responses by status: {dict(attack.outcomes)}")
        yield Resistance(attack.name, _p95_ms(normal), _p95_ms(attacked), failed, dict(sorted(attack.outcomes.items())))


def _read(port: int, path: str, rounds: int) -> tuple[list[float], int]:
    """The seconds of each request of a reader, on a new connection for each, and the number of failures."""
    times, failed = [], 0
    for _ in range(rounds):
        start = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            response.read()
            is_failed = response.status != 200
        except (OSError, http.client.HTTPException):
            is_failed = True
        finally:
            connection.close()
        failed += is_failed
        times.append(TIMEOUT if is_failed else time.perf_counter() - start)
        time.sleep(INTERVAL)
    return times, failed


def _p95_ms(times: list[float]) -> float:
    return round(percentile(times, 0.95) * 1000, 1)
