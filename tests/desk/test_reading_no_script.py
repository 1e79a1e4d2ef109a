"""The reading desk without JavaScript: selecting sentences or quoting text, then the same three forms."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from factcheck.claims.models import Mention, Span
from factcheck.desk.reading import text_pages
from factcheck.evidence.revisions import revise_article
from tests.desk.reading import address, form_data
from tests.pages import parsed
from tests.world import FIRST, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, world: World) -> Client:
    client.force_login(world.checker)
    return client


def test_adjacent_sentences_are_one_span(desk: Client, world: World) -> None:
    page = desk.get(address(world), {"plain": 1, "act": "claim", "sentence": ["0-31", f"{FIRST.index('“')}-85"]}).content.decode()
    selected = re.findall(r'name="selection" value="(\d+)-(\d+) ', page)
    assert len(selected) == 1
    assert html.unescape(page).count("The minister spoke on Monday.") >= 2


def test_checked_sentence_becomes_a_claim(desk: Client, world: World) -> None:
    first = desk.get(address(world), {"plain": 1}).content.decode()
    span = re.search(r'name="sentence" value="(\d+-\d+)" aria-label="Select: A second official', first)
    assert span
    begun = desk.get(address(world), {"plain": 1, "act": "claim", "sentence": span[1]}).content.decode()
    selection = html.unescape(re.search(r'name="selection" value="([^"]*)"', begun)[1])  # type: ignore[index]
    assert selection.split(" ", 1)[1] == "A second official said that the town had been left on 30 March."
    desk.post(address(world, "claim-add"), form_data(selection=[selection]))
    after = re.sub(r"\s+>", ">", desk.get(address(world), {"plain": 1}).content.decode())
    assert re.search(
        r'<mark data-layer="proposition">A second official said that the town had been left on 30 March\.</mark>'
        r'<sup><a href="#claim-\d+">\[1\]',
        after,
    )


def test_quote_is_matched_exactly(desk: Client, world: World) -> None:
    page = desk.get(address(world), {"plain": 1, "act": "claim", "quote": " the town had been left "})
    assert page.status_code == 200
    assert "the town had been left</mark>" in page.content.decode()


@pytest.mark.parametrize("quote", ["the town had been abandoned", "The Town had been left", "“scene was arranged"])
def test_inexact_quote_is_rejected(desk: Client, world: World, quote: str) -> None:
    page = desk.get(address(world), {"plain": 1, "act": "claim", "quote": quote})
    assert page.status_code == 422
    assert "does not occur in the text exactly like this" in page.content.decode()
    assert quote in page.content.decode()


def test_ambiguous_quote_asks_for_the_occurrence(desk: Client, world: World) -> None:
    article = world.article("He lied. She said that he lied. He lied.\n")
    asked = desk.get(address(world, article=article), {"plain": 1, "act": "claim", "quote": "He lied."})
    page = asked.content.decode()
    assert asked.status_code == 422
    assert re.findall(r'name="occurrence" value="(\d+)"', page) == ["0", "32"]
    chosen = desk.get(address(world, article=article), {"plain": 1, "act": "claim", "quote": "He lied.", "occurrence": 32})
    assert 'name="selection" value="32-40 He lied."' in chosen.content.decode()


@pytest.mark.parametrize(
    ("quote", "exact"),
    [
        ("It's all right", "It’s all right"),
        ("Wait...", "Wait…"),
        ("410 bodies", "410\u00a0bodies"),
        ("propaganda", "propa\u00adganda"),
    ],
)
def test_typographic_variant_of_a_quote_is_offered_and_never_taken_by_itself(
    desk: Client, world: World, quote: str, exact: str
) -> None:
    text = "He said: “It’s all right. Wait…” They counted 410\u00a0bodies and called it propa\u00adganda.\n"
    article = world.article(text)
    start = text.index(exact)
    asked = desk.post(address(world, "claim-add", article), form_data(selection=[], quote=quote))
    assert asked.status_code == 422
    assert re.findall(r'name="occurrence" value="(\d+)"', asked.content.decode()) == [str(start)]
    assert not Span.objects.exists()
    desk.post(address(world, "claim-add", article), form_data(selection=[], quote=quote, occurrence=start))
    span = Span.objects.get()
    assert (span.start, span.exact) == (start, exact)


def test_submitted_ambiguous_quote_asks_for_the_occurrence_and_preserves_input(desk: Client, world: World) -> None:
    article = world.article("He lied. She said that he lied. He lied.\n")
    data = form_data(selection=[], quote="He lied.", statement="My careful words.")
    asked = desk.post(address(world, "claim-add", article), data)
    page = asked.content.decode()
    assert asked.status_code == 422
    assert re.findall(r'name="occurrence" value="(\d+)"', page) == ["0", "32"]
    assert "My careful words." in page
    desk.post(address(world, "claim-add", article), {**data, "occurrence": 32})
    assert Span.objects.get().start == 32


def test_overlapping_and_nested_marks_are_rendered(desk: Client, world: World) -> None:
    outer = world.claim("Outer.", quote="“The scene was arranged,” he told reporters")
    inner = world.claim("Inner.", quote="scene was arranged", layer="utterance")
    over = world.claim("Over.", quote="he told reporters, and rejected", layer="report")
    page = re.sub(r"\s+>", ">", desk.get(address(world), {"plain": 1}).content.decode())
    assert re.findall(r'<sup><a href="#claim-(\d+)">\[(\d)\]', page) == [
        (str(inner.pk), "2"),
        (str(outer.pk), "1"),
        (str(over.pk), "3"),
    ]
    words = re.search(r'<div id="words".*?</div>', page, re.DOTALL)
    assert words
    text = re.sub(r"<sup>.*?</sup>|<[^>]+>", "", words[0])
    assert "".join(html.unescape(text).split()) == "".join(FIRST.split())


def field_value(page: str, name: str) -> str:
    if found := re.search(rf'<select name="{name}".*?</select>', page, re.DOTALL):
        selected = re.search(r'value="([^"]*)" selected', found[0])
        return selected[1] if selected else ""
    found = re.search(rf'<textarea name="{name}"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    return html.unescape(found[1]) if found else ""


@pytest.mark.parametrize(
    ("quote", "mode"),
    [("The scene was arranged", "direct"), ("the town had been left on 30 March", "indirect"), ("he told reporters", "")],
)
def test_mode_is_guessed_and_left_open_if_uncertain(desk: Client, world: World, quote: str, mode: str) -> None:
    for act in ("claim", "mention"):
        page = desk.get(address(world), {"plain": 1, "act": act, "quote": quote}).content.decode()
        assert field_value(page, "mode") == mode
    data = form_data(mode="")
    assert desk.post(address(world, "claim-add"), data).status_code == 422


def test_selected_claim_is_offered_first_and_its_claimant_follows_the_outlet(desk: Client, world: World) -> None:
    claim = world.claim("The prosecutor counted 410 bodies.", quote="rejected the accusation")
    world.claim("The town had been left.")
    for act in ("mention", "passage"):
        query = {"plain": 1, "act": act, "quote": "the town had been left", "claim": claim.pk}
        page = desk.get(address(world), query).content.decode()
        options = re.findall(r'type="radio"\s+name="claim"\s+value="(\d+)"[^>]*>', page)
        assert options[0] == str(claim.pk)
        assert re.search(rf'name="claim"\s+value="{claim.pk}"[^>]*checked', page)
        if act == "mention":
            assert field_value(page, "chain").split("\n") == ["The Daily Example", "Mikhail Minister"]
    choosing = desk.get(address(world), {"plain": 1, "open": 1, "claim": claim.pk}).content.decode()
    assert f'<input type="hidden" name="claim" value="{claim.pk}">' in choosing


def test_error_of_an_empty_selection_does_not_claim_that_something_was_not_saved(desk: Client, world: World) -> None:
    response = desk.get(address(world), {"plain": 1, "act": "claim"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "No text is selected yet." in page
    assert "This was not saved." not in page


def test_chain_of_a_new_claim_follows_the_claimant(desk: Client, world: World) -> None:
    page = desk.get(address(world), {"plain": 1, "act": "claim", "sentence": "0-31"}).content.decode()
    assert re.search(r"<textarea[^>]*>\s*The Daily Example</textarea>", page)
    follow = dict(re.findall(r'name="(follow_claimant)" value="(1)"', page))
    desk.post(address(world, "claim-add"), form_data(chain="The Daily Example", **follow))
    assert _chain() == ["The Daily Example", "Mikhail Minister"]


def test_chain_of_a_new_mention_follows_the_claimant(desk: Client, world: World) -> None:
    claim = world.claim("All was well.", quote="all was well")
    page = desk.get(address(world), {"plain": 1, "act": "mention", "sentence": "0-31"}).content.decode()
    follow = dict(re.findall(r'name="(follow_claimant)" value="(1)"', page))
    desk.post(address(world, "mention-add"), form_data(claim=claim.pk, chain="The Daily Example", **follow))
    assert _chain() == ["The Daily Example", claim.claimant.name]


@pytest.mark.parametrize("chain", ["The Daily Example\r\nMikhail Minister", "Mikhail Minister", ""])
def test_chain_that_a_person_entered_is_not_changed(desk: Client, world: World, chain: str) -> None:
    desk.post(address(world, "claim-add"), form_data(chain=chain, follow_claimant="1"))
    assert _chain() == [name for name in chain.split("\r\n") if name]


def _chain() -> list[str]:
    return [link.actor.name for link in Mention.objects.latest("id").chain.all()]


def test_pages_of_an_earlier_revision_and_the_first_button(desk: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_pages, "MAX_CHARACTERS", 60)
    article = world.first_article
    form = parsed(desk.get(address(world), {"plain": 1})).all("form", class_="reading-choose")[0]
    first = form.all("button")[0]
    assert (first.attributes["name"], first.attributes["value"]) == ("act", "claim")
    revise_article(person=world.checker, article=article, content=f"{article.current.text}\n\nA new last paragraph.".encode())
    page = desk.get(address(world), {"plain": 1, "revision": 1})
    form = parsed(page).all("form", class_="reading-choose")[0]
    fields = [(field.attributes["name"], field.attributes.get("value", "")) for field in form.all("input", type="hidden")]
    (following, *_) = [button for button in form.all("button", name="from") if "Next page" in button.text]
    after = desk.get(address(world), [*fields, ("from", following.attributes["value"])])
    assert "reading an older revision" in page.content.decode()
    assert "reading an older revision" in after.content.decode()
