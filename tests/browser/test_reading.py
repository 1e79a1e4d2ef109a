"""The reading desk in a browser: selecting text with pointer and keyboard, code point offsets, and highlights."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from factcheck.claims.anchoring import select
from factcheck.claims.models import Claim, Mention, Span
from tests.browser.reading import QUOTE, chosen_words, drag_over, fill_claim, open_desk, painted, save_claim
from tests.world import FIRST, World

pytestmark = pytest.mark.django_db(transaction=True)
MIXED = (
    "Sie sagte 👩\u200d👩\u200d👧 es sei 🇺🇦 wahr, cafe\u0301 sagte sie.\n\n"
    "השר אמר שהכול 😀 מבוים, ולא הוסיף דבר.\r\n\r\n"
    "  قال الوزير إن المشهد مدبّر.  \n\nThe last, the last, the last.\n"
)


def test_text_selected_with_the_pointer_becomes_a_claim_without_a_reload(desk: Page, live_server: Any, world: World) -> None:
    open_desk(desk, live_server, world.first_article)
    desk.evaluate("window.isTheSamePage = true")
    drag_over(desk, QUOTE)
    desk.get_by_role("button", name="New claim").first.click()
    expect(desk.get_by_label("Statement")).to_be_focused()
    expect(desk.get_by_label("Statement")).to_have_value(QUOTE)
    assert painted(desk, "pending") == [QUOTE]
    fill_claim(desk)
    save_claim(desk, "Mikhail Minister")
    expect(desk.locator("#claims [aria-current]")).to_be_focused()
    assert desk.evaluate("window.isTheSamePage") is True
    assert painted(desk, "proposition") == painted(desk, "chosen") == [QUOTE]
    assert painted(desk, "pending") == []
    expect(desk.locator("#claims > li")).to_have_count(1)
    expect(desk.locator("[data-count=all]")).to_have_text("1")
    assert Span.objects.get().exact == QUOTE
    expect(desk.locator("#announce")).to_have_text("Claim saved.")
    expect(desk.locator("#chosen-title")).to_have_text(QUOTE)


def test_second_claim_can_be_saved_immediately(desk: Page, live_server: Any, world: World) -> None:
    open_desk(desk, live_server, world.first_article)
    for words, claimant in (("A second official", "Official"), (QUOTE, "Mikhail Minister")):
        drag_over(desk, words)
        desk.keyboard.press("c")
        fill_claim(desk, claimant)
        save_claim(desk, claimant)
        expect(desk.locator("#chosen-title")).to_have_text(words)
    assert desk.locator("#claims .claim-statement").all_inner_texts() == [QUOTE, "A second official"]
    assert Claim.objects.count() == 2


def test_overlapping_and_nested_mentions_are_highlighted_and_listed_at_the_pointer(
    desk: Page, live_server: Any, world: World
) -> None:
    outer = world.claim("Outer.", quote="“The scene was arranged,” he told reporters")
    inner = world.claim("Inner.", quote="scene was arranged", layer="utterance")
    open_desk(desk, live_server, world.first_article)
    assert painted(desk, "proposition") == ["“The scene was arranged,” he told reporters"]
    assert painted(desk, "utterance") == ["scene was arranged"]
    box = desk.evaluate(
        """() => { const node = document.querySelector("#words p").firstChild; const range = document.createRange();
            const at = node.data.indexOf("was arranged"); range.setStart(node, at); range.setEnd(node, at + 3);
            const { left, top, width, height } = range.getBoundingClientRect(); return [left + width / 2, top + height / 2]; }"""
    )
    desk.mouse.click(*box)
    expect(desk.locator("#chosen-title")).to_have_text("Inner.")
    expect(desk.get_by_role("group", name="Claims in this passage").get_by_role("button")).to_have_count(2)
    desk.mouse.click(*box)
    expect(desk.locator("#chosen-title")).to_have_text("Outer.")
    assert painted(desk, "chosen") == ["“The scene was arranged,” he told reporters"]
    assert (outer.pk, inner.pk) != (0, 0)


def test_claim_selected_in_the_list_highlights_its_mention(desk: Page, live_server: Any, world: World) -> None:
    article = world.article("One.\n\n" * 60 + "The very last words.\n")
    text = article.current.text
    world.claim("Last.", article=article, quote="The very last words")
    open_desk(desk, live_server, article)
    assert text
    desk.get_by_role("link", name="Last.").click()
    expect(desk.locator("#chosen-title")).to_have_text("Last.")
    expect(desk.locator("#words > p").last).to_be_in_viewport()
    assert "claim=" in desk.url


def test_narrow_screen_displays_the_article_or_the_claims(desk: Page, live_server: Any, world: World) -> None:
    world.claim("Marked.", quote="The minister spoke on Monday.")
    desk.set_viewport_size({"width": 390, "height": 844})
    open_desk(desk, live_server, world.first_article)
    expect(desk.locator("#words")).to_be_visible()
    expect(desk.locator("#claims")).to_be_hidden()
    desk.get_by_text("Claims 1").click()
    expect(desk.locator("#claims")).to_be_visible()
    expect(desk.locator("#words")).to_be_hidden()


def test_everything_works_with_the_keyboard_only(desk: Page, live_server: Any, world: World) -> None:
    open_desk(desk, live_server, world.first_article)
    desk.keyboard.press("s")
    assert chosen_words(desk) == "The minister spoke on Monday."
    desk.keyboard.press("s")
    assert chosen_words(desk).startswith("“The scene was arranged,”")
    desk.keyboard.press("ArrowRight")
    assert chosen_words(desk) == "The"
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("ArrowLeft")
    for _ in range(4):
        desk.keyboard.press("Shift+ArrowRight")
    desk.keyboard.press("Shift+ArrowLeft")
    assert chosen_words(desk) == QUOTE
    expect(desk.locator("#announce")).not_to_be_empty()
    desk.keyboard.press("c")
    expect(desk.get_by_label("Statement")).to_be_focused()
    desk.keyboard.press("Tab")
    desk.keyboard.press("Space")
    desk.keyboard.press("Tab")
    desk.keyboard.type("Mikhail Minister")
    desk.keyboard.press("Enter")
    question = desk.get_by_role("group", name="“Mikhail Minister” is")
    text = "“Mikhail Minister” is new. Select whether it is a person or an organization."
    expect(question).to_have_accessible_description(text)
    expect(question.get_by_role("radio", name="a new person")).to_be_focused()
    desk.keyboard.press("Space")
    desk.keyboard.press("Enter")
    expect(desk.locator("#claims [aria-current]")).to_be_focused()
    assert (Span.objects.get().exact, Claim.objects.get().layer) == (QUOTE, "proposition")
    desk.keyboard.press("j")
    expect(desk.locator("#announce")).to_contain_text("Mark 1 of 1, proposition: The scene was arranged")


def test_escape_clears_the_selection_and_then_closes_the_form(desk: Page, live_server: Any, world: World) -> None:
    open_desk(desk, live_server, world.first_article)
    desk.keyboard.press("s")
    desk.keyboard.press("Escape")
    expect(desk.locator("#toolbar")).to_be_hidden()
    desk.keyboard.press("s")
    desk.keyboard.press("c")
    desk.keyboard.press("Escape")
    expect(desk.locator("#marking")).to_be_hidden()
    expect(desk.locator("#words")).to_be_focused()


@pytest.mark.parametrize(
    ("words", "exact"),
    [
        ("sei 🇺🇦 wahr", "sei 🇺🇦 wahr"),
        ("cafe\u0301 sagte", "cafe\u0301 sagte"),
        ("שהכול 😀 מבוים", "שהכול 😀 מבוים"),
        ("إن المشهد", "إن المشهد"),
        ("the last", "the last"),
    ],
)
def test_offsets_of_emoji_combining_marks_and_rtl_text_match_the_server(
    desk: Page, live_server: Any, world: World, words: str, exact: str
) -> None:
    article = world.article(MIXED)
    world.minister  # noqa: B018  a name that the form does not ask about
    open_desk(desk, live_server, article)
    desk.evaluate(
        """(words) => {
            const walker = document.createTreeWalker(document.getElementById("words"), NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const at = walker.currentNode.data.lastIndexOf(words);
                if (at < 0) continue;
                getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
            }
        }""",
        words,
    )
    expect(desk.locator("#toolbar")).to_be_visible()
    desk.keyboard.press("c")
    fill_claim(desk)
    desk.get_by_role("button", name="Save claim").click()
    expect(desk.locator("#claims [aria-current]")).to_be_focused()
    span = Span.objects.get()
    text = article.current.text
    assert span.exact == exact == text[span.start : span.end]
    assert span.start == text.rindex(words)
    assert painted(desk, "proposition") == [exact]


def test_selection_inside_a_grapheme_extends_to_the_complete_grapheme(desk: Page, live_server: Any, world: World) -> None:
    open_desk(desk, live_server, world.article(MIXED))
    desk.evaluate(
        """() => { const node = document.querySelector("#words p").firstChild; const at = node.data.indexOf("👩");
            getSelection().setBaseAndExtent(node, at + 3, node, at + 5); }"""
    )
    expect(desk.locator("#toolbar [data-words]")).to_have_text("👩\u200d👩\u200d👧")


def test_browser_offsets_match_the_server_for_each_position(desk: Page, live_server: Any, world: World) -> None:
    article = world.article(MIXED)
    open_desk(desk, live_server, article)
    text = article.current.text
    spans = [(a, b) for a in range(0, len(text), 3) for b in range(a + 1, min(len(text), a + 12), 4)]
    found = desk.evaluate(
        """async (spans) => {
            const { TextIndex } = await import("/static/js/reading/text-index.js");
            const index = new TextIndex(document.getElementById("words"));
            return [index.length, spans.map(([a, b]) => index.slice(a, b)), spans.map(([a, b]) => {
                const range = index.rangeOf(a, b);
                const { startContainer, startOffset, endContainer, endOffset } = range;
                return [index.pointOf(startContainer, startOffset), index.pointOf(endContainer, endOffset)];
            }), spans.map(([a, b]) => index.snapped(a, b))];
        }""",
        spans,
    )
    assert found[0] == len(text)
    assert found[1] == [text[a:b] for a, b in spans]
    assert [tuple(place) for place in found[2]] == spans
    snapped = [(select(text, a, b).start, select(text, a, b).end) for a, b in spans]
    assert [tuple(place) for place in found[3]] == snapped


def test_offsets_in_a_long_paragraph_take_no_complete_scan(desk: Page, live_server: Any, world: World) -> None:
    """One paragraph of 80,000 code points, of which every tenth takes two UTF-16 code units."""
    open_desk(desk, live_server, world.article("a 👩 word. " * 8_000))
    found = desk.evaluate(
        """async () => {
            const { TextIndex } = await import("/static/js/reading/text-index.js");
            const index = new TextIndex(document.getElementById("words"));
            const began = performance.now();
            let wrong = 0;
            for (let point = 0; point < index.length; point += 10) {
                const [node, unit] = index.positionOf(point);
                wrong += index.pointOf(node, unit) !== point;
            }
            return [wrong, performance.now() - began];
        }"""
    )
    assert found[0] == 0
    assert found[1] < 2000  # 8,000 offsets; a scan of the paragraph for each of them took 5 s


def test_selection_across_two_paragraphs_is_one_span(desk: Page, live_server: Any, world: World) -> None:
    world.minister  # noqa: B018  a name that the form does not ask about
    open_desk(desk, live_server, world.first_article)
    desk.evaluate(
        """() => { const [one, two] = document.querySelectorAll("#words p");
            getSelection().setBaseAndExtent(one.firstChild, 100, two, 1); }"""
    )
    expect(desk.locator("#toolbar")).to_be_visible()  # the browser reports a selection asynchronously
    desk.keyboard.press("c")
    fill_claim(desk)
    desk.get_by_role("button", name="Save claim").click()
    expect(desk.locator("#claims [aria-current]")).to_be_focused()
    span = Span.objects.get()
    assert (span.start, span.exact) == (100, FIRST[100:].rstrip("\n"))


def test_claim_of_two_spans(desk: Page, live_server: Any, world: World) -> None:
    world.minister  # noqa: B018  a name that the form does not ask about
    open_desk(desk, live_server, world.first_article)
    drag_over(desk, "rejected the accusation")
    desk.keyboard.press("c")
    drag_over(desk, QUOTE)
    desk.get_by_role("button", name="Add this part").click()
    expect(desk.locator("#pieces li")).to_have_count(2)
    assert painted(desk, "pending") == [QUOTE, "rejected the accusation"]
    fill_claim(desk)
    desk.get_by_role("button", name="Save claim").click()
    expect(desk.locator("#claims [aria-current]")).to_be_focused()
    assert [s.exact for s in Mention.objects.get().spans.all()] == [QUOTE, "rejected the accusation"]
    assert painted(desk, "proposition") == [QUOTE, "rejected the accusation"]


def test_claim_is_mentioned_in_a_second_article(desk: Page, live_server: Any, world: World) -> None:
    claim = world.open_claim
    open_desk(desk, live_server, world.second_article)
    drag_over(desk, "the scene had been arranged")
    desk.keyboard.press("m")
    desk.get_by_role("radio", name=re.compile("The scene was arranged after")).check()
    desk.get_by_role("button", name="Save mention").click()
    expect(desk.locator("#chosen")).to_contain_text("in 2 articles")
    expect(desk.locator("#chosen mark")).to_have_text(["the scene had been arranged", QUOTE])
    assert painted(desk, "chosen") == ["the scene had been arranged"]
    assert claim.mentions.count() == 2


def test_passage_becomes_evidence_and_is_highlighted(desk: Page, live_server: Any, world: World) -> None:
    world.open_claim  # noqa: B018  made on first use
    open_desk(desk, live_server, world.second_article)
    drag_over(desk, "410 bodies in the region")
    desk.keyboard.press("e")
    desk.get_by_role("searchbox", name="Search claims").fill("scene arranged")
    desk.get_by_role("radio", name=re.compile("The scene was arranged after")).check()
    desk.get_by_label("contradicts", exact=True).check()
    desk.get_by_label("secondary: a report about one").check()
    desk.get_by_role("button", name="Attach evidence").click()
    expect(desk.locator("#passages > li")).to_have_count(1)
    assert painted(desk, "contradicts") == ["410 bodies in the region"]


def test_attribution_chain_has_a_row_for_each_name(desk: Page, live_server: Any, world: World) -> None:
    open_desk(desk, live_server, world.first_article)
    drag_over(desk, QUOTE)
    desk.keyboard.press("c")
    fill_claim(desk)
    form = desk.locator("#claim-form")
    expect(form.get_by_label(re.compile("Attribution chain, 1 of"))).to_have_value("The Daily Example")
    expect(form.get_by_label(re.compile("Attribution chain, 2 of"))).to_have_value("Mikhail Minister")
    form.get_by_role("button", name="Add a name").click()
    desk.keyboard.type("Anatol Mayor")
    save_claim(desk, "Mikhail Minister", "Anatol Mayor")
    expect(desk.locator("#claims [aria-current]")).to_be_focused()
    names = [link.actor.name for link in Mention.objects.get().chain.all()]
    assert names == ["The Daily Example", "Mikhail Minister", "Anatol Mayor"]
