"""Limits of captures. Pure."""

from __future__ import annotations

MAX_FILE_NAME = 255
"""Maximum length of a file name, in code points."""
MAX_TOOL = 100
"""Maximum length of the name and version of a tool, in code points."""
