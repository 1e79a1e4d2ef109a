"""Messages and help texts of the screens for packages of claims. Pure."""

from __future__ import annotations

ORIGINALS = "Include the original files of articles"
ORIGINALS_HELP = "Without them, the package has the text of the articles, but not the files from which it was read."
LEFT_OUT = "Leave out evidence"
