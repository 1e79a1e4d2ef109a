"""Features of Chromium that no test uses, and that cost more processor time than the pages of many tests."""

from __future__ import annotations

import re
from pathlib import Path

import playwright

# The suggestions below the address bar are pages of their own, which each new window loads in two more processes. A spare
# process is started for each page, but a page on another site, which would use it, is rare.
_UNUSED = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "SpareRendererForSitePerProcess"]
_DRIVER = Path(playwright.__file__).parent / "driver" / "package" / "lib" / "coreBundle.js"
_OF_PLAYWRIGHT = re.compile(r"\bdisabledFeatures = \[(.+?)\]", re.DOTALL)
_FEATURE = re.compile(r'^\s*"(\w+)"', re.MULTILINE)


def disabled_features() -> str:
    """The argument that disables these features and those of Playwright: Chromium reads only the last such argument."""
    found = _OF_PLAYWRIGHT.search(_DRIVER.read_text())
    assert found, f"Playwright's list of disabled features was not found in {_DRIVER}"
    return f"--disable-features={','.join([*_FEATURE.findall(found[1]), *_UNUSED])}"
