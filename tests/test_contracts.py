"""The import contracts in `pyproject.toml` agree with the code and with each other."""

from __future__ import annotations

import ast
import re
import tomllib
from typing import Any

from tests.test_project import ROOT, tracked

TOOLS: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]


def contract(name: str) -> dict[str, Any]:
    """The only import contract whose name begins with `name`."""
    [found] = [contract for contract in TOOLS["importlinter"]["contracts"] if contract["name"].startswith(name)]
    return dict(found)


def test_contract_of_the_nouns_covers_each_module_of_web_that_may_import_forms_or_responses() -> None:
    """Ruff knows the subpackages of Django, and import-linter knows indirect imports; both have a list of these modules."""
    exempt = {
        path
        for pattern, rules in TOOLS["ruff"]["lint"]["per-file-ignores"].items()
        if "TID251" in rules and not pattern.startswith("tests/")
        for path in _paths(pattern)
        if path.startswith("factcheck/web")
    }
    modules = {path.removesuffix("/**").removesuffix(".py").replace("/", ".") for path in exempt}
    assert modules == set(contract("Only interfaces depend on forms")["forbidden_modules"])


def test_contract_of_pure_modules_covers_each_module_whose_docstring_says_pure() -> None:
    covered = [_module_pattern(module) for module in contract("Pure modules")["source_modules"]]
    modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in tracked("factcheck/*.py")
        if re.search(r"\bPure\b", ast.get_docstring(ast.parse(path.read_text())) or "")
    }
    assert [module for module in sorted(modules) if not any(pattern.match(module) for pattern in covered)] == []


def _module_pattern(expression: str) -> re.Pattern[str]:
    """Matches the modules of an expression, and the modules in packages of that name. `*` is one part of a name."""
    return re.compile(re.escape(expression).replace(r"\*", "[^.]+") + r"(\.|$)")


def _paths(pattern: str) -> list[str]:
    """The alternatives of a pattern with at most one pair of braces."""
    start, brace, rest = pattern.partition("{")
    alternatives, _, end = rest.partition("}")
    return [f"{start}{alternative}{end}" for alternative in alternatives.split(",")] if brace else [pattern]
