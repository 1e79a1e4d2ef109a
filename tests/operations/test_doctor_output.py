"""The output of `manage.py doctor`: its encoding, and its progress."""

from __future__ import annotations

import io
import sys

import pytest
from django.core.management import CommandError, call_command

from factcheck.articles.actions import add_source
from factcheck.operations.doctor import examine
from factcheck.operations.progress_line import ProgressLine
from tests.operations.test_doctor import execute_without_triggers
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("encoding", "shown"), [("ascii", r"\u017b\xf3\u0142w"), ("latin-1", "\\u017bó\\u0142w"), ("utf-8", "Żółw")]
)
def test_findings_are_displayed_in_any_encoding(world: World, encoding: str, shown: str) -> None:
    source = add_source(person=world.checker, name="An institute", country="Nowhere")
    execute_without_triggers("UPDATE articles_source SET country = 'Żółw' WHERE id = %s", source.pk)
    written = io.BytesIO()
    stdout = io.TextIOWrapper(written, encoding=encoding, write_through=True)
    with pytest.raises(CommandError, match="violated"):
        call_command("doctor", stdout=stdout)
    assert f"country is '{shown}', but the ledger has" in written.getvalue().decode(encoding)


def test_steps_count_the_invariants_and_the_rows(world: World) -> None:
    assert world.published.state == "published"
    steps: list[tuple[int, int, str, int]] = []
    results = list(examine(lambda step: steps.append((step.number, step.total, step.name, step.rows))))
    first = [(number, name) for number, _, name, rows in steps if rows == 0]
    assert first == list(enumerate((result.name for result in results), 1))
    assert {total for _, total, _, _ in steps} == {len(results)}
    rows = {name: rows for _, _, name, rows in steps}
    assert rows["each row has the digest of its last ledger entry"] > 20


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_terminal_displays_the_progress_in_one_line(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal, out = Terminal(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", terminal)
    call_command("doctor", stdout=out)
    assert "1 of " in terminal.getvalue()
    assert "\n" not in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")
    assert "\x1b" not in out.getvalue()


@pytest.mark.parametrize("options", [[], ["--progress"]])
def test_file_receives_no_control_characters(world: World, monkeypatch: pytest.MonkeyPatch, options: list[str]) -> None:
    errors = io.StringIO()
    monkeypatch.setattr(sys, "stderr", errors)
    monkeypatch.setattr("factcheck.operations.progress_line.LINE_SECONDS", 0.0)
    call_command("doctor", *options, stdout=io.StringIO())
    assert ("\n2 of " in errors.getvalue()) is bool(options)
    assert "\x1b" not in errors.getvalue()


def test_progress_is_displayed_at_intervals() -> None:
    out = io.StringIO()
    line = ProgressLine(out, is_terminal=True)
    for text in ("first", "second"):
        line.show(text)
    assert out.getvalue() == "\r\x1b[Kfirst"
