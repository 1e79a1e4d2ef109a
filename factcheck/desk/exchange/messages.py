"""Messages and help texts of the screens for packages of claims. Pure."""

from __future__ import annotations

ORIGINALS = "Include the original files of articles"
ORIGINALS_HELP = "Without them, the package has the text of the articles, but not the files from which it was read."
ITEMS = "Evidence in the package"
REASON = "Why the protected items may leave the newsroom"
REASON_HELP = "Required if you chose a protected item. It is part of the ledger, but not of the package."

FILE_REQUIRED = "Choose the package: a ZIP file."
FILE_EMPTY = "This file is empty."
KEYS_HELP = (
    "The id of the other newsroom’s signing key, 16 characters, from another source than the package, such as a phone call or its"
    " website. Without it, the package is verified with the key that it contains."
)
KEY_WRONG = "The id of a key has 16 characters: the digits 0–9 and the letters a–f."
SAME_NAMES = "Sources and actors whose name exists here"
USE_NAMES = "Use those of this newsroom"
SEPARATE_NAMES = "Add separate ones, with the name of the other newsroom in parentheses"
SAME_NAMES_REQUIRED = "Choose what happens to names that exist here."
IMPORTED = "Claim imported. It has no verdict of this newsroom."
DISCARDED = "The uploaded package was removed. Nothing was imported."


def package_help(limit: int) -> str:
    """The help text of the file. `limit` is in bytes."""
    return f"A ZIP file that another newsroom exported with Factcheck, of at most {limit // 1024**2:,} MB."
