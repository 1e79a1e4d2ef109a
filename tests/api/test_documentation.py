"""The reference of the API in the documentation has every endpoint of the OpenAPI document."""

from __future__ import annotations

import re
from typing import Any

from factcheck.claims.models import Actor
from tests.api.document import document
from tests.test_project import ROOT

METHODS = ("get", "post", "patch", "put", "delete")
PREFIX = "/api/v1/"


def first_sentence(operation: dict[str, Any]) -> str:
    text = " ".join(operation.get("description", "").split())
    return re.split(r"(?<=\.) (?=[A-Z])", text)[0]


def table_of_endpoints() -> str:
    """Each path with its methods and the first sentences of their descriptions, as Markdown."""
    rows = []
    for path, item in sorted(document()["paths"].items()):
        operations = [(method, item[method]) for method in METHODS if method in item]
        sentences = dict.fromkeys(first_sentence(operation) for _, operation in operations)
        rows.append(f"| `{path.removeprefix(PREFIX)}` | {', '.join(m.upper() for m, _ in operations)} | {' '.join(sentences)} |")
    return "\n".join(["| Path | Methods | Description |", "| --- | --- | --- |", *rows])


def test_documentation_has_the_table_of_endpoints() -> None:
    """If this fails, replace the table in docs/api.md by the expected one."""
    text = (ROOT / "docs/api.md").read_text()
    found = re.search(r"<!-- endpoints -->\n+(.*?)\n+<!-- end of endpoints -->", text, re.DOTALL)
    assert found
    assert found.group(1) == table_of_endpoints()


def test_documentation_describes_each_kind_of_actor() -> None:
    text = (ROOT / "docs/api.md").read_text()
    assert [kind for kind in Actor.ActorKind.values if f"`{kind}`" not in text] == []
