"""Sitemaps and their index in chunks. Pure.

Shape: https://www.sitemaps.org/protocol.html. A sitemap has at most 50,000 addresses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from xml.sax.saxutils import escape

MOST_ADDRESSES = 50_000
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_IN_CHUNK = 500


def stream_sitemap(pages: Iterable[tuple[str, datetime | None]], zone: tzinfo) -> Iterator[str]:
    """A sitemap of absolute URLs, each with the time of its last change. Times have the offset of `zone`."""
    yield from _stream("urlset", "url", pages, zone)


def stream_sitemap_index(sitemaps: Iterable[tuple[str, datetime | None]], zone: tzinfo) -> Iterator[str]:
    """An index of the absolute URLs of sitemaps, each with the time of the last change of its pages."""
    yield from _stream("sitemapindex", "sitemap", sitemaps, zone)


def _stream(root: str, element: str, entries: Iterable[tuple[str, datetime | None]], zone: tzinfo) -> Iterator[str]:
    lines = [f'{_HEAD}<{root} xmlns="{_SPACE}">\n']
    for address, changed in entries:
        lastmod = f"<lastmod>{changed.astimezone(zone).isoformat(timespec='seconds')}</lastmod>" if changed else ""
        lines.append(f"<{element}><loc>{escape(address)}</loc>{lastmod}</{element}>\n")
        if len(lines) >= _IN_CHUNK:
            yield "".join(lines)
            lines = []
    yield "".join([*lines, f"</{root}>\n"])
