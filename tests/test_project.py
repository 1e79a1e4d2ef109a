"""The house holds its own rules: imports, the diagram, file sizes, names, and what migrations say."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from factcheck.verdicts.workflow import diagram

ROOT = Path(__file__).resolve().parent.parent


def tracked(*patterns: str) -> list[Path]:
    found = subprocess.run(["git", "ls-files", "--", *patterns], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / line for line in found.stdout.splitlines() if (ROOT / line).exists()]


def test_imports_follow_the_line() -> None:
    found = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout


def test_code_is_clean_and_set_alike() -> None:
    for check in (["check"], ["format", "--check"]):
        found = subprocess.run(
            [Path(sys.executable).parent / "ruff", *check, "--no-cache", "."],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert found.returncode == 0, found.stdout


def test_types_hold() -> None:
    command = [sys.executable, "-m", "mypy", "--no-incremental", "factcheck"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout


def test_diagram_in_the_documentation_is_made_from_the_table_of_moves() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text()
    drawn = re.search(r"```mermaid\n(.*?)\n```", page, re.DOTALL)
    assert drawn
    assert sorted(drawn.group(1).splitlines()) == sorted(diagram().splitlines())


@pytest.mark.django_db
def test_migrations_say_what_the_models_say() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_no_file_has_grown_past_its_meaning() -> None:
    code = [p for p in tracked("factcheck/*.py") if "migrations" not in p.parts]
    assert {str(p.relative_to(ROOT)): n for p in code if (n := len(p.read_text().splitlines())) > 350} == {}


def test_no_file_has_a_name_that_says_nothing() -> None:
    nothing = re.compile(r"(^|/)(utils?|helpers?|common|misc|base|manager|handlers?)(\.py|/)")
    named_by_django = {"factcheck/web/database/base.py"}  # it imports a database backend by this name
    names = {str(p.relative_to(ROOT)) for p in tracked("factcheck/*")}
    assert [name for name in sorted(names - named_by_django) if nothing.search(name)] == []


DANGEROUS = re.compile(
    r"\|safe\b|csrf_exempt|\.raw\(|\.extra\(|RawSQL|\.innerHTML|insertAdjacentHTML|document\.write|hx-on|\beval\("
)
INLINE = re.compile(
    r"<[^>]+\s(style|on[a-z]+)\s*="
    r"|<style"
    r"|<script(?![^>]*\b(src|type=\"(application/json|application/ld\+json)\"))[^>]*>"
)


def test_no_template_or_script_opens_a_door_that_the_policy_closes() -> None:
    found = []
    for path in tracked("factcheck/*.py", "templates/*.html", "static/js/*.js"):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if DANGEROUS.search(line) or (path.suffix == ".html" and INLINE.search(line)):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}")
    assert found == []
