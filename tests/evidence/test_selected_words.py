"""Words selected in the text of a copy: attached as a new item, or used as the quote of the item."""

from __future__ import annotations

import time
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.articles.models import Source
from factcheck.claims.anchoring import Selector, cut_figures
from factcheck.desk.evidence.quote_places import copy_text
from factcheck.evidence.actions import AlreadyAttached, attach, change_evidence
from factcheck.evidence.copies.models import CopyRequest, EvidenceCopy, QuotePlace
from factcheck.evidence.copies.selecting import quote_words
from factcheck.evidence.locators import CopyLocator
from factcheck.evidence.models import Evidence
from factcheck.ledger.models import Entry, RowVersion
from factcheck.newsroom.models import Fetching
from factcheck.web.errors import EditConflict, Invalid, NotAllowed, Refused
from tests.copies import QUOTE, TEXT, collected, page_item, preserved_copy, provided_copy
from tests.pages import alerts, field_errors, source_of, values
from tests.world import World

pytestmark = pytest.mark.prepared("open_claim")

WORDS = "The council met on Monday"
EMOJI = "👩\u200d👩\u200d👧 It cost 1,410 euros, the mayor said. It cost 1,410 euros, he repeated."


def words_in(text: str, words: str) -> Selector:
    start = text.index(words)
    return Selector(start, start + len(words), words)


def attach_words(world: World, copy: EvidenceCopy, words: Selector, **values: Any) -> Evidence:
    fields = {"stance": "context", "closeness": "primary", "claim": copy.evidence.claim, **values}
    return attach(person=world.other_editor, quoted_from=CopyLocator(copy, words), **fields)


@pytest.mark.parametrize(
    ("text", "words", "ends"),
    [
        ("1,410 bodies", "410 bodies", {"start"}),
        ("about 1,410", "1,4", {"end"}),
        ("-5 degrees", "5 degrees", {"start"}),
        ("in 2022 they", "in 2022", set()),
        ("unstaged", "staged", set()),
        ("市長は言った", "市長", set()),
    ],
)
def test_figures_are_not_cut(text: str, words: str, ends: set[str]) -> None:
    words_at = words_in(text, words)
    assert cut_figures(text, words_at.start, words_at.end) == ends


@pytest.mark.parametrize("text", [TEXT, "\n \n a\n\nb \n\n", "a\n" * 10_050, "\n\na\n" * 10_001, "", "x" * 100_000])
def test_displayed_parts_are_exactly_the_text(text: str) -> None:
    shown = copy_text(text, QuotePlace(start=1, end=3))
    parts = [part.gap + part.before + part.marked + part.after for part in shown.paragraphs]
    assert "".join(parts) + shown.tail == text
    assert shown.length == len(text)
    assert len(shown.paragraphs) <= 10_001


@pytest.mark.django_db
class TestAttaching:
    def test_new_item_has_the_same_bytes_and_the_place(self, world: World) -> None:
        copy = preserved_copy(world.checker, page_item(world.checker, world.open_claim))
        assert world.other_editor  # adds the account
        entries = Entry.objects.count()
        item = attach_words(world, copy, words_in(TEXT, WORDS))
        assert (item.claim, item.number, item.address, item.exact) == (world.open_claim, 2, "https://news.example/a", WORDS)
        assert str(item.accessed_on) == "2022-04-10"
        new = item.copies.get()
        assert (new.capture, new.text, new.collected_at, new.number) == (copy.capture, copy.text, copy.collected_at, 1)
        assert (new.copied_from, new.collected_for, new.created_by) == (copy, world.checker, world.other_editor)
        place = item.quote_places.get()
        assert (place.copy, place.state, place.start, place.end, place.exact) == (new, "found", 0, len(WORDS), WORDS)
        assert place.is_decision
        assert Entry.objects.count() == entries + 1
        entry = Entry.objects.latest("number")
        assert (entry.action, entry.person, entry.object_id) == ("evidence.added", world.other_editor, item.pk)
        assert (entry.after["selected_in"], entry.after["sha256"]) == (copy.pk, copy.capture.sha256)
        kinds = set(RowVersion.objects.filter(entry=entry).values_list("kind", flat=True))
        assert kinds == {"evidence", "evidencecopy", "quoteplace"}

    def test_copy_of_a_copy_names_the_first_one(self, world: World) -> None:
        copy = preserved_copy(world.checker, page_item(world.checker, world.open_claim))
        second = attach_words(world, copy, words_in(TEXT, WORDS)).copies.get()
        third = attach_words(world, second, words_in(TEXT, "the mayor")).copies.get()
        assert third.copied_from == copy
        assert third.evidence.number == 3

    def test_no_page_is_requested(self, world: World) -> None:
        item = page_item(world.checker, world.open_claim, fetching=Fetching.AUTOMATIC)
        CopyRequest.objects.all()
        copy = provided_copy(world.checker, item)
        assert copy.text
        requests = CopyRequest.objects.count()
        new = attach_words(world, copy, words_in(copy.text.text, "the council on Monday"))
        assert CopyRequest.objects.count() == requests
        assert (new.fetching, new.copies.get().made_how) == (Fetching.AUTOMATIC, copy.made_how)

    def test_repeated_request_attaches_once(self, world: World) -> None:
        copy = preserved_copy(world.checker, page_item(world.checker, world.open_claim))
        token = uuid.uuid4()
        first, second = (attach_words(world, copy, words_in(TEXT, WORDS), token=token) for _ in range(2))
        assert first == second
        assert EvidenceCopy.objects.count() == 2

    def test_same_words_are_a_duplicate(self, world: World) -> None:
        copy = preserved_copy(world.checker, page_item(world.checker, world.open_claim))
        with pytest.raises(AlreadyAttached):
            attach_words(world, copy, words_in(TEXT, QUOTE), allow_duplicate=False)

    @pytest.mark.parametrize(
        ("words", "error"),
        [
            (Selector(1, 1 + len(WORDS), WORDS), Refused),
            (Selector(0, 10_000, WORDS), Refused),
            (Selector(0, 0, ""), Refused),
            (Selector(0, len(WORDS), WORDS.upper()), Refused),
        ],
    )
    def test_other_words_are_refused(self, words: Selector, error: type[Exception], world: World) -> None:
        copy = preserved_copy(world.checker, page_item(world.checker, world.open_claim))
        with pytest.raises(error) as refusal:
            attach_words(world, copy, words)
        assert getattr(refusal.value, "status", 0) == 409
        assert not Evidence.objects.filter(stance="context").exists()

    def test_offsets_count_code_points_and_cut_nothing(self, world: World) -> None:
        copy = preserved_copy(world.checker, page_item(world.checker, world.open_claim), collected(EMOJI))
        assert attach_words(world, copy, words_in(EMOJI, "It cost 1,410 euros")).quote_places.get().start == 6
        for cut in ("410 euros", "It cost 1", "👩"):
            with pytest.raises(Invalid) as error:
                attach_words(world, copy, words_in(EMOJI, cut))
            assert list(error.value.errors) == ["selection"]

    def test_other_claims_and_former_addresses_are_refused(self, world: World) -> None:
        item = page_item(world.checker, world.open_claim)
        copy = preserved_copy(world.checker, item)
        with pytest.raises(Invalid):
            attach_words(world, copy, words_in(TEXT, WORDS), claim=world.draft.claim)
        change_evidence(person=world.checker, item=item, seen_version=item.version, address="https://news.example/b")
        copy = EvidenceCopy.objects.get(pk=copy.pk)
        with pytest.raises(Refused, match="corrected after this copy"):
            attach_words(world, copy, words_in(TEXT, WORDS))

    def test_reader_cannot_attach(self, world: World) -> None:
        copy = preserved_copy(world.checker, page_item(world.checker, world.open_claim))
        locator = CopyLocator(copy, words_in(TEXT, WORDS))
        with pytest.raises(NotAllowed):
            attach(person=world.reader, claim=world.open_claim, stance="context", closeness="primary", quoted_from=locator)


@pytest.mark.django_db
class TestQuoting:
    def quoted(self, world: World, copy: EvidenceCopy, words: Selector, **values: Any) -> QuotePlace:
        item = Evidence.objects.get(pk=copy.evidence_id)
        arguments = {"person": world.other_editor, "item": item, "copy": copy, "seen_version": item.version, **values}
        return quote_words(words=words, **arguments)

    def test_words_become_the_quote_with_their_place(self, world: World) -> None:
        text = TEXT.replace(QUOTE, "All was bad")
        copy = preserved_copy(world.checker, page_item(world.checker, world.open_claim), collected(text))
        place = self.quoted(world, copy, words_in(text, "All was bad"))
        assert (place.state, place.is_decision, place.exact) == ("found", True, "All was bad")
        item = Evidence.objects.get(pk=copy.evidence_id)
        assert (item.exact, item.version) == ("All was bad", 2)
        actions = list(Entry.objects.order_by("-number").values_list("action", flat=True)[:2])
        assert actions == ["quote.placed", "evidence.changed"]
        assert world.other_editor.pk in item.claim.contributions.values_list("person", flat=True)

    def test_same_quote_gets_only_its_place(self, world: World) -> None:
        text = f"{QUOTE}. {QUOTE}."
        copy = preserved_copy(world.checker, page_item(world.checker, world.open_claim), collected(text))
        second = text.rindex(QUOTE)
        place = self.quoted(world, copy, Selector(second, second + len(QUOTE), QUOTE))
        assert (place.start, Evidence.objects.get(pk=copy.evidence_id).version) == (second, 1)
        assert Entry.objects.latest("number").action == "quote.placed"

    def test_quote_that_was_found_stays(self, world: World) -> None:
        copy = preserved_copy(world.checker, page_item(world.checker, world.open_claim))
        with pytest.raises(Refused, match="was found"):
            self.quoted(world, copy, words_in(TEXT, WORDS))

    def test_older_copy_and_older_version_are_refused(self, world: World) -> None:
        item = page_item(world.checker, world.open_claim)
        older, newest = (preserved_copy(world.checker, item, collected(text)) for text in ("Nothing.", "Nothing. At all."))
        with pytest.raises(Refused, match="newer copy"):
            self.quoted(world, older, words_in("Nothing.", "Nothing"))
        change_evidence(person=world.checker, item=item, seen_version=item.version, note="Because.")
        with pytest.raises(EditConflict):
            self.quoted(world, newest, words_in("Nothing. At all.", "At all"), seen_version=1)

    def test_differing_words_are_refused(self, world: World) -> None:
        copy = preserved_copy(world.checker, page_item(world.checker, world.open_claim), collected("Nothing."))
        with pytest.raises(Refused, match="are not the words"):
            self.quoted(world, copy, Selector(0, 7, "Nothin!"))


@pytest.mark.django_db
class TestPage:
    @pytest.fixture
    def copy(self, world: World) -> EvidenceCopy:
        item = page_item(world.checker, world.open_claim)
        fields = {"title": "The session", "author": "A. Author", "source": "The Gazette", "note": "Own note."}
        change_evidence(person=world.checker, item=item, seen_version=item.version, **fields)
        return preserved_copy(world.checker, item, collected(EMOJI))

    def post(self, client: Client, copy: EvidenceCopy, route: str = "copy-attach", **data: Any) -> Any:
        fields = {"stance": "supports", "closeness": "primary", **data}
        return client.post(reverse(f"desk:{route}", args=[copy.pk]), fields)

    def test_form_has_the_values_of_the_page(self, copy: EvidenceCopy, as_checker: None, client: Client) -> None:
        page = client.get(reverse("desk:copy", args=[copy.pk]))
        entered = [values(page, name) for name in ("title", "author", "source", "note")]
        assert entered == [["The session"], ["A. Author"], ["The Gazette"], [""]]

    def test_selection_is_attached(self, copy: EvidenceCopy, as_checker: None, client: Client) -> None:
        words = words_in(EMOJI, "the mayor said")
        data = {"quote": words.exact, "selection": f"{words.start}-{words.end} {words.exact}", "source": "The Gazette"}
        response = self.post(client, copy, **data)
        item = Evidence.objects.latest("id")
        assert (response.status_code, item.exact) == (303, words.exact)
        assert response["Location"] == reverse("desk:copy", args=[item.copies.get().pk]) + "#quote"
        assert Source.objects.filter(name="The Gazette").count() == 1
        page = source_of(client.get(response["Location"]))
        assert f'<mark data-kind="evidence" id="quote" tabindex="-1">{words.exact}</mark>' in page
        assert "Also quoted from this copy" in page

    def test_mismatch_is_refused_and_the_input_stays(self, copy: EvidenceCopy, as_checker: None, client: Client) -> None:
        response = self.post(client, copy, quote="the mayor denied", selection="44-60 the mayor denied", note="A long note.")
        assert response.status_code == 409
        assert "The selected words are not the words of the copy" in alerts(response)[0]
        assert "the mayor denied" in values(response, "quote")
        assert values(response, "note") == ["A long note."]

    def test_pasted_words_are_found_or_a_place_is_chosen(self, copy: EvidenceCopy, as_checker: None, client: Client) -> None:
        words = "It cost 1,410 euros"
        response = self.post(client, copy, quote=words)
        assert response.status_code == 422
        assert source_of(response).count('name="occurrence" value=') == 2
        second = EMOJI.rindex(words)
        assert self.post(client, copy, quote=words, occurrence=second).status_code == 303
        assert QuotePlace.objects.latest("id").start == second
        assert self.post(client, copy, quote=" the mayor said\r\n").status_code == 303
        missing = self.post(client, copy, quote="the minister said")
        assert (missing.status_code, list(field_errors(missing))) == (422, ["attach_quote"])

    def test_edited_words_are_searched_for(self, copy: EvidenceCopy, as_checker: None, client: Client) -> None:
        words = words_in(EMOJI, "the mayor said")
        data = {"quote": "the mayor", "selection": f"{words.start}-{words.end} {words.exact}"}
        assert self.post(client, copy, **data).status_code == 303
        assert Evidence.objects.latest("id").exact == "the mayor"

    def test_same_words_ask_first(self, copy: EvidenceCopy, as_checker: None, client: Client) -> None:
        assert self.post(client, copy, quote="the mayor said").status_code == 303
        again = self.post(client, copy, quote="the mayor said")
        assert again.status_code == 422
        assert self.post(client, copy, quote="the mayor said", again="on").status_code == 303

    def test_quote_is_selected(self, copy: EvidenceCopy, as_checker: None, client: Client) -> None:
        page = client.get(reverse("desk:copy", args=[copy.pk]))
        assert f"Use as the quote of [{copy.evidence.number}]" in source_of(page)
        response = self.post(client, copy, "copy-quote-words", quote="the mayor said", version=2)
        assert response["Location"] == reverse("desk:copy", args=[copy.pk]) + "#quote"
        page = client.get(reverse("desk:copy", args=[copy.pk]))
        assert "Use as the quote of" not in source_of(page)
        stale = self.post(client, copy, "copy-quote-words", quote="he repeated", version=3)
        assert (stale.status_code, "was found in the meantime" in alerts(stale)[0]) == (409, True)

    def test_reader_sees_no_form(self, copy: EvidenceCopy, world: World, client: Client) -> None:
        client.force_login(world.reader)
        page = source_of(client.get(reverse("desk:copy", args=[copy.pk])))
        assert reverse("desk:copy-attach", args=[copy.pk]) not in page
        assert "reading/copy.js" not in page
        assert self.post(client, copy, quote="the mayor said").status_code == 403


@pytest.mark.slow
@pytest.mark.django_db
def test_page_of_a_long_text_with_typographic_places_is_fast(world: World, as_checker: None, client: Client) -> None:
    text = "The council\u00a0met on Monday, and heard the report.\n\n" * 19_900 + "All\u00a0was well"
    copy = preserved_copy(world.checker, page_item(world.checker, world.open_claim), collected(text))
    address = reverse("desk:copy", args=[copy.pk])
    assert "Confirm this place" in source_of(client.get(address))
    begin = time.process_time()
    response = client.get(address)
    duration = time.process_time() - begin
    assert response.content.count(b"<p dir") <= 10_500
    assert duration < 0.5, duration
