"""Measures the reading desk in Chromium with 50,000 words and 500 mentions: opening it, and saving a claim. And with 5,000
mentions: the time until text can be marked, and the nodes of the page.

This needs the development packages, which `python3 manage.py test` installs. Times are from `performance.now()`, in milliseconds.
The baseline is the same operation on the article of 450 words. Saving has two parts: from the end of the selection until the
toolbar appears, and from submitting the form until the highlight is painted. The time to fill in the form is not counted.
"""

from __future__ import annotations

import statistics
from typing import Any

from django.urls import reverse

from factcheck.articles.models import Article
from factcheck.operations.bench.measure import Measurement, percentile
from factcheck.operations.bench.newsroom import BenchNewsroom
from factcheck.operations.bench.scale import mark_long_article
from factcheck.setup import browser as installed

OPENINGS = 7
MORE_MENTIONS = 5_000
MARKABLE_LIMIT, NODES_LIMIT = 1_500.0, 20_000.0
"""The most milliseconds until text can be marked, and the most nodes (docs/performance.md)."""
SAVES = 15

# Selects `count` characters of the paragraph at the fraction `share` of the text, as with a mouse: the text is visible and
# selected when the button is released. Resolves with the time from then to the frame with the toolbar.
_SELECT = """async ([share, count]) => {
  const toolbar = document.getElementById("toolbar");
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  getSelection().removeAllRanges();
  const paragraphs = [...document.querySelectorAll("#text [data-start]")];
  const paragraph = paragraphs[Math.floor(paragraphs.length * share)];
  paragraph.dispatchEvent(new PointerEvent("pointerdown", {bubbles: true}));
  paragraph.scrollIntoView({block: "center"});
  const text = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode();
  const range = document.createRange();
  range.setStart(text, 0);
  range.setEnd(text, Math.min(count, text.length));
  getSelection().addRange(range);
  await frame();
  await frame();
  if (!toolbar.hidden) throw new Error("the toolbar appeared before the selection ended");
  const start = performance.now();
  paragraph.dispatchEvent(new PointerEvent("pointerup", {bubbles: true}));
  while (toolbar.hidden) {
    await frame();
    if (performance.now() - start > 10000) throw new Error("the toolbar did not appear");
  }
  await frame();
  return performance.now() - start;
}"""

# Resolves with the time from submitting the form to the frame with one more highlighted proposition.
_SAVE = """() => new Promise((resolve, reject) => {
  const marks = () => CSS.highlights.get("proposition")?.size ?? 0;
  const before = marks();
  const start = performance.now();
  const check = () => {
    if (marks() > before) requestAnimationFrame(() => resolve(performance.now() - start));
    else if (performance.now() - start > 10000) reject(new Error("the highlight did not appear"));
    else requestAnimationFrame(check);
  };
  document.getElementById("claim-form").requestSubmit();
  check();
})"""


# Selects the first words as soon as the page reacts to a selection. Resolves with the time from the start of
# the navigation until the toolbar appears.
_MARKABLE = """() => new Promise((resolve, reject) => {
  const text = document.createTreeWalker(document.querySelector("#words p"), NodeFilter.SHOW_TEXT).nextNode();
  const range = document.createRange();
  range.setStart(text, 0);
  range.setEnd(text, Math.min(30, text.length));
  const check = () => {
    if (!document.getElementById("toolbar").hidden) resolve(performance.now());
    else if (performance.now() > 30000) reject(new Error("the toolbar did not appear"));
    else {
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      setTimeout(check, 5);
    }
  };
  check();
})"""
_NODES = """() => {
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
  let count = 1;
  while (walker.nextNode()) count += 1;
  return count;
}"""


def measure_many_marks(newsroom: BenchNewsroom, port: int, cookies: dict[str, str]) -> list[Measurement]:
    """Measure cold openings of the long article with MORE_MENTIONS mentions: each has a new browser without a cache."""
    from playwright.sync_api import sync_playwright

    mark_long_article(newsroom, MORE_MENTIONS)
    base = f"http://127.0.0.1:{port}"
    times: list[float] = []
    nodes = 0
    with sync_playwright() as driver:
        for _ in range(OPENINGS):
            chromium = driver.chromium.launch(executable_path=str(installed.find()), args=installed.flags(), headless=True)
            context = chromium.new_context(viewport={"width": 1280, "height": 900})
            context.add_cookies([{"name": name, "value": value, "url": base} for name, value in cookies.items()])
            page = context.new_page()
            page.goto(base + reverse("desk:article", args=[newsroom.long_article.pk]), wait_until="domcontentloaded")
            times.append(page.evaluate(_MARKABLE))
            nodes = page.evaluate(_NODES)
            chromium.close()
    name = f"until text can be marked: 50,000 words, {MORE_MENTIONS:,} mentions"
    return [
        _browser_measurement(name, times, "the limit", [MARKABLE_LIMIT], 0),
        _browser_measurement("number of nodes of this page", [float(nodes)], "the limit", [NODES_LIMIT], 0),
    ]


def measure_in_browser(newsroom: BenchNewsroom, port: int, cookies: dict[str, str]) -> list[Measurement]:
    """Measure opening and saving, on the long and on the short article."""
    from playwright.sync_api import sync_playwright

    base = f"http://127.0.0.1:{port}"
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=str(installed.find()), args=installed.flags(), headless=True)
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": name, "value": value, "url": base} for name, value in cookies.items()])
        page = context.new_page()
        measured: dict[str, tuple[list[float], list[float], int]] = {}
        for article in (newsroom.article, newsroom.long_article):
            address = base + reverse("desk:article", args=[article.pk])
            opened, size = _measure_opening(page, address)
            measured[article.title] = (opened, _measure_saving(page, address, article), size)
        chromium.close()
    short, long = measured[newsroom.article.title], measured[newsroom.long_article.title]
    return [
        _browser_measurement(
            "open the desk: 50,000 words, 500 mentions", long[0], "open the desk: 450 words, 50 claims", short[0], long[2]
        ),
        _browser_measurement(
            "save a claim, selected to painted: 50,000 words",
            long[1],
            "save a claim, selected to painted: 450 words",
            short[1],
            0,
        ),
    ]


def _measure_opening(page: Any, address: str) -> tuple[list[float], int]:
    """Milliseconds from the start of the navigation to the frame after the load event, and the transferred bytes of the page."""
    times: list[float] = []
    size = 0
    for _ in range(OPENINGS):
        page.goto(address, wait_until="load")
        times.append(
            page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))")
        )
        size = page.evaluate("() => performance.getEntriesByType('navigation')[0].transferSize")
    return times[1:], size


def _measure_saving(page: Any, address: str, article: Article) -> list[float]:
    page.goto(address, wait_until="load")
    times: list[float] = []
    for index in range(SAVES + 1):
        selecting = page.evaluate(_SELECT, [(index + 1) / (SAVES + 2), 30])
        page.locator("#toolbar [data-open=claim]").click()
        form = page.locator("#claim-form")
        form.locator("[name=layer][value=proposition]").check()
        form.locator("[name=claimant]").fill("An actor")
        form.locator("[name=mode]").select_option("indirect")
        times.append(selecting + page.evaluate(_SAVE))
    return times[1:]


def _browser_measurement(name: str, times: list[float], baseline: str, baseline_times: list[float], size: int) -> Measurement:
    median = statistics.median(times)
    return Measurement(
        name=name,
        median_ms=round(median, 1),
        p95_ms=round(percentile(times, 0.95), 1),
        baseline=baseline,
        ratio=round(median / statistics.median(baseline_times), 2),
        queries=0,
        bytes=size,
    )
