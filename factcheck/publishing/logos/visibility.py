"""Whether a logo can be seen on a background. Pure."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from PIL import Image

from factcheck.newsroom.colors import contrast

MIN_CONTRAST = 1.5
"""With less, a color cannot be distinguished from the background. Text needs more, but the colors of a logo are its owner’s."""
MAX_LOST = 1 / 3
"""The share of a logo that may have almost the color of the background, such as the inside of a ring."""
_SIDE = 64


@lru_cache(maxsize=32)
def lost_share(png: bytes, background: str) -> float:
    """The share of the painted area that has almost the color of a background (#rrggbb), from 0 to 1.

    A logo without transparent parts has its own background, so nothing of it is lost.
    """
    image = Image.open(BytesIO(png), formats=["PNG"]).convert("RGBA")
    if image.getchannel("A").getextrema() == (255, 255):
        return 0.0
    image.thumbnail((_SIDE, _SIDE))
    surface = tuple(int(background[place : place + 2], 16) for place in (1, 3, 5))
    painted = lost = 0.0
    for count, color in image.getcolors(_SIDE * _SIDE) or []:
        *values, opacity = color  # type: ignore[misc]  # RGBA
        share = opacity / 255
        mixed = [round(value * share + below * (1 - share)) for value, below in zip(values, surface, strict=True)]
        painted += count * share
        lost += count * share * (contrast("#" + "".join(f"{value:02x}" for value in mixed), background) < MIN_CONTRAST)
    return lost / painted if painted else 1.0


def is_visible(png: bytes, background: str) -> bool:
    return lost_share(png, background) <= MAX_LOST
