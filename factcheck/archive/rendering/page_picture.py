"""Renders the HTML of a page as one picture.

The HTML becomes the content of an empty page: it has no address, so it can read neither files nor other pages. Scripts are off,
and every request fails. Pictures and styles appear only if the HTML contains them. A page that leaves itself gives no picture.
"""

from __future__ import annotations

import base64
import binascii
import time
from contextlib import closing
from dataclasses import dataclass

from factcheck.archive.rendering.browser_process import browser_process
from factcheck.archive.rendering.devtools import REFUSED, TOO_LARGE, DevTools, RenderingFailed

LEAVES_ITSELF = "This page leads to another address at once, so there is no picture of it."
NO_BROWSER = "The browser could not be started: {reason}."
PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class RenderLimits:
    """Limits of one picture. Sizes are in bytes, lengths in CSS pixels, which are pixels of the picture."""

    width: int = 1280
    height: int = 16_000
    """A longer page is cut. Chromium draws no longer picture at once."""
    html: int = 20 << 20
    picture: int = 30 << 20
    memory: int = 2 << 30
    """Of all processes of the browser together."""
    seconds: float = 40.0
    settling: float = 0.3
    """Seconds for decoding the pictures that the HTML contains."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A picture in the format PNG, `width` and `height` in pixels. `is_cut`: the page is longer; `is_narrowed`: it is wider."""

    content: bytes
    width: int
    height: int
    is_cut: bool
    is_narrowed: bool
    browser: str
    """The name and version of the browser, such as "Chromium 156.0.8078.108"."""


def render_page(html: str, *, browser: str, limits: RenderLimits | None = None) -> PagePicture:
    """Render a page with the browser at this path. Takes seconds. Raises RenderingFailed."""
    limits = limits or RenderLimits()
    if len(html.encode(errors="replace")) > limits.html:
        raise RenderingFailed(TOO_LARGE)
    deadline = time.monotonic() + limits.seconds
    try:
        with (
            browser_process(browser) as process,
            closing(
                DevTools(process, deadline=deadline, memory=limits.memory, message_size=limits.picture * 4 // 3 + 4096)
            ) as devtools,
        ):
            return _picture(devtools, html, limits)
    except OSError as error:
        raise RenderingFailed(NO_BROWSER.format(reason=error.strerror or "unknown error")) from error


def _picture(devtools: DevTools, html: str, limits: RenderLimits) -> PagePicture:
    product = str(devtools.call("Browser.getVersion").get("product", ""))
    target = devtools.call("Target.createTarget", url="about:blank")
    session = devtools.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
    devtools.call("Emulation.setScriptExecutionDisabled", session, value=True)
    devtools.call("Fetch.enable", session, patterns=[{"urlPattern": "*"}])
    devtools.call(
        "Emulation.setDeviceMetricsOverride", session, width=limits.width, height=800, deviceScaleFactor=1, mobile=False
    )
    devtools.call("Page.enable", session)
    before = _frame(devtools, session)
    devtools.call("Page.setDocumentContent", session, frameId=before[0], html=html)
    time.sleep(limits.settling)
    size = devtools.call("Page.getLayoutMetrics", session)["cssContentSize"]
    height = max(1, min(int(size["height"]), limits.height))
    clip = {"x": 0, "y": 0, "width": limits.width, "height": height, "scale": 1}
    shot = devtools.call("Page.captureScreenshot", session, format="png", captureBeyondViewport=True, clip=clip)
    if _frame(devtools, session) != before:
        raise RenderingFailed(LEAVES_ITSELF)
    try:
        content = base64.b64decode(str(shot.get("data", "")), validate=True)
    except binascii.Error:
        content = b""
    if not content.startswith(PNG):
        raise RenderingFailed(REFUSED)
    name, _, version = product.partition("/")
    return PagePicture(
        content,
        limits.width,
        height,
        is_cut=int(size["height"]) > height,
        is_narrowed=int(size["width"]) > limits.width,
        browser=f"{name or 'browser'} {version}".strip(),
    )


def _frame(devtools: DevTools, session: str) -> tuple[str, str, str]:
    """The identifier, loader, and address of the main frame. Each navigation, even to the same address, changes the loader."""
    frame = devtools.call("Page.getFrameTree", session)["frameTree"]["frame"]
    return str(frame["id"]), str(frame["loaderId"]), str(frame["url"])
