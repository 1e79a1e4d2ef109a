"""Collects a page: fetches it, stores the exchange as WARC together with the received bytes, and extracts its text."""

from __future__ import annotations

from collections.abc import Callable

from factcheck.evidence.copies.actions import CollectedPage


def collect(address: str, *, progress: Callable[[int], None]) -> CollectedPage:
    raise NotImplementedError
