"""The commands in docs/packages.md and the snippet in docs/ledger.md do what the documents say, exactly as they are written."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from factcheck.setup.environment import ROOT
from tests.exchange.packages import exported, full_claim, unpacked
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def commands(document: str, heading: str) -> list[str]:
    """The indented lines of a section."""
    text = (ROOT / document).read_text()
    section = re.split(r"\n#+ ", text.split(f"\n## {heading}\n", 1)[1])[0]
    return [line.strip() for line in section.splitlines() if line.startswith("    ")]


def test_steps_of_the_verification(world: World, tmp_path: Path) -> None:
    bag = unpacked(exported(world, full_claim(world)), tmp_path / "out")
    key = json.loads((bag / "data/ledger.json").read_text())["keys"][0]["id"]
    sums, verifier, *_ = commands("docs/packages.md", "Verify")
    assert shlex.split(sums)[0] == "sha256sum"
    subprocess.run(shlex.split(sums), cwd=bag, check=True, capture_output=True)
    command = shlex.split(verifier.replace("0123456789abcdef", key))
    assert command[:2] == ["python3", "tools/verifier.py"]
    verified = subprocess.run([sys.executable, *command[1:]], cwd=bag, capture_output=True, text=True, check=False)
    assert (verified.returncode, verified.stderr) == (0, "")
    assert verified.stdout.splitlines()[-1] == "All rows are proven by entries of the signed ledger."
    from_source = [sys.executable, "-m", "factcheck.exchange.verifier", str(bag), "--key", key]
    assert subprocess.run(from_source, cwd=ROOT, capture_output=True, check=False).returncode == 0


def test_another_program_reads_the_preserved_pages(world: World, tmp_path: Path) -> None:
    bag = unpacked(exported(world, full_claim(world)), tmp_path / "out")
    assert "warcio check archive/*" in (ROOT / "docs/packages.md").read_text()
    (copy,) = (bag / "data/copies").glob("*.wacz")
    with zipfile.ZipFile(copy) as file:
        file.extractall(tmp_path / "wacz")
    program = "import sys; from warcio.cli import main; sys.exit(main(sys.argv[1:]))"  # what the command `warcio` runs
    checked = subprocess.run(
        [sys.executable, "-c", program, "check", "-v", "archive/data.warc.gz"],
        cwd=tmp_path / "wacz",
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_snippet_for_time_stamps(tmp_path: Path) -> None:
    """It writes the signed text of the head, and the response of the authority, for OpenSSL."""
    text = (ROOT / "docs/ledger.md").read_text()
    found = re.search(r"^    (python3 -c '\n.*?' 4711)\n    (openssl ts -verify [^\n]*)$", text, re.DOTALL | re.MULTILINE)
    assert found
    snippet = re.sub(r"^    ", "", found[1], flags=re.MULTILINE)
    head = {"number": 4711, "hash": "a" * 64, "at": "2026-11-29T01:07:00.120000+00:00", "key": "0" * 16, "signature": ""}
    signed = f"factcheck ledger head 1\n4711\n{'a' * 64}\n2026-11-29T01:07:00.120000+00:00\n{'0' * 16}\n".encode()
    authority = TimeStampAuthority(tmp_path)
    stamps = [{"number": 4711, "response": base64.b64encode(authority.response(signed)).decode()}]
    document = {"heads": [{**head, "number": 4710}, head], "time_stamps": stamps}
    (tmp_path / "ledger-head.json").write_text(json.dumps(document))
    code = snippet.replace("python3", shlex.quote(sys.executable), 1)
    subprocess.run(["/bin/sh", "-c", code], cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "head.txt").read_bytes() == signed
    verified = subprocess.run(shlex.split(found[2]), cwd=tmp_path, capture_output=True, text=True, check=False)
    assert verified.returncode == 0, verified.stderr
    (tmp_path / "head.txt").write_bytes(signed + b"x")
    assert subprocess.run(shlex.split(found[2]), cwd=tmp_path, capture_output=True, check=False).returncode != 0


class TimeStampAuthority:
    """A time stamp authority made with OpenSSL, in a folder. Its certificate is `authority.pem`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        assert shutil.which("openssl")
        (folder / "tsa.cnf").write_text(
            "[req]\ndistinguished_name=dn\nx509_extensions=ext\nprompt=no\n[dn]\nCN=Test authority\n"
            "[ext]\nextendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n"
            "[tsa]\ndefault_tsa=one\n[one]\nserial=serial\nsigner_cert=authority.pem\nsigner_key=key.pem\n"
            "signer_digest=sha256\ndefault_policy=1.2.3.4.1\ndigests=sha256\nclock_precision_digits=0\nordering=yes\ntsa_name=yes\n"
        )
        self._run("req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out authority.pem -days 30 -config tsa.cnf")

    def response(self, content: bytes) -> bytes:
        """The response for the SHA-256 of `content`, in DER."""
        self._run(f"ts -query -digest {hashlib.sha256(content).hexdigest()} -sha256 -cert -out query.tsq")
        self._run("ts -reply -queryfile query.tsq -config tsa.cnf -section one -out reply.tsr")
        return (self.folder / "reply.tsr").read_bytes()

    def _run(self, arguments: str) -> None:
        (self.folder / "serial").write_text("01\n")
        subprocess.run(["openssl", *arguments.split()], cwd=self.folder, check=True, capture_output=True)
