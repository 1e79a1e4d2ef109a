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


ACCEPTED = "Not proven by the package"
ACCEPTED_HELP = (
    "Whoever has the package could have changed these. Choose what you want to import nevertheless. It is marked as not proven"
    " for good. What you do not choose is not imported."
)


def unproven_claim(rows: list[str]) -> str:
    """The label of the choice that accepts the claim. `rows` are its unproven rows, such as “mention 4.”"""
    return f"The claim ({_listed(rows)})"


def unproven_item(number: int, rows: list[str]) -> str:
    return f"Evidence [{number}] ({_listed(rows)})"


def _listed(rows: list[str]) -> str:
    return ", ".join(rows[:4]) + (f", and {len(rows) - 4} more" if len(rows) > 4 else "")
