"""Versions of the record: an approval is compared by its own version, so an upgrade never counts as a change."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.evidence.actions import change_evidence, withdraw_evidence
from factcheck.evidence.copies.quotes import choose_place
from factcheck.evidence.models import Evidence
from factcheck.ledger.chain import digest
from factcheck.ledger.models import Entry
from factcheck.publishing.actions import publish
from factcheck.verdicts.actions import approve, confirm, submit
from factcheck.verdicts.changes import baselines_of, changed_verdicts, outdated_approvals
from factcheck.verdicts.models import Confirmation, RecordChange, Review, Verdict
from factcheck.verdicts.queries import basis_for, is_record_unchanged
from factcheck.verdicts.record import RECORD_VERSION, read_record
from factcheck.verdicts.record_version_2 import values_of_version_2
from factcheck.web.errors import RecordChanged, Refused
from tests.copies import QUOTE, collected, page_item, preserved_copy
from tests.pages import source_of
from tests.sql import without_triggers
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister", "institute", "second_checker")]

EVIDENCE_OF_VERSION_2 = {
    *("stance", "closeness", "title", "source", "origin", "author", "published_on", "accessed_on", "note", "available_since"),
    *("available_precision", "evidence_set", "locator", "number", "quote", "surroundings", "anchor", "stays_in_revision"),
    *("changed_context", "address", "article", "text", "file"),
}


def under_version_2(verdict: Verdict) -> Review:
    """The approval of a verdict as version 2 would have stored it."""
    review = Review.objects.get(verdict_version=verdict.approved, decision="approve")
    record = read_record(verdict.claim)
    values = values_of_version_2(record.values)
    basis = digest({"record": values, "submission": record.submission, "version": 2})
    with without_triggers():
        Review.objects.filter(pk=review.pk).update(basis=basis, basis_version=2, record=values)
    review.refresh_from_db()
    return review


def with_page(world: World) -> tuple[Verdict, Evidence]:
    """A submitted verdict with a web item that has no copy."""
    verdict = world.ready()
    item = page_item(world.second_checker, verdict.claim)
    return world.submit(verdict), item


def published_with_page(world: World) -> tuple[Verdict, Evidence]:
    verdict, item = with_page(world)
    publish(person=world.editor, verdict=world.approve(verdict))
    return Verdict.objects.get(pk=verdict.pk), item


def evidence_values(verdict: Verdict, item: Evidence) -> Any:
    return read_record(verdict.claim).values["evidence"][str(item.pk)]


def test_version_2_has_exactly_its_values(world: World) -> None:
    verdict, item = with_page(world)
    values = values_of_version_2(read_record(verdict.claim).values)
    assert set(values) == {"claim", "rating", "mentions", "relations", "evidence", "authors", "parties", "searches"}
    assert set(values["evidence"][str(item.pk)]) == EVIDENCE_OF_VERSION_2
    assert set(values["claim"]["claimant"]) == {"name", "actor_kind", "description", "same_as"}


def test_value_that_is_added_later_is_not_part_of_version_2(world: World) -> None:
    record = read_record(with_page(world)[0].claim).values
    before = values_of_version_2(record)
    record["replies"] = {"1": {"answer": "No."}}
    for part in ("evidence", "mentions", "searches"):
        for row in record[part].values():
            row["later"] = "value"
    record["claim"]["claimant"]["later"] = "value"
    assert values_of_version_2(record) == before


def test_record_contains_the_copy_that_counts_and_the_state_of_its_quote(world: World) -> None:
    verdict, item = with_page(world)
    assert evidence_values(verdict, item)["copy"] is None
    copy = preserved_copy(world.second_checker, item)
    assert evidence_values(verdict, item)["copy"] == {
        "sha256": copy.capture.sha256,
        "quote_state": "found",
        "surroundings_at": None,
    }
    preserved_copy(world.second_checker, item, collected(""))
    assert evidence_values(verdict, item)["copy"]["sha256"] == copy.capture.sha256
    change_evidence(person=world.second_checker, item=item, seen_version=item.version, address="https://news.example/b")
    assert evidence_values(verdict, item)["copy"] is None


def test_copy_that_arrives_while_the_editor_reads_is_read_before_the_approval(world: World) -> None:
    verdict, item = with_page(world)
    basis = basis_for(verdict.claim)
    preserved_copy(world.second_checker, item)
    with pytest.raises(RecordChanged):
        approve(person=world.editor, verdict=verdict, version=verdict.latest, basis=basis)
    assert approve(person=world.editor, verdict=verdict, version=verdict.latest, basis=basis_for(verdict.claim))


def test_copy_after_the_approval_makes_it_outdated(world: World) -> None:
    verdict, item = with_page(world)
    verdict = world.approve(verdict)
    preserved_copy(world.second_checker, item)
    assert outdated_approvals([verdict.pk]) == {verdict.pk}
    with pytest.raises(Refused, match="a copy of a page"):
        publish(person=world.editor, verdict=verdict)


def test_copy_after_the_publication_is_a_change_that_an_editor_confirms(world: World, client: Client) -> None:
    verdict, item = published_with_page(world)
    preserved_copy(world.second_checker, item)
    changes = RecordChange.objects.filter(verdict=verdict, is_open=True).order_by("entry")
    assert list(changes.values_list("kind", "entry__action")) == [("claim", "copy.added"), ("claim", "quote.searched")]
    client.force_login(world.editor)
    page = source_of(client.get(reverse("desk:confirm", args=[verdict.pk])))
    assert ("Copy of the page" in page, "Quote in the copy" in page, "quote found" in page) == (True, True, True)
    confirm(person=world.editor, verdict=verdict, reason="It says the same.", basis=basis_for(verdict.claim))
    assert Confirmation.objects.get().record_version == RECORD_VERSION
    assert changed_verdicts([verdict.pk]) == set()


def test_chosen_place_after_the_publication_is_a_change(world: World) -> None:
    verdict, item = with_page(world)
    copy = preserved_copy(world.second_checker, item, collected(f"{QUOTE}. {QUOTE}."))
    publish(person=world.editor, verdict=world.approve(verdict))
    choose_place(person=world.second_checker, item=item, copy=copy, quote=QUOTE, start=0, end=len(QUOTE))
    (change,) = RecordChange.objects.filter(verdict=verdict, is_open=True).select_related("entry")
    assert change.entry.action == "quote.placed"


class TestUpgrade:
    """Approvals of version 2 do not contain copies."""

    def test_approval_of_version_2_still_carries_a_publication(self, world: World) -> None:
        verdict, item = with_page(world)
        verdict = world.approve(verdict)
        review = under_version_2(verdict)
        assert is_record_unchanged(review, verdict.claim)
        preserved_copy(world.second_checker, item)
        assert is_record_unchanged(review, verdict.claim)
        assert outdated_approvals([verdict.pk]) == set()
        assert publish(person=world.editor, verdict=verdict)

    def test_copy_is_no_change_of_a_check_that_was_approved_under_version_2(self, world: World) -> None:
        verdict, item = published_with_page(world)
        under_version_2(verdict)
        preserved_copy(world.second_checker, item)
        assert changed_verdicts([verdict.pk]) == set()
        assert not RecordChange.objects.filter(verdict=verdict, is_open=True).exists()

    def test_other_changes_are_found_and_displayed(self, world: World, client: Client) -> None:
        verdict, item = published_with_page(world)
        under_version_2(verdict)
        change_evidence(
            person=world.second_checker, item=item, seen_version=item.version, note="Another note.", protection="legal"
        )
        assert changed_verdicts([verdict.pk]) == {verdict.pk}
        client.force_login(world.editor)
        page = source_of(client.get(reverse("desk:confirm", args=[verdict.pk])))
        assert "Another note." in page
        assert "legal restriction" not in page
        confirm(person=world.editor, verdict=verdict, reason="It says the same.", basis=basis_for(verdict.claim))
        baseline = baselines_of([verdict.pk])[verdict.pk]
        assert (baseline.version, changed_verdicts([verdict.pk])) == (3, set())

    def test_return_under_version_2_is_compared_by_it(self, world: World) -> None:
        verdict = world.returned
        review = Review.objects.get(verdict_version__verdict=verdict)
        record = read_record(verdict.claim)
        with without_triggers():
            Review.objects.filter(pk=review.pk).update(basis=record.digest_at(2), basis_version=2)
        preserved_copy(world.second_checker, verdict.claim.evidence.get())
        with pytest.raises(Refused) as refused:
            submit(person=verdict.author, verdict=verdict)
        assert list(getattr(refused.value, "errors", {})) == ["message"]


def test_reason_for_withheld_details_is_part_of_the_record_and_the_note_is_not(world: World) -> None:
    verdict, item = published_with_page(world)
    item = change_evidence(person=world.second_checker, item=item, seen_version=item.version, protection_note="Internal.")
    assert changed_verdicts([verdict.pk]) == set()
    change_evidence(person=world.second_checker, item=item, seen_version=item.version, protection="source")
    assert changed_verdicts([verdict.pk]) == {verdict.pk}


def test_publication_contains_the_reason_and_not_the_note(world: World, client: Client) -> None:
    verdict, item = with_page(world)
    values = {"protection": "license", "protection_note": "Contract 12."}
    change_evidence(person=world.second_checker, item=item, seen_version=item.version, **values)
    publication = publish(person=world.editor, verdict=world.approve(verdict))
    (published,) = publication.document["evidence"]["supports"]
    assert (published["protection"], published["protection_words"]) == ("license", "licensed archive")
    assert "Contract 12." not in str(publication.document)
    page = source_of(client.get(f"/checks/{publication.slug}/"))
    assert "Details withheld: licensed archive." in page
    assert "Contract 12." not in page


def test_withdrawn_item_of_a_set_changes_the_others(world: World) -> None:
    verdict = world.ready()
    kept = world.evidence_on(verdict.claim, quote="One.", evidence_set="A")
    lost = world.evidence_on(verdict.claim, quote="Two.", evidence_set="A")
    assert evidence_values(verdict, kept)["is_set_broken"] is False
    withdraw_evidence(person=world.checker, item=lost, reason="It was wrong.")
    assert evidence_values(verdict, kept)["is_set_broken"] is True
    assert Entry.objects.latest("number").action == "evidence.withdrawn"
