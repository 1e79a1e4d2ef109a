"""Operating the staff screens: scrolling, keyboards, dialogs, error links, announcements, forced colors, and the divider."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from factcheck.claims.anchoring import find
from factcheck.evidence.actions import attach
from factcheck.evidence.locators import PassageLocator
from tests.browser import axe
from tests.browser.page_ready import leaving, ready
from tests.browser.people import Desks, sign_in
from tests.browser.reading import open_desk
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("width", "height"), [(1440, 700), (1280, 720), (1024, 768)])
def test_reading_desk_does_not_scroll_as_a_page(desk: Page, live_server: Any, world: World, width: int, height: int) -> None:
    claim = world.submitted.claim
    for number in range(12):
        world.evidence_on(claim, quote=f"Seen on day {number}.")
    desk.set_viewport_size({"width": width, "height": height})
    open_desk(desk, live_server, claim.mentions.get().revision.article, f"?claim={claim.pk}")
    expect(desk.locator("#chosen[data-claim]")).to_be_visible()
    assert desk.evaluate("document.scrollingElement.scrollHeight") <= height
    desk.locator("body").press("End")
    assert desk.evaluate("scrollY") == 0


def test_claim_opens_in_its_row_and_its_next_step_stays_visible(desk: Page, live_server: Any, world: World) -> None:
    claims = [world.claim(f"Statement number {number}.", quote="The scene was arranged") for number in range(20)]
    for number in range(8):
        world.evidence_on(claims[3], quote=f"Seen on day {number}.")
    desk.set_viewport_size({"width": 1440, "height": 700})
    open_desk(desk, live_server, world.first_article, f"?claim={claims[3].pk}")
    expect(desk.locator(f"#claim-{claims[3].pk} > #chosen")).to_be_visible()
    expect(desk.locator(".reading-foot")).to_be_in_viewport()
    desk.locator(f"#claim-{claims[5].pk} .claim-statement").click()
    expect(desk.locator(f"#claim-{claims[5].pk} > #chosen[data-claim='{claims[5].pk}']")).to_be_visible()
    expect(desk.locator("#chosen")).to_have_count(1)


@pytest.mark.parametrize("path", ["/desk/claims/?claimant=Nobody", "/desk/sources/?q=zebra", "/desk/articles/?q=zebra"])
def test_back_does_not_restore_a_filter_that_the_list_does_not_have(desks: Desks, world: World, path: str) -> None:
    assert world.open_claim
    page = desks.of(world.checker)
    list_url, _, query = path.partition("?")
    field = query.partition("=")[0]
    page.goto(list_url)
    ready(page)
    if page.locator(".list-filter").count():
        page.keyboard.press("f")
    page.locator(f"main [name={field}]").fill(query.partition("=")[2])
    with page.expect_navigation():
        page.locator("main form.filters").evaluate("(form) => form.requestSubmit()")
    page.go_back()
    expect(page.locator(f"main [name={field}]")).to_have_value("")


def test_single_letter_shortcuts_work_with_a_ukrainian_keyboard(desk: Page, live_server: Any, world: World) -> None:
    open_desk(desk, live_server, world.first_article)
    press = "([key, code]) => document.body.dispatchEvent(new KeyboardEvent('keydown', {key, code, bubbles: true}))"
    desk.evaluate(press, ["і", "KeyS"])
    expect(desk.locator("#words[data-cursor]")).to_have_count(1)


def test_key_of_a_latin_layout_is_its_letter_and_not_its_position(desk: Page, live_server: Any, world: World) -> None:
    open_desk(desk, live_server, world.first_article)
    press = "([key, code]) => document.body.dispatchEvent(new KeyboardEvent('keydown', {key, code, bubbles: true}))"
    desk.evaluate(press, ["o", "KeyS"])  # Dvorak
    expect(desk.locator("#words[data-cursor]")).to_have_count(0)


def test_shortcut_sheet_takes_keeps_and_returns_the_focus(desks: Desks, world: World) -> None:
    page = desks.of(world.checker, **axe.OPTIONS)
    page.goto(reverse("desk:claim", args=[world.open_claim.pk]))
    ready(page)
    link = page.get_by_role("link", name="Edit").first
    link.focus()
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(sheet).to_be_focused()
    assert axe.problems_in(page, [(1280, "light")]) == []
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('#keys')")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(link).to_be_focused()
    page.keyboard.press("Tab")
    assert not page.evaluate("document.querySelector('.shell').inert")


def test_one_escape_closes_the_palette_and_an_empty_result_is_visible(desks: Desks, world: World) -> None:
    page = desks.of(world.checker)
    page.goto("/desk/")
    ready(page)
    page.keyboard.press("Control+k")
    page.keyboard.type("zebra")
    expect(page.locator("#palette-found")).to_contain_text("No results.")
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()


def test_each_link_of_the_error_summary_leads_to_a_control(desks: Desks, world: World) -> None:
    page = desks.of(world.checker)
    claim = world.open_claim
    world.evidence_on(claim)
    world.claim("Another statement.", quote="The mayor")
    for url in (
        reverse("desk:evidence-add", args=[claim.pk]),
        reverse("desk:evidence-add", args=[claim.pk]) + "?kind=file",
        reverse("desk:search-add", args=[claim.pk]),
        reverse("desk:relation-add", args=[claim.pk]) + "?q=statement",
        reverse("desk:party-add", args=[claim.pk]),
        reverse("desk:reply-add", args=[claim.pk]),
        reverse("desk:source-add"),
        reverse("desk:article-import"),
        reverse("desk:profile"),
    ):
        page.goto(url)
        ready(page)
        for text_field in page.locator("main form[method=post] :is(input[type=text], textarea)").all():
            text_field.evaluate("(field) => { field.value = ''; }")
        form = page.locator("main form[method=post]").first
        with leaving(page):
            form.evaluate("(form) => { form.noValidate = true; form.requestSubmit(); }")
        summary = page.locator(".summary[role=alert]").first
        links = summary.get_by_role("link")
        assert links.count(), url
        for number in range(links.count()):
            links.nth(number).click()
            target = links.nth(number).get_attribute("href") or ""
            assert page.evaluate("(id) => document.activeElement.id === id", target.removeprefix("#")), (url, target)


def test_opening_a_page_announces_nothing_that_did_not_happen(desks: Desks, world: World) -> None:
    page = desks.of(world.checker)
    for url in (
        reverse("desk:verdict", args=[world.draft.claim_id]),
        reverse("desk:claim", args=[world.draft.claim_id]),
        reverse("desk:article", args=[world.first_article.pk]),
        "/desk/search/",
        "/desk/",
    ):
        page.goto(url)
        ready(page)
        page.wait_for_timeout(200)
        assert page.locator("#announce").inner_text() == "", url


def test_kinds_of_marks_differ_in_forced_colors(desk: Page, live_server: Any, world: World) -> None:
    assert world.open_claim
    desk.emulate_media(forced_colors="active")
    open_desk(desk, live_server, world.first_article)
    styles = desk.evaluate(
        """() => Object.fromEntries(["utterance", "proposition", "report", "supports", "pending", "chosen"].map((name) => {
            const style = getComputedStyle(document.getElementById("words"), `::highlight(${name})`);
            return [name, [style.textDecoration, style.backgroundColor, style.color].join(" | ")];
        }))"""
    )
    assert len(set(styles.values())) == 6, styles


def test_divider_moves_with_single_clicks(desk: Page, live_server: Any, world: World) -> None:
    desk.set_viewport_size({"width": 1440, "height": 900})
    open_desk(desk, live_server, world.first_article)
    divider = desk.get_by_role("separator", name="Width of the article")
    before = int(divider.get_attribute("aria-valuenow") or 0)
    divider.hover(position={"x": 0, "y": 60})
    desk.get_by_role("button", name="Wider article").click()
    expect(divider).to_have_attribute("aria-valuenow", str(before + 5))
    for _ in range(2):
        desk.get_by_role("button", name="Narrower article").click()
    expect(divider).to_have_attribute("aria-valuenow", str(before - 5))
    heights = desk.evaluate("['.desk', '.desk-text', '.desk-work'].map((part) => document.querySelector(part).clientHeight)")
    legend = desk.locator(".reading-legend").evaluate("legend => legend.offsetHeight")
    assert heights[0] == heights[1] + legend == heights[2] > 800
    box = desk.get_by_role("button", name="Wider article").bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24
    desk.reload()
    ready(desk)
    expect(divider).to_have_attribute("aria-valuenow", str(before - 5))


def test_notice_of_an_action_disappears_with_the_next_one(desks: Desks, world: World) -> None:
    claim = world.open_claim
    page = desks.of(world.checker)
    page.goto(reverse("desk:evidence-add", args=[claim.pk]))
    ready(page)
    page.get_by_label("Contradicts").check()
    page.get_by_label("Primary").check()
    page.get_by_label("Web address").fill("https://institute.example/day")
    page.get_by_label("Quote that bears on the claim").fill("Seen on 12 March.")
    with leaving(page):
        page.get_by_role("button", name="Attach evidence").click()
    notice = page.locator("#notice .notice")
    expect(notice).to_contain_text("Evidence attached")
    expect(page.locator("#announce")).to_contain_text("Evidence attached")
    page.get_by_role("button", name="Move to supports").first.click()
    expect(page.locator("#undo")).to_contain_text("Evidence moved")
    expect(notice).to_have_count(0)


def test_title_of_an_item_in_the_review_leads_to_the_passage(desks: Desks, world: World) -> None:
    text = "\n\n".join(f"Paragraph {number}. It was quiet." for number in range(80)) + "\n\nThe day was 12 March."
    article = world.article(text, title="A long report")
    passage = PassageLocator(article.current, find(text, "The day was 12 March."))
    verdict = world.draft
    attach(
        person=world.checker,
        claim=verdict.claim,
        stance="context",
        closeness="primary",
        quoted_from=passage,
        source=world.institute,
    )
    world.submit(verdict)
    page = desks.of(world.editor)
    page.goto(reverse("desk:review", args=[verdict.pk]))
    ready(page)
    with leaving(page):
        page.get_by_role("link", name="The day was 12 March.").click()
    expect(page.get_by_text("The day was 12 March.").first).to_be_in_viewport()
    box = page.locator(".desk-text").evaluate("(frame) => [frame.scrollTop, frame.scrollHeight - frame.clientHeight]")
    assert box[0] > box[1] / 2


def test_hints_for_keys_are_displayed_only_with_a_keyboard(desk: Page, browser: Browser, live_server: Any, world: World) -> None:
    open_desk(desk, live_server, world.first_article)
    expect(desk.locator("header kbd").first).to_be_visible()
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 1024, "height": 768})
    sign_in(context, live_server.url, world.checker)
    tablet = context.new_page()
    open_desk(tablet, live_server, world.first_article)
    assert tablet.locator("kbd").count()
    assert [text for text in tablet.locator(":is(button, a) kbd").all() if text.is_visible()] == []
    context.close()
