"""The HTML of every page according to the Nu Html Checker. Optional: `just html` fetches the checker, which needs Java.

`tests/test_markup.py` always runs and finds the most common mistakes.
"""

from __future__ import annotations

import copy
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.markup.pages import ERRORS, error_page, public_places, route_places
from tests.plugin import rolled_back
from tests.world import World

CHECKER = os.environ.get("FACTCHECK_TEST_VNU", "")
MISSING = "" if CHECKER and shutil.which("java") else "needs Java and FACTCHECK_TEST_VNU, the path of vnu.jar; run `just html`"
EXTENSIONS = "Attribute “hx-"
"""The beginning of messages about attributes of htmx, which HTML does not define."""


def sources() -> dict[str, str]:
    """The source of each page by the name of the page."""
    found = {}
    for place in public_places():
        with rolled_back():
            found[place.name] = place.html(World())
    with rolled_back():
        complete = World().complete()
        for place in route_places():
            with rolled_back():
                found[place.name] = place.html(copy.deepcopy(complete))
    found |= {f"error {status}": error_page(status) for status in ERRORS}
    return {name: page for name, page in found.items() if page}


@pytest.mark.slow
@pytest.mark.skipif(bool(MISSING), reason=MISSING)
@pytest.mark.timeout(600)
def test_pages_are_valid_html(db: None, tmp_path: Path, settings) -> None:
    settings.EMBED_ORIGINS = ["https://partner.example"]
    names = {}
    for number, (name, page) in enumerate(sources().items()):
        names[f"{number}.html"] = name
        (tmp_path / f"{number}.html").write_text(page)
    command = ["java", "-Xss4m", "-jar", CHECKER, "--format", "json", "--errors-only", *map(str, tmp_path.iterdir())]
    answer = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stderr)
    found = {
        (names[Path(said["url"]).name], said["message"], said.get("extract", ""))
        for said in answer["messages"]
        if not said["message"].startswith(EXTENSIONS)
    }
    assert sorted(found) == []
