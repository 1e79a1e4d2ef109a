"""Draws share images, without a browser. Pure.

The same words, colors, and fonts give the same bytes with the same versions of Pillow and its libraries. Marks and colors are
those of the public pages in light mode.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from factcheck.publishing.answers import NOT_ON_SCALE
from factcheck.publishing.sharing.typesetting import OVERSAMPLING, SANS, SANS_BOLD, SERIF, SERIF_BOLD, Setting, fit, load, measure
from factcheck.publishing.sharing.words import OUTCOMES, ShareWords

WIDTH, HEIGHT = 1200, 630
DRAWING = 2
"""Increase it with each change that draws other images: stored ones are then drawn again."""

INK, QUIET, PAPER, LINE, EDGE = "#17191c", "#54585e", "#fdfdfb", "#dad8d0", "#7d7c76"
HUES = {
    "supported": ("#1b5cad", "#e8f0f9"),
    "refuted": ("#a34600", "#fbefe4"),
    "conflicting": ("#68459c", "#f1ecf8"),
    "not_enough": ("#54585e", "#eeeeeb"),
    "retracted": ("#a4262c", "#faebea"),
}
CORRECTING = ("#8a2c6e", "#f9eef5")
_BAND, _SIDE, _FOOT, _MARGIN = 20, 388, 84, 64
_TEXT = _SIDE + 48
_LOGO_WIDTH, _LOGO_HEIGHT = 270, 54
COLORS = 96
"""Enough for the smooth edges of text in six colors; the file has a third of the size."""
_SCALE = 8
"""Marks are drawn in this multiple of their size and reduced, for smooth edges."""


@dataclass(frozen=True, slots=True)
class Style:
    """The colors of the newsroom (#rrggbb), and the path of a font for further scripts, or an empty text.

    `logo` is a PNG file or empty. `logo_contains_name`: the name is not written beside it.
    """

    brand: str = "#0d3b36"
    on_brand: str = "#ffffff"
    extra_font: str = ""
    logo: bytes = b""
    logo_contains_name: bool = False


def draw_share_image(words: ShareWords, style: Style) -> bytes:
    """The image as PNG, 1200 × 630 pixels. Raises OSError if a font cannot be read.

    A text with characters that no font has is left out, because a box or half a sentence would mislead.
    """
    hue, tint = HUES.get(words.mark, HUES["not_enough"])
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, _SIDE - 1, HEIGHT), fill=tint)
    draw.rectangle((0, 0, WIDTH, _BAND - 1), fill=hue)
    _draw_rating(image, draw, words, style, hue, tint)
    _draw_text(image, draw, words, style)
    _draw_foot(image, draw, words.newsroom, words.published, style)
    return _png(image)


def draw_placeholder(newsroom: str, style: Style) -> bytes:
    """An image without a rating, for a check whose image is not drawn yet."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, _BAND - 1), fill=style.brand)
    _write(image, (_MARGIN, 230), _regular("Fact-check", SERIF_BOLD, 72), INK, WIDTH - 2 * _MARGIN)
    _write(image, (_MARGIN, 330), _regular("The rating and the evidence are on the page.", SANS, 32), QUIET, WIDTH - 2 * _MARGIN)
    _draw_foot(image, draw, newsroom, "", style)
    return _png(image)


def _draw_rating(image: Image.Image, draw: ImageDraw.ImageDraw, words: ShareWords, style: Style, hue: str, tint: str) -> None:
    """The question, the mark, the rating, and its place on the scale."""
    width, top = _SIDE - _MARGIN - 40, 62
    if words.question:
        _write(image, (_MARGIN, top), _regular(words.question, SANS_BOLD, 28), INK, width)
    image.paste(hue, (_MARGIN - 4, 128), _mark(words.mark, 104))
    fitting = {
        "font": SANS_BOLD,
        "extra": style.extra_font,
        "width": width,
        "height": 112,
        "sizes": (50, 44, 38, 32, 28),
        "is_heading": True,
    }
    rating = fit(words.rating, **fitting) or fit(OUTCOMES.get(words.mark, ""), **fitting)  # type: ignore[arg-type]
    top = 254
    if rating:
        top += _write(image, (_MARGIN, top), rating, hue, width)
    if words.steps:
        _draw_meter(image, draw, (_MARGIN, top + 22), width, words, hue)
    elif words.mark != "retracted":
        _write(image, (_MARGIN, top + 14), _regular(NOT_ON_SCALE, SANS, 24), QUIET, width)


def _draw_meter(
    image: Image.Image, draw: ImageDraw.ImageDraw, at: tuple[int, int], width: int, words: ShareWords, hue: str
) -> None:
    left, top = at
    gap, height = 5, 20
    cell = (width - gap * (words.steps - 1)) / words.steps
    for step in range(words.steps):
        start = left + step * (cell + gap)
        is_on = step + 1 == words.step
        box = (round(start), top - 3 * is_on, round(start + cell), top + height + 3 * is_on)
        corners = (step == 0, step == words.steps - 1, step == words.steps - 1, step == 0)
        draw.rounded_rectangle(box, 9, fill=hue if is_on else PAPER, outline=hue if is_on else EDGE, corners=corners)
    _write(image, (left, top + 32), _regular("False", SANS, 24), QUIET, width)
    right = round(left + width - measure("True", SANS, 24))
    _write(image, (right, top + 32), _regular("True", SANS, 24), QUIET, width)


def _draw_text(image: Image.Image, draw: ImageDraw.ImageDraw, words: ShareWords, style: Style) -> None:
    """The state, the headline, the claimant, and the claim. The headline gets the space that the claim does not need."""
    width, bottom, top = WIDTH - _TEXT - _MARGIN, HEIGHT - _FOOT - 36, 60
    if words.state:
        hue, tint = HUES["retracted"] if words.mark == "retracted" else CORRECTING
        length = measure(words.state, SANS_BOLD, 26)
        draw.rounded_rectangle((_TEXT, top, _TEXT + length + 32, top + 46), 3, fill=tint, outline=hue)
        _write(image, (_TEXT + 16, top + 7), _regular(words.state, SANS_BOLD, 26), hue, width)
        top += 66
    inner = width - 27
    by_place = {"font": SANS, "extra": style.extra_font, "width": inner, "height": 44, "sizes": (26, 24)}
    by = fit(words.attribution, **by_place)  # type: ignore[arg-type]
    sizes = (56, 52, 48, 44, 40, 36, 33)
    place = {"font": SERIF_BOLD, "extra": style.extra_font, "width": width, "sizes": sizes, "is_heading": True}
    has_headline = fit(words.headline, height=HEIGHT, **place) is not None  # type: ignore[arg-type]
    claim_sizes = (29, 27, 25) if has_headline else (44, 40, 36, 32, 28)
    most = 160 if has_headline else bottom - top - 40
    claim = fit(words.claim, font=SERIF, extra=style.extra_font, width=inner, height=most, sizes=claim_sizes)
    if claim and not by:  # without a label, the claim would look like a statement of the newsroom
        by = fit(words.label, **by_place)  # type: ignore[arg-type]
    below = (by.height if by else 0) + (claim.height if claim else 0)
    headline = fit(words.headline, height=bottom - top - below - 34, **place)  # type: ignore[arg-type]
    if headline:
        top += _write(image, (_TEXT, top), headline, INK, width) + 34
    if by or claim:
        is_rtl = bool(claim and claim.is_rtl)
        rule = _TEXT + width - 5 if is_rtl else _TEXT
        draw.rectangle((rule, top, rule + 4, top + below), fill=LINE)
        left = _TEXT if is_rtl else _TEXT + 27
        top += _write(image, (left, top), by, QUIET, inner) if by else 0
        top += _write(image, (left, top), claim, INK, inner) if claim else 0
    if not headline and not claim:
        _write(image, (_TEXT, top + 12), _regular("The verdict is on the page.", SERIF_BOLD, 44), INK, width)


def _draw_foot(image: Image.Image, draw: ImageDraw.ImageDraw, newsroom: str, published: str, style: Style) -> None:
    """The band with the newsroom and the day."""
    top = HEIGHT - _FOOT
    draw.rectangle((0, top, WIDTH, HEIGHT), fill=style.brand)
    width, left = WIDTH - 2 * _MARGIN - 380, _MARGIN
    if style.logo:
        used = _draw_logo(image, (left, top), style.logo) + 16
        width, left = width - used, left + used
    name = fit(newsroom, font=SERIF_BOLD, extra=style.extra_font, width=width, height=44, sizes=(32, 28, 24))
    if name and not (style.logo and style.logo_contains_name):
        _write(image, (left, top + (_FOOT - name.height) // 2), name, style.on_brand, width, align_start=True)
    if published:
        length = measure(published, SANS, 24)
        _write(image, (round(WIDTH - _MARGIN - length), top + 26), _regular(published, SANS, 24), style.on_brand, WIDTH)


def _draw_logo(image: Image.Image, band: tuple[int, int], content: bytes) -> int:
    """Draw the logo in the band with this top left corner. Returns its width."""
    logo = Image.open(BytesIO(content), formats=["PNG"]).convert("RGBA")
    logo.thumbnail((_LOGO_WIDTH, _LOGO_HEIGHT), Image.Resampling.LANCZOS)
    left, top = band
    image.paste(logo, (left, top + (_FOOT - logo.height) // 2), logo)
    return logo.width


def _regular(text: str, font: str, size: int) -> Setting:
    """A line of our own words, which always fits."""
    return Setting((text,), font, size, False, 1.3)


def _write(image: Image.Image, at: tuple[int, int], setting: Setting, fill: str, width: int, *, align_start: bool = False) -> int:
    """Draw the lines from the top left corner `at`. Returns their height.

    Right-to-left text ends at `width`, unless `align_start`.
    """
    left, top = at
    font = load(setting.font, setting.size * OVERSAMPLING)
    step = setting.size * setting.leading
    options: dict[str, Any] = {"direction": "rtl" if setting.is_rtl else "ltr"} if font.layout_engine else {}
    for number, line in enumerate(setting.lines):
        length = measure(line, setting.font, setting.size)
        start = left + round(width - length) if setting.is_rtl and not align_start else left
        baseline = round(top + number * step + step / 2 + setting.size * 0.34)
        # Letters may be higher than their line, and may begin before their place.
        above, below, before = 2 * setting.size, setting.size, setting.size
        size = (round(length) + 2 * before, above + below)
        mask = Image.new("L", (size[0] * OVERSAMPLING, size[1] * OVERSAMPLING), 0)
        place = (before * OVERSAMPLING, above * OVERSAMPLING)
        ImageDraw.Draw(mask).text(place, line, font=font, fill=255, anchor="ls", **options)
        image.paste(fill, (start - before, baseline - above), mask.resize(size, Image.Resampling.BOX))
    return setting.height


def _mark(name: str, size: int) -> Image.Image:
    """The mark of a conclusion as a mask, `size` pixels wide. The coordinates are those of a square with 24 units."""
    unit = size * _SCALE / 24
    mask = Image.new("L", (size * _SCALE, size * _SCALE), 0)
    draw = ImageDraw.Draw(mask)

    def polygon(*points: tuple[float, float], fill: int) -> None:
        draw.polygon([(x * unit, y * unit) for x, y in points], fill=fill)

    def circle(x: float, y: float, radius: float, fill: int) -> None:
        draw.ellipse([value * unit for value in (x - radius, y - radius, x + radius, y + radius)], fill=fill)

    if name == "refuted":
        polygon((7.6, 1.2), (16.4, 1.2), (22.8, 7.6), (22.8, 16.4), (16.4, 22.8), (7.6, 22.8), (1.2, 16.4), (1.2, 7.6), fill=255)
        polygon((6.9, 8.7), (8.7, 6.9), (17.1, 15.3), (15.3, 17.1), fill=0)
        polygon((15.3, 6.9), (17.1, 8.7), (8.7, 17.1), (6.9, 15.3), fill=0)
    elif name == "supported":
        circle(12, 12, 11, 255)
        polygon((10.5, 17.3), (5.4, 12.2), (7.2, 10.4), (10.5, 13.7), (16.8, 7.4), (18.6, 9.2), fill=0)
    elif name == "conflicting":
        polygon((12, 0.6), (23.4, 12), (12, 23.4), (0.6, 12), fill=255)
        polygon((12, 5.6), (8, 10.8), (16, 10.8), fill=0)
        polygon((12, 18.4), (16, 13.2), (8, 13.2), fill=0)
    else:
        circle(12, 12, 11, 255)
        circle(12, 12, 8.6, 0)
        if name == "retracted":
            polygon((6.5, 10.7), (17.5, 10.7), (17.5, 13.3), (6.5, 13.3), fill=255)
        else:
            for x in (7.9, 12, 16.1):
                circle(x, 12, 1.5, 255)
    return mask.resize((size, size), Image.Resampling.BOX)


def _png(image: Image.Image) -> bytes:
    """The image as PNG, without metadata."""
    file = BytesIO()
    reduced = image.quantize(COLORS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    reduced.save(file, "PNG", optimize=True)
    return file.getvalue()
