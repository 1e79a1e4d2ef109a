"""Pictures of hostile pages, in real Chromium."""

from __future__ import annotations

import os
import shutil
import struct
import tempfile
import time
import zlib
from pathlib import Path

import pytest

from factcheck.archive.rendering import PagePicture, RenderingFailed, RenderLimits, render_page
from factcheck.archive.rendering.devtools import TOO_LARGE, TOO_LONG, TOO_MUCH_MEMORY
from factcheck.archive.rendering.page_picture import LEAVES_ITSELF
from factcheck.setup import browser
from tests.archive.fetching.servers import response, sending, serving

RED = b"\xff\x00\x00"
WHITE = b"\xff\xff\xff"
LIMITS = RenderLimits(settling=0.1)


def rendered(html: str, limits: RenderLimits = LIMITS) -> PagePicture:
    return render_page(f"<!doctype html><style>body {{ margin: 0 }}</style>{html}", browser=str(browser.find()), limits=limits)


def colors(picture: PagePicture) -> set[bytes]:
    """The colors of a PNG file with 8 bits per channel, as three bytes."""
    header = picture.content.index(b"IHDR") + 4
    width, height, depth, kind = struct.unpack(">IIBB", picture.content[header : header + 10])
    assert (width, height, depth) == (picture.width, picture.height, 8)
    size = {2: 3, 6: 4}[kind]
    data, at = b"", 8
    while at < len(picture.content):
        length, name = struct.unpack(">I4s", picture.content[at : at + 8])
        data += picture.content[at + 8 : at + 8 + length] if name == b"IDAT" else b""
        at += 12 + length
    lines, row = zlib.decompress(data), bytearray(width * size)
    found = set()
    for number in range(height):
        method = lines[number * (width * size + 1)]
        line = bytearray(lines[number * (width * size + 1) + 1 : (number + 1) * (width * size + 1)])
        for index in range(len(line)):
            left, up = (line[index - size] if index >= size else 0), row[index]
            corner = row[index - size] if index >= size else 0
            line[index] = (line[index] + _predicted(method, left, up, corner)) % 256
        row = line
        found |= {bytes(line[index : index + 3]) for index in range(0, len(line), size)}
    return found


def _predicted(method: int, left: int, up: int, corner: int) -> int:
    """The prediction of a filter of PNG (RFC 2083, section 6)."""
    if method == 4:
        estimate = left + up - corner
        return min((abs(estimate - value), order, value) for order, value in enumerate((left, up, corner)))[2]
    return (0, left, up, (left + up) // 2)[method]


def test_whole_page_is_in_the_picture() -> None:
    picture = rendered("<div style='height: 2000px'></div><div style='height: 100px; background: #f00'></div>")
    assert (picture.width, picture.height, picture.is_cut) == (1280, 2100, False)
    assert colors(picture) == {WHITE, RED}
    assert picture.browser.startswith("Chrom")


def test_long_page_is_cut() -> None:
    picture = rendered("<div style='height: 500px'></div>", RenderLimits(height=100, settling=0.1))
    assert (picture.height, picture.is_cut) == (100, True)


def test_wide_page_is_said_to_be_wider() -> None:
    picture = rendered("<div style='width: 5000px; height: 10px'></div>")
    assert (picture.width, picture.is_narrowed, picture.is_cut) == (1280, True, False)
    assert not rendered("<div style='width: 1000px'></div>").is_narrowed


def test_page_that_becomes_blank_gives_no_picture() -> None:
    with pytest.raises(RenderingFailed, match=LEAVES_ITSELF):
        rendered("<meta http-equiv='refresh' content='0;url=about:blank'><p>text</p>", RenderLimits(settling=1.0))


def test_scripts_do_not_run() -> None:
    html = "<div id='a' style='height: 10px'></div><script>document.getElementById('a').style.background = '#f00'</script>"
    assert colors(rendered(html, RenderLimits(height=20, settling=0.1))) == {WHITE}


def test_picture_that_the_page_contains_is_displayed() -> None:
    svg = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><rect width='99' height='99' fill='%23f00'/></svg>"
    assert RED in colors(rendered(f'<img src="{svg}" width="20" height="20">', RenderLimits(height=20)))


def test_page_sends_no_request() -> None:
    with serving(sending(response(b"body { background: #f00 }", Content_Type="text/css"))) as server:
        url = server.url("/a")
        picture = rendered(
            f"<link rel='stylesheet' href='{url}'><link rel='preconnect' href='{url}'><link rel='dns-prefetch' href='{url}'>"
            f"<link rel='prefetch' href='{url}'><img src='{url}'><iframe src='{url}'></iframe><object data='{url}'></object>"
            f"<video src='{url}' poster='{url}' autoplay></video><style>@import '{url}';"
            f" @font-face {{ font-family: a; src: url({url}) }} p {{ font-family: a; background: url({url}) }}</style>"
            f"<p>text</p><meta http-equiv='refresh' content='0; url={url}'>",
            RenderLimits(settling=1.0),
        )
        assert server.requests == []
    assert RED not in colors(picture)


@pytest.mark.parametrize(
    "html",
    [
        "<iframe src='file://{path}' width='1280' height='300' style='border: 0'></iframe>",
        "<object data='file://{path}' width='1280' height='300'></object>",
        "<img src='file://{path}'>",
        "<meta http-equiv='refresh' content='0; url=file://{path}'>",
    ],
)
def test_page_cannot_read_local_files(html: str, tmp_path: Path) -> None:
    with tempfile.NamedTemporaryFile(suffix=".svg") as file:  # in a folder that every user may read
        file.write(b"<svg xmlns='http://www.w3.org/2000/svg'><rect width='999' height='999' fill='#f00'/></svg>")
        file.flush()
        os.chmod(file.name, 0o644)
        picture = rendered(html.format(path=file.name), RenderLimits(height=300, settling=1.0))
    assert RED not in colors(picture)


def test_limits_stop_the_browser() -> None:
    before = browser_folders()
    with pytest.raises(RenderingFailed, match=TOO_LONG):
        rendered("<p>text</p>", RenderLimits(seconds=0.05))
    with pytest.raises(RenderingFailed, match=TOO_MUCH_MEMORY):
        rendered("<p>text</p>", RenderLimits(memory=1 << 20))
    with pytest.raises(RenderingFailed, match=TOO_LARGE):
        rendered("<p>text</p>" * 100, RenderLimits(html=1000))
    with pytest.raises(RenderingFailed, match=TOO_LARGE):
        rendered("<p>text</p>" * 100, RenderLimits(picture=-2000))
    assert browser_folders() == before


def test_browser_that_is_missing_or_ends_is_reported(tmp_path: Path) -> None:
    with pytest.raises(RenderingFailed, match="The browser ended"):
        render_page("<p>text</p>", browser="/bin/false")
    with pytest.raises(RenderingFailed, match="The browser ended"):
        render_page("<p>text</p>", browser="/no/such/browser")


def test_deeply_nested_page_is_rendered() -> None:
    """The parser of the browser limits the depth."""
    assert rendered("<div>" * 100_000 + "text").height > 0


def browser_folders() -> set[str]:
    return {path.name for path in Path(tempfile.gettempdir()).glob("factcheck-browser-*")}


def test_folders_of_browsers_that_were_killed_long_ago_are_removed() -> None:
    old, new = (Path(tempfile.mkdtemp(prefix="factcheck-browser-")) for _ in range(2))
    try:
        (old / "profile").mkdir()
        os.utime(old, (time.time() - 3700, time.time() - 3700))
        rendered("<p>Text</p>")
        assert (old.exists(), new.exists()) == (False, True)
    finally:
        shutil.rmtree(old, ignore_errors=True)
        new.rmdir()
