"""Draws the logo of the demonstration: lines of a text, the last of which is checked."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

PLATE, MARK = "#f2b84b", "#0d3b36"
_SIDE, _SCALE = 256, 4
_LINES = ((6, 18, 6), (6, 18, 10))
"""Beginning, end, and height of each line, in a square of 24 units."""
_CHECK = ((6.2, 15.6), (7.7, 14.1), (10.1, 16.5), (16.4, 12.4), (17.8, 13.8), (10.1, 19.7))


def draw_logo() -> bytes:
    """The logo as a PNG file. It has its own background, so it is visible on any other."""
    unit = _SIDE * _SCALE / 24
    image = Image.new("RGBA", (_SIDE * _SCALE, _SIDE * _SCALE), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, 24 * unit - 1, 24 * unit - 1), 5 * unit, fill=PLATE)
    for start, end, middle in _LINES:
        box = (start * unit, (middle - 0.9) * unit, end * unit, (middle + 0.9) * unit)
        draw.rounded_rectangle(box, 0.9 * unit, fill=MARK)
    draw.polygon([(x * unit, y * unit) for x, y in _CHECK], fill=MARK)
    file = BytesIO()
    image.resize((_SIDE, _SIDE), Image.Resampling.LANCZOS).save(file, "PNG")
    return file.getvalue()
