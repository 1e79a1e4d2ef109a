"""Limits of logos, and the messages for files that exceed them. Pure."""

from __future__ import annotations

MAX_BYTES = 2 * 1024 * 1024
"""Of an uploaded file."""
MAX_SIDE = 4000
"""Of an uploaded picture, in pixels."""
MIN_SIDE = 112
"""Google’s minimum for the logo of an organization in structured data, in pixels, for both sides."""
STORED_SIDE = 256
"""The shorter side of a stored logo has at most this number of pixels: four times the height on public pages, and more."""
WIDEST, HIGHEST = 5, 2
"""A logo is at most five times as wide as high, and at most twice as high as wide."""
MAX_STORED_BYTES = 1024 * 1024

WRONG_TYPE = "This is not a PNG, JPEG, or WebP file. Save the logo in one of these formats and upload that."
IS_SVG = (
    "SVG files can contain scripts and addresses of other files, so they are not accepted. Export the logo as a PNG file that is"
    " at least 256 pixels high."
)
DAMAGED = "This file is damaged or incomplete. Export the logo again and upload the new file."
TOO_SMALL = f"Both sides of a logo need at least {MIN_SIDE} pixels, because search engines ignore smaller ones."
TOO_LARGE = f"Each side of a logo can have at most {MAX_SIDE:,} pixels."
WRONG_SHAPE = f"A logo can be at most {WIDEST} times as wide as it is high, and at most twice as high as it is wide."
ANIMATED = "This picture is animated. Upload one that does not move."
DEPTH = "This picture has more than 8 bits per channel. Save it with 8 bits per channel."
EMPTY = "This picture is completely transparent."
TOO_COMPLEX = "This picture is too detailed for a logo. Upload one with fewer colors or details."
NOT_READ = "Reading this file takes too much time or memory. Export the logo again, in a smaller size."


def too_small(width: int, height: int) -> str:
    """The message for a picture of this size in pixels."""
    return f"{TOO_SMALL} This one has {width} × {height}."


def too_large(width: int, height: int) -> str:
    """The message for a picture of this size in pixels."""
    return f"{TOO_LARGE} This one has {width:,} × {height:,}."
