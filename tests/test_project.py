"""Rules for the project's files that no tool in `just check` covers, and the diagram in the documentation."""

from __future__ import annotations

import ast
import re
import subprocess
from collections import Counter
from pathlib import Path

from factcheck.verdicts.gate import markdown_table
from factcheck.verdicts.workflow import diagram

ROOT = Path(__file__).resolve().parent.parent


def tracked(*patterns: str) -> list[Path]:
    result = subprocess.run(["git", "ls-files", "--", *patterns], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / line for line in result.stdout.splitlines() if (ROOT / line).exists()]


def test_diagram_in_the_documentation_matches_the_table_of_moves() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text()
    block = re.search(r"```mermaid\n(.*?)\n```", page, re.DOTALL)
    assert block
    assert block.group(1).strip() == diagram().strip()


def test_documentation_has_the_table_of_the_evidence_gate() -> None:
    assert markdown_table() in (ROOT / "docs/architecture.md").read_text()


def test_no_module_has_more_than_350_lines() -> None:
    code = [p for p in tracked("factcheck/*.py") if "migrations" not in p.parts]
    assert {str(p.relative_to(ROOT)): n for p in code if (n := len(p.read_text().splitlines())) > 350} == {}


def test_class_names_are_unique() -> None:
    """Editors and readers look a class up by its name."""
    named_by_django = {"Meta", "Command"}
    names = [
        node.name
        for path in tracked("factcheck/*.py")
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ClassDef) and node.name not in named_by_django
    ]
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_no_line_of_a_template_is_longer_than_130_characters() -> None:
    lines = [(p, n, line) for p in tracked("templates/*.html") for n, line in enumerate(p.read_text().splitlines(), 1)]
    assert [f"{p.relative_to(ROOT)}:{n}" for p, n, line in lines if len(line) > 130] == []


def test_no_file_has_a_meaningless_name() -> None:
    meaningless = re.compile(r"(^|/)(utils?|helpers?|common|misc|base|manager|handlers?)(\.py|/)")
    required_by_django = {"factcheck/web/database/base.py"}  # Django imports database backends by this name.
    names = {str(p.relative_to(ROOT)) for p in tracked("factcheck/*")}
    assert [name for name in sorted(names - required_by_django) if meaningless.search(name)] == []


DANGEROUS = re.compile(
    r"\|safe\b|csrf_exempt|\.raw\(|\.extra\(|RawSQL|\.innerHTML|insertAdjacentHTML|document\.write|hx-on|\beval\("
)
INLINE = re.compile(
    r"<[^>]+\s(style|on[a-z]+)\s*="
    r"|<style"
    r"|<script(?![^>]*\b(src|type=\"(application/json|application/ld\+json)\"))[^>]*>"
)


def test_no_template_or_script_uses_inline_code_or_unescaped_html() -> None:
    violations = []
    for path in tracked("factcheck/*.py", "templates/*.html", "static/js/*.js"):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if DANGEROUS.search(line) or (path.suffix == ".html" and INLINE.search(line)):
                violations.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}")
    assert violations == []


def test_browsers_do_not_restore_the_fields_of_filters() -> None:
    """After Back, a restored field would name a filter that the list below does not have."""
    filters = re.compile(r'<form\s[^>]*class="filters"[^>]*>')
    restored = [
        f"{path.relative_to(ROOT)}: {form}"
        for path in tracked("templates/*.html")
        for form in filters.findall(path.read_text())
        if 'autocomplete="off"' not in form
    ]
    assert restored == []
