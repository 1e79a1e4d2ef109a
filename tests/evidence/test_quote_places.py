"""Where the quote of an item is in the text of its newest copy."""

from __future__ import annotations

import time
import unicodedata
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from factcheck.claims.variants import FoldedText, fold
from factcheck.desk.evidence.quote_places import copy_text
from factcheck.evidence.actions import change_evidence
from factcheck.evidence.copies.models import QuotePlace
from factcheck.evidence.copies.quote_search import QuoteState, search_quote
from factcheck.evidence.copies.quotes import choose_place
from factcheck.evidence.queries import evidence_board
from factcheck.ledger.models import Entry
from factcheck.web.errors import Invalid, NotAllowed, Refused
from tests.copies import QUOTE, collected, page_item, preserved_copy
from tests.pages import source_of
from tests.world import World

TWICE = "All was well, he said.\n\nShe denied it. All was well, he repeated."
TYPOGRAPHIC = "All\u00a0was well, the mayor said."


@pytest.mark.parametrize(
    ("text", "quote", "state", "places"),
    [
        ("410 bodies were found.", "410 bodies", "found", ["410 bodies"]),
        ("1,410 bodies were found.", "410 bodies", "missing", []),
        ("420 bodies were found.", "410 bodies", "missing", []),
        ("The scene was unstaged.", "staged", "missing", []),
        (TWICE, QUOTE, "several", [QUOTE, QUOTE]),
        (TYPOGRAPHIC, QUOTE, "typography", ["All\u00a0was well"]),
        ("“All was well”", '"All was well"', "typography", ["“All was well”"]),
        ("all was well", QUOTE, "missing", []),
        ("All was well", "  All was well\n", "found", [QUOTE]),
        ("", QUOTE, "not_checked", []),
        ("Text", " ", "not_checked", []),
        ("the " * 999 + "he", "he", "found", ["he"]),
        ("the " * 1000 + "he", "he", "found", ["he"]),
        ("the " * 100_000 + "he", "he", "not_checked", []),
        ("410 bodies. " + "1,410 bodies. " * 1000 + "410 bodies.", "410 bodies", "several", ["410 bodies"] * 2),
        ("1,410\u00a0bodies. " * 50 + "410\u00a0bodies.", "410 bodies", "typography", ["410\u00a0bodies"]),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af was seen", "한글 was", "typography", ["\u1112\u1161\u11ab\u1100\u1173\u11af was"]),
        ("\u09a1\u09bc was seen", "\u09dc was", "typography", ["\u09a1\u09bc was"]),
        ("in Vie\u0323\u0302t Nam", "Vi\u1ec7t Nam", "typography", ["Vie\u0323\u0302t Nam"]),
        ("said \u061c410 bodies", "said 410 bodies", "typography", ["said \u061c410 bodies"]),
        ("the war\ufe0f en\u034fded", "war ended", "typography", ["war\ufe0f en\u034fded"]),
        ("il dit «\u00a0non\u00a0»\u202f!", "dit «non»!", "typography", ["dit «\u00a0non\u00a0»\u202f!"]),
        ("er sagt »nein« und geht", 'sagt "nein" und', "typography", ["sagt »nein« und"]),
        ("the infor-\nmation was false", "information was", "typography", ["infor-\nmation was"]),
        ("the Franco-\nBritish fleet", "Franco-British fleet", "typography", ["Franco-\nBritish fleet"]),
        ("fell -\n5 percent", "fell 5 percent", "missing", []),
        ("nai\u0308ve", "naive", "missing", []),
    ],
)
def test_quote_is_searched_for_by_the_strict_rule(text: str, quote: str, state: str, places: list[str]) -> None:
    search = search_quote(text, quote)
    assert (search.state, [place.exact for place in search.places]) == (state, places)
    assert all(text[place.start : place.end] == place.exact for place in search.places)


@given(st.text("ae\u0301\u0308 \u00a0\n-–'’\u200dﬁ…한\u1112\u1161\u11ab\u09a1\u09bc\u09dcxy1", max_size=40), st.booleans())
def test_folding_keeps_offsets_and_ignores_canonical_equivalence(text: str, keeps_hyphens: bool) -> None:
    folded = FoldedText(text, keeps_hyphens=keeps_hyphens)
    assert folded.text == fold(text, keeps_hyphens=keeps_hyphens)
    assert fold(unicodedata.normalize("NFD", text), keeps_hyphens=keeps_hyphens) == folded.text
    for at in range(len(folded.text)):
        start, end = folded.original_range(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert folded.text[at] in fold(text[start:end], keeps_hyphens=keeps_hyphens) or "-" in text


def test_search_in_a_megabyte_takes_less_than_fifty_milliseconds() -> None:
    text = "The council met on Monday and heard the report. " * 21_000
    durations = []
    for _ in range(5):
        begin = time.process_time()
        assert search_quote(text + "All was well.", QUOTE).state is QuoteState.FOUND
        durations.append(time.process_time() - begin)
    assert min(durations) < 0.05


@pytest.mark.django_db
class TestPlaces:
    def test_search_is_recorded_with_the_copy(self, world: World) -> None:
        copy = preserved_copy(world.checker, page_item(world.checker, world.open_claim))
        place = QuotePlace.objects.get()
        assert (place.copy, place.state, place.exact, place.is_decision) == (copy, "found", QUOTE, False)
        entry = Entry.objects.latest("number")
        assert (entry.action, entry.after["state"], entry.after["start"]) == ("quote.searched", "found", place.start)

    def test_corrected_quote_is_searched_for_again(self, world: World) -> None:
        item = page_item(world.checker, world.open_claim)
        preserved_copy(world.checker, item)
        change_evidence(person=world.checker, item=item, seen_version=item.version, exact="All was bad")
        assert list(QuotePlace.objects.order_by("id").values_list("quote", "state")) == [
            (QUOTE, "found"),
            ("All was bad", "missing"),
        ]

    def test_copy_of_a_former_address_does_not_count(self, world: World, client: Client) -> None:
        item = page_item(world.checker, world.open_claim)
        copy = preserved_copy(world.checker, item)
        item = change_evidence(person=world.checker, item=item, seen_version=item.version, address="https://news.example/b")
        change_evidence(person=world.checker, item=item, seen_version=item.version, exact="heard the report")
        assert list(QuotePlace.objects.order_by("id").values_list("quote", "state")) == [
            (QUOTE, "found"),
            (QUOTE, "not_checked"),
            ("heard the report", "not_checked"),
        ]
        with pytest.raises(Refused, match="address of the item was corrected"):
            choose_place(person=world.checker, item=item, copy=copy, quote="heard the report", start=0, end=3)
        client.force_login(world.checker)
        assert "corrected after this copy was added" in source_of(client.get(reverse("desk:copy", args=[copy.pk])))
        for name, pk in (("evidence", item.pk), ("claim", world.open_claim.pk)):
            assert "from a former address" in source_of(client.get(reverse(f"desk:{name}", args=[pk])))
        item.refresh_from_db()
        change_evidence(person=world.checker, item=item, seen_version=item.version, address="https://news.example/a", exact=QUOTE)
        assert "from a former address" not in source_of(client.get(reverse("desk:evidence", args=[item.pk])))
        assert QuotePlace.objects.latest("id").state == "found"

    def test_other_corrections_do_not_search_again(self, world: World) -> None:
        item = page_item(world.checker, world.open_claim)
        preserved_copy(world.checker, item)
        change_evidence(person=world.checker, item=item, seen_version=item.version, title="Another title")
        assert QuotePlace.objects.count() == 1

    def test_person_chooses_one_of_several_places(self, world: World) -> None:
        item = page_item(world.checker, world.open_claim)
        copy = preserved_copy(world.checker, item, collected(TWICE))
        second = TWICE.rindex(QUOTE)
        place = choose_place(person=world.editor, item=item, copy=copy, quote=QUOTE, start=second, end=second + len(QUOTE))
        assert (place.state, place.start, place.is_decision, place.created_by) == ("found", second, True, world.editor)
        entry = Entry.objects.latest("number")
        assert (entry.action, entry.person, entry.object_id) == ("quote.placed", world.editor, place.pk)
        assert world.editor.pk in item.claim.contributions.values_list("person", flat=True)

    def test_place_that_the_search_does_not_propose_is_refused(self, world: World) -> None:
        item = page_item(world.checker, world.open_claim)
        copy = preserved_copy(world.checker, item, collected(TWICE))
        with pytest.raises(Invalid):
            choose_place(person=world.checker, item=item, copy=copy, quote=QUOTE, start=0, end=3)

    def test_choice_for_an_older_copy_or_quote_is_refused(self, world: World) -> None:
        item = page_item(world.checker, world.open_claim)
        first = preserved_copy(world.checker, item, collected(TWICE))
        second = preserved_copy(world.checker, item, collected(TWICE))
        arguments: dict[str, Any] = {"person": world.checker, "item": item, "start": 0, "end": len(QUOTE)}
        with pytest.raises(Refused, match="newer copy"):
            choose_place(copy=first, quote=QUOTE, **arguments)
        with pytest.raises(Refused, match="corrected"):
            choose_place(copy=second, quote="Another quote", **arguments)

    def test_reader_cannot_choose(self, world: World) -> None:
        item = page_item(world.checker, world.open_claim)
        copy = preserved_copy(world.checker, item, collected(TWICE))
        with pytest.raises(NotAllowed):
            choose_place(person=world.reader, item=item, copy=copy, quote=QUOTE, start=0, end=len(QUOTE))

    def test_database_rejects_other_words(self, world: World) -> None:
        copy = preserved_copy(world.checker, page_item(world.checker, world.open_claim))
        values = {"evidence": copy.evidence, "copy": copy, "quote": QUOTE, "state": "found", "created_by": world.checker}
        with pytest.raises(IntegrityError, match="different"), transaction.atomic():
            QuotePlace.objects.create(**values, start=0, end=3, exact="All")

    @pytest.mark.parametrize(
        ("text", "label"),
        [
            (TWICE, "quote found several times"),
            (TYPOGRAPHIC, "quote differs only in typography"),
            ("Nothing.", "quote not found in the copy"),
            ("", "quote not checked"),
        ],
    )
    def test_board_and_copy_say_where_the_quote_is(self, text: str, label: str, world: World, client: Client) -> None:
        item = page_item(world.checker, world.open_claim)
        copy = preserved_copy(world.checker, item, collected(text))
        (on_board,) = [row for row in evidence_board(world.open_claim).items if row.row.pk == item.pk]
        assert on_board.copy
        assert on_board.copy.quote_label == label
        client.force_login(world.checker)
        assert label in source_of(client.get(reverse("desk:claim", args=[world.open_claim.pk])))
        assert 'id="quote"' in source_of(client.get(reverse("desk:copy", args=[copy.pk])))

    def test_older_copy_leads_to_the_newest_one(self, world: World, client: Client) -> None:
        item = page_item(world.checker, world.open_claim)
        older, newest = (preserved_copy(world.checker, item, collected(text)) for text in (TWICE, "Nothing."))
        client.force_login(world.checker)
        page = source_of(client.get(reverse("desk:copy", args=[older.pk])))
        assert "This is not the newest copy" in page
        assert f'<a href="{reverse("desk:copy", args=[newest.pk])}">Open the newest copy</a>' in page
        assert "This is not the newest copy" not in source_of(client.get(reverse("desk:copy", args=[newest.pk])))

    def test_page_says_that_there_are_more_places_than_it_lists(self, world: World, client: Client) -> None:
        copy = preserved_copy(world.checker, page_item(world.checker, world.open_claim), collected(f"{QUOTE}. " * 30))
        client.force_login(world.checker)
        assert "The quote occurs at least 20 times" in source_of(client.get(reverse("desk:copy", args=[copy.pk])))

    def test_other_writers_do_not_wait_for_the_search(self, world: World) -> None:
        """The texts of copies are read before the first entry is appended, which locks the head of the ledger."""
        item = page_item(world.checker, world.open_claim)
        preserved_copy(world.checker, item)
        with CaptureQueriesContext(connection) as queries:
            change_evidence(person=world.checker, item=item, seen_version=item.version, exact="All was bad")
        statements = [query["sql"] for query in queries]
        appended = next(at for at, sql in enumerate(statements) if "ledger_head" in sql and "UPDATE" in sql)
        read = [at for at, sql in enumerate(statements) if "evidence_preservedtext" in sql and "SELECT" in sql]
        assert read
        assert max(read) < appended

    def test_many_lines_are_displayed_in_groups(self) -> None:
        place = QuotePlace(start=2, end=3)
        assert len(copy_text("a\n\n" * 5_000, place).paragraphs) == 5_000
        first, *others = copy_text("a\n\nb\n" + "a\n\n" * 5_001, QuotePlace(start=3, end=4)).paragraphs
        assert (first.before, first.marked, first.is_first, first.is_part) == ("a\n\n", "b", True, False)
        assert len(others) == 100
        assert all(part.is_part and not part.marked for part in others)

    def test_choosing_on_the_page_marks_the_place(self, world: World, client: Client) -> None:
        item = page_item(world.checker, world.open_claim)
        copy = preserved_copy(world.checker, item, collected(TYPOGRAPHIC))
        client.force_login(world.checker)
        page = source_of(client.get(reverse("desk:copy", args=[copy.pk])))
        assert "[no-break space]" in page
        assert "Confirm this place" in page
        data = {"quote": QUOTE, "start": 0, "end": len(QUOTE)}
        response = client.post(reverse("desk:copy-quote", args=[copy.pk]), data)
        assert (response.status_code, response["Location"]) == (303, reverse("desk:copy", args=[copy.pk]) + "#quote")
        page = source_of(client.get(reverse("desk:copy", args=[copy.pk])))
        assert '<mark data-kind="evidence" id="quote" tabindex="-1">All\u00a0was well</mark>' in response_text(client, copy.pk)
        assert "Confirm this place" not in page


def response_text(client: Client, pk: int) -> str:
    return client.get(reverse("desk:copy", args=[pk])).content.decode()
