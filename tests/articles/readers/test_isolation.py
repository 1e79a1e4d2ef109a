"""The child process that extracts texts: its limits, what it may not do, and that it always returns the same result."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from factcheck.articles.canonical import InvalidText, canonical
from factcheck.articles.readers import ReadingStopped, isolation, read_file
from tests.articles.readers import pages
from tests.articles.readers.files import OFFICE, pdf_with, word, word_parts, zipped

ROOT = Path(isolation.__file__).parents[3]
MISBEHAVING = "tests.articles.readers.misbehaving"
QUICK = replace(isolation.LIMITS, processor_seconds=1, seconds=2)


def run(action: str, limits: isolation.ProcessLimits = isolation.LIMITS) -> str:
    return str(isolation.extract(MISBEHAVING, action.encode(), limits=limits)["text"])


@pytest.fixture
def server() -> Iterator[tuple[int, list[object]]]:
    """A port on which this process listens, and the connections to it."""
    connections: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.05)
        is_done = threading.Event()

        def accept() -> None:
            while not is_done.is_set():
                try:
                    connection, address = listening.accept()
                except TimeoutError:
                    continue
                connection.close()
                connections.append(address)

        thread = threading.Thread(target=accept)
        thread.start()
        yield listening.getsockname()[1], connections
        time.sleep(0.1)
        is_done.set()
        thread.join()


def test_result_is_returned() -> None:
    assert run("value Straße") == "Straße"
    assert run("print Text") == "Text"


@pytest.mark.parametrize("action", ["connect {}", "raw", "resolve localhost", "request http://127.0.0.1:{}/"])
def test_child_opens_no_connection(server: tuple[int, list[object]], action: str) -> None:
    port, connections = server
    with pytest.raises(ReadingStopped):
        run(action.format(port))
    with socket.create_connection(("127.0.0.1", port)):  # the server notices connections
        time.sleep(0.2)
    assert len(connections) == 1


def test_library_for_xml_cannot_open_connections() -> None:
    assert {"http", "ftp"}.isdisjoint(etree.LIBXML_FEATURES)


def test_files_that_name_a_server_cause_no_connection(server: tuple[int, list[object]]) -> None:
    port, connections = server
    at = f"http://127.0.0.1:{port}"
    page = (
        f'<!DOCTYPE html SYSTEM "{at}/a.dtd" [<!ENTITY % x SYSTEM "{at}/b"> %x; <!ENTITY y SYSTEM "{at}/c">]>'
        f'<html xmlns:xi="http://www.w3.org/2001/XInclude"><head><base href="{at}/"><link rel="stylesheet" href="{at}/d.css">'
        f'<link rel="canonical" href="{at}/e"><meta http-equiv="refresh" content="0; url={at}/f"></head>'
        f'<body><p>Text &y;</p><img src="{at}/g"><iframe src="{at}/h"></iframe><xi:include href="{at}/i"/></body></html>'
    )
    assert "Text" in read_file(page.encode(), media_type="text/html").document.canonical.text
    xhtml = read_file(f'<?xml version="1.0"?>{page}'.encode(), media_type="application/xhtml+xml")
    assert "Text" in xhtml.document.canonical.text
    action = f"<< /S /URI /URI ({at}/) >>"
    assert read_file(pdf_with(["Text"], catalog=f"/OpenAction {action}")).document.canonical.text == "Text"
    relation = f'Target="{at}/a.png" TargetMode="External"/>'
    image = (
        '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:link="x1"/></w:drawing>'
    )
    body = f'{image}<w:t>Text</w:t></w:r><w:hyperlink r:id="x2"><w:r><w:t> link</w:t></w:r></w:hyperlink></w:p>'
    relations = (
        f'<Relationship Id="x1" Type="{OFFICE}/image" {relation}<Relationship Id="x2" Type="{OFFICE}/hyperlink" {relation}'
    )
    template = f'<Relationship Id="x3" Type="{OFFICE}/attachedTemplate" {relation}'
    assert read_file(zipped(word_parts(body, relationships=relations + template))).document.canonical.text == "Text link"
    time.sleep(0.2)
    assert connections == []


@pytest.mark.parametrize(
    "action",
    [
        "run true",
        "system true",
        "fork",
        "write {}/new",
        "remove {}/old",
        "read {}/old",
        "read /etc/passwd",
        "read {root}/pyproject.toml",
    ],
)
def test_child_starts_no_process_and_uses_no_files(tmp_path: Path, action: str) -> None:
    (tmp_path / "old").write_text("secret")
    with pytest.raises(ReadingStopped):
        run(action.format(tmp_path, root=ROOT))
    assert [path.name for path in tmp_path.iterdir()] == ["old"]


@pytest.mark.parametrize("action", ["memory", "many"])
def test_memory_is_limited(action: str) -> None:
    with pytest.raises(ReadingStopped, match="too much memory"):
        run(action)


@pytest.mark.parametrize("action", ["loop", "sleep"])
def test_time_is_limited(action: str) -> None:
    start = time.monotonic()
    with pytest.raises(ReadingStopped, match="takes too long"):
        run(action, QUICK)
    assert time.monotonic() - start < 10


@pytest.mark.parametrize("action", ["crash", "segfault", "exit", "library libc.so.6", "unknown"])
def test_crash_is_a_refusal(action: str) -> None:
    with pytest.raises(ReadingStopped, match="This file cannot be read"):
        run(action)


def test_depth_and_output_are_limited() -> None:
    with pytest.raises(ReadingStopped, match="nested too deeply"):
        run("recursion")
    with pytest.raises(ReadingStopped):
        run("output")


def test_child_has_no_environment_of_the_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTCHECK_SECRET_KEY", "secret")
    assert run("environment") == "['LC_ALL', 'PATH', 'PYTHONHASHSEED', 'PYTHONUTF8', 'TZ']"


def children() -> set[str]:
    """The processes whose parent is this one, except for the one that lists them."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "ppid=,pid=,comm="], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    return {line for line in listed if line.split()[0] == str(os.getpid()) and line.split()[2] != "ps"}


def test_child_that_crashes_leaves_no_process_and_no_thread() -> None:
    before, children_before = threading.active_count(), children()
    for action in ("crash", "sleep", "output"):
        with pytest.raises(ReadingStopped):
            run(action, QUICK)
    assert threading.active_count() == before
    assert children() == children_before


def test_process_that_cannot_be_started_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/program")
    with pytest.raises(ReadingStopped, match="Too many files"):
        run("value x")


def test_children_wait_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "_SLOTS", threading.BoundedSemaphore(1))
    monkeypatch.setattr(isolation, "_SECONDS_FOR_SLOT", 0.1)

    def run_into_the_limit() -> None:
        with pytest.raises(ReadingStopped):
            run("sleep", QUICK)

    waiting = threading.Thread(target=run_into_the_limit)
    waiting.start()
    time.sleep(0.3)
    with pytest.raises(ReadingStopped, match="Too many files"):
        run("value x")
    waiting.join()
    assert run("value x") == "x"


def test_lone_surrogate_in_the_result_is_refused() -> None:
    with pytest.raises(InvalidText, match="unpaired surrogate"):
        canonical(run("surrogate"))


def test_text_is_the_same_in_every_environment() -> None:
    page = pages.newspaper(
        "The bridge reopens", ["The bridge reopened on Monday.", "“Every promise,” the mayor said.", "Міст"]
    ).encode()
    files = [page, pdf_with(["The bridge"], ["reopens"]), word("The bridge", "reopens")]
    script = (
        "import sys, json; from factcheck.articles.readers import read_file;"
        "files = [bytes.fromhex(line) for line in sys.stdin.read().split()];"
        "print(json.dumps([[(d := read_file(f).document).canonical.sha256, repr(d.metadata)] for f in files]))"
    )
    environments = [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/New_York", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "2", "PYTHONOPTIMIZE": "1"},
        {"LC_ALL": "de_DE", "PYTHONHASHSEED": "random", "http_proxy": "http://127.0.0.1:9"},
    ]
    results = {
        subprocess.run(
            [sys.executable, "-c", script],
            input=" ".join(file.hex() for file in files).encode(),
            env={"PATH": os.environ["PATH"], **environment},
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
        for environment in environments
    }
    assert len(results) == 1
    assert len(json.loads(results.pop())) == 3


def test_importing_the_readers_loads_none_of_the_libraries() -> None:
    names = "('lxml', 'trafilatura', 'pypdf', 'mammoth', 'django')"
    script = f"import sys, factcheck.articles.readers; print([name for name in {names} if name in sys.modules])"
    output = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, cwd=ROOT)
    assert output.stdout.strip() == b"[]"
