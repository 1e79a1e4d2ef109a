"""The reading desk in Chromium, on 50,000 words with 500 mentions: how long until it is open, and until a saved claim is painted.

Needs the development packages (`python3 manage.py test` installs them). Times are the browser's own (`performance.now()`), in
milliseconds; the yardstick is the same act on the article of 450 words. Saving is the time that a person waits: from the end of
the selection until the acts are offered, and from sending the form until the highlight is painted. Filling it in is their own.
"""

from __future__ import annotations

import statistics
from typing import Any

from django.urls import reverse

from factcheck.articles.models import Article
from factcheck.operations.bench.measure import Measurement, percentile
from factcheck.operations.bench.newsroom import BenchNewsroom
from factcheck.setup import browser as installed

OPENINGS = 7
SAVES = 15
SAVED = "save a claim, selected to painted"

# Selects `count` characters of the paragraph at `share` of the text, as a mouse does: the words are on the screen and selected
# when the button is let go. Resolves with the time from there to the frame that offers the acts.
_SELECT = """async ([share, count]) => {
  const toolbar = document.getElementById("toolbar");
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  getSelection().removeAllRanges();
  const paragraphs = [...document.querySelectorAll("#text [data-start]")];
  const paragraph = paragraphs[Math.floor(paragraphs.length * share)];
  paragraph.dispatchEvent(new PointerEvent("pointerdown", {bubbles: true}));
  paragraph.scrollIntoView({block: "center"});
  const words = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode();
  const range = document.createRange();
  range.setStart(words, 0);
  range.setEnd(words, Math.min(count, words.length));
  getSelection().addRange(range);
  await frame();
  await frame();
  if (!toolbar.hidden) throw new Error("the acts were offered before the selection ended");
  const ended = performance.now();
  paragraph.dispatchEvent(new PointerEvent("pointerup", {bubbles: true}));
  while (toolbar.hidden) {
    await frame();
    if (performance.now() - ended > 10000) throw new Error("no acts were offered");
  }
  await frame();
  return performance.now() - ended;
}"""

# From sending the form to the frame that shows one more highlighted proposition.
_SAVE = """() => new Promise((resolve, reject) => {
  const marks = () => CSS.highlights.get("proposition")?.size ?? 0;
  const before = marks();
  const begun = performance.now();
  const look = () => {
    if (marks() > before) requestAnimationFrame(() => resolve(performance.now() - begun));
    else if (performance.now() - begun > 10000) reject(new Error("no highlight came"));
    else requestAnimationFrame(look);
  };
  document.getElementById("claim-form").requestSubmit();
  look();
})"""


def measure_in_browser(newsroom: BenchNewsroom, port: int, cookies: dict[str, str]) -> list[Measurement]:
    """Open and save, on the long article and on the short one."""
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
    """Milliseconds from asking for the page to the frame after its load event, and the bytes of the page as sent."""
    taken: list[float] = []
    size = 0
    for _ in range(OPENINGS):
        page.goto(address, wait_until="load")
        taken.append(
            page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))")
        )
        size = page.evaluate("() => performance.getEntriesByType('navigation')[0].transferSize")
    return taken[1:], size


def _measure_saving(page: Any, address: str, article: Article) -> list[float]:
    page.goto(address, wait_until="load")
    taken: list[float] = []
    for at in range(SAVES + 1):
        offered = page.evaluate(_SELECT, [(at + 1) / (SAVES + 2), 30])
        page.locator("#toolbar [data-open=claim]").click()
        form = page.locator("#claim-form")
        form.locator("[name=layer][value=proposition]").check()
        form.locator("[name=claimant]").fill("An actor")
        form.locator("[name=mode]").select_option("indirect")
        taken.append(offered + page.evaluate(_SAVE))
    return taken[1:]


def _browser_measurement(name: str, taken: list[float], beside_name: str, beside: list[float], size: int) -> Measurement:
    median = statistics.median(taken)
    return Measurement(
        name=name,
        median_ms=round(median, 1),
        p95_ms=round(percentile(taken, 0.95), 1),
        yardstick=beside_name,
        ratio=round(median / statistics.median(beside), 2),
        queries=0,
        bytes=size,
    )
