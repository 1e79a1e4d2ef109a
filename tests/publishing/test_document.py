"""The public document, as pure values."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given

from factcheck.ledger.chain import digest
from factcheck.publishing.document import (
    PublishedRelation,
    PublishedSearch,
    build_document,
    build_retraction,
    content_without_timestamps,
    count_origins,
    is_web_address,
)
from factcheck.publishing.slugs import unique_slug
from tests.publishing.documents import NOW, appearance, check, checks, item


@given(checks)
def test_a_document_is_plain_json_and_comes_back_from_the_database_unchanged(made) -> None:
    values = build_document(made)
    assert json.loads(json.dumps(values)) == values
    assert digest(json.loads(json.dumps(values))) == digest(values)


@given(checks)
def test_each_item_of_evidence_has_a_number_of_its_own_from_one(made) -> None:
    sides = build_document(made)["evidence"]
    numbers = [row["number"] for side in ("supports", "contradicts", "context") for row in sides[side]]
    assert numbers == list(range(1, len(made.items) + 1))


@given(checks)
def test_no_address_in_a_document_is_anything_but_of_the_web(made) -> None:
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

    assert all(found == "" or found.startswith(("http://", "https://")) for found in addresses(build_document(made)))


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
def test_only_addresses_with_a_scheme_and_a_host_are_of_the_web(address: str, is_one: bool) -> None:
    assert is_web_address(address) is is_one


def test_five_outlets_that_repeat_one_ministry_are_one_origin() -> None:
    rows = [item(source=f"Outlet {n}", origin="The Ministry") for n in range(5)]
    assert count_origins([*rows, item(source="The Ministry"), item(source="The Institute"), item(source="")], "contradicts") == 2


def test_looked_for_says_where_a_search_found_nothing() -> None:
    line = PublishedSearch("supports", "Archive", "words", date(2026, 1, 1), is_found=False)
    found = replace(line, sought="contradicts", is_found=True)
    assert build_document(check(searches=(line, found)))["looked_for"] == {
        "supports": True,
        "contradicts": False,
        "context": False,
    }


@pytest.mark.parametrize(
    ("conclusion", "said"),
    [
        ("refuted", "the evidence contradicts the denial."),
        ("supported", "the evidence supports the denial."),
        ("not_enough", "there is not enough evidence to decide on the denial."),
        ("conflicting", "the evidence on the denial conflicts."),
    ],
)
def test_a_rating_of_a_denial_says_so(conclusion: str, said: str) -> None:
    made = check(relations=(PublishedRelation("denies", "denies", "They did it."),))
    made = replace(made, verdict=replace(made.verdict, conclusion=conclusion))
    assert build_document(made)["about"] == [
        f"This claim denies another claim: “They did it.” The rating is about the denial: {said}"
    ]


@pytest.mark.parametrize("layer", ["utterance", "report"])
def test_a_rating_of_words_never_speaks_of_what_they_deny(layer: str) -> None:
    made = check(relations=(PublishedRelation("denies", "denies", "They did it."),))
    said = build_document(replace(made, claim=replace(made.claim, layer=layer)))["about"]
    assert said[0].startswith("The rating says whether")
    assert ", not whether the" in said[0]
    assert said[1].endswith("That other claim is not rated here.")


def test_a_plain_claim_needs_no_explanation_of_its_rating() -> None:
    assert build_document(check(relations=(PublishedRelation("part_of", "is part of", "More."),)))["about"] == []


def test_the_document_is_graphic_where_an_article_is() -> None:
    graphic = replace(appearance("A", None), is_graphic=True)
    assert build_document(check(appearances=(appearance("B", None), graphic)))["is_graphic"] is True
    assert build_document(check(items=(item(is_graphic=True),)))["is_graphic"] is True
    assert build_document(check(appearances=(appearance("B", None),)))["is_graphic"] is False


def test_a_retraction_changes_nothing_but_what_it_says() -> None:
    before = build_document(check())
    later = datetime(2026, 2, 1, tzinfo=UTC)
    after = build_retraction(before, number=2, at=later, notice="It was wrong.")
    same = set(before) - {"number", "kind", "published_at", "corrections", "versions"}
    assert {key: after[key] for key in same} == {key: before[key] for key in same}
    assert after["kind"] == "retracted"
    assert after["corrections"][0]["notice"] == "It was wrong."
    assert [v["number"] for v in after["versions"]] == [1]


def test_the_substance_of_a_document_does_not_know_its_moment() -> None:
    early, late = check(), check(published_at=NOW + timedelta(hours=1), first_published_at=NOW + timedelta(hours=1))
    assert content_without_timestamps(build_document(early)) == content_without_timestamps(build_document(late))
    assert content_without_timestamps(build_document(early)) != content_without_timestamps(
        build_document(check(reviewer="Somebody"))
    )


@pytest.mark.parametrize(
    ("statement", "slug"),
    [
        ("The scene was staged.", "the-scene-was-staged"),
        ("Łódź's café — “naïve”?", "odzs-cafe-naive"),
        ("Сцену влаштовано", "check"),
        ("!!!", "check"),
        ("a" * 200, "a" * 80),
        ("word " * 40, "word-" * 15 + "word"),
    ],
)
def test_slugs_are_ascii_words_cut_at_a_word(statement: str, slug: str) -> None:
    assert unique_slug(statement) == slug


def test_a_taken_slug_gets_the_next_number() -> None:
    assert unique_slug("A b", taken={"a-b", "a-b-2"}) == "a-b-3"
