"""The reading desk in a browser: words selected with a pointer, with keys alone, without script; nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from factcheck.articles.models import Article
from factcheck.claims.actions import revise_article
from factcheck.claims.anchoring import select
from factcheck.claims.models import Claim, Mention, Span
from tests.world import FIRST, World

AXE = Path(__file__).with_name("axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
pytestmark = pytest.mark.django_db(transaction=True)
QUOTE = "The scene was arranged"
MIXED = (
    "Sie sagte 👩\u200d👩\u200d👧 es sei 🇺🇦 wahr, cafe\u0301 sagte sie.\n\n"
    "השר אמר שהכול 😀 מבוים, ולא הוסיף דבר.\r\n\r\n"
    "  قال الوزير إن المشهد مدبّر.  \n\nThe last, the last, the last.\n"
)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def page(page: Page, live_server: Any, world: World) -> Page:
    """Signed in as a checker, on no page yet. Anything the console complains of fails the test."""
    page.set_default_timeout(10_000)
    sign_in(page, live_server.url, world)
    page.on("pageerror", lambda error: pytest.fail(f"script failed: {error}"))
    page.on("console", lambda said: pytest.fail(f"console: {said.text}") if "Content Security Policy" in said.text else None)
    return page


@pytest.fixture
def plain(browser: Browser, live_server: Any, world: World) -> Iterator[Page]:
    """Signed in, without script."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server.url, world)
    yield page
    context.close()


def sign_in(page: Page, url: str, world: World) -> None:
    client = Client()
    client.force_login(world.checker)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": url}])


def open_desk(page: Page, live_server: Any, article: Article, query: str = "") -> None:
    page.goto(f"{live_server.url}/desk/articles/{article.pk}/{query}")
    page.wait_for_function("'highlights' in CSS && CSS.highlights.has('pending')")


def drag_over(page: Page, words: str, nth: int = 0) -> None:
    """Press at the first and release at the last of these words."""
    points = page.evaluate(
        """([words, nth]) => {
            const walker = document.createTreeWalker(document.getElementById("words"), NodeFilter.SHOW_TEXT);
            let seen = 0;
            while (walker.nextNode()) {
                for (let at = -1; (at = walker.currentNode.data.indexOf(words, at + 1)) >= 0; ) {
                    if (seen++ < nth) continue;
                    const range = document.createRange();
                    range.setStart(walker.currentNode, at);
                    range.setEnd(walker.currentNode, at + words.length);
                    walker.currentNode.parentElement.scrollIntoView({ block: "center" });
                    const isRtl = getComputedStyle(walker.currentNode.parentElement).direction === "rtl";
                    const rects = [...range.getClientRects()];
                    const [a, b] = [rects[0], rects[rects.length - 1]];
                    const sides = isRtl ? [a.right - 1, b.left + 1] : [a.left + 1, b.right - 1];
                    return [sides[0], a.top + a.height / 2, sides[1], b.top + b.height / 2];
                }
            }
        }""",
        [words, nth],
    )
    page.mouse.move(points[0], points[1])
    page.mouse.down()
    page.mouse.move((points[0] + points[2]) / 2, points[3], steps=3)
    page.mouse.move(points[2], points[3])
    page.mouse.up()
    expect(page.locator("#toolbar [data-words]")).to_contain_text(words[:20])


def fill_claim(page: Page, claimant: str = "Mikhail Minister") -> None:
    page.get_by_label("Proposition Is it so?").check()
    page.get_by_label("Who says it").fill(claimant)


def painted(page: Page, kind: str) -> list[str]:
    """The words that have the look of `kind` now."""
    found: list[str] = page.evaluate(
        """(kind) => [...CSS.highlights.get(kind)].map((one) => {
            const range = document.createRange();
            range.setStart(one.startContainer, one.startOffset);
            range.setEnd(one.endContainer, one.endOffset);
            return range.toString();
        })""",
        kind,
    )
    return found


def chosen_words(page: Page) -> str:
    return page.locator("#toolbar [data-words]").inner_text()


def test_words_selected_with_the_pointer_become_a_claim_without_a_reload(page: Page, live_server: Any, world: World) -> None:
    open_desk(page, live_server, world.first_article)
    page.evaluate("window.isTheSamePage = true")
    drag_over(page, QUOTE)
    page.get_by_role("button", name="New claim").first.click()
    expect(page.get_by_label("Statement")).to_be_focused()
    expect(page.get_by_label("Statement")).to_have_value(QUOTE)
    assert painted(page, "pending") == [QUOTE]
    fill_claim(page)
    page.get_by_role("button", name="Save claim").click()
    expect(page.locator("#claims [aria-current]")).to_be_focused()
    assert page.evaluate("window.isTheSamePage") is True
    assert painted(page, "proposition") == painted(page, "chosen") == [QUOTE]
    assert painted(page, "pending") == []
    expect(page.locator("#claims > li")).to_have_count(1)
    expect(page.locator("[data-count]")).to_have_text("1")
    assert Span.objects.get().exact == QUOTE
    expect(page.locator("#announce")).to_have_text("Claim saved.")
    expect(page.locator("#chosen-title")).to_have_text(QUOTE)


def test_a_second_claim_can_be_saved_at_once(page: Page, live_server: Any, world: World) -> None:
    open_desk(page, live_server, world.first_article)
    for words, claimant in (("A second official", "Official"), (QUOTE, "Mikhail Minister")):
        drag_over(page, words)
        page.keyboard.press("c")
        fill_claim(page, claimant)
        page.get_by_role("button", name="Save claim").click()
        expect(page.locator("#chosen-title")).to_have_text(words)
    assert page.locator("#claims .claim-statement").all_inner_texts() == [QUOTE, "A second official"]
    assert Claim.objects.count() == 2


def test_overlapping_and_nested_words_are_all_painted_and_all_found_under_the_pointer(
    page: Page, live_server: Any, world: World
) -> None:
    outer = world.claim("Outer.", quote="“The scene was arranged,” he told reporters")
    inner = world.claim("Inner.", quote="scene was arranged", layer="utterance")
    open_desk(page, live_server, world.first_article)
    assert painted(page, "proposition") == ["“The scene was arranged,” he told reporters"]
    assert painted(page, "utterance") == ["scene was arranged"]
    box = page.evaluate(
        """() => { const node = document.querySelector("#words p").firstChild; const range = document.createRange();
            const at = node.data.indexOf("was arranged"); range.setStart(node, at); range.setEnd(node, at + 3);
            const { left, top, width, height } = range.getBoundingClientRect(); return [left + width / 2, top + height / 2]; }"""
    )
    page.mouse.click(*box)
    expect(page.locator("#chosen-title")).to_have_text("Inner.")
    expect(page.get_by_role("group", name="Claims at these words").get_by_role("button")).to_have_count(2)
    page.mouse.click(*box)
    expect(page.locator("#chosen-title")).to_have_text("Outer.")
    assert painted(page, "chosen") == ["“The scene was arranged,” he told reporters"]
    assert (outer.pk, inner.pk) != (0, 0)


def test_a_claim_chosen_in_the_list_shows_its_words(page: Page, live_server: Any, world: World) -> None:
    article = world.article("One.\n\n" * 60 + "The very last words.\n")
    text = article.current.text
    world.claim("Last.", article=article, quote="The very last words")
    open_desk(page, live_server, article)
    assert text
    page.get_by_role("link", name="Last.").click()
    expect(page.locator("#chosen-title")).to_have_text("Last.")
    expect(page.locator("#words > p").last).to_be_in_viewport()
    assert "claim=" in page.url


def test_everything_is_done_with_the_keyboard_alone(page: Page, live_server: Any, world: World) -> None:
    open_desk(page, live_server, world.first_article)
    page.keyboard.press("s")
    assert chosen_words(page) == "The minister spoke on Monday."
    page.keyboard.press("s")
    assert chosen_words(page).startswith("“The scene was arranged,”")
    page.keyboard.press("ArrowRight")
    assert chosen_words(page) == "The"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    for _ in range(4):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowLeft")
    assert chosen_words(page) == QUOTE
    expect(page.locator("#announce")).not_to_be_empty()
    page.keyboard.press("c")
    expect(page.get_by_label("Statement")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Mikhail Minister")
    page.keyboard.press("Enter")
    expect(page.locator("#claims [aria-current]")).to_be_focused()
    assert (Span.objects.get().exact, Claim.objects.get().layer) == (QUOTE, "proposition")
    page.keyboard.press("j")
    expect(page.locator("#announce")).to_contain_text("Mark 1 of 1, proposition: The scene was arranged")


def test_escape_lets_go_of_the_words_and_then_of_the_form(page: Page, live_server: Any, world: World) -> None:
    open_desk(page, live_server, world.first_article)
    page.keyboard.press("s")
    page.keyboard.press("Escape")
    expect(page.locator("#toolbar")).to_be_hidden()
    page.keyboard.press("s")
    page.keyboard.press("c")
    page.keyboard.press("Escape")
    expect(page.locator("#marking")).to_be_hidden()
    expect(page.locator("#words")).to_be_focused()


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
def test_emoji_marks_and_right_to_left_words_are_counted_as_the_server_counts(
    page: Page, live_server: Any, world: World, words: str, exact: str
) -> None:
    article = world.article(MIXED)
    open_desk(page, live_server, article)
    page.evaluate(
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
    expect(page.locator("#toolbar")).to_be_visible()
    page.keyboard.press("c")
    fill_claim(page)
    page.get_by_role("button", name="Save claim").click()
    expect(page.locator("#claims [aria-current]")).to_be_focused()
    span = Span.objects.get()
    text = article.current.text
    assert span.exact == exact == text[span.start : span.end]
    assert span.start == text.rindex(words)
    assert painted(page, "proposition") == [exact]


def test_a_selection_inside_a_character_widens_to_all_of_it(page: Page, live_server: Any, world: World) -> None:
    open_desk(page, live_server, world.article(MIXED))
    page.evaluate(
        """() => { const node = document.querySelector("#words p").firstChild; const at = node.data.indexOf("👩");
            getSelection().setBaseAndExtent(node, at + 3, node, at + 5); }"""
    )
    expect(page.locator("#toolbar [data-words]")).to_have_text("👩\u200d👩\u200d👧")


def test_the_browser_counts_every_place_of_the_text_as_the_server_does(page: Page, live_server: Any, world: World) -> None:
    article = world.article(MIXED)
    open_desk(page, live_server, article)
    text = article.current.text
    spans = [(a, b) for a in range(0, len(text), 3) for b in range(a + 1, min(len(text), a + 12), 4)]
    found = page.evaluate(
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


def test_words_over_two_paragraphs_are_one_piece(page: Page, live_server: Any, world: World) -> None:
    open_desk(page, live_server, world.first_article)
    page.evaluate(
        """() => { const [one, two] = document.querySelectorAll("#words p");
            getSelection().setBaseAndExtent(one.firstChild, 100, two, 1); }"""
    )
    page.keyboard.press("c")
    fill_claim(page)
    page.get_by_role("button", name="Save claim").click()
    expect(page.locator("#claims [aria-current]")).to_be_focused()
    span = Span.objects.get()
    assert (span.start, span.exact) == (100, FIRST[100:].rstrip("\n"))


def test_a_claim_of_two_pieces(page: Page, live_server: Any, world: World) -> None:
    open_desk(page, live_server, world.first_article)
    drag_over(page, "rejected the accusation")
    page.keyboard.press("c")
    drag_over(page, QUOTE)
    page.get_by_role("button", name="Add this piece").click()
    expect(page.locator("#pieces li")).to_have_count(2)
    assert painted(page, "pending") == [QUOTE, "rejected the accusation"]
    fill_claim(page)
    page.get_by_role("button", name="Save claim").click()
    expect(page.locator("#claims [aria-current]")).to_be_focused()
    assert [s.exact for s in Mention.objects.get().spans.all()] == [QUOTE, "rejected the accusation"]
    assert painted(page, "proposition") == [QUOTE, "rejected the accusation"]


def test_the_same_claim_is_marked_in_the_other_article(page: Page, live_server: Any, world: World) -> None:
    claim = world.open_claim
    open_desk(page, live_server, world.second_article)
    drag_over(page, "the scene had been arranged")
    page.keyboard.press("m")
    page.get_by_role("radio", name=re.compile("The scene was arranged after")).check()
    page.get_by_role("button", name="Save mention").click()
    expect(page.locator("#chosen")).to_contain_text("in 2 articles")
    expect(page.locator("#chosen mark")).to_have_text(["the scene had been arranged", QUOTE])
    assert painted(page, "chosen") == ["the scene had been arranged"]
    assert claim.mentions.count() == 2


def test_a_passage_becomes_evidence_and_is_painted(page: Page, live_server: Any, world: World) -> None:
    world.open_claim  # noqa: B018  made on first use
    open_desk(page, live_server, world.second_article)
    drag_over(page, "410 bodies in the region")
    page.keyboard.press("e")
    page.get_by_role("searchbox", name="Search the claims").fill("scene arranged")
    page.get_by_role("radio", name=re.compile("The scene was arranged after")).check()
    page.get_by_label("contradicts", exact=True).check()
    page.get_by_label("secondary: a report of one").check()
    page.get_by_role("button", name="Attach evidence").click()
    expect(page.locator("#passages > li")).to_have_count(1)
    assert painted(page, "evidence") == ["410 bodies in the region"]


def test_a_double_click_makes_one_claim(page: Page, live_server: Any, world: World) -> None:
    open_desk(page, live_server, world.first_article)
    drag_over(page, QUOTE)
    page.keyboard.press("c")
    fill_claim(page)
    page.get_by_role("button", name="Save claim").dblclick()
    expect(page.locator("#claims [aria-current]")).to_be_focused()
    page.wait_for_load_state("networkidle")
    assert (Claim.objects.count(), Mention.objects.count()) == (1, 1)
    expect(page.locator("#claims > li")).to_have_count(1)


def test_a_refused_form_keeps_words_and_fields(page: Page, live_server: Any, world: World) -> None:
    open_desk(page, live_server, world.first_article)
    drag_over(page, QUOTE)
    page.keyboard.press("c")
    page.get_by_label("Statement").fill("My careful words.")
    page.get_by_role("button", name="Save claim").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Statement")).to_have_value("My careful words.")
    fill_claim(page)
    page.get_by_role("button", name="Save claim").click()
    expect(page.locator("#chosen-title")).to_have_text("My careful words.")
    assert Span.objects.get().exact == QUOTE


def test_a_stale_revision_says_so_and_nothing_is_lost(page: Page, live_server: Any, world: World) -> None:
    open_desk(page, live_server, world.first_article)
    drag_over(page, QUOTE)
    page.keyboard.press("c")
    page.get_by_label("Statement").fill("My careful words.")
    fill_claim(page)
    revise_article(person=world.second, article=world.first_article, content=("An introduction. " + FIRST).encode())
    page.get_by_role("button", name="Save claim").click()
    expect(page.locator("#notice")).to_contain_text("newer revision")
    expect(page.get_by_label("Statement")).to_have_value("My careful words.")
    assert not Claim.objects.exists()
    page.reload()
    expect(page.get_by_label("Statement")).to_have_value("My careful words.")
    expect(page.locator("#pieces")).to_have_text(QUOTE)
    page.get_by_role("button", name="Save claim").click()
    expect(page.locator("#chosen-title")).to_have_text("My careful words.")
    span = Span.objects.get()
    assert (span.exact, span.mention.revision.number) == (QUOTE, 2)


def test_a_session_that_is_over_keeps_words_and_fields(page: Page, live_server: Any, world: World) -> None:
    open_desk(page, live_server, world.first_article)
    drag_over(page, QUOTE)
    page.keyboard.press("c")
    page.get_by_label("Statement").fill("My careful words.")
    fill_claim(page)
    kept = page.context.cookies()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Save claim").click()
    page.wait_for_url(re.compile("/accounts/login/"))
    page.context.add_cookies([cookie for cookie in kept if cookie["name"] == settings.SESSION_COOKIE_NAME])  # type: ignore[misc]
    back = re.search("next=([^&]+)", page.url)
    assert back
    open_desk(page, live_server, world.first_article)
    expect(page.get_by_label("Statement")).to_have_value("My careful words.")
    expect(page.get_by_label("Who says it")).to_have_value("Mikhail Minister")
    expect(page.locator("#pieces")).to_have_text(QUOTE)
    page.get_by_role("button", name="Save claim").click()
    expect(page.locator("#chosen-title")).to_have_text("My careful words.")


def test_the_attribution_chain_is_rows_of_names(page: Page, live_server: Any, world: World) -> None:
    open_desk(page, live_server, world.first_article)
    drag_over(page, QUOTE)
    page.keyboard.press("c")
    fill_claim(page)
    form = page.locator("#claim-form")
    expect(form.get_by_label(re.compile("Attribution chain, 1 of"))).to_have_value("The Daily Example")
    expect(form.get_by_label(re.compile("Attribution chain, 2 of"))).to_have_value("Mikhail Minister")
    form.get_by_role("button", name="Add a name").click()
    page.keyboard.type("Anatol Mayor")
    page.get_by_role("button", name="Save claim").click()
    expect(page.locator("#claims [aria-current]")).to_be_focused()
    names = [link.actor.name for link in Mention.objects.get().chain.all()]
    assert names == ["The Daily Example", "Mikhail Minister", "Anatol Mayor"]


def test_a_text_behind_a_warning_is_not_selected_before_it_is_opened(page: Page, live_server: Any, world: World) -> None:
    open_desk(page, live_server, world.article(is_graphic=True))
    page.keyboard.press("s")
    expect(page.locator("#toolbar")).to_be_hidden()
    page.keyboard.press("Enter")
    page.keyboard.press("s")
    expect(page.locator("#toolbar")).to_be_visible()


def test_on_a_narrow_screen_the_form_has_the_screen(page: Page, live_server: Any, world: World) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_desk(page, live_server, world.first_article)
    drag_over(page, QUOTE)
    page.get_by_role("button", name="New claim").first.click()
    expect(page.locator("#words")).to_be_hidden()
    fill_claim(page)
    page.get_by_role("button", name="Save claim").click()
    expect(page.locator("#claims [aria-current]")).to_be_focused()
    page.get_by_text("Article", exact=True).click()
    expect(page.locator("#peek")).to_contain_text(QUOTE)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_whole_path_without_script(plain: Page, live_server: Any, world: World) -> None:
    plain.goto(f"/desk/articles/{world.first_article.pk}/")
    plain.get_by_role("link", name="Open the plain form").first.click()
    plain.get_by_label(re.compile("^Select: “The scene was arranged")).check()
    plain.get_by_role("button", name="New claim").click()
    plain.get_by_label("Proposition Is it so?").check()
    plain.get_by_label("Who says it").fill("Mikhail Minister")
    plain.get_by_label("Presented as").select_option("direct")
    plain.get_by_label("Attribution chain").fill("The Daily Example\nMikhail Minister")
    plain.get_by_role("button", name="Save claim").click()
    expect(plain.locator("#words mark").first).to_be_visible()
    claim = Claim.objects.get()
    assert [link.actor.name for link in claim.mentions.get().chain.all()] == ["The Daily Example", "Mikhail Minister"]

    plain.goto(f"/desk/articles/{world.second_article.pk}/?plain=1")
    plain.get_by_text("Quote words instead").click()
    plain.get_by_label("The words, exactly").fill("the scene had been arranged")
    plain.get_by_role("button", name="Mention of a claim").click()
    plain.get_by_role("radio", name=re.compile("The scene was arranged")).check()
    plain.get_by_label("Presented as").select_option("indirect")
    plain.get_by_role("button", name="Save mention").click()
    expect(plain.locator("#chosen")).to_contain_text("in 2 articles")

    plain.get_by_text("Quote words instead").click()
    plain.get_by_label("The words, exactly").fill("410 bodies")
    plain.get_by_role("button", name="Evidence for a claim").click()
    plain.get_by_label("Search the claims").fill("scene arranged")
    plain.get_by_role("button", name="Search", exact=True).click()
    plain.get_by_role("radio", name=re.compile("The scene was arranged")).check()
    plain.get_by_label("context", exact=True).check()
    plain.get_by_label("secondary: a report of one").check()
    plain.get_by_role("button", name="Attach evidence").click()
    expect(plain.locator("#evidence")).to_contain_text("410 bodies")
    assert claim.evidence.count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_desk_is_clean_by_axe(browser: Browser, live_server: Any, world: World, width: int, scheme: Any) -> None:
    claim = world.open_claim
    world.evidence_on(claim)
    revise_article(person=world.second, article=world.second_article, content=(FIRST * 2).encode())
    here = f"/desk/articles/{world.first_article.pk}/"
    # the policy of the page forbids the evaluation of scripts from outside, so it is set aside for axe alone
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    sign_in(page, live_server.url, world)
    found: dict[str, list[Any]] = {}

    def ask(state: str) -> None:
        page.add_script_tag(content=AXE)
        problems = page.evaluate("async (rules) => (await axe.run(document, { runOnly: rules })).violations", RULES)
        found[state] = [(one["id"], [node["target"] for node in one["nodes"]]) for one in problems]

    page.goto(f"{here}?claim={claim.pk}")
    ask("chosen")
    page.goto(here)
    page.keyboard.press("s")
    ask("selected")
    for key, form in (("c", "claim"), ("m", "mention"), ("e", "passage")):
        page.goto(here)
        page.keyboard.press("s")
        page.keyboard.press(key)
        page.locator(f"#{form}-form .is-main").click()
        expect(page.get_by_role("alert")).to_be_visible()
        ask(form)
        page.locator("[data-cancel]").click()
    for query in ("", "&act=claim&sentence=0-31", "&act=claim&quote=he", f"&claim={claim.pk}"):
        page.goto(f"{here}?plain=1{query}")
        ask(f"plain{query}")
    context.close()
    assert not any(found.values()), found
