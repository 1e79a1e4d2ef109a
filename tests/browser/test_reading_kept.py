"""The reading desk in a browser: no input is lost or saved twice; narrow screens; no JavaScript; accessibility."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import Error as PlaywrightError

from factcheck.claims.models import Claim, Mention, Span
from factcheck.evidence.revisions import revise_article
from tests.browser import axe
from tests.browser.page_ready import ready
from tests.browser.people import sign_in
from tests.browser.reading import QUOTE, drag_over, fill_claim, is_new_person, open_desk, save_claim
from tests.world import FIRST, World

pytestmark = pytest.mark.django_db(transaction=True)


def test_double_click_creates_one_claim(desk: Page, live_server: Any, world: World) -> None:
    open_desk(desk, live_server, world.first_article)
    drag_over(desk, QUOTE)
    desk.keyboard.press("c")
    fill_claim(desk)
    desk.get_by_role("button", name="Save claim").dblclick()
    is_new_person(desk, "Mikhail Minister")
    desk.get_by_role("button", name="Save claim").dblclick()
    expect(desk.locator("#claims [aria-current]")).to_be_focused()
    desk.wait_for_load_state("networkidle")
    assert (Claim.objects.count(), Mention.objects.count()) == (1, 1)
    expect(desk.locator("#claims > li")).to_have_count(1)


def test_rejected_form_preserves_selection_and_input(desk: Page, live_server: Any, world: World) -> None:
    open_desk(desk, live_server, world.first_article)
    drag_over(desk, QUOTE)
    desk.keyboard.press("c")
    desk.get_by_label("Statement").fill("My careful words.")
    desk.get_by_role("button", name="Save claim").click()
    expect(desk.get_by_role("alert")).to_be_focused()
    expect(desk.get_by_label("Statement")).to_have_value("My careful words.")
    fill_claim(desk)
    save_claim(desk, "Mikhail Minister")
    expect(desk.locator("#chosen-title")).to_have_text("My careful words.")
    assert Span.objects.get().exact == QUOTE


def test_selection_on_an_old_revision_is_refused_and_input_survives(desk: Page, live_server: Any, world: World) -> None:
    world.minister  # noqa: B018  a name that the form does not ask about
    open_desk(desk, live_server, world.first_article)
    drag_over(desk, QUOTE)
    desk.keyboard.press("c")
    desk.get_by_label("Statement").fill("My careful words.")
    fill_claim(desk)
    revise_article(person=world.second_checker, article=world.first_article, content=("An introduction. " + FIRST).encode())
    desk.get_by_role("button", name="Save claim").click()
    expect(desk.locator("#notice")).to_contain_text("newer revision")
    expect(desk.get_by_label("Statement")).to_have_value("My careful words.")
    assert not Claim.objects.exists()
    desk.reload()
    ready(desk)
    expect(desk.get_by_label("Statement")).to_have_value("My careful words.")
    expect(desk.locator("#pieces")).to_have_text(QUOTE)
    desk.get_by_role("button", name="Save claim").click()
    expect(desk.locator("#chosen-title")).to_have_text("My careful words.")
    span = Span.objects.get()
    assert (span.exact, span.mention.revision.number) == (QUOTE, 2)


def test_expired_session_preserves_selection_and_input(desk: Page, live_server: Any, world: World) -> None:
    open_desk(desk, live_server, world.first_article)
    drag_over(desk, QUOTE)
    desk.keyboard.press("c")
    desk.get_by_label("Statement").fill("My careful words.")
    fill_claim(desk)
    kept = desk.context.cookies()
    desk.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    desk.get_by_role("button", name="Save claim").click()
    desk.wait_for_url(re.compile("/accounts/login/"))
    expect(desk.get_by_text("Your session ended. Sign in again to continue.")).to_be_visible()
    expect(desk.get_by_text("Your input is stored in this browser and will be restored.")).to_be_visible()
    desk.context.add_cookies([cookie for cookie in kept if cookie["name"] == settings.SESSION_COOKIE_NAME])  # type: ignore[misc]
    back = re.search("next=([^&]+)", desk.url)
    assert back
    open_desk(desk, live_server, world.first_article)
    expect(desk.get_by_label("Statement")).to_have_value("My careful words.")
    expect(desk.get_by_label("Claimant")).to_have_value("Mikhail Minister")
    expect(desk.locator("#pieces")).to_have_text(QUOTE)
    save_claim(desk, "Mikhail Minister")
    expect(desk.locator("#chosen-title")).to_have_text("My careful words.")


def test_input_is_restored_if_the_server_does_not_respond(desk: Page, live_server: Any, world: World) -> None:
    address = f"{live_server.url}/desk/claims/{world.open_claim.pk}/verdict/"
    desk.goto(address)
    ready(desk)
    desk.get_by_label("Summary").fill("My careful sentence.")
    desk.route(address, lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    with suppress(PlaywrightError):
        desk.get_by_role("button", name="Save", exact=True).click()
    desk.wait_for_url("chrome-error://**")
    desk.unroute(address)
    desk.goto(address)
    ready(desk)
    expect(desk.get_by_label("Summary")).to_have_value("My careful sentence.")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator("#notice").get_by_text("Version 1 saved.")).to_be_visible()
    desk.goto(address)
    ready(desk)
    expect(desk.get_by_text("Your unsaved input was restored.")).to_have_count(0)


def test_complete_workflow_without_javascript(plain: Page, live_server: Any, world: World) -> None:
    plain.goto(f"/desk/articles/{world.first_article.pk}/")
    expect(plain).to_have_url(re.compile("plain=1"))
    plain.get_by_label(re.compile("^Select: “The scene was arranged")).check()
    plain.get_by_role("button", name="New claim").click()
    plain.get_by_label("Proposition Is it true?").check()
    plain.get_by_label("Claimant").fill("Mikhail Minister")
    plain.get_by_label("Presented as").select_option("direct")
    plain.get_by_label("Attribution chain").fill("The Daily Example\nMikhail Minister")
    plain.get_by_role("button", name="Save claim").click()
    expect(plain.get_by_role("radio", name="a new person")).to_be_focused()
    is_new_person(plain, "Mikhail Minister")
    plain.get_by_role("button", name="Find similar claims").click()
    expect(plain.get_by_text("No similar claims.")).to_be_visible()
    expect(plain.get_by_role("radio", name="a new person")).to_be_checked()
    plain.get_by_role("button", name="Save claim").click()
    expect(plain.locator("#words mark").first).to_be_visible()
    claim = Claim.objects.get()
    assert [link.actor.name for link in claim.mentions.get().chain.all()] == ["The Daily Example", "Mikhail Minister"]

    plain.goto(f"/desk/articles/{world.second_article.pk}/?plain=1")
    plain.get_by_text("Quote text instead").click()
    plain.get_by_label("Text, exactly").fill("the scene had been arranged")
    plain.get_by_role("button", name="Mention of a claim").click()
    plain.get_by_role("radio", name=re.compile("The scene was arranged")).check()
    plain.get_by_label("Presented as").select_option("indirect")
    plain.get_by_role("button", name="Save mention").click()
    expect(plain.locator("#chosen")).to_contain_text("in 2 articles")

    plain.get_by_text("Quote text instead").click()
    plain.get_by_label("Text, exactly").fill("410 bodies")
    plain.get_by_role("button", name="Evidence for a claim").click()
    plain.get_by_label("Search claims").fill("scene arranged")
    plain.get_by_role("button", name="Search", exact=True).click()
    plain.get_by_role("radio", name=re.compile("The scene was arranged")).check()
    plain.get_by_label("context", exact=True).check()
    plain.get_by_label("secondary: a report about one").check()
    plain.get_by_role("button", name="Attach evidence").click()
    expect(plain.locator("#evidence")).to_contain_text("410 bodies")
    assert claim.evidence.count() == 1


@pytest.mark.parametrize("width", [1280, 390])
def test_desk_passes_axe(browser: Browser, live_server: Any, world: World, width: int) -> None:
    claim = world.open_claim
    world.evidence_on(claim)
    revise_article(person=world.second_checker, article=world.second_article, content=(FIRST * 2).encode())
    context = browser.new_context(base_url=live_server.url, viewport={"width": width, "height": axe.HEIGHT}, **axe.OPTIONS)
    page = context.new_page()
    sign_in(context, live_server.url, world.checker)
    found: dict[str, list[Any]] = {}

    def ask(state: str) -> None:
        found[state] = axe.problems_in(page, [(width, "light"), (width, "dark")])

    open_desk(page, live_server, world.first_article, f"?claim={claim.pk}")
    ask("chosen")
    open_desk(page, live_server, world.first_article)
    page.keyboard.press("s")
    ask("selected")
    for key, form in (("c", "claim"), ("m", "mention"), ("e", "passage")):
        open_desk(page, live_server, world.first_article)
        page.keyboard.press("s")
        page.keyboard.press(key)
        page.locator(f"#{form}-form .is-main").click()
        expect(page.get_by_role("alert")).to_be_visible()
        ask(form)
        page.locator("[data-cancel]").click()
    for query in ("", "&act=claim&sentence=0-31", "&act=claim&quote=he", f"&claim={claim.pk}"):
        page.goto(f"/desk/articles/{world.first_article.pk}/?plain=1{query}")
        ask(f"plain{query}")
    context.close()
    assert not any(found.values()), found


def test_form_fills_a_narrow_screen(desk: Page, live_server: Any, world: World) -> None:
    desk.set_viewport_size({"width": 390, "height": 844})
    open_desk(desk, live_server, world.first_article)
    drag_over(desk, QUOTE)
    desk.get_by_role("button", name="New claim").first.click()
    expect(desk.locator("#words")).to_be_hidden()
    fill_claim(desk)
    save_claim(desk, "Mikhail Minister")
    expect(desk.locator("#claims [aria-current]")).to_be_focused()
    desk.get_by_text("Article", exact=True).click()
    expect(desk.locator("#peek")).to_contain_text(QUOTE)
    assert desk.evaluate("document.documentElement.scrollWidth") == 390


def test_text_behind_a_warning_cannot_be_selected(desk: Page, live_server: Any, world: World) -> None:
    open_desk(desk, live_server, world.article(is_graphic=True))
    desk.keyboard.press("s")
    expect(desk.locator("#toolbar")).to_be_hidden()
    desk.keyboard.press("Enter")
    desk.keyboard.press("s")
    expect(desk.locator("#toolbar")).to_be_visible()


def test_marks_of_a_text_behind_a_warning_are_shown_with_it(desk: Page, live_server: Any, world: World) -> None:
    article = world.article(is_graphic=True)
    world.claim(article=article)
    open_desk(desk, live_server, article)
    pin = desk.locator(".reading-pins .pin")
    expect(pin).to_be_attached()
    expect(pin).to_be_hidden()
    desk.get_by_text("Show the text").click()
    expect(pin).to_be_visible()
