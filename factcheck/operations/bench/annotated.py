"""Measures the first paint of an annotated article in Chromium: 50,000 words with 500 published checks.

The baseline is the first paint of a published check. Both pages are rendered for each request: the process that serves them
caches a rendered article, so the first of its openings is a measurement of its own.
"""

from __future__ import annotations

import statistics
from typing import Any

from django.db import transaction
from django.urls import reverse

from factcheck.articles.actions import show_text
from factcheck.claims.models import Claim
from factcheck.operations.bench.measure import Measurement, percentile
from factcheck.operations.bench.newsroom import BenchNewsroom, publish_check
from factcheck.setup import browser as installed

OPENINGS = 9
LIMIT = 300
"""Milliseconds until the first paint, at most, on the loopback interface (docs/performance.md)."""
_FIRST_PAINT = """() => new Promise((resolve) => {
  const find = () => {
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    if (paint) resolve(paint.startTime);
    else setTimeout(find, 5);
  };
  find();
})"""


def publish_long_article(newsroom: BenchNewsroom) -> int:
    """Publish a check of each claim of the long article, and show its text. Returns the number of checks."""
    with transaction.atomic():
        claims = Claim.objects.filter(mentions__revision__article=newsroom.long_article).order_by("id")
        for claim in claims:
            publish_check(newsroom.checker, newsroom.editor, newsroom.source, claim)
        show_text(
            person=newsroom.editor, article=newsroom.long_article, may_show_text=True, reason="Generated.", seen_version=None
        )
    return len(claims)


def measure_first_paint(newsroom: BenchNewsroom, port: int) -> list[Measurement]:
    """Measure the first paint of the annotated article: rendered for the first time, and cached."""
    from playwright.sync_api import sync_playwright

    base = f"http://127.0.0.1:{port}"
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=str(installed.find()), args=installed.flags(), headless=True)
        page = chromium.new_page(viewport={"width": 1280, "height": 900})
        check = _first_paints(page, base + reverse("public:check", args=[newsroom.slug]))
        article = _first_paints(page, base + reverse("public:article", args=[newsroom.long_article.pk]))
        size = page.evaluate("() => performance.getEntriesByType('navigation')[0].decodedBodySize")
        chromium.close()
    return [
        _measurement("first paint of the annotated article: 50,000 words, 500 marks, rendered", article[:1], check[1:], size),
        _measurement("first paint of the annotated article: 50,000 words, 500 marks, cached", article[1:], check[1:], size),
    ]


def _first_paints(page: Any, address: str) -> list[float]:
    """Milliseconds from the start of the navigation to the first paint, for each opening."""
    times: list[float] = []
    for _ in range(OPENINGS):
        page.goto("about:blank")
        page.goto(address, wait_until="commit")
        times.append(page.evaluate(_FIRST_PAINT))
    return times


def _measurement(name: str, times: list[float], baseline: list[float], size: int) -> Measurement:
    median = statistics.median(times)
    return Measurement(
        name=name,
        median_ms=round(median, 1),
        p95_ms=round(percentile(times, 0.95), 1),
        baseline="first paint of a check",
        ratio=round(median / statistics.median(baseline), 2),
        queries=0,
        bytes=size,
    )
