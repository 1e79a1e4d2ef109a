"""Limits of what readers are shown."""

from __future__ import annotations

MOST_NOTICE = 2000
"""Code points of the public notice of a correction or retraction."""
