"""The public pages in a browser: without JavaScript, at each width, in print, and for assistive technology."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from factcheck.claims.actions import add_relation
from factcheck.evidence.actions import FileLocator, attach
from factcheck.publishing.actions import correct, publish, retract
from factcheck.verdicts.actions import save_version
from factcheck.verdicts.models import Verdict
from tests.browser import axe
from tests.world import World

PAPER = {"width": 680, "height": 1013}  # A4 without the margins of print.css, in CSS pixels
HEADLINE = "Images from before the withdrawal show the scene"
CHECK = "/checks/images-from-before-the-withdrawal-show-the-scene/"
PAGES = ["/", "/?topic=nothing", CHECK, f"{CHECK}versions/1/", "/corrections/", "/method/"]
NOT_VALID = ["/?since=nothing", "/?page=nothing", "/corrections/?kind=nothing"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    """A newsroom with a corrected check that has all optional parts, and a retracted check."""
    world = World()
    graphic = world.article("The scene was arranged, they said, and more.\n", title="A graphic text", is_graphic=True)
    claim = world.claim(article=graphic, context="Said in answer to an accusation.", place="Moscow")
    other = world.claim("They did it.", quote="the town had been left")
    add_relation(person=world.checker, claim=claim, relation_kind="denies", other=other)
    sent = FileLocator("statement.pdf", "application/pdf", b"bytes", "They were not there.")
    attach(person=world.checker, claim=claim, stance="context", closeness="secondary", quoted_from=sent, source=world.ministry)
    verdict = world.approve(world.submit(world.ready(claim)))
    publish(person=world.editor, verdict=verdict)
    verdict = Verdict.objects.get(pk=verdict.pk)
    correct(person=world.checker, verdict=verdict, correction_kind="clarification", notice="The date was added.")
    save_version(
        person=world.checker,
        verdict=verdict,
        seen_version=None,
        summary="Images of 11 March show it.",
        rationale="The images are **older** than the withdrawal [1].",
    )
    publish(person=world.editor, verdict=world.approve(world.submit(Verdict.objects.get(pk=verdict.pk))))
    wrong = world.approve(world.submit(world.ready(world.claim("Another scene."), headline="Another scene")))
    publish(person=world.editor, verdict=wrong)
    retract(person=world.editor, verdict=Verdict.objects.get(pk=wrong.pk), notice="The images were misdated.")
    return world


@pytest.fixture
def reader(browser: Browser, live_server: Any, world: World) -> Iterator[Page]:
    """A browser without JavaScript."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_public_pages_pass_axe_and_fit_the_window(browser: Browser, live_server: Any, world: World) -> None:
    context = browser.new_context(base_url=live_server.url, **axe.OPTIONS)
    page = context.new_page()
    problems_by_url = {}
    for address in [*PAGES, *NOT_VALID, "/checks/another-scene/"]:
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
        problems_by_url[address] = axe.problems_in(
            page, [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark"), (320, "light")]
        )
    context.close()
    assert {address: problems for address, problems in problems_by_url.items() if problems} == {}


def test_public_pages_do_not_violate_the_security_policy(page: Page, live_server: Any, world: World) -> None:
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    for address in PAGES:
        page.goto(live_server.url + address)
    assert messages == []


def test_reader_without_javascript_sees_everything(reader: Page) -> None:
    reader.goto("/")
    reader.get_by_label("Who said it").select_option("Mikhail Minister")
    reader.get_by_role("button", name="Search").click()
    reader.get_by_role("link", name=HEADLINE).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    expect(reader.locator(".claim-statement")).to_have_text("The scene was arranged after the withdrawal.")
    expect(reader.get_by_label("Clarification")).to_contain_text("The date was added.")
    expect(reader.get_by_text("the evidence contradicts the denial.")).to_be_visible()
    quote = reader.get_by_text("Seen since 11 March.")
    expect(quote).to_be_visible()
    graphic = reader.get_by_text("The scene was arranged", exact=True)
    expect(graphic).to_be_hidden()
    reader.get_by_text("Show the words").click()
    expect(graphic).to_be_visible()
    expect(reader.get_by_role("heading", name=re.compile("Supports the claim 0 items"))).to_be_visible()
    expect(reader.get_by_text("Searched for and not found")).to_be_visible()
    reader.get_by_role("link", name="Version 1").click()
    expect(reader.get_by_label("Version")).to_contain_text("This is version 1. It was replaced on")
    reader.get_by_text("Changes since this version").click()
    expect(reader.locator("ins").first).to_be_visible()
    reader.get_by_role("link", name="Read the current version, 2").click()
    expect(reader).to_have_url(re.compile(f"{CHECK}$"))


def test_reader_opens_the_text_behind_a_warning_with_the_keyboard(page: Page, live_server: Any, world: World) -> None:
    page.goto(live_server.url + CHECK)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    graphic = page.get_by_text("The scene was arranged", exact=True)
    expect(graphic).to_be_hidden()
    page.locator("details.is-warning > summary").last.focus()
    page.keyboard.press("Enter")
    expect(graphic).to_be_visible()


def test_mark_in_an_article_opens_the_warning_around_it(reader: Page) -> None:
    """Also without JavaScript: the fragment of the address opens the details."""
    reader.goto(CHECK)
    path = reader.get_by_role("link", name="Checks of this article").get_attribute("href")
    reader.goto(f"{path}")
    graphic = reader.locator(".annotated-text mark", has_text="The scene was arranged")
    expect(graphic).to_be_hidden()
    reader.goto(f"{path}#w1")
    expect(graphic).to_be_visible()


@pytest.mark.parametrize("width", [390, 320])
def test_citation_after_a_long_word_does_not_widen_the_page(page: Page, live_server: Any, world: World, width: int) -> None:
    japanese = "これは撤退の前に撮影された写真であり、同じ場所に同じ遺体が写っていることが複数の衛星画像から確認できる"
    text = f"{japanese} [1]。 See https://example.org/{20 * 'path/'} [1], {'w' * 40} [1, 2]"
    claim = world.claim("A long word.")
    world.evidence_on(claim, quote="A second item.")
    verdict = world.ready(claim, headline="A long word", rationale=text, summary=text)
    publish(person=world.editor, verdict=world.approve(world.submit(verdict)))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live_server.url}/checks/a-long-word/")
    expect(page.locator(".ref-word").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_words_of_a_claim_in_a_list_can_be_selected(page: Page, live_server: Any, world: World) -> None:
    """The link of the row covers the row, but not the claim."""
    page.goto(live_server.url)
    is_on_top = "(words) => { const { x, y } = words.getBoundingClientRect();"
    is_on_top += " return document.elementFromPoint(x + 5, y + 5) === words }"
    claim = page.locator(".check-said bdi").first
    claim.scroll_into_view_if_needed()
    assert claim.evaluate(is_on_top)


def test_citation_in_the_rationale_leads_to_the_evidence(reader: Page) -> None:
    reader.goto(CHECK)
    reader.locator("#why").locator("xpath=..").get_by_role("link", name="Evidence 1,").first.click()
    expect(reader.locator("#evidence-1")).to_be_visible()
    expect(reader.locator("#evidence-1")).to_be_in_viewport()


def test_check_prints_on_two_pages_with_all_details_open(page: Page, live_server: Any, world: World) -> None:
    page.goto(live_server.url + CHECK)
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= 2
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    expect(page.get_by_text("The scene was arranged", exact=True)).to_be_visible()
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()


def test_retracted_check_begins_with_the_retraction(reader: Page) -> None:
    reader.goto("/checks/another-scene/")
    expect(reader).to_have_title(re.compile("^Retracted: Another scene"))
    first = reader.locator("article.check > *").first
    expect(first).to_contain_text("The images were misdated.")
    expect(reader.get_by_role("region", name="Rating")).to_contain_text("Its former rating, “False,” no longer applies.")


def test_check_renders_without_layout_shift(page: Page, live_server: Any, world: World) -> None:
    page.add_init_script(
        """window.shifted = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shifted += entry.value; }))
          .observe({ type: "layout-shift", buffered: true });"""
    )
    page.goto(live_server.url + CHECK, wait_until="networkidle")
    assert page.evaluate("window.shifted") <= 0.02
