"""A newsroom that version 0.1 wrote stays whole under this version: its history, its approvals, its public pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from factcheck.accounts.models import Person
from factcheck.articles.models import Source
from factcheck.claims.models import Party
from factcheck.evidence.actions import PageLocator, attach, withdraw_evidence
from factcheck.evidence.models import Evidence
from factcheck.ledger.chain import digest
from factcheck.ledger.models import Entry
from factcheck.operations.doctor import examine
from factcheck.publishing.actions import publish
from factcheck.publishing.models import Publication
from factcheck.verdicts.actions import approve, save_version, submit
from factcheck.verdicts.changes import changed_verdicts
from factcheck.verdicts.models import RecordChange, Review, Verdict
from factcheck.verdicts.queries import basis_for, is_record_unchanged
from factcheck.verdicts.record_version_1 import digest_of_version_1
from tests.database import restored_database
from tests.upgrade.newsroom_0_1.build import text_of
from tests.upgrade.rewording import ADDED, REMOVED_AFTER_A_RETRACTION, REWORDED

NEWSROOM = Path(__file__).parent / "newsroom_0_1"
ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass(frozen=True)
class Expected:
    """What 0.1 displayed; see the README next to it."""

    public_url: str
    pages: dict[str, str]
    documents: dict[str, Any]
    feed: str
    publications: dict[str, str]
    verdicts: dict[str, Any]
    reviews: dict[str, Any]
    head: dict[str, Any]


@pytest.fixture(scope="module")
def migrated(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), restored_database(NEWSROOM / "newsroom.sql"):
        call_command("migrate", verbosity=0, interactive=False)
        yield


@pytest.fixture
def expected(migrated: None, db: None, settings: Any) -> Expected:
    found = Expected(**json.loads((NEWSROOM / "expected.json").read_text()))
    settings.CAPTURES_ROOT = NEWSROOM / "captures"
    settings.PUBLIC_URL = found.public_url
    settings.CONTACT = "newsroom@demo.example"
    return found


def only(state: str) -> Verdict:
    return Verdict.objects.get(state=state)


def person(name: str) -> Person:
    return Person.objects.get(name=name)


def get(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200, path
    return bytes(response.getvalue()).decode()


def entries_of(feed: str) -> list[list[Any]]:
    """Each entry of an Atom feed: the text and the URL of its elements, whose order has no meaning (RFC 4287, section 4)."""
    entries = ElementTree.fromstring(feed).iter(f"{ATOM}entry")  # noqa: S314  (created by Factcheck)
    return [
        sorted((part.tag, part.text or "", part.get("href", "")) for part in entry.iter() if part is not entry)
        for entry in entries
    ]


def without_space(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_doctor_finds_nothing_broken(expected: Expected) -> None:
    assert {result.name: result.findings for result in examine() if result.findings} == {}


def test_history_goes_on_from_where_it_ended(expected: Expected) -> None:
    assert Entry.objects.get(number=expected.head["number"]).hash == expected.head["hash"]


def reworded(text: str, *, is_retracted: bool) -> str:
    """The text of a page of 0.1 without white space, with the labels and sentences that were reworded since."""
    if is_retracted:
        text = re.sub(REMOVED_AFTER_A_RETRACTION, "", text)
    text = without_space(text)
    for old, new in REWORDED.items():
        text = text.replace(without_space(old), without_space(new))
    return text


def without_additions(text: str) -> str:
    for passage in ADDED:
        text = re.sub(passage, "", text)
    return text


LISTS = frozenset({"/", "/corrections/"})
"""Pages whose rows were rearranged."""


def test_lists_display_the_same_values(expected: Expected) -> None:
    index, corrections = (without_space(text_of(get(path))) for path in sorted(LISTS))
    for row in Publication.objects.filter(is_current=True):
        rating = "Retracted" if row.publication_kind == "retracted" else row.rating
        for value in (row.headline or row.statement, row.claimant, rating, *row.topics):
            assert without_space(value) in index
    changed = Publication.objects.exclude(publication_kind="first")
    assert changed
    for row in changed:
        for value in (row.headline or row.statement, row.document["corrections"][0]["notice"], row.rating):
            assert without_space(value) in corrections


SHOWN = {"statement", "context", "place", "summary", "rating", "note", "quote", "exact", "outlet", "title", "terms", "notice"}
SHOWN |= {"name", "reviewer", "line", "reason", "closeness", "mode", "evidence_set", "locator"}
"""The keys of a document whose values each page of a check displays."""


def values_shown(document: Any, key: str = "") -> Iterator[str]:
    """The texts that the page of a document must contain. Markdown is compared by its words."""
    if isinstance(document, dict):
        for name, value in document.items():
            yield from values_shown(value, name)
    elif isinstance(document, list):
        for item in document:
            yield from values_shown(item, key)
    elif key == "rationale":
        yield from re.findall(r"\w+", document)
    elif isinstance(document, str) and (key in SHOWN or key in ("about", "method", "authors", "topics")):
        yield document


def test_each_check_displays_the_values_of_its_document(expected: Expected) -> None:
    for row in Publication.objects.all():
        addresses = [f"/checks/{row.slug}/versions/{row.number}/"] + [f"/checks/{row.slug}/"] * row.is_current
        retracted = Publication.objects.filter(slug=row.slug, publication_kind="retracted").exists()
        document = {key: value for key, value in row.document.items() if not (retracted and key == "about")}
        for address in addresses:
            assert address in expected.pages
            page = without_space(text_of(get(address)))
            assert [value for value in values_shown(document) if without_space(value) not in page] == [], address


def test_each_public_page_is_unchanged_except_for_reworded_labels(expected: Expected) -> None:
    paths = [path for path in expected.pages if path not in LISTS and not path.startswith("/checks/")]
    pages = {path: without_space(without_additions(text_of(get(path)))) for path in paths}
    slugs = Publication.objects.filter(is_current=True, publication_kind="retracted").values_list("slug", flat=True)
    retracted = tuple(f"/checks/{slug}/" for slug in slugs)
    assert pages == {
        path: reworded(text, is_retracted=path.startswith(retracted)) for path, text in expected.pages.items() if path in pages
    }


def test_each_reworded_label_was_on_a_public_page(expected: Expected) -> None:
    pages = "".join(without_space(text) for text in expected.pages.values())
    assert [old for old in REWORDED if without_space(old) not in pages] == []


def test_each_document_for_machines_is_unchanged(expected: Expected) -> None:
    documents = {path: json.loads(get(path)) for path in expected.documents}
    found = {path: as_in_0_1(document) for path, document in documents.items()}
    assert found == as_in_0_1(expected.documents)


NEW_PROPERTIES = {"ClaimReview": {"publisher", "image"}, "Organization": {"logo"}}
"""By the type of an object: the properties that version 0.1 did not have."""


def as_in_0_1(document: Any) -> Any:
    """A document for programs, without NEW_PROPERTIES.

    `datePublished` was a day and now is a time with an offset; only the day remains.
    """
    if isinstance(document, dict):
        return {
            key: value[:10] if key == "datePublished" and isinstance(value, str) else as_in_0_1(value)
            for key, value in document.items()
            if key not in NEW_PROPERTIES.get(document.get("@type", ""), set())
        }
    return [as_in_0_1(item) for item in document] if isinstance(document, list) else document


def test_feed_is_unchanged_except_for_ids(expected: Expected) -> None:
    """The ids of version 0.1 depended on the domain of the request (decision 28)."""

    def without_ids(feed: str) -> list[list[Any]]:
        return [[part for part in entry if part[0] != f"{ATOM}id"] for entry in entries_of(feed)]

    feed = get("/checks/feed.atom")
    assert without_ids(feed) == without_ids(expected.feed)
    ids = [text for entry in entries_of(feed) for tag, text, _ in entry if tag == f"{ATOM}id"]
    assert len(set(ids)) == len(entries_of(expected.feed))
    assert all(each.startswith("urn:uuid:") for each in ids)


def test_each_publication_has_the_digest_it_was_published_with(expected: Expected) -> None:
    assert {str(row.pk): digest(row.document) for row in Publication.objects.all()} == expected.publications


def test_each_decision_stands_as_it_was_taken(expected: Expected) -> None:
    found = {
        str(row.pk): {
            "id": row.pk,
            "verdict": row.verdict_version.verdict_id,
            "number": row.verdict_version.number,
            "decision": row.decision,
            "reason": row.reason,
            "basis": row.basis,
            "created_at": row.created_at.isoformat().replace("+00:00", "Z"),
            "created_by": {"id": row.created_by_id, "name": row.created_by.name},
        }
        for row in Review.objects.select_related("verdict_version", "created_by")
    }
    assert found == expected.reviews


def test_each_verdict_has_its_state_and_rests_on_the_same_record(expected: Expected) -> None:
    found = {
        str(verdict.pk): {
            "state": verdict.state,
            "approved": verdict.approved and verdict.approved.number,
            "basis": digest_of_version_1(verdict.claim),
        }
        for verdict in Verdict.objects.select_related("claim", "approved")
    }
    assert found == expected.verdicts


def test_sources_that_were_marked_as_parties_are_parties_to_the_claims_that_name_them(expected: Expected) -> None:
    sources = Source.objects.filter(is_party=True)
    assert sources
    for source in sources:
        items = Evidence.objects.filter(Q(source=source) | Q(origin=source), withdrawn_at=None)
        assert set(items.values_list("claim_id", flat=True)) <= set(source.parties.values_list("claim_id", flat=True))
        assert {party.interest for party in source.parties.all()} <= {source.interest}
    assert Party.objects.count() == Entry.objects.filter(action="party.named", person=None).count() > 0


def test_items_are_numbered_within_their_claim_in_the_order_in_which_they_were_attached(expected: Expected) -> None:
    numbers: dict[int, list[int]] = {}
    for claim, number in Evidence.objects.order_by("id").values_list("claim", "number"):
        numbers.setdefault(claim, []).append(number)
    assert numbers
    assert all(given == list(range(1, len(given) + 1)) for given in numbers.values())
    claim = Evidence.objects.order_by("id")[0].claim
    page = PageLocator("https://institute.example/", "Seen since 11 March.")
    author = person("Anna Checker")
    item = attach(person=author, claim=claim, stance="context", closeness="primary", quoted_from=page)
    assert item.number == len(numbers[claim.pk]) + 1


def test_upgrade_does_not_count_as_a_change_of_an_approved_record(expected: Expected) -> None:
    unchanged = {}
    for verdict in Verdict.objects.filter(state__in=["approved", "published"]).select_related("claim", "approved"):
        review = Review.objects.filter(verdict_version=verdict.approved, decision="approve").latest("pk")
        was_unchanged = expected.verdicts[str(verdict.pk)]["basis"] == review.basis
        unchanged[verdict.pk] = is_record_unchanged(review, verdict.claim)
        assert unchanged[verdict.pk] == was_unchanged, verdict
    assert unchanged[only("approved").pk]


def test_upgrade_adds_nothing_to_the_queue_of_changed_checks(expected: Expected) -> None:
    """The records of some checks had changed before the upgrade. The doctor lists these checks."""
    approvals = {
        verdict.pk: Review.objects.filter(verdict_version=verdict.approved_id, decision="approve").latest("pk").basis
        for verdict in Verdict.objects.filter(state="published")
    }
    changed_in_0_1 = {pk for pk, basis in approvals.items() if expected.verdicts[str(pk)]["basis"] != basis}
    assert changed_verdicts(approvals) == changed_in_0_1
    assert not RecordChange.objects.exists()


def test_approval_given_under_0_1_still_carries_a_publication(expected: Expected) -> None:
    verdict = only("approved")
    publish(person=person("Erin Editor"), verdict=verdict)
    assert Verdict.objects.get(pk=verdict.pk).state == "published"


def test_publish_page_lists_the_reasons_of_changes_since_an_approval_under_0_1(expected: Expected) -> None:
    verdict, editor = only("approved"), person("Erin Editor")
    item = Evidence.objects.filter(claim=verdict.claim, withdrawn_at=None).earliest("number")
    withdraw_evidence(person=verdict.author, item=item, reason=f"The same as [{item.number}].")
    client = Client()
    client.force_login(editor)
    page = client.get(reverse("desk:publish", args=[verdict.pk]))
    assert page.status_code == 200
    link = f'<a href="/desk/claims/{verdict.claim_id}/#evidence-{item.pk}">[{item.number}]</a>'
    assert f"The same as {link}." in page.content.decode()


def test_changed_check_lists_the_reasons_of_changes_since_an_approval_under_0_1(expected: Expected) -> None:
    verdict = Verdict.objects.filter(state="published").earliest("pk")
    item = Evidence.objects.filter(claim=verdict.claim, withdrawn_at=None).earliest("number")
    withdraw_evidence(person=verdict.author, item=item, reason=f"The same as [{item.number}].")
    client = Client()
    client.force_login(person("Erin Editor"))
    page = client.get(reverse("desk:confirm", args=[verdict.pk]))
    assert page.status_code == 200
    assert f"/desk/claims/{verdict.claim_id}/#evidence-{item.pk}" in page.content.decode()


def test_correction_opened_under_0_1_is_finished(expected: Expected) -> None:
    verdict, headline = only("correcting"), "Ten ships called in May"
    save_version(
        person=verdict.author, verdict=verdict, seen_version=None, headline=headline, summary="The register names ten ships."
    )
    submit(person=verdict.author, verdict=verdict)
    approve(person=person("Erin Editor"), verdict=verdict, version=verdict.latest, basis=basis_for(verdict.claim))
    publish(person=person("Erin Editor"), verdict=verdict)
    publication = Publication.objects.get(verdict=verdict, is_current=True)
    assert publication.slug == verdict.publications.get(number=1).slug
    page = text_of(get(f"/checks/{publication.slug}/"))
    assert headline in page
    assert ("The register names ten ships." in page, "The month was missing." in page) == (True, True)


@pytest.mark.parametrize("word", ["Жодне", "доби", "crane", "інше"])
def test_words_beside_typographic_punctuation_are_found_in_texts_of_0_1(expected: Expected, word: str) -> None:
    """The database was made by 0.1, with the character classes of C."""
    client = Client()
    client.force_login(person("Anna Checker"))
    assert len(client.get("/api/v1/articles/", {"q": word}).json()["results"]) == 1
