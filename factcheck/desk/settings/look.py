"""How readers see the newsroom: the preview of its name, logo, and colors, and the check of their contrast."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.newsroom.colors import DARK_SURFACE, LIGHT_SURFACE, contrast, nearest_readable, text_color
from factcheck.newsroom.queries import Branding, branding
from factcheck.publishing.logos.queries import logo_content
from factcheck.publishing.logos.visibility import is_visible

BRAND, ACCENT = "#0d3b36", "#0b5d56"
"""The colors of the software, for empty fields."""
LIGHT_PAPER, DARK_PAPER = "#fdfdfb", "#15181a"
LOGO_HEIGHT = 28
"""In pixels of the preview. The height is that on public pages."""


@dataclass(frozen=True, slots=True)
class LookPanel:
    """A background of the preview. `ink` is the color of its text, and `link_contrast` that of a link, or None for the band."""

    name: str
    background: str
    ink: str
    link: str = ""
    link_contrast: float | None = None
    is_logo_visible: bool = True

    @property
    def top(self) -> int:
        """The upper edge of the logo. The band has no link below it."""
        return 18 if self.link else 34

    @property
    def baseline(self) -> int:
        """The baseline of the name."""
        return self.top + 21


@dataclass(frozen=True, slots=True)
class NewsroomLook:
    """The stored look. `logo_width` is in pixels of the preview, and `name_start` the place of the name beside the logo."""

    newsroom: Branding
    panels: tuple[LookPanel, ...]
    logo_width: int
    name_start: int

    @property
    def hidden_on(self) -> list[str]:
        """The backgrounds on which the logo is hard to see."""
        return [panel.name for panel in self.panels if not panel.is_logo_visible]


def current_look() -> NewsroomLook:
    """The look that readers see now. Two queries with a logo, whose file is read; otherwise one."""
    newsroom = branding()
    content = logo_content(newsroom.logo.sha256) if newsroom.logo else None
    band, accent = newsroom.brand or BRAND, newsroom.accent or ACCENT
    dark_link = nearest_readable(accent, DARK_SURFACE)
    panels = (
        LookPanel("the band", band, text_color(band)),
        LookPanel("light paper", LIGHT_PAPER, "#17191c", accent, contrast(accent, LIGHT_SURFACE)),
        LookPanel("dark paper", DARK_PAPER, "#eceae4", dark_link, contrast(dark_link, DARK_SURFACE)),
    )
    if content:
        panels = tuple(  # type: ignore[assignment]
            LookPanel(p.name, p.background, p.ink, p.link, p.link_contrast, is_visible(content, p.background)) for p in panels
        )
    width = round(newsroom.logo.width * LOGO_HEIGHT / newsroom.logo.height) if newsroom.logo else 0
    return NewsroomLook(newsroom, panels, width, 16 + width + 10 if width else 16)
