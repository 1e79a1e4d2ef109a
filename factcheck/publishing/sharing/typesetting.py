"""Fits text into a width: fonts, characters that they lack, direction, and line breaks. Pure.

Raqm (HarfBuzz and FriBidi) shapes the text: Arabic letters are joined, and lines of several directions are in their order.
Without it, right-to-left text counts as text that cannot be drawn.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont, features

FONTS = Path(__file__).resolve().parent / "fonts"
SERIF, SERIF_BOLD, SANS, SANS_BOLD = "serif-regular", "serif-semibold", "sans-regular", "sans-bold"
ELLIPSIS = "…"
HAS_SHAPING = bool(features.check("raqm"))
_LAYOUT = ImageFont.Layout.RAQM if HAS_SHAPING else ImageFont.Layout.BASIC
_RIGHT_TO_LEFT = {"R", "AL", "AN"}
_INVISIBLE = {"Cc", "Cf", "Zl", "Zp"}
_JOINERS = "\u200c\u200d"
_DISPENSABLE = {"So", "Sk", "Co", "Cn", "Cs", "Me"}
"""Categories of characters that a text can lack without another meaning: emoji, other symbols, and the frames of keys."""
_WITHOUT_SPACES = (
    *((0x2E80, 0x9FFF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF)),
    *((0x1B000, 0x1B16F), (0x20000, 0x3FFFF)),
)
"""Chinese and Japanese characters: a line can be broken between them."""
_OPENING = "（「『【〈《〔｛［“‘(["
_CLOSING = "、。，．！？：；）」』】〉》〕｝］”’…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ)]!?.,:;"
"""Characters that must not be the last or the first of a line of Chinese or Japanese text."""
OVERSAMPLING = 3
"""Text is measured and drawn in this multiple of its size, because letters have places in whole pixels."""
_PROBE = 40
_MEASURING = ImageDraw.Draw(Image.new("L", (1, 1)))


@dataclass(frozen=True, slots=True)
class Setting:
    """A text that fits: its lines in their logical order, the font with its size in pixels, and its direction."""

    lines: tuple[str, ...]
    font: str
    """the name of a font of FONTS, or the path of another one"""
    size: int
    is_rtl: bool
    leading: float
    """the distance of two baselines, in sizes"""

    @property
    def height(self) -> int:
        return round(len(self.lines) * self.size * self.leading)


def fit(
    text: str, *, font: str, extra: str, width: int, height: int, sizes: tuple[int, ...], is_heading: bool = False
) -> Setting | None:
    """`text` in the largest of `sizes` in which it fits into `width` × `height` pixels; otherwise in the last one, with an
    ellipsis after the last word that fits.

    `extra` is the path of another font for texts that the regular one cannot draw, or empty. None if no font can draw the text,
    or if it is empty. The lines of a heading have about the same width.
    """
    drawable = ""
    for candidate in (font, extra):
        if candidate and (drawable := drawable_text(text, candidate)):
            font = candidate
            break
    if not drawable:
        return None
    is_rtl = base_is_rtl(drawable)
    leading = 1.55 if any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in drawable) else 1.2
    for size in sizes:
        lines = break_lines(drawable, font, size, width)
        setting = Setting(tuple(lines), font, size, is_rtl, leading)
        if setting.height <= height:
            return replace(setting, lines=tuple(balanced(lines, drawable, font, size, width))) if is_heading else setting
    most = max(1, int(height / (sizes[-1] * leading)))
    return Setting(tuple(_shortened(lines, most, font, sizes[-1], width)), font, sizes[-1], is_rtl, leading)


def drawable_text(text: str, font: str) -> str:
    """`text` on one line, composed, without control characters and without symbols that the font lacks.

    Empty if the font lacks any other character: a part of a sentence could mean something else than the whole.
    """
    kept = []
    for character in unicodedata.normalize("NFC", " ".join(text.split())):
        category = unicodedata.category(character)
        if character in _JOINERS or category == "Zs":
            kept.append(character)
        elif category in _INVISIBLE or _is_selector(character):
            continue
        elif not HAS_SHAPING and unicodedata.bidirectional(character) in _RIGHT_TO_LEFT:
            return ""
        elif has_glyph(character, font):
            kept.append(character)
        elif category not in _DISPENSABLE:
            return ""
    text = " ".join("".join(kept).split())
    return text if text.strip(f"{_JOINERS} ") else ""


def _is_selector(character: str) -> bool:
    """Whether the character chooses a form of the one before it, such as the color of an emoji."""
    code = ord(character)
    return 0xFE00 <= code <= 0xFE0F or 0x1F3FB <= code <= 0x1F3FF or 0xE0100 <= code <= 0xE01EF


def base_is_rtl(text: str) -> bool:
    """Whether the first letter with a direction is written from right to left."""
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((each in _RIGHT_TO_LEFT for each in directions if each in ("L", "R", "AL")), False)


def break_lines(text: str, font: str, size: int, width: int) -> list[str]:
    """`text` as lines that are at most `width` pixels wide, broken at spaces, and inside a word only if it is wider."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        for number, piece in enumerate(pieces(word)):
            joined = f"{line} {piece}" if line and not number else line + piece
            if measure(joined, font, size) <= width:
                line = joined
                continue
            if line:
                lines.append(line)
            while measure(piece, font, size) > width:
                end = _fitting_characters(piece, font, size, width)
                lines.append(piece[:end])
                piece = piece[end:]
            line = piece
    return [*lines, line] if line else lines


def pieces(word: str) -> list[str]:
    """The parts of a word between which a line can be broken: one, except in Chinese and Japanese."""
    found: list[str] = []
    for character in word:
        last = found[-1][-1] if found else ""
        is_apart = last and (_is_without_spaces(last) or _is_without_spaces(character))
        if not found or (is_apart and character not in _CLOSING and last not in _OPENING):
            found.append(character)
        else:
            found[-1] += character
    return found


def _is_without_spaces(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _WITHOUT_SPACES)


def balanced(lines: list[str], text: str, font: str, size: int, width: int) -> list[str]:
    """`text` as the same number of lines, of about the same width, so that the last one is no single word."""
    if len(lines) < 2:
        return lines
    low, high = width // 2, width
    while high - low > 4:
        middle = (low + high) // 2
        low, high = (low, middle) if len(break_lines(text, font, size, middle)) <= len(lines) else (middle, high)
    return break_lines(text, font, size, high)


def measure(text: str, font: str, size: int) -> float:
    """The width of a line in pixels."""
    return float(_MEASURING.textlength(text, font=load(font, size * OVERSAMPLING))) / OVERSAMPLING


@lru_cache(maxsize=64)
def load(font: str, size: int) -> ImageFont.FreeTypeFont:
    """A font by its name in FONTS, or by its path. Raises OSError."""
    path = Path(font) if "/" in font else FONTS / f"{font}.ttf"
    return ImageFont.truetype(str(path), size, layout_engine=_LAYOUT)


@lru_cache(maxsize=16384)
def has_glyph(character: str, font: str) -> bool:
    """Whether a font can draw a character: its picture differs from that of a character that no font has."""
    return _picture(character, font) != _picture("\U0010ffff", font)


@lru_cache(maxsize=16384)
def _picture(character: str, font: str) -> tuple[Any, bytes]:
    path = Path(font) if "/" in font else FONTS / f"{font}.ttf"
    mask = _basic(str(path)).getmask(character)
    return mask.size, bytes(mask)


@lru_cache(maxsize=8)
def _basic(path: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, _PROBE, layout_engine=ImageFont.Layout.BASIC)


def _shortened(lines: list[str], most: int, font: str, size: int, width: int) -> list[str]:
    """The first `most` lines, the last of which ends with an ellipsis after a whole word, if it has more than one."""
    kept, last = lines[: most - 1], lines[most - 1]
    while measure(f"{last}{ELLIPSIS}", font, size) > width:
        last = last[:-1] if _is_without_spaces(last[-1]) else last.rpartition(" ")[0] or last[:-1]
    return [*kept, last.rstrip(" ,;:–—-") + ELLIPSIS]


def _fitting_characters(word: str, font: str, size: int, width: int) -> int:
    """How many characters of a word fit, at least one. Combining characters stay with theirs."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(word[:middle], font, size) <= width else (low, middle - 1)
    while low < len(word) - 1 and unicodedata.combining(word[low]):
        low += 1
    return low
