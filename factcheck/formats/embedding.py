"""HTML and oEmbed for other sites that display a check. Pure.

Shape: https://oembed.com/. The HTML has no script. It contains the address of the image, not its content, so it always shows the
current state; therefore, none of its words state the rating, which could change after the HTML was copied.
"""

from __future__ import annotations

from html import escape
from typing import Any

from factcheck.web.typography import in_quotes, isolated

IMAGE_WIDTH, IMAGE_HEIGHT = 1200, 630
BLOCK_WIDTH = 600
"""The width of the block in CSS pixels, unless the site asks for less."""
FRAME_HEIGHT = 420
CACHE_SECONDS = 300
"""How long a site may use an oEmbed response. The HTML in it always shows the current state."""


def block_text(newsroom: str, claim: str) -> str:
    """The alternative text of the image in a block."""
    return f"Fact-check by {newsroom} of the claim {isolated(in_quotes(claim, '.'))} The linked page has the current rating."


def image_block(*, link: str, image: str, text: str, width: int = BLOCK_WIDTH) -> str:
    """The image of a check as a link to it. `link` and `image` are absolute URLs; the width is in CSS pixels."""
    height = _scaled(width)
    return (
        f'<a href="{escape(link)}"><img src="{escape(image)}" alt="{escape(text)}" width="{width}" height="{height}"'
        ' style="max-width:100%;height:auto"></a>'
    )


def frame_block(*, embed: str, newsroom: str) -> str:
    """A frame with the embed page, whose absolute URL is `embed`. The frame cannot run scripts.

    It keeps its origin, because browsers load the marks of ratings only from the same one.
    """
    title = f"Fact-check by {newsroom}"
    return (
        f'<iframe src="{escape(embed)}" title="{escape(title)}" width="640" height="{FRAME_HEIGHT}" loading="lazy"'
        ' sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox" style="max-width:100%;border:0"></iframe>'
    )


def oembed(
    *, title: str, newsroom: str, home: str, link: str, image: str, text: str, maxwidth: int | None, maxheight: int | None
) -> dict[str, Any]:
    """An oEmbed response of the type rich. `maxwidth` and `maxheight` are limits in pixels, or None."""
    width = min(maxwidth or BLOCK_WIDTH, BLOCK_WIDTH)
    if maxheight is not None and _scaled(width) > maxheight:
        width = max(1, maxheight * IMAGE_WIDTH // IMAGE_HEIGHT)
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": newsroom,
        "provider_url": home,
        "author_name": newsroom,
        "author_url": home,
        "cache_age": CACHE_SECONDS,
        "html": image_block(link=link, image=image, text=text, width=width),
        "width": width,
        "height": _scaled(width),
        "thumbnail_url": image,
        "thumbnail_width": IMAGE_WIDTH,
        "thumbnail_height": IMAGE_HEIGHT,
    }


def _scaled(width: int) -> int:
    """The height of an image with this width."""
    return max(1, width * IMAGE_HEIGHT // IMAGE_WIDTH)
