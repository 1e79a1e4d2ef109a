"""Pictures for tests of the newsroom's logo."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from factcheck.newsroom.models import Newsroom
from factcheck.newsroom.queries import the_newsroom
from factcheck.publishing.logos.actions import set_logo
from tests.world import World

GOLD = (242, 184, 75, 255)


def picture(width: int = 320, height: int = 160, color: Any = GOLD, mode: str = "RGBA") -> Image.Image:
    """A disc in this color on a transparent background, or on black in a mode without transparency."""
    image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((width // 8, height // 8, width * 7 // 8, height * 7 // 8), fill=color)
    return image.convert(mode)


def encoded(image: Image.Image, file_format: str = "PNG", **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, file_format, **options)
    return file.getvalue()


def add_logo(world: World, *, contains_name: bool = False, color: Any = GOLD, width: int = 320, height: int = 160) -> Newsroom:
    """Make a picture in this color the logo of the newsroom."""
    return set_logo(
        person=world.administrator,
        newsroom=the_newsroom(),
        file=BytesIO(encoded(picture(width, height, color))),
        name="logo.png",
        contains_name=contains_name,
        seen_version=None,
    )
