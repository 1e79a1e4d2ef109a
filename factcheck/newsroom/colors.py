"""The colors of the newsroom on public pages: contrast, and the style sheet that applies them. Pure.

A color is "#rrggbb" in lower case. Contrast is that of the Web Content Accessibility Guidelines, from 1 to 21.
"""

from __future__ import annotations

import re
from colorsys import hls_to_rgb, rgb_to_hls

MIN_CONTRAST = 4.5
"""Of text of normal size (WCAG 2.2, success criterion 1.4.3, level AA)."""
WHITE, BLACK = "#ffffff", "#000000"
LIGHT_SURFACE, DARK_SURFACE = "#f4f3ee", "#23282b"
"""The surfaces of public pages on which text in the accent color has the lowest contrast. A test compares the style sheet."""
_COLOR = re.compile("#[0-9a-f]{6}")
_STEPS = 100


def read_color(text: str) -> str | None:
    """The color that a text names, such as "#0D3B36", "0d3b36", or "#036"; None for any other text."""
    digits = text.strip().lower().removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    return f"#{digits}" if _COLOR.fullmatch(f"#{digits}") else None


def contrast(one: str, other: str) -> float:
    """The contrast of two colors."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def text_color(background: str) -> str:
    """White or black, whichever has the higher contrast with the background: always at least 4.58."""
    return max((WHITE, BLACK), key=lambda color: contrast(color, background))


def nearest_readable(color: str, surface: str) -> str:
    """The color itself, or else the nearest one of the same hue that is readable on the surface: darker on a light surface."""
    hue, lightness, saturation = rgb_to_hls(*(value / 255 for value in _values(color)))
    end = 0.0 if text_color(surface) == BLACK else 1.0
    for step in range(_STEPS + 1):
        moved = lightness + (end - lightness) * step / _STEPS
        found = color if step == 0 else "#" + "".join(f"{round(255 * v):02x}" for v in hls_to_rgb(hue, moved, saturation))
        if contrast(found, surface) >= MIN_CONTRAST:
            return found
    return BLACK if end == 0.0 else WHITE


def is_readable_accent(color: str) -> bool:
    """Whether text in this color is readable on light surfaces. On dark ones, a lighter color of the same hue replaces it."""
    return contrast(color, LIGHT_SURFACE) >= MIN_CONTRAST


def style_sheet(brand: str, accent: str) -> str:
    """The CSS that applies the colors; an empty color keeps that of the software. Raises ValueError for any other value."""
    if any(color and not _COLOR.fullmatch(color) for color in (brand, accent)) or (accent and not is_readable_accent(accent)):
        raise ValueError("not a color, or not readable")
    rules = f"--brand: {brand}; --on-brand: {text_color(brand)};" if brand else ""
    if accent:
        rules += f" --accent: light-dark({accent}, {nearest_readable(accent, DARK_SURFACE)});"
    return f":root {{ {rules.strip()} }}\n"


def preview(brand: str, accent: str) -> str:
    """An SVG picture of the colors: the band with the name, and a link and a button on light and dark paper."""
    band = brand or "#0d3b36"
    light = accent or "#0b5d56"
    parts = [
        f'<rect width="480" height="56" fill="{band}"/>'
        f'<text x="16" y="35" fill="{text_color(band)}" font-size="20">Newsroom</text>'
    ]
    for x, paper, ink in ((0, "#fdfdfb", light), (240, "#15181a", nearest_readable(light, DARK_SURFACE))):
        parts.append(
            f'<rect x="{x}" y="56" width="240" height="84" fill="{paper}"/>'
            f'<text x="{x + 16}" y="92" fill="{ink}" font-size="16" text-decoration="underline">A link</text>'
            f'<rect x="{x + 110}" y="72" width="100" height="40" rx="3" fill="{ink}"/>'
            f'<text x="{x + 132}" y="97" fill="{paper}" font-size="16">Search</text>'
        )
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 140" font-family="sans-serif" font-weight="600">'
    return head + "".join(parts) + "</svg>\n"


def _values(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _luminance(color: str) -> float:
    parts = (value / 255 for value in _values(color))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
