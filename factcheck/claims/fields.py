"""Limits of what people enter about claims and mentions."""

from __future__ import annotations

MOST_SPANS = 20
"""Pieces of one mention."""
MOST_LINKS = 8
"""Actors in one attribution chain."""
