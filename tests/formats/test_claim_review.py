"""The ClaimReview of a document, and the script element that contains it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given

from factcheck.formats.claim_review import Publisher, build_claim_review, json_in_page
from factcheck.publishing.document import build_document, build_retraction
from tests.publishing.documents import NOW, appearance, check, checks

URL, HOME = "https://checks.example.org/checks/the-scene/", "https://checks.example.org/"


def review_of(published, **changes):
    return build_claim_review(build_document(replace(published, **changes)), url=URL, publisher=Publisher(HOME), zone=UTC)


def test_complete_claimreview_of_a_check() -> None:
    published = check(
        appearances=(
            appearance("Later", date(2022, 4, 6), "https://b.example/2"),
            appearance("First", date(2022, 4, 4), "https://a.example/1"),
            appearance("Without address", None),
        )
    )
    assert review_of(published) == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": URL,
        "datePublished": "2026-01-02T10:00:00+00:00",
        "dateModified": "2026-01-02T10:00:00+00:00",
        "claimReviewed": "The scene was arranged.",
        "author": {"@type": "Organization", "name": "The Newsroom", "url": HOME},
        "publisher": {"@type": "Organization", "name": "The Newsroom", "url": HOME},
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "False",
            "ratingValue": 1,
            "worstRating": 1,
            "bestRating": 5,
            "ratingExplanation": "It is not so.",
        },
        "itemReviewed": {
            "@type": "Claim",
            "datePublished": "2022-04-04",
            "author": {
                "@type": "Person",
                "name": "Mikhail Minister",
                "jobTitle": "foreign minister",
                "sameAs": "https://www.wikidata.org/wiki/Q1",
            },
            "firstAppearance": {
                "@type": "CreativeWork",
                "url": "https://a.example/1",
                "name": "First",
                "datePublished": "2022-04-04",
            },
            "appearance": [
                {"@type": "CreativeWork", "url": "https://b.example/2", "name": "Later", "datePublished": "2022-04-06"}
            ],
        },
        "inLanguage": "en",
    }


@given(checks)
def test_rating_matches_the_displayed_one_and_is_within_the_scale(published) -> None:
    rating = review_of(published)["reviewRating"]
    assert rating["alternateName"] == published.verdict.rating != ""
    if published.verdict.number is None:
        assert not {"ratingValue", "worstRating", "bestRating"} & set(rating)
    else:
        assert rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]


@pytest.mark.parametrize(("precision", "expected"), [("day", "2022-04-04"), ("month", "2022-04"), ("year", "2022")])
def test_date_of_the_claim_has_its_precision(precision: str, expected: str) -> None:
    published = check()
    assert (
        review_of(published, claim=replace(published.claim, said_precision=precision))["itemReviewed"]["datePublished"]
        == expected
    )


def test_claim_without_a_date_has_no_date_published() -> None:
    published = check()
    assert "datePublished" not in review_of(published, claim=replace(published.claim, said_on=None))["itemReviewed"]


def test_organization_has_a_description_instead_of_a_job_title() -> None:
    published = check()
    claimant = replace(published.claim.claimant, kind="organization", same_as="")
    assert review_of(published, claim=replace(published.claim, claimant=claimant))["itemReviewed"]["author"] == {
        "@type": "Organization",
        "name": "Mikhail Minister",
        "description": "foreign minister",
    }


def test_first_appearance_requires_an_address() -> None:
    """The earliest article has no address, so the next one is an appearance but not the first."""
    rows = (appearance("First", date(2022, 4, 4)), appearance("Later", date(2022, 4, 6), "https://b.example/2"))
    reviewed = review_of(check(appearances=rows))["itemReviewed"]
    assert "firstAppearance" not in reviewed
    assert [work["url"] for work in reviewed["appearance"]] == ["https://b.example/2"]


def test_long_statement_is_not_truncated() -> None:
    published = check()
    assert review_of(published, claim=replace(published.claim, statement="x" * 500))["claimReviewed"] == "x" * 500


def test_retracted_check_has_the_rating_retracted_without_a_number() -> None:
    after = build_retraction(build_document(check()), number=2, at=datetime(2026, 2, 1, tzinfo=UTC), notice="It was wrong.")
    review = build_claim_review(after, url=URL, publisher=Publisher(HOME), zone=UTC)
    assert review["url"] == URL
    assert review["creativeWorkStatus"] == "Retracted"
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "Retracted", "ratingExplanation": "It was wrong."}
    assert review["correction"] == [
        {"@type": "CorrectionComment", "text": "It was wrong.", "datePublished": "2026-02-01T00:00:00+00:00"}
    ]
    assert review["datePublished"] == NOW.isoformat()


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text += data


@given(checks)
def test_no_text_closes_the_script_element(published) -> None:
    review = review_of(published)
    written = json_in_page(review)
    assert not set(written) & set("<>&\u2028\u2029")
    page = _Page()
    page.feed(f'<script type="application/ld+json">{written}</script>')
    page.close()
    assert page.tags == ["script"]
    assert json.loads(page.text) == review


@pytest.mark.parametrize("evil", ["</script>", "</SCRIPT >", "<!--", "<script>", "]]>", "\u2028", "\u2029", '"', "\\", "&quot;"])
def test_characters_that_end_a_script_element_are_escaped(evil: str) -> None:
    written = json_in_page({"a": evil})
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written) == {"a": evil}
