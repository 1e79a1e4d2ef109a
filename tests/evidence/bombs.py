"""ZIP files that expand without end, inside of web archives and Word files."""

from __future__ import annotations

import gzip
import struct
import zipfile

from tests.archive.web_archives.samples import compressed, http, record, warc
from tests.archive.web_archives.wacz_samples import files, package
from tests.articles.readers.files import paragraph, word, word_parts, zipped

MIB = 1 << 20
ZEROS = 40 * MIB


def zip_of(content: bytes, levels: int = 1, name: str = "a.zip") -> bytes:
    """A ZIP file in a ZIP file in a ZIP file … The innermost one contains these bytes."""
    for _ in range(levels):
        content = zipped({name: content})
    return content


def wide_zip(levels: int, width: int, size: int) -> bytes:
    """A ZIP file of ZIP files, which together expand to `size` bytes × `width` for each level."""
    content = bytes(size)
    for level in range(levels):
        content = zipped({f"{level}-{number}.zip": content for number in range(width)})
    return content


def response_with(body: bytes, *fields: str) -> bytes:
    """A WARC file whose page has this body."""
    return compressed(record(block=http(body, *fields)))


def with_false_size(content: bytes, size: int) -> bytes:
    """The ZIP file, after each `size` in it became 1,000."""
    return content.replace(struct.pack("<L", size), struct.pack("<L", 1_000))


def web_archives() -> dict[str, bytes]:
    """WACZ files with bombs, which are refused."""
    bomb, deflated = bytes(ZEROS), zipfile.ZIP_DEFLATED
    once = gzip.compress(bomb)
    warcs = {
        "record": gzip.compress(b"WARC/1.1\r\n" + bomb),
        "record that is compressed twice": warc() + gzip.compress(once),
        "body": response_with(once, "Content-Encoding: gzip"),
        "body that is compressed twice": response_with(gzip.compress(once), "Content-Encoding: gzip, gzip"),
    }
    return {
        "member": package(files(bomb_txt=bomb), compression=deflated),
        "nested member": package(files(logs__bomb_zip=wide_zip(5, 16, 8 * MIB))),
        "nested member in a nested member": package(files(logs__bomb_txt=zip_of(zip_of(bomb, 3), 2)), compression=deflated),
        **{name: package(files() | {"archive/data.warc.gz": content}) for name, content in warcs.items()},
    }


def pages_in_web_archives() -> dict[str, bytes]:
    """WACZ files whose page is a bomb, which is preserved, but not opened."""
    pages = {"Word file": word("a" * ZEROS), "ZIP file": wide_zip(5, 16, 8 * MIB)}
    return {name: package(files() | {"archive/data.warc.gz": response_with(page)}) for name, page in pages.items()}


def word_files() -> dict[str, bytes]:
    """Word files with bombs."""
    bomb = b"<w:t>" + bytes(ZEROS)
    text = paragraph("All was well, the mayor said.")
    return {
        "text": word("a" * ZEROS),
        "text with a false size": with_false_size(
            word("a" * ZEROS), len(word_parts(paragraph("a" * ZEROS))["word/document.xml"])
        ),
        "another part": zipped({**word_parts(text), "word/styles.xml": bomb}),
        "1,000 parts": zipped({**word_parts(text), **{f"word/part{number}.xml": bytes(MIB // 10) for number in range(1_000)}}),
        "nested file": zipped({**word_parts(text), "word/embeddings/a.docx": wide_zip(5, 16, 8 * MIB)}),
        "nested file that is named as a part": zipped({**word_parts(text), "word/a.xml": zip_of(bomb, 3)}),
    }
