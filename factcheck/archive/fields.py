"""Limits of captures. Pure."""

from __future__ import annotations

MAX_FILE_NAME = 255
"""Maximum length of a file name, in code points."""
