"""Bodies of 30 MB are never in memory as a whole: the process may allocate only 12 MB more than it has after its imports."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_project import ROOT

PREPARE = """
import hashlib, io, os, resource, sys, tempfile
sys.path.insert(0, ".")
import django
django.setup()  # the package of fetched exchanges imports models
from factcheck.archive.web_archives import mhtml, provided, responses, wacz, wacz_reading, warc
from tests.archive.web_archives.samples import COLLECTOR, exchange, fetched

def limit():
    pages = int(open("/proc/self/statm").read().split()[0])
    size = pages * os.sysconf("SC_PAGE_SIZE") + 12 * (1 << 20)
    resource.setrlimit(resource.RLIMIT_AS, (size, size))

body = tempfile.TemporaryFile()
body.write(b"<!DOCTYPE html><p>")
for number in range(30 * 16):
    body.write(hashlib.shake_256(b"%d" % number).digest(32768).hex().encode())
page = exchange(body=body)
result = fetched(page)
warc.write_warc(fetched(exchange()), io.BytesIO(), collector=COLLECTOR)
"""
WRITE = """
file = tempfile.TemporaryFile()
warc.write_warc(result, file, collector=COLLECTOR)
package = tempfile.TemporaryFile()
wacz.write_wacz(package, [file], pages=[wacz.WaczPage(page.address, page.at)], software="Factcheck")
"""
OPEN = """
for item in (file, package):
    copy = provided.open_provided(item, scratch=tempfile.TemporaryFile)
    digest = hashlib.sha256()
    while piece := copy.payload.read(65536):
        digest.update(piece)
    assert digest.hexdigest() == page.body_sha256
    assert copy.payload_type == "text/html", copy.unverified
"""
MHTML = """
saved = tempfile.TemporaryFile()
saved.write(b"MIME-Version: 1.0\\r\\nContent-Type: multipart/related; boundary=x\\r\\n\\r\\n")
saved.write(b"--x\\r\\nContent-Type: text/html\\r\\n\\r\\n")
body.seek(0)
while piece := body.read(65536):
    saved.write(piece)
saved.write(b"\\r\\n--x--\\r\\n")
limit()
copy = provided.open_provided(saved, scratch=tempfile.TemporaryFile)
assert copy.kind == "mhtml" and copy.payload.seek(0, 2) == page.body_size
"""


def run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"FACTCHECK_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "factcheck.settings"}
    command = [sys.executable, "-c", script]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the size of the process is read from /proc")
@pytest.mark.parametrize("steps", ["limit()" + WRITE + OPEN, MHTML], ids=["WARC and WACZ", "MHTML"])
def test_large_body_is_processed_in_pieces(steps: str, tmp_path: Path) -> None:
    done = run(PREPARE + steps, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the size of the process is read from /proc")
def test_limit_would_stop_a_whole_body(tmp_path: Path) -> None:
    done = run(PREPARE + "limit()\nbody.seek(0)\nbody.read()", tmp_path)
    assert "MemoryError" in done.stderr
