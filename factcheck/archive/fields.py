"""Limits of captures. Pure."""

from __future__ import annotations

MOST_FILE_NAME = 255
"""Code points of the name of a file."""
