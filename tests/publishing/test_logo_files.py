"""Uploaded logos are hostile files: only their pixels remain, and everything else is refused with a reason."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from factcheck.articles.readers import isolation
from factcheck.publishing.logos import limits
from factcheck.publishing.logos.files import plain_png, read_logo
from factcheck.publishing.logos.visibility import is_visible, lost_share
from factcheck.web.errors import Invalid
from tests.logos import encoded, picture

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def refusal(content: bytes) -> str:
    with pytest.raises(Invalid) as refused:
        read_logo(content)
    return str(refused.value.errors["file"][0])


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "WEBP"])
def test_picture_becomes_a_plain_png_file(file_format: str) -> None:
    mode = "RGB" if file_format == "JPEG" else "RGBA"
    found = read_logo(encoded(picture(mode=mode), file_format))
    assert (found.width, found.height) == (320, 160)
    image = Image.open(BytesIO(found.content))
    assert (image.format, image.size, image.mode, image.info) == ("PNG", (320, 160), mode, {})


def test_large_picture_is_reduced_and_keeps_its_proportions() -> None:
    found = read_logo(encoded(picture(3000, 1000)))
    assert (found.width, found.height) == (768, limits.STORED_SIDE)
    assert read_logo(encoded(picture(112, 112))).width == 112


def test_metadata_is_removed_and_the_orientation_applied() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010E] = "taken at home"
    content = encoded(picture(mode="RGB"), "JPEG", exif=exif)
    assert b"taken at home" in content
    found = read_logo(content)
    assert b"taken at home" not in found.content
    assert (found.width, found.height) == (160, 320)
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "someone", zip=True)
    assert Image.open(BytesIO(read_logo(encoded(picture(), pnginfo=text)).content)).info == {}


def test_color_profile_is_applied_and_removed() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    found = read_logo(encoded(Image.new("CMYK", (200, 200), (0, 255, 255, 0)), "JPEG", icc_profile=profile))
    assert Image.open(BytesIO(found.content)).mode == "RGB"
    found = read_logo(encoded(Image.new("RGB", (200, 200), (200, 30, 30)), icc_profile=profile))
    image = Image.open(BytesIO(found.content))
    assert "icc_profile" not in image.info
    assert all(abs(one - other) <= 2 for one, other in zip(image.getpixel((9, 9)), (200, 30, 30), strict=True))  # type: ignore[arg-type]


@pytest.mark.parametrize("tail", [b"<script>alert(1)</script>", b"PK\x03\x04" + bytes(50), b"%PDF-1.7"])
def test_polyglot_loses_its_second_format(tail: bytes) -> None:
    text = PngImagePlugin.PngInfo()
    text.add_text("comment", "<script>alert(2)</script>")
    for content in (encoded(picture(), pnginfo=text), encoded(picture(mode="RGB"), "JPEG", comment=b"<script>alert(2)</script>")):
        found = read_logo(content + tail).content
        assert tail not in found
        assert b"script" not in found
        assert found.endswith(b"IEND\xaeB`\x82")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty."),
        (encoded(picture(mode="RGB"), "GIF"), limits.WRONG_TYPE),
        (b"%PDF-1.7\n", limits.WRONG_TYPE),
        (b"GIF89a" + encoded(picture()), limits.WRONG_TYPE),
        (SVG, limits.IS_SVG),
        (encoded(picture())[:600], limits.DAMAGED),
        (encoded(picture(111, 200)), limits.too_small(111, 200)),
        (encoded(picture(200, 50)), limits.too_small(200, 50)),
        (encoded(picture(1200, 200)), limits.WRONG_SHAPE),
        (encoded(picture(200, 500)), limits.WRONG_SHAPE),
        (encoded(Image.new("L", (4001, 1000))), limits.too_large(4001, 1000)),
        (encoded(Image.new("RGBA", (200, 200), (9, 9, 9, 2))), limits.EMPTY),
        (encoded(Image.new("I;16", (200, 200))), limits.DEPTH),
        (encoded(picture(), save_all=True, append_images=[picture(color=(0, 0, 0, 255))]), limits.ANIMATED),
        (encoded(picture(), "WEBP", save_all=True, append_images=[picture(color=(0, 0, 0, 255))]), limits.ANIMATED),
    ],
    ids=range(15),
)
def test_other_files_are_refused_with_a_reason(content: bytes, reason: str) -> None:
    assert refusal(content) == reason


def test_file_over_the_limit_is_not_read() -> None:
    assert "the limit is 2,097,152" in refusal(bytes(limits.MAX_BYTES + 1))


@pytest.mark.parametrize(("width", "height"), [(30_000, 30_000), (65_000, 200), (2**31 - 1, 2**31 - 1)])
def test_decompression_bomb_is_refused_by_its_size(width: int, height: int) -> None:
    """The rows of this picture would be decompressed from a few bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    data = zlib.compress(bytes(1_000_000), 9)
    content = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    assert refusal(content).startswith(limits.TOO_LARGE)


def test_bomb_in_the_metadata_is_refused() -> None:
    text = zlib.compress(bytes(60_000_000), 9)
    data = b"Comment\0\0" + text
    chunk = struct.pack(">I", len(data)) + b"zTXt" + data + struct.pack(">I", zlib.crc32(b"zTXt" + data))
    content = encoded(picture())
    assert refusal(content[:33] + chunk + content[33:]) == limits.DAMAGED


def test_file_that_takes_too_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    small = isolation.ProcessLimits(memory=100 << 20)
    monkeypatch.setattr(isolation.run_limited, "__kwdefaults__", {"limits": small})
    assert refusal(encoded(picture(4000, 4000))) == limits.NOT_READ


def test_only_files_with_nothing_but_a_picture_are_stored() -> None:
    content = encoded(picture(200, 200))
    assert plain_png(content).width == 200
    text = PngImagePlugin.PngInfo()
    text.add_text("comment", "words")
    damaged = content[:50] + bytes([content[50] ^ 1]) + content[51:]
    others = [encoded(picture(), pnginfo=text), encoded(picture(90, 90)), content[:33]]
    for other in (b"", content + b"x", content[:-1], damaged, *others):
        with pytest.raises(ValueError, match=r"a PNG file|chunk|picture|size"):
            plain_png(other)


@pytest.mark.parametrize(
    ("color", "background", "is_seen"),
    [
        ((20, 20, 30, 255), "#15181a", False),
        ((20, 20, 30, 255), "#fdfdfb", True),
        ((250, 250, 250, 255), "#fdfdfb", False),
        ((250, 250, 250, 255), "#0d3b36", True),
        ((250, 250, 250, 30), "#0d3b36", False),
        ((242, 184, 75, 255), "#0d3b36", True),
        ((242, 184, 75, 255), "#fdfdfb", True),
    ],
)
def test_logo_is_compared_with_the_background(color: tuple[int, ...], background: str, is_seen: bool) -> None:
    assert is_visible(encoded(picture(color=color)), background) is is_seen


def test_logo_with_its_own_background_is_visible_everywhere() -> None:
    content = encoded(picture(color=(20, 20, 30, 255), mode="RGB"))
    assert lost_share(content, "#15181a") == 0
    assert lost_share(content, "#fdfdfb") == 0
