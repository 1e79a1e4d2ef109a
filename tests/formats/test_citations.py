"""Citations of checks."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date

from hypothesis import given

from factcheck.formats.citations import bibtex, cited_check, csl_json, plain_citation, ris
from factcheck.publishing.document import build_document
from tests.publishing.documents import check, checks

ADDRESS = "https://checks.example.org/checks/scene/versions/1/"
READ = date(2026, 3, 4)


def cited(**changes):
    values = cited_check(build_document(check()), number=7, address=ADDRESS, accessed=READ, zone=UTC)
    return replace(values, **{"title": "It rained", "authors": ("Chris Checker",), **changes})


def test_plain_citation_names_the_version_its_address_and_the_day_of_access() -> None:
    assert plain_citation(cited()) == (
        f"Chris Checker. “It rained.” The Newsroom, version 1, 2 January 2026. {ADDRESS}. Accessed 4 March 2026."
    )
    assert plain_citation(cited(title="Did it rain?")).startswith("Chris Checker. “Did it rain?” The Newsroom, version 1,")


def test_bibtex_escapes_special_characters() -> None:
    text = bibtex(cited(title=r"50% of {x}_y & \z", authors=("A", "B")))
    assert r"title = {{50\% of \{x\}\_y \& \textbackslash{}z}}" in text
    assert "author = {{A} and {B}}" in text
    assert f"url = {{{ADDRESS}}}" in text
    assert "urldate = {2026-03-04}" in text
    assert text.startswith("@online{check-7-1,\n")


def test_keys_of_checks_differ_in_each_script() -> None:
    """Two entries with the same key in one bibliography are an error. A slug can have no ASCII letter."""
    document = build_document(check()) | {"slug": "знімки-зроблено-раніше"}
    keys = {cited_check(document, number=n, address=ADDRESS, accessed=READ, zone=UTC).key for n in (7, 8)}
    assert keys == {"check-7-1", "check-8-1"}


def test_ris_has_the_required_fields() -> None:
    lines = ris(cited()).split("\r\n")
    assert lines[0] == "TY  - WEB"
    assert lines[-2:] == ["ER  - ", ""]
    assert {"AU  - Chris Checker", "TI  - It rained", f"UR  - {ADDRESS}", "DA  - 2026/01/02", "Y2  - 2026/03/04"} <= set(lines)


def test_csl_json_has_the_days_as_numbers() -> None:
    (item,) = json.loads(csl_json(cited()))
    assert item["issued"] == {"date-parts": [[2026, 1, 2]]}
    assert item["accessed"] == {"date-parts": [[2026, 3, 4]]}
    assert (item["URL"], item["author"], item["type"]) == (ADDRESS, [{"literal": "Chris Checker"}], "webpage")


@given(checks)
def test_no_text_adds_a_line_or_a_field(published) -> None:
    values = cited_check(build_document(published), number=7, address=ADDRESS, accessed=READ, zone=UTC)
    assert "\n" not in plain_citation(values)
    tags = [line[:6] for line in ris(values).split("\r\n")[:-1]]
    assert tags.count("TY  - ") == tags.count("UR  - ") == tags.count("ER  - ") == 1
    assert all(tag[2:] == "  - " for tag in tags)
    entry = bibtex(values)
    for escape in ("\\{", "\\}"):
        entry = entry.replace(escape, "")
    assert entry.count("{") == entry.count("}")
