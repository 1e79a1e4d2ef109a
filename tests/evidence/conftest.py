"""Fixtures for evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

import pytest

from factcheck.articles.readers import isolation


@pytest.fixture
def all_readers_busy(monkeypatch: pytest.MonkeyPatch) -> Callable[[], AbstractContextManager[None]]:
    """A block in which this process reads as many files as it may, so that the next one gets no child process."""

    @contextmanager
    def busy() -> Iterator[None]:
        with ExitStack() as stack:
            while isolation._SLOTS.acquire(blocking=False):
                stack.callback(isolation._SLOTS.release)
            yield

    monkeypatch.setattr(isolation, "_SECONDS_FOR_SLOT", 0.1)
    return busy
