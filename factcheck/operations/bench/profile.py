"""Counts what one request of each operation costs in this process: statements, Python calls, and time in templates."""

from __future__ import annotations

import cProfile
import pstats
import time
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.template.base import Template
from django.test import Client

REQUESTS = 20
"""Times are the least of this many requests, so that other processes on the machine affect them little."""


@dataclass(frozen=True, slots=True)
class RequestProfile:
    """`calls` are those of Python functions, also of built-in ones. `app_ms` and `template_ms` are processor time."""

    name: str
    statements: int
    calls: int
    app_ms: float
    template_ms: float
    bytes: int


class _TemplateClock:
    """Measures the processor time of the outermost template."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._depth = 0
        self._render = Template.render

    def __enter__(self) -> _TemplateClock:
        clock = self

        def render(template: Template, context: Any) -> Any:
            clock._depth += 1
            start = time.process_time()
            try:
                return clock._render(template, context)
            finally:
                clock._depth -= 1
                clock.seconds += 0 if clock._depth else time.process_time() - start

        Template.render = render  # type: ignore[method-assign,assignment]
        return self

    def __exit__(self, *error: object) -> None:
        Template.render = self._render  # type: ignore[method-assign]


def profile_page(name: str, address: str, cookies: dict[str, str], *, is_fragment: bool = False) -> RequestProfile:
    """The cost of a page after the first requests."""
    client = Client()
    client.cookies.load(cookies)
    headers = {"Host": "127.0.0.1", **({"HX-Request": "true"} if is_fragment else {})}
    for _ in range(6):  # what each process reads once, and prepared statements
        response = client.get(address, headers=headers)
        if response.status_code != 200:
            raise RuntimeError(f"The response to {address} has status {response.status_code}.")
    statements = 0

    def count(execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(sql, values, many, context)

    profile = cProfile.Profile()
    with connection.execute_wrapper(count), profile:
        client.get(address, headers=headers)
    stats: Any = pstats.Stats(profile)
    times = []
    for _ in range(REQUESTS):
        with _TemplateClock() as clock:
            start = time.process_time()
            client.get(address, headers=headers)
            times.append((time.process_time() - start, clock.seconds))
    least, in_templates = min(times)
    size = len(response.content)
    return RequestProfile(name, statements, stats.total_calls, round(least * 1000, 2), round(in_templates * 1000, 2), size)
