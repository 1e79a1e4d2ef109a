"""The JavaScript tools are pinned, and their lock file works with any registry."""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_tools_are_pinned_to_one_version() -> None:
    package = json.loads((ROOT / "package.json").read_text())
    assert "dependencies" not in package
    assert [name for name, version in package["devDependencies"].items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []


def test_lock_file_has_a_hash_and_no_url_for_each_package() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    installed = {name: package for name, package in packages.items() if name}
    assert [name for name, package in installed.items() if not package["integrity"].startswith("sha512-")] == []
    assert [name for name, package in installed.items() if "resolved" in package] == []
