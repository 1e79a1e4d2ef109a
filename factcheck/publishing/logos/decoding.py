"""Turns an uploaded picture into a plain PNG file. It runs in the child process of `articles.readers.isolation`.

Only the pixels remain: no metadata, no color profile, and nothing after the end of the picture.
"""

from __future__ import annotations

import base64
from contextlib import suppress
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageOps, JpegImagePlugin, PngImagePlugin, UnidentifiedImageError, WebPImagePlugin

from factcheck.articles.readers.extraction.child import UnreadableFile
from factcheck.publishing.logos import limits

FORMATS = (PngImagePlugin.PngImageFile.format, JpegImagePlugin.JpegImageFile.format, WebPImagePlugin.WebPImageFile.format)
_SRGB = ImageCms.createProfile("sRGB")  # before the limits of the process apply
_FAINTEST = 8
"""A picture whose highest opacity is lower, of 255, is empty."""


def extract(content: bytes) -> dict[str, Any]:
    """The picture as `{"png": "…"}`, in Base64. Raises UnreadableFile with a sentence for the user."""
    try:
        return {"png": base64.b64encode(_png(_plain(_opened(content)))).decode()}
    except Image.DecompressionBombError as error:
        raise UnreadableFile(limits.TOO_LARGE) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise UnreadableFile(limits.DAMAGED) from error


def _opened(content: bytes) -> Image.Image:
    """The picture with its pixels. Its size is compared with the limits before they are decoded."""
    try:
        image = Image.open(BytesIO(content), formats=FORMATS)
    except UnidentifiedImageError as error:
        is_svg = b"<svg" in content[:4096].lower()
        raise UnreadableFile(limits.IS_SVG if is_svg else limits.WRONG_TYPE) from error
    width, height = image.size
    if max(width, height) > limits.MAX_SIDE:
        raise UnreadableFile(limits.too_large(width, height))
    if min(width, height) < limits.MIN_SIDE:
        raise UnreadableFile(limits.too_small(width, height))
    if width > limits.WIDEST * height or height > limits.HIGHEST * width:
        raise UnreadableFile(limits.WRONG_SHAPE)
    if getattr(image, "is_animated", False) and image.format != "MPO":
        raise UnreadableFile(limits.ANIMATED)
    if image.mode.startswith(("I", "F")):
        raise UnreadableFile(limits.DEPTH)
    image.load()
    return image


def _plain(image: Image.Image) -> Image.Image:
    """The picture upright, in sRGB, and not larger than it is stored."""
    profile = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    mode = "RGBA" if image.has_transparency_data else "RGB"
    if image.mode in ("P", "PA", "LA", "1"):
        image = image.convert(mode)
    if profile:
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            image = ImageCms.profileToProfile(image, source, _SRGB, outputMode=mode) or image
    image = image.convert(mode)
    if mode == "RGBA" and image.getchannel("A").getextrema()[1] < _FAINTEST:  # type: ignore[operator]  # one channel
        raise UnreadableFile(limits.EMPTY)
    scale = limits.STORED_SIDE / min(image.size)
    if scale < 1:
        size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        image = image.resize(size, Image.Resampling.LANCZOS)
    return image


def _png(image: Image.Image) -> bytes:
    image.info = {}  # Pillow would write the color profile
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    if file.tell() > limits.MAX_STORED_BYTES:
        raise UnreadableFile(limits.TOO_COMPLEX)
    return file.getvalue()
