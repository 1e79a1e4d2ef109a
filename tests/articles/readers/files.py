"""PDF and Word files for the tests of the readers, built from their parts, so that each part can be damaged."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Mapping
from zipfile import ZIP_DEFLATED, ZipFile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/></Types>"""


def stream(content: bytes, extra: str = "", *, compressed: bool = True) -> bytes:
    """A stream object."""
    body = zlib.compress(content) if compressed else content
    filters = "/Filter /FlateDecode" if compressed else ""
    return f"<< /Length {len(body)} {filters} {extra} >>\nstream\n".encode() + body + b"\nendstream"


def pdf(objects: Iterable[bytes | str], *, trailer: str = "") -> bytes:
    """A PDF file with these objects, numbered from 1; the first one is the catalog."""
    output = io.BytesIO(b"%PDF-1.7\n")
    output.seek(0, io.SEEK_END)
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(output.tell())
        output.write(b"%d 0 obj\n%b\nendobj\n" % (number, content.encode("latin-1") if isinstance(content, str) else content))
    start = output.tell()
    output.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1))
    output.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    output.write(f"trailer\n<< /Size {len(offsets) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode())
    return output.getvalue()


def page_of(lines: Iterable[str]) -> bytes:
    """The content of a page with one line below the other."""
    shown = "".join(f"({line}) Tj 0 -16 Td\n" for line in lines)
    return stream(f"BT /F1 12 Tf 72 720 Td\n{shown}ET".encode("cp1252"))


def pdf_with(*pages: Iterable[str], catalog: str = "", trailer: str = "", extra: Iterable[bytes | str] = ()) -> bytes:
    """A PDF file with these lines on its pages. `extra` are objects after those of the pages."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(count))
    objects: list[bytes | str] = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
            f" /Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(page_of(lines))
    return pdf([*objects, *extra], trailer=trailer)


def paragraph(text: str) -> str:
    """A paragraph of a Word file with one run."""
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    output = io.BytesIO()
    with ZipFile(output, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return output.getvalue()


def word_parts(body: str, *, prolog: str = "", **more: str) -> dict[str, str | bytes]:
    """The parts of a Word file. `more` has relationships of the document under `relationships`."""
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}">'
        f"<w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONSHIPS}">{more.get("relationships", "")}</Relationships>',
    }


def word(*paragraphs: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word file with these paragraphs. `parts` are added or replaced."""
    return zipped({**word_parts("".join(map(paragraph, paragraphs))), **(parts or {})})
