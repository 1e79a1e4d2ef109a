"""The example in docs/api.md works, command by command."""

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
def test_commands_of_the_api_example_succeed(live_server: Any, tmp_path: Path, world: World) -> None:
    page = (ROOT / "docs" / "api.md").read_text()
    script = "\n".join(re.findall(r"```sh\n(.*?)```", page, re.DOTALL))
    variables = {
        "API": f"{live_server.url}/api/v1",
        "CHECKER": Caller(world.checker).secret,
        "EDITOR_TOKEN": Caller(world.editor).secret,
    }
    process = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=tmp_path,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert process.returncode == 0, process.stdout + process.stderr
    verdict = Verdict.objects.get()
    assert verdict.state == "retracted"
    kinds = [publication.publication_kind for publication in verdict.publications.order_by("number")]
    assert kinds == ["first", "corrected", "retracted"]
    assert "To approve a verdict, you need the editor role. Your role is checker." in process.stdout
    assert process.stdout.count("verdict.approved") == 2
