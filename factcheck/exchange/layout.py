"""The layout of a package: a bag (RFC 8493) in a ZIP file, with one folder. `docs/packages.md` describes it. Pure."""

from __future__ import annotations

CLAIM_FORMAT = "factcheck-claim/1"
LEDGER_FORMAT = "factcheck-claim-ledger/1"
CUSTODY_FORMAT = "factcheck-custody/2"

BAG_DECLARATION, BAG_INFO = "bagit.txt", "bag-info.txt"
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
PAYLOAD = "data/"
CLAIM_FILE, LEDGER_FILE, CUSTODY_FILE = "data/claim.json", "data/ledger.json", "data/custody.json"
TEXTS, CAPTURES, COPIES = "data/texts/", "data/captures/", "data/copies/"
PAGE, README, TOOLS = "index.html", "README.txt", "tools/"
WARCS_IN_WACZ = "archive/*"
"""The members of a WACZ file that have the bytes of the capture: one, `data.warc.gz`, or `data.warc` if it is not compressed."""

TEXT_KINDS = ("revision", "preservedtext")
"""Kinds of rows whose text is a file of its own, not a value of the row."""

_EXTENSIONS = {
    "application/pdf": ".pdf",
    "application/warc": ".warc",
    "application/wacz": ".wacz",
    "image/gif": ".gif",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "text/html": ".html.txt",
    "text/plain": ".txt",
}
PICTURES = (".gif", ".jpg", ".png", ".webp")


def folder_name(claim_id: int) -> str:
    """The name of the folder in the ZIP file, and of the ZIP file without its extension."""
    return f"factcheck-claim-{claim_id}"


def capture_path(sha256: str, media_type: str, *, is_compressed: bool = False) -> str:
    """The path of stored bytes. A double click never opens a page with its scripts: its name ends in `.txt`.

    `is_compressed` is whether a WARC file is.
    """
    extension = _EXTENSIONS.get(media_type.partition(";")[0].strip(), ".bin")
    return f"{CAPTURES}{sha256}{extension}{'.gz' if extension == '.warc' and is_compressed else ''}"


def text_path(sha256: str) -> str:
    """The path of a canonical text with this hash, in UTF-8."""
    return f"{TEXTS}{sha256}.txt"


def copy_path(item_number: int, copy_number: int) -> str:
    """The path of the WACZ file of a copy."""
    return f"{COPIES}evidence-{item_number}-copy-{copy_number}.wacz"


def manifest_line(sha256: str, path: str) -> str:
    """A line of a manifest, as `sha256sum` writes and reads it."""
    return f"{sha256}  {path}\n"
