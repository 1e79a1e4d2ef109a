"""The gate lines for copies, quotes, and details that readers need, with items in the database."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.claims.anchoring import find
from factcheck.claims.models import Claim
from factcheck.evidence.actions import attach, change_evidence, withdraw_evidence
from factcheck.evidence.copies.models import QuotePlace
from factcheck.evidence.copies.quotes import choose_place
from factcheck.evidence.locators import FileLocator, PassageLocator
from factcheck.evidence.models import Evidence, Protection
from factcheck.evidence.queries import evidence_board
from factcheck.ledger.models import Entry
from factcheck.merging.actions import split_claim
from factcheck.operations.doctor import examine
from factcheck.verdicts.actions import submit
from factcheck.verdicts.gate import Line
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.queries import gate_for
from factcheck.web.errors import Refused
from tests.copies import QUOTE, collected, page_item, preserved_copy
from tests.pages import source_of
from tests.sql import without_triggers
from tests.verdicts.test_gate_levels import set_levels
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister")]

COPIES = ("preserved", "quote_found")
NEW_LINES = (*COPIES, "replicable")
TWICE = f"{QUOTE}, he said. {QUOTE}, she said."
TYPOGRAPHIC = "All\u00a0was well, the mayor said."


def lines_of(claim: Claim, *keys: str) -> dict[str, Line]:
    verdict = Verdict.objects.filter(claim=claim).first()
    lines = {line.key: line for line in gate_for(claim, verdict.latest if verdict else None)}
    return {key: lines[key] for key in keys or COPIES}


def unmet(claim: Claim) -> dict[str, str]:
    """The details of the unmet lines about copies, by key."""
    return {key: line.detail for key, line in lines_of(claim).items() if not line.is_met}


def attached_before(item: Evidence) -> Evidence:
    """The item as one from before the gate asked for copies."""
    with without_triggers():
        Evidence.objects.filter(pk=item.pk).update(is_copy_expected=False)
    item.refresh_from_db()
    return item


def test_new_item_needs_a_copy_with_its_quote(world: World) -> None:
    claim = world.claim()
    item = page_item(world.checker, claim)
    assert item.is_copy_expected
    assert unmet(claim) == {"preserved": "No copy of the current address: [1].", "quote_found": "No copy: [1]."}
    preserved_copy(world.checker, item)
    assert unmet(claim) == {}
    item = change_evidence(person=world.checker, item=item, seen_version=item.version, exact="All was bad")
    assert unmet(claim) == {"quote_found": "Not in the copy: [1]."}
    change_evidence(person=world.checker, item=item, seen_version=item.version, address="https://news.example/b")
    assert unmet(claim) == {"preserved": "No copy of the current address: [1].", "quote_found": "No copy: [1]."}


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        (TWICE, "Found several times: [1]."),
        (TYPOGRAPHIC, "Differs only in typography: [1]."),
        ("Nothing.", "Not in the copy: [1]."),
        ("", "Not checked: [1]."),
    ],
)
def test_line_says_what_is_wrong_with_the_quote(world: World, text: str, detail: str) -> None:
    claim = world.claim()
    preserved_copy(world.checker, page_item(world.checker, claim), collected(text))
    assert unmet(claim) == {"quote_found": detail}
    assert lines_of(claim)["quote_found"].state == "advised"


@pytest.mark.parametrize("text", [TWICE, TYPOGRAPHIC])
def test_place_that_a_person_chose_counts(world: World, text: str) -> None:
    claim = world.claim()
    item = page_item(world.checker, claim)
    copy = preserved_copy(world.checker, item, collected(text))
    choose_place(person=world.checker, item=item, copy=copy, quote=QUOTE, start=0, end=len(QUOTE))
    assert unmet(claim) == {}


def test_passages_and_files_need_no_copy(world: World) -> None:
    claim, revision = world.claim(), world.first_article.current
    passage = PassageLocator(revision, find(revision.text, "The scene was arranged"))
    file = FileLocator("list.csv", "text/csv", b"bodies,410")
    for locator in (passage, file):
        attach(person=world.checker, claim=claim, stance="supports", closeness="primary", quoted_from=locator)
    assert claim.evidence.count() == 2
    assert unmet(claim) == {}


def test_withdrawn_item_needs_no_copy(world: World) -> None:
    claim = world.claim()
    withdraw_evidence(person=world.checker, item=page_item(world.checker, claim), reason="Not needed.")
    assert unmet(claim) == {}


class TestNewerCopyWithoutText:
    """A picture of the page does not replace a copy in which the quote was found."""

    def test_copy_with_a_text_still_counts(self, world: World, client: Client) -> None:
        claim = world.claim()
        item = page_item(world.checker, claim)
        with_text = preserved_copy(world.checker, item)
        picture = preserved_copy(world.checker, item, collected(""))
        assert unmet(claim) == {}
        (on_board,) = evidence_board(claim).items
        assert on_board.copy
        assert (on_board.copy.copy_id, on_board.copy.quote_label) == (with_text.pk, "quote found")
        client.force_login(world.checker)
        assert "a newer copy has no text" in source_of(client.get(reverse("desk:claim", args=[claim.pk])))
        page = source_of(client.get(reverse("desk:copy", args=[picture.pk])))
        assert "This copy has no text." in page
        assert f'<a href="{reverse("desk:copy", args=[with_text.pk])}">Open that copy</a>' in page
        assert 'id="quote"' in source_of(client.get(reverse("desk:copy", args=[with_text.pk])))

    def test_corrected_quote_is_searched_for_in_the_copy_with_a_text(self, world: World) -> None:
        item = page_item(world.checker, world.claim())
        with_text = preserved_copy(world.checker, item)
        preserved_copy(world.checker, item, collected(""))
        change_evidence(person=world.checker, item=item, seen_version=item.version, exact="the mayor said")
        place = QuotePlace.objects.latest("id")
        assert (place.copy_id, place.state) == (with_text.pk, "found")
        assert unmet(item.claim) == {}

    def test_place_is_chosen_in_the_copy_with_a_text(self, world: World) -> None:
        item = page_item(world.checker, world.claim())
        with_text = preserved_copy(world.checker, item, collected(TWICE))
        picture = preserved_copy(world.checker, item, collected(""))
        arguments: dict[str, Any] = {"person": world.checker, "item": item, "quote": QUOTE, "start": 0, "end": len(QUOTE)}
        with pytest.raises(Refused, match="newer copy"):
            choose_place(copy=picture, **arguments)
        choose_place(copy=with_text, **arguments)
        assert unmet(item.claim) == {}

    def test_copy_of_a_former_address_counts_again_if_the_address_is_restored(self, world: World) -> None:
        item = page_item(world.checker, world.claim())
        first = preserved_copy(world.checker, item)
        change = {"person": world.checker, "item": item}
        item = change_evidence(**change, seen_version=item.version, address="https://news.example/b")
        preserved_copy(world.checker, item, collected("Nothing."))
        assert unmet(item.claim) == {"quote_found": "Not in the copy: [1]."}
        item = change_evidence(person=world.checker, item=item, seen_version=item.version, address="https://news.example/a")
        assert QuotePlace.objects.latest("id").copy == first
        assert unmet(item.claim) == {}

    def test_doctor_reports_a_copy_that_was_not_searched_for_the_current_quote(self, world: World) -> None:
        item = page_item(world.checker, world.claim())
        copy = preserved_copy(world.checker, item)
        preserved_copy(world.checker, item, collected(""))
        name = "the newest copy with a text of each web page was searched for its quote"
        assert [result.findings for result in examine() if result.name == name] == [[]]
        with without_triggers():
            QuotePlace.objects.filter(copy=copy).delete()
        (result,) = [result for result in examine() if result.name == name]
        assert list(result.findings) == [
            f"copy {copy.pk} of evidence {item.pk} was not searched for the current quote of the item"
        ]


class TestItemsFromBefore:
    def test_they_never_make_a_line_unmet_and_are_named(self, world: World, client: Client) -> None:
        claim = world.claim()
        attached_before(page_item(world.checker, claim))
        set_levels(world, **dict.fromkeys(NEW_LINES, "required"))
        lines = lines_of(claim, *NEW_LINES)
        note = "Not counted, because attached before this line existed: [1]."
        assert {key: (line.state, line.note) for key, line in lines.items()} == dict.fromkeys(NEW_LINES, ("ok", note))
        client.force_login(world.checker)
        assert note in source_of(client.get(reverse("desk:verdict", args=[claim.pk])))

    def test_new_items_beside_them_count(self, world: World) -> None:
        claim = world.claim()
        attached_before(page_item(world.checker, claim))
        page_item(world.checker, claim, address="https://news.example/b")
        assert unmet(claim) == {"preserved": "No copy of the current address: [2].", "quote_found": "No copy: [2]."}

    def test_correction_and_move_keep_the_mark(self, world: World) -> None:
        item = attached_before(page_item(world.checker, world.open_claim))
        change_evidence(person=world.checker, item=item, seen_version=item.version, title="A title")
        split_claim(
            person=world.checker,
            claim=world.open_claim,
            evidence=[item],
            claimant="A Speaker",
            statement="It was so.",
            layer="report",
        )
        item.refresh_from_db()
        assert not item.is_copy_expected
        assert unmet(item.claim) == {}


class TestRequiredLevel:
    def test_missing_copy_blocks_a_submission_until_there_is_an_exception(self, world: World) -> None:
        verdict = world.ready()
        page_item(world.checker, verdict.claim)
        set_levels(world, preserved="required", quote_found="required")
        with pytest.raises(Refused) as refusal:
            submit(person=world.checker, verdict=verdict)
        assert "each web item is preserved" in str(refusal.value)
        waivers = {"preserved": "The site blocks copies.", "quote_found": "As above."}
        submit(person=world.checker, verdict=verdict, waivers=waivers)
        assert {key: line.state for key, line in lines_of(verdict.claim).items()} == dict.fromkeys(COPIES, "exception")

    def test_later_level_does_not_affect_a_submitted_verdict(self, world: World) -> None:
        verdict = world.ready()
        page_item(world.checker, verdict.claim)
        world.submit(verdict)
        set_levels(world, preserved="required")
        assert lines_of(verdict.claim)["preserved"].state == "advised"

    def test_submission_from_before_the_lines_existed_has_none_of_them(self, world: World) -> None:
        verdict = world.submitted
        page_item(world.checker, verdict.claim)
        with without_triggers():
            entry = Entry.objects.get(action="verdict.submitted", object_id=verdict.pk)
            levels = {key: level for key, level in entry.after["levels"].items() if key not in COPIES}
            Entry.objects.filter(pk=entry.pk).update(after={**entry.after, "levels": levels})
        assert set(COPIES).isdisjoint(line.key for line in gate_for(verdict.claim, verdict.latest))


class TestProtection:
    def test_protected_item_needs_no_details(self, world: World) -> None:
        claim = world.claim()
        item = page_item(world.checker, claim)
        assert not lines_of(claim, "replicable")["replicable"].is_met
        change_evidence(person=world.checker, item=item, seen_version=item.version, protection=Protection.SOURCE)
        assert lines_of(claim, "replicable")["replicable"].is_met

    def test_reason_and_note_are_on_record_and_on_the_page(self, world: World, client: Client) -> None:
        item = page_item(world.checker, world.claim())
        values = {"protection": "privacy", "protection_note": "The lawyer asked for it."}
        change_evidence(person=world.checker, item=item, seen_version=item.version, **values)
        entry = Entry.objects.latest("number")
        assert {name: entry.after[name] for name in values} == values
        client.force_login(world.reader)
        page = source_of(client.get(reverse("desk:evidence", args=[item.pk])))
        assert "privacy of a victim or witness" in page
        assert "The lawyer asked for it." in page

    def test_unknown_reason_is_refused(self, world: World, client: Client) -> None:
        item = page_item(world.checker, world.claim())
        client.force_login(world.checker)
        data = {"stance": "supports", "closeness": "primary", "address": item.address, "exact": QUOTE, "version": item.version}
        response = client.post(reverse("desk:evidence", args=[item.pk]), {**data, "protection": "other"})
        assert response.status_code == 422
        item.refresh_from_db()
        assert item.protection == ""


def counts(claim: Claim) -> dict[str, bool]:
    keys = ("for", "against", "backed", "origins")
    return {key: line.is_met for key, line in lines_of(claim, *keys).items()}


class TestSets:
    def test_set_with_a_withdrawn_item_does_not_count(self, world: World, client: Client) -> None:
        verdict = world.ready()
        claim = verdict.claim
        withdraw_all(world, claim)
        kept = world.evidence_on(claim, quote="One.", evidence_set="A")
        lost = world.evidence_on(claim, quote="Two.", evidence_set=" A ")
        other = world.evidence_on(claim, quote="Three.", source="Another archive")
        assert counts(claim) == {"for": True, "against": True, "backed": True, "origins": True}
        withdraw_evidence(person=world.checker, item=lost, reason="It was wrong.")
        assert counts(claim)["origins"] is False
        assert f"Item [{kept.number}] does not count" in lines_of(claim, "origins")["origins"].hint
        withdraw_evidence(person=world.checker, item=other, reason="It was wrong.")
        assert counts(claim) == {"for": True, "against": False, "backed": False, "origins": False}
        client.force_login(world.checker)
        page = source_of(client.get(reverse("desk:claim", args=[claim.pk])))
        assert f"[{lost.number}] was withdrawn, so the items of this set do not count as sufficient evidence." in page
        kept.refresh_from_db()
        change_evidence(person=world.checker, item=kept, seen_version=kept.version, evidence_set="")
        assert counts(claim) == {"for": True, "against": True, "backed": True, "origins": False}

    def test_board_counts_the_origins_like_the_gate(self, world: World) -> None:
        claim = world.claim()
        world.evidence_on(claim, quote="One.", evidence_set="A")
        lost = world.evidence_on(claim, quote="Two.", evidence_set="A")
        world.evidence_on(claim, quote="Three.", source="Another archive")
        assert evidence_board(claim).origins == 2
        withdraw_evidence(person=world.checker, item=lost, reason="It was wrong.")
        board = evidence_board(claim)
        assert (board.origins, board.contradicts.origins) == (1, 1)
        assert [group.withdrawn for group in board.contradicts.groups] == [(lost.number,), ()]

    def test_set_of_another_claim_is_another_set(self, world: World) -> None:
        other = world.claim()
        withdraw_evidence(
            person=world.checker, item=world.evidence_on(other, quote="One.", evidence_set="A"), reason="It was wrong."
        )
        claim = world.claim()
        world.evidence_on(claim, quote="One.", evidence_set="A")
        assert counts(claim)["against"]

    def test_submission_from_before_the_rule_is_counted_without_it(self, world: World) -> None:
        verdict = world.ready()
        claim = verdict.claim
        withdraw_all(world, claim)
        world.evidence_on(claim, quote="One.", evidence_set="A")
        lost = world.evidence_on(claim, quote="Two.", evidence_set="A")
        world.submit(verdict)
        withdraw_evidence(person=world.checker, item=lost, reason="It was wrong.")
        assert not counts(claim)["against"]
        with without_triggers():
            entry = Entry.objects.get(action="verdict.submitted", object_id=verdict.pk)
            levels = {key: level for key, level in entry.after["levels"].items() if key not in COPIES}
            Entry.objects.filter(pk=entry.pk).update(after={**entry.after, "levels": levels})
        lines = {line.key: line.is_met for line in gate_for(claim, Verdict.objects.get(pk=verdict.pk).latest)}
        assert (lines["against"], lines["backed"]) == (True, True)


def withdraw_all(world: World, claim: Claim) -> None:
    for item in claim.evidence.filter(withdrawn_at=None):
        withdraw_evidence(person=world.checker, item=item, reason="Not needed.")
