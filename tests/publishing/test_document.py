"""The public document as plain values."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given

from factcheck.ledger.chain import digest
from factcheck.publishing.document import (
    build_document,
    build_retraction,
    content_without_timestamps,
    count_origins,
    evidence_values,
    is_web_address,
)
from factcheck.publishing.published import PublishedRelation, PublishedSearch
from tests.publishing.documents import NOW, appearance, check, checks, item


@given(checks)
def test_document_survives_a_json_round_trip(published) -> None:
    values = build_document(published)
    assert json.loads(json.dumps(values)) == values
    assert digest(json.loads(json.dumps(values))) == digest(values)


@given(checks)
def test_evidence_items_keep_their_numbers_and_each_side_is_in_their_order(published) -> None:
    sides = build_document(published)["evidence"]
    for side in ("supports", "contradicts", "context"):
        assert [row["number"] for row in sides[side]] == sorted(item.number for item in published.items if item.stance == side)


@given(checks)
def test_all_urls_in_a_document_are_http_or_https(published) -> None:
    def addresses(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                if key in ("address", "same_as"):
                    yield inner
                else:
                    yield from addresses(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from addresses(inner)

    assert all(url == "" or url.startswith(("http://", "https://")) for url in addresses(build_document(published)))


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("https://example.org/", True),
        ("http://example.org:8000/a", True),
        ("HTTPS://EXAMPLE.ORG/", True),
        ("javascript:alert(1)", False),
        ("data:text/html,hello", False),
        ("ftp://example.org/", False),
        ("//example.org/", False),
        ("https://", False),
        ("https://exa mple.org/", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_web_address_requires_http_scheme_and_host(address: str, is_one: bool) -> None:
    assert is_web_address(address) is is_one


def test_outlets_that_repeat_one_source_count_as_one_origin() -> None:
    rows = [item(source=f"Outlet {n}", origin="The Ministry") for n in range(5)]
    assert count_origins([*rows, item(source="The Ministry"), item(source="The Institute"), item(source="")], "contradicts") == 2


def test_looked_for_marks_stances_with_a_search_without_results() -> None:
    without_results = PublishedSearch("supports", "Archive", "words", date(2026, 1, 1), is_found=False)
    with_results = replace(without_results, sought="contradicts", is_found=True)
    assert build_document(check(searches=(without_results, with_results)))["looked_for"] == {
        "supports": True,
        "contradicts": False,
        "context": False,
    }


@pytest.mark.parametrize(
    ("conclusion", "outcome"),
    [
        ("refuted", "the evidence contradicts the denial."),
        ("supported", "the evidence supports the denial."),
        ("not_enough", "there is not enough evidence to decide on the denial."),
        ("conflicting", "the evidence on the denial conflicts."),
    ],
)
def test_rating_of_a_denial_is_explained(conclusion: str, outcome: str) -> None:
    published = check(relations=(PublishedRelation("denies", "denies", "They did it."),))
    published = replace(published, verdict=replace(published.verdict, conclusion=conclusion))
    assert build_document(published)["about"] == [
        f"This claim denies another claim: “They did it.” The rating is about the denial: {outcome}"
    ]


@pytest.mark.parametrize("layer", ["utterance", "report"])
def test_rating_of_an_utterance_does_not_apply_to_the_denied_claim(layer: str) -> None:
    published = check(relations=(PublishedRelation("denies", "denies", "They did it."),))
    notes = build_document(replace(published, claim=replace(published.claim, layer=layer)))["about"]
    assert notes[0].startswith("The rating says whether")
    assert ", not whether the" in notes[0]
    assert notes[1].endswith("That other claim is not rated here.")


def test_rating_of_other_claims_needs_no_explanation() -> None:
    assert build_document(check(relations=(PublishedRelation("part_of", "is part of", "More."),)))["about"] == []


def test_document_is_graphic_if_an_article_is() -> None:
    graphic = replace(appearance("A", None), is_graphic=True)
    assert build_document(check(appearances=(appearance("B", None), graphic)))["is_graphic"] is True
    assert build_document(check(items=(item(is_graphic=True),)))["is_graphic"] is True
    assert build_document(check(appearances=(appearance("B", None),)))["is_graphic"] is False


def test_retraction_changes_only_its_own_fields() -> None:
    before = build_document(check())
    later = datetime(2026, 2, 1, tzinfo=UTC)
    after = build_retraction(before, number=2, at=later, notice="It was wrong.")
    same = set(before) - {"number", "kind", "published_at", "corrections", "versions"}
    assert {key: after[key] for key in same} == {key: before[key] for key in same}
    assert after["kind"] == "retracted"
    assert after["corrections"][0]["notice"] == "It was wrong."
    assert [v["number"] for v in after["versions"]] == [1]


def test_content_without_timestamps_does_not_depend_on_the_time() -> None:
    early, late = check(), check(published_at=NOW + timedelta(hours=1), first_published_at=NOW + timedelta(hours=1))
    assert content_without_timestamps(build_document(early)) == content_without_timestamps(build_document(late))
    assert content_without_timestamps(build_document(early)) != content_without_timestamps(
        build_document(check(reviewer="Somebody"))
    )


def test_evidence_of_documents_before_and_after_numbers_is_compared_by_its_values() -> None:
    now: dict[str, Any] = build_document(check(items=(item(number=4, quote="Seen."), item("supports", number=2))))
    then = deepcopy(now)
    for number, old in enumerate((then["evidence"]["supports"][0], then["evidence"]["contradicts"][0]), 1):
        old["number"] = number
        del old["author"], old["accessed_on"]
    assert evidence_values(then) == evidence_values(now)
    then["evidence"]["contradicts"][0]["quote"] = "Seen then."
    assert evidence_values(then) != evidence_values(now)


@given(checks)
def test_no_key_of_an_item_is_a_method_of_dictionaries(published) -> None:
    """A template would call the method where an older document lacks the key."""
    document = build_document(published)
    for row in (row for rows in document["evidence"].values() for row in rows):
        assert not {*row, *(row["preserved"] or {})} & set(dir(dict))
