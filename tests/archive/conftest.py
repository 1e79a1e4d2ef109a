"""Fixtures for stored bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def root(settings: Any, tmp_path: Path) -> Path:
    """The folder of captures, which does not exist yet."""
    settings.CAPTURES_ROOT = tmp_path / "mounted" / "captures"
    return Path(settings.CAPTURES_ROOT)
