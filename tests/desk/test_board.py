"""The evidence board: the order and counts of its sides, sets, copies, moves with undo, and the text of an item."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factcheck.claims.anchoring import find
from factcheck.claims.models import Party
from factcheck.desk.board import messages
from factcheck.desk.board.copy_states import ItemUrls, copy_state
from factcheck.desk.board.texts import AROUND, excerpt, item_text
from factcheck.evidence.actions import attach, change_evidence, withdraw_evidence
from factcheck.evidence.copies.queries import CopySummary
from factcheck.evidence.copies.quote_search import QuoteState
from factcheck.evidence.copies.states import RequestState
from factcheck.evidence.locators import PassageLocator
from factcheck.evidence.models import Evidence
from factcheck.evidence.queries import BoardItem
from factcheck.ledger.models import Entry
from tests.copies import collected, page_item, preserved_copy
from tests.pages import parsed, signed_in
from tests.world import FIRST, World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("open_claim", "institute")]


def board(world: World, query: str = "", person: Any = None) -> Any:
    address = reverse("desk:board", args=[world.open_claim.pk])
    return signed_in(person or world.checker).get(address + query)


def stances(response: Any) -> list[str]:
    return [side.stance for side in response.context["view"].sides]


def item_on(response: Any, item: Evidence) -> Any:
    return parsed(response).all(id=f"evidence-{item.pk}")[0]


def move(world: World, item: Evidence, to: str, version: int = 1, **headers: Any) -> Any:
    address = reverse("desk:evidence-move", args=[item.pk])
    return signed_in(world.checker).post(address, {"to": to, "version": version}, headers=headers)


def place(item: Evidence) -> tuple[str, str, int]:
    item.refresh_from_db()
    return item.stance, item.evidence_set, item.version


def test_side_with_more_independent_origins_is_first_and_context_is_last(world: World) -> None:
    claim = world.open_claim
    world.party_on(claim)
    world.evidence_on(claim, "supports", source=world.ministry, quote="One.")
    world.evidence_on(claim, "supports", source=world.ministry, quote="Two.")
    world.evidence_on(claim, "context", source=world.outlet, quote="Three.")
    world.evidence_on(claim, "contradicts", source=world.institute, quote="Four.")
    page = board(world)
    assert stances(page) == ["contradicts", "supports", "context"]
    glance = parsed(page).all("section", class_="weigh")[0]
    parts = [part.text for part in glance.all(class_="weigh-side")]
    assert parts[0].startswith("contradicts 1 item, 1 independent origin 4")
    assert parts[1].startswith("supports 2 items, no independent origin")
    assert "party to the dispute: " + world.ministry.name in parts[1]


def test_sides_with_as_many_origins_are_in_the_order_of_their_items(world: World) -> None:
    assert stances(board(world)) == ["supports", "contradicts", "context"]
    for quote in ("One.", "Two."):
        world.evidence_on(world.open_claim, "contradicts", quote=quote)
    world.evidence_on(world.open_claim, "supports", source=world.outlet, quote="Three.")
    assert stances(board(world)) == ["contradicts", "supports", "context"]


def test_chip_of_an_item_from_a_party_is_outlined(world: World) -> None:
    world.party_on(world.open_claim)
    own = world.evidence_on(world.open_claim, source=world.institute, quote="One.")
    of_party = world.evidence_on(world.open_claim, source=world.outlet, origin=world.ministry, quote="Two.")
    page = board(world)
    chips = {item.pk: item_on(page, item).all(class_="chip")[0] for item in (own, of_party)}
    assert "is-party" not in chips[own.pk].attributes["class"]
    assert "is-party" in chips[of_party.pk].attributes["class"]
    assert chips[of_party.pk].text == "2 contradicts, from a party"


def test_party_is_labeled_next_to_its_name_which_is_not_repeated(world: World) -> None:
    world.party_on(world.open_claim)
    of_source = world.evidence_on(world.open_claim, source=world.ministry, origin=world.institute, quote="One.")
    of_origin = world.evidence_on(world.open_claim, source=world.outlet, origin=world.ministry, quote="Two.")
    of_both = world.evidence_on(world.open_claim, source=world.ministry, origin=world.ministry, quote="Three.")
    page, (party,) = board(world), Party.objects.filter(claim=world.open_claim)
    label, ministry = f"party to the dispute {party.interest}", world.ministry.name
    columns = [item_on(page, item).all(class_="item-from")[0].text for item in (of_source, of_origin, of_both)]
    assert columns[0].startswith(f"{ministry} {label}")
    assert columns[1].endswith(f"from {ministry} {label}")
    assert [column.count(ministry) for column in columns] == [1, 1, 1]
    assert [column.count(label) for column in columns] == [1, 1, 1]


@pytest.mark.parametrize(
    ("available", "known"),
    [
        (date(2022, 3, 1), "known before the claim"),
        (date(2022, 5, 1), "known after the claim"),
        (None, ""),
    ],
)
def test_column_of_the_date_says_whether_an_item_was_known(world: World, available: date | None, known: str) -> None:
    item = world.evidence_on(world.open_claim, available_since=available)
    shown = item_on(board(world), item)
    assert shown.all(class_="item-when")[0].text == f"no date primary {known}".strip()
    assert "became known" not in shown.text


def test_items_of_the_context_are_counted_without_their_origins(world: World) -> None:
    for quote in ("One.", "Two."):
        world.evidence_on(world.open_claim, "context", quote=quote)
    assert parsed(board(world)).all(class_="weigh-side")[2].text.startswith("context 2 items 1 context")


def test_items_of_a_set_are_in_one_frame(world: World) -> None:
    claim = world.open_claim
    first = world.evidence_on(claim, evidence_set="A", quote="One.")
    world.evidence_on(claim, quote="Two.")
    second = world.evidence_on(claim, evidence_set="A", quote="Three.")
    (frame,) = parsed(board(world)).all(class_="item-set")
    assert [row.attributes["id"] for row in frame.all("li")] == [f"evidence-{first.pk}", f"evidence-{second.pk}"]
    assert frame.all(class_="item-set-name")[0].text == f"Set A counts only together · one origin: {world.institute.name}"


def test_set_with_a_withdrawn_item_is_shown_as_not_counting(world: World) -> None:
    world.evidence_on(world.open_claim, evidence_set="A", quote="One.")
    other = world.evidence_on(world.open_claim, evidence_set="A", quote="Two.")
    withdraw_evidence(person=world.checker, item=other, reason="It is a copy.")
    (name,) = parsed(board(world)).all(class_="item-set-name")
    assert "does not count: an item of this set was withdrawn" in name.text


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ((0, 0, 0), ""),
        ((1, 0, 0), "The only origin is independent of the parties"),
        ((2, 0, 0), "Both origins are independent of the parties"),
        ((3, 0, 1), "All 3 origins are independent of the parties; 1 item names no source"),
        ((0, 1, 0), "Only from a party to the dispute"),
        ((0, 2, 2), "Only from 2 parties to the dispute; 2 items name no source"),
        ((1, 2, 0), "1 origin is independent, 2 are parties to the dispute"),
        ((0, 0, 1), "No source is named"),
    ],
)
def test_sentence_about_origins(numbers: tuple[int, int, int], sentence: str) -> None:
    assert messages.about_origins(*numbers) == sentence


def test_empty_side_says_what_it_needs_or_what_was_searched(world: World) -> None:
    page = parsed(board(world))
    (contradicting,) = page.all("section", data_drop="contradicts")
    assert "log a search that found nothing" in contradicting.text
    world.search_on(world.open_claim, "contradicts")
    page = parsed(board(world))
    (contradicting,) = page.all("section", data_drop="contradicts")
    assert "Searched; nothing found: Press archive" in contradicting.text
    (searches,) = page.all("section", id="searches")
    assert "1, without result" in searches.text
    assert "nothing found" in searches.text


@pytest.mark.parametrize(
    ("state", "label", "action"),
    [
        (None, "No copy yet", "Keep a copy"),
        (RequestState.WAITING, "Copy requested", "Progress"),
        (RequestState.GONE, "No copy", "Add a copy you saved"),
        (RequestState.NO_ANSWER, "No copy", "Try again"),
        (RequestState.FAILED, "No copy", "Try again"),
    ],
)
def test_state_of_the_copy_has_a_word_and_one_action(world: World, state: Any, label: str, action: str) -> None:
    found = copy_state(BoardItem(world.evidence, "unknown", copy=CopySummary(state=state)), ItemUrls())
    assert (found.label, found.action) == (label, action)
    assert found.url == reverse("desk:evidence", args=[world.evidence.pk]) + "#copies"


def test_copy_with_the_quote_of_a_page_that_is_gone(world: World) -> None:
    kinds = {}
    for quote in QuoteState:
        found = copy_state(BoardItem(world.evidence, "unknown", copy=CopySummary(7, quote=quote)), ItemUrls())
        kinds[quote] = (found.kind, bool(found.action))
        assert found.url in ("", reverse("desk:copy", args=[7]) + "#quote")
    assert kinds.pop(QuoteState.FOUND) == ("found", False)
    assert set(kinds.values()) == {("absent", True)}
    gone = copy_state(BoardItem(world.evidence, "unknown", copy=CopySummary(7, state=RequestState.GONE)), ItemUrls())
    assert (gone.label, gone.action) == ("Original gone, copy kept", "Open the copy")


def test_move_changes_side_and_set_as_one_edit(world: World) -> None:
    item = world.evidence_on(world.open_claim, evidence_set="A")
    response = move(world, item, "supports")
    assert response.status_code == 303
    assert place(item) == ("supports", "", 2)
    entry = Entry.objects.filter(kind="evidence", object_id=item.pk).latest("number")
    assert (entry.action, entry.before) == ("evidence.changed", {"stance": "contradicts", "evidence_set": "A"})
    move(world, item, "supports B 2", version=2)
    assert place(item) == ("supports", "B 2", 3)


def test_move_is_undone_by_another_edit_without_javascript(world: World) -> None:
    item = world.evidence_on(world.open_claim, evidence_set="A")
    moved = move(world, item, "context")
    page = parsed(signed_in(world.checker).get(moved["Location"].partition("#")[0]))
    (undo,) = page.all(class_="notice")[0].all("form")
    fields = {field.attributes["name"]: field.attributes["value"] for field in undo.all("input") if "name" in field.attributes}
    signed_in(world.checker).post(undo.attributes["action"], fields)
    assert place(item) == ("contradicts", "A", 3)


def test_page_offers_no_undo_after_a_later_edit_or_for_another_claim(world: World) -> None:
    item = world.evidence_on(world.open_claim)
    move(world, item, "context")
    assert "moved" in board(world, f"?moved={item.pk}-2").context
    change_evidence(person=world.checker, item=item, seen_version=2, note="Another note.")
    for query in (f"?moved={item.pk}-2", f"?moved={item.pk}-3", "?moved=9-1", "?moved=x", "?moved=-"):
        assert not board(world, query).context.get("moved"), query


def test_htmx_gets_the_board_and_a_form_that_undoes_the_move(world: World) -> None:
    item = world.evidence_on(world.open_claim, evidence_set="A")
    response = move(world, item, "contradicts", **{"HX-Request": "true", "HX-Request-Type": "partial"})
    page = parsed(response)
    assert response.status_code == 200
    assert page.all(id="board")[0].attributes["data-announce"] == "[1] moved to “contradicts,” out of set A."
    assert [field.attributes["value"] for field in page.all(name="to") if field.tag == "input"] == ["contradicts A"]
    assert "evidence-changed" in response["HX-Trigger"]


def test_move_to_the_same_place_writes_nothing(world: World) -> None:
    item = world.evidence_on(world.open_claim)
    entries = Entry.objects.count()
    response = move(world, item, "contradicts")
    assert response.status_code == 303
    assert "moved=" not in response["Location"]
    assert Entry.objects.count() == entries


def test_move_after_another_edit_is_refused(world: World) -> None:
    item = world.evidence_on(world.open_claim)
    change_evidence(person=world.second_checker, item=item, seen_version=1, note="Another note.")
    assert move(world, item, "supports").status_code == 409
    assert move(world, item, "supports", **{"HX-Request": "true", "HX-Request-Type": "partial"}).status_code == 409
    assert place(item) == ("contradicts", "", 2)


@pytest.mark.parametrize("to", ["nowhere", "nowhere A", " A", "supports " + "x" * 21, "supports\x00"])
def test_move_to_an_unknown_place_is_refused(world: World, to: str) -> None:
    item = world.evidence_on(world.open_claim)
    assert move(world, item, to).status_code == 422
    assert place(item) == ("contradicts", "", 1)


def test_page_of_a_move_has_the_side_the_set_and_the_sets_of_the_claim(world: World) -> None:
    world.evidence_on(world.open_claim, evidence_set="Images", quote="One.")
    item = world.evidence_on(world.open_claim, quote="Two.")
    address = reverse("desk:evidence-move", args=[item.pk])
    assert "Images" in parsed(signed_in(world.checker).get(address)).text
    signed_in(world.checker).post(address, {"stance": "contradicts", "evidence_set": "Images", "version": 1})
    assert place(item) == ("contradicts", "Images", 2)


def test_reader_sees_the_board_without_menus(world: World) -> None:
    item = world.evidence
    page = item_on(board(world, person=world.reader), item)
    assert page.all("details") == []
    assert page.all("a")


def test_text_of_a_passage_is_displayed_around_its_quote(world: World) -> None:
    locator = PassageLocator(world.first_article.current, find(FIRST, "all was well"))
    item = attach(person=world.checker, claim=world.open_claim, stance="context", closeness="primary", quoted_from=locator)
    page = parsed(signed_in(world.checker).get(reverse("desk:evidence-text", args=[item.pk])))
    (mark,) = page.all("mark")
    assert mark.text == "all was well"
    assert " ".join(paragraph.raw for paragraph in page.all(class_="prose")[0].all("p")).split() == FIRST.split()


def test_text_of_a_graphic_item_has_a_warning(world: World) -> None:
    assert not world.first_article.is_graphic
    place = PassageLocator(world.first_article.current, find(FIRST, "the town had been left"))
    item = attach(
        person=world.checker, claim=world.open_claim, stance="context", closeness="primary", quoted_from=place, is_graphic=True
    )
    page = page_item(world.checker, world.open_claim, is_graphic=True)
    preserved_copy(world.checker, page)
    texts = [item_text(Evidence.objects.get(pk=row.pk)) for row in (item, page)]
    assert [text and text.is_graphic for text in texts] == [True, True]


def test_list_of_copies_says_which_one_contains_the_quote(world: World) -> None:
    item = page_item(world.checker, world.open_claim)
    preserved_copy(world.checker, item)
    preserved_copy(world.checker, item, collected("Another page of the same website."))
    page = parsed(signed_in(world.checker).get(reverse("desk:evidence-copies", args=[item.pk])))
    assert ["quote found" in row.text for row in page.all("li") if "Copy " in row.text] == [False, True]
    assert "quote not found in the copy" in page.text


def test_long_text_is_cut_around_the_quote() -> None:
    text = "word " * 10_000 + "\nthe quote\n" + "word " * 10_000
    start = text.index("the quote")
    cut = excerpt(text, start, start + 9, is_graphic=False, url="", label="")
    assert [part.marked for part in cut.paragraphs if part.marked] == ["the quote"]
    assert cut.is_cut
    assert sum(len(part.before + part.marked + part.after) for part in cut.paragraphs) <= 2 * AROUND + 20


def test_number_of_queries_does_not_grow_with_the_items(world: World) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            board(world)
        return len(captured)

    for number in range(2):
        world.evidence_on(world.open_claim, quote=f"Quote {number}.", evidence_set="A")
    few = queries()
    for number in range(2, 12):
        world.evidence_on(world.open_claim, ("supports", "context")[number % 2], quote=f"Quote {number}.", source=world.outlet)
    assert queries() == few
