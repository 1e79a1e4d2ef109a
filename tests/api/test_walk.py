"""The walk in docs/api.md does what it says, command by command."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from factcheck.setup.environment import ROOT
from factcheck.verdicts.models import Verdict
from tests.api.calls import Caller
from tests.world import World


@pytest.mark.django_db(transaction=True)
def test_every_command_of_the_walk_does_what_the_page_says(live_server: Any, tmp_path: Path, world: World) -> None:
    page = (ROOT / "docs" / "api.md").read_text()
    script = "\n".join(re.findall(r"```sh\n(.*?)```", page, re.DOTALL))
    given = {
        "API": f"{live_server.url}/api/v1",
        "CHECKER": Caller(world.checker).secret,
        "EDITOR_TOKEN": Caller(world.editor).secret,
    }
    ran = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=tmp_path,
        env=os.environ | given,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    verdict = Verdict.objects.get()
    assert verdict.state == "retracted"
    kinds = [publication.publication_kind for publication in verdict.publications.order_by("number")]
    assert kinds == ["first", "corrected", "retracted"]
    assert "To approve a verdict you need the role editor; yours is checker." in ran.stdout
    assert ran.stdout.count("verdict.approved") == 2
