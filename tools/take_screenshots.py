"""Takes the screenshots in docs/screens from a running demonstration. Run it with `just screenshots`.

The first argument is the address of the demonstration, the second one the password of its accounts. The clock of the
demonstration is that of the computer, so the dates differ from those of earlier screenshots.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Literal, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from factcheck.setup import browser as installed

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screens"
WIDTHS = {1440: 900, 390: 844}
"""The heights of the windows by their widths, in CSS pixels."""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
COLORS = 96
"""In the palette of a file, which makes it a third as large."""


class Screen(NamedTuple):
    name: str
    path: str
    person: str = ""
    """the local part of the account; empty for readers"""
    opens: str = ""
    """the name of a button to press first"""


SCREENS = (
    Screen("index", "/"),
    Screen("check", "/checks/bodies-lay-on-the-streets-of-bucha-before-russian-units-withdrew/"),
    Screen("article", "/articles/1/", opens="Show the words"),
    Screen("queue", "/desk/", "editor"),
    Screen("desk", "/desk/articles/1/?claim=2", "checker", "Show the text"),
    Screen("board", "/desk/claims/2/evidence/", "checker"),
    Screen("verdict", "/desk/claims/4/verdict/", "checker"),
    Screen("review", "/desk/verdicts/2/review/", "editor"),
)


def main(address: str, password: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=str(installed.find()), args=installed.flags())
        for width in WIDTHS:
            for scheme in SCHEMES:
                _take_all(chromium, address, password, width, scheme)
        chromium.close()


def _take_all(chromium: Browser, address: str, password: str, width: int, scheme: Literal["light", "dark"]) -> None:
    pages: dict[str, Page] = {}
    for screen in SCREENS:
        if screen.person not in pages:
            size = ViewportSize(width=width, height=WIDTHS[width])
            context = chromium.new_context(base_url=address, viewport=size, color_scheme=scheme, reduced_motion="reduce")
            pages[screen.person] = context.new_page()
            if screen.person:
                _sign_in(pages[screen.person], screen.person, password)
        page = pages[screen.person]
        response = page.goto(screen.path, wait_until="networkidle")
        if response is None or not response.ok:
            raise SystemExit(f"{screen.path} cannot be opened.")
        if screen.opens and (button := page.get_by_text(screen.opens, exact=True).first).is_visible():
            button.click()
            page.wait_for_load_state("networkidle")
        _save(page.screenshot(), FOLDER / f"{screen.name}-{width}-{scheme}.png")
    for page in pages.values():
        page.context.close()


def _sign_in(page: Page, person: str, password: str) -> None:
    page.goto("/desk/")
    page.fill("[name=login]", f"{person}@demo.example")
    page.fill("[name=password]", password)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/")


def _save(content: bytes, path: Path) -> None:
    with Image.open(io.BytesIO(content)) as image:
        image.convert("RGB").quantize(COLORS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
