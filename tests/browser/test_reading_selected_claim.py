"""The selected claim of the reading desk while the server has not yet responded with its panel."""

from __future__ import annotations

import time
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.people import sign_in
from tests.browser.reading import QUOTE, choose_mode, drag_over, fill_claim, open_desk, save_claim
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "the town had been left on 30 March"
SLOW = 1.0
"""Seconds that a delayed response takes."""


def delay(page: Page, part: str) -> None:
    """Delay the responses to htmx requests whose URL contains `part`."""

    def slowly(route: Route) -> None:
        if "hx-request" in route.request.headers:
            time.sleep(SLOW)
        route.continue_()

    page.route(lambda url: part in url, slowly)


def test_key_after_saving_never_takes_the_words_of_the_claim_before(desk: Page, live_server: Any, world: World) -> None:
    before = world.claim("The scene was arranged.", quote=QUOTE)
    open_desk(desk, live_server, world.first_article, f"?claim={before.pk}")
    drag_over(desk, WORDS)
    desk.keyboard.press("c")
    desk.locator("#claim-form").get_by_label("Statement").fill("The town had been left.")
    fill_claim(desk)
    delay(desk, "/claims/")
    save_claim(desk)
    desk.keyboard.press("l")
    expect(desk.locator("#pieces")).not_to_contain_text(QUOTE)
    expect(desk.locator("#claims [aria-current]")).to_contain_text("The town had been left.")
    expect(desk.locator("#chosen-title")).to_have_text("The town had been left.")
    desk.keyboard.press("l")
    expect(desk.locator("#pieces")).to_have_text(WORDS)


@pytest.mark.parametrize("act", ["claim", "mention", "passage"])
def test_save_needs_one_request(desk: Page, live_server: Any, world: World, act: str) -> None:
    """The response contains the panel, also if the panel of another claim is still being loaded."""
    first = world.claim("The scene was arranged.", quote=QUOTE)
    second = world.claim("The mayor had announced it.", quote="A second official")
    open_desk(desk, live_server, world.first_article)
    held: list[Route] = []
    desk.route(lambda url: f"?claim={second.pk}" in url, lambda route: held.append(route))
    with desk.expect_request(lambda request: f"claim={second.pk}" in request.url):
        desk.locator(f"#claim-{second.pk} .claim-statement").click()
    drag_over(desk, WORDS)
    desk.keyboard.press({"claim": "c", "mention": "m", "passage": "e"}[act])
    form = desk.locator(f"#{act}-form")
    if act == "claim":
        with desk.expect_request(lambda request: "The+town+had+been+left." in request.url):  # the nearest claims
            form.get_by_label("Statement").fill("The town had been left.")
        fill_claim(desk)
    else:
        expect(form.locator(f"[name=claim][value='{second.pk}']")).to_be_checked()
        form.locator("[data-search-claims]").fill("The scene was arranged")
        form.locator(f"[name=claim][value='{first.pk}']").check()
    if act == "mention":
        choose_mode(form, "indirect")
    elif act == "passage":
        form.locator("[name=stance][value=supports]").check()
        form.locator("[name=closeness][value=secondary]").check()
        form.locator("[name=note]").fill("It says so.")
    sent: list[str] = []
    # A search for the typed claimant can still begin.
    desk.on("request", lambda request: sent.append(f"{request.method} {request.url}") if "/articles/" in request.url else None)
    form.get_by_role("button", name="Attach evidence" if act == "passage" else "Save").last.click()
    expect(desk.locator("#marking")).to_be_hidden()
    title = "The town had been left." if act == "claim" else "The scene was arranged."
    expect(desk.locator("#chosen-title")).to_have_text(title)
    expect(desk.locator("#chosen")).to_have_count(1)
    saved = desk.locator("#chosen").get_attribute("data-claim")
    expect(desk.locator(f"#claim-{saved} > #chosen")).to_have_count(1)
    expect(desk.locator(f"#claim-{saved} .claim-statement")).to_be_focused()
    assert f"claim={saved}" in desk.url
    held.pop().continue_()
    desk.wait_for_timeout(300)
    expect(desk.locator("#chosen-title")).to_have_text(title)
    assert not desk.locator("#chosen").evaluate("panel => panel.inert")
    assert [request.split()[0] for request in sent] == ["POST"], sent


@pytest.mark.parametrize(("key", "form"), [("m", "#mention-form"), ("e", "#passage-form")])
def test_key_during_a_save_never_offers_the_claim_before(desk: Page, live_server: Any, world: World, key: str, form: str) -> None:
    before = world.claim("The scene was arranged.", quote=QUOTE)
    open_desk(desk, live_server, world.first_article, f"?claim={before.pk}")
    drag_over(desk, WORDS)
    desk.keyboard.press("c")
    desk.locator("#claim-form").get_by_label("Statement").fill("The town had been left.")
    fill_claim(desk)
    requests: list[Route] = []
    desk.route(lambda url: url.endswith("/claims/add/"), lambda route: requests.append(route))
    save_claim(desk)
    drag_over(desk, "A second official")
    expect(desk.locator("#toolbar").get_by_text("Saving…")).to_be_visible()
    desk.keyboard.press(key)
    expect(desk.locator("#announce")).to_have_text("Your input is still being saved. Wait a moment.")
    assert len(requests) == 1
    expect(desk.locator(form)).to_be_hidden()
    requests[0].continue_()
    expect(desk.locator("#chosen-title")).to_have_text("The town had been left.")
    expect(desk.locator("#toolbar").get_by_text("Saving…")).to_be_hidden()
    saved = desk.locator("#chosen").get_attribute("data-claim")
    desk.keyboard.press(key)
    expect(desk.locator(f"{form} [name=claim][value='{saved}']")).to_be_checked()


def test_toolbar_is_enabled_after_a_rejected_form(desk: Page, live_server: Any, world: World) -> None:
    open_desk(desk, live_server, world.first_article)
    drag_over(desk, WORDS)
    desk.keyboard.press("c")
    fill_claim(desk, claimant="")
    save_claim(desk)
    expect(desk.locator("#claim-form [aria-invalid=true]").first).to_be_visible()
    desk.get_by_role("button", name="Cancel").click()
    drag_over(desk, "A second official")
    desk.keyboard.press("m")
    expect(desk.locator("#mention-form")).to_be_visible()


def test_panel_is_enabled_after_a_rejected_form(desk: Page, live_server: Any, world: World) -> None:
    before = world.claim("The scene was arranged.", quote=QUOTE)
    open_desk(desk, live_server, world.first_article, f"?claim={before.pk}")
    drag_over(desk, WORDS)
    desk.keyboard.press("c")
    fill_claim(desk, claimant="")
    save_claim(desk)
    expect(desk.locator("#claim-form .error-summary, #claim-form .errors, #claim-form [aria-invalid=true]").first).to_be_visible()
    expect(desk.locator("#chosen")).not_to_have_attribute("inert", "")


def test_key_while_another_claim_is_loading_takes_no_words(desk: Page, live_server: Any, world: World) -> None:
    before = world.claim("The scene was arranged.", quote=QUOTE)
    after = world.claim("The town had been left.", quote=WORDS)
    open_desk(desk, live_server, world.first_article, f"?claim={before.pk}")
    delay(desk, f"?claim={after.pk}")
    desk.locator(f"#claim-{after.pk} .claim-statement").click()
    desk.keyboard.press("l")
    expect(desk.locator("#marking")).to_be_hidden()
    expect(desk.locator("#chosen-title")).to_have_text("The town had been left.")
    desk.keyboard.press("l")
    expect(desk.locator("#pieces")).to_have_text(WORDS)


def test_panel_that_arrives_after_the_next_selection_stays_disabled(desk: Page, live_server: Any, world: World) -> None:
    first = world.claim("The scene was arranged.", quote=QUOTE)
    second = world.claim("The town had been left.", quote=WORDS)
    open_desk(desk, live_server, world.first_article)
    requests: list[Route] = []
    desk.route(lambda url: "?claim=" in url, lambda route: requests.append(route))
    with desk.expect_request(lambda request: f"claim={first.pk}" in request.url):
        desk.locator(f"#claim-{first.pk} .claim-statement").click()
    desk.evaluate(
        """second => document.addEventListener("htmx:before:swap", () => {
            document.querySelector(`#claim-${second} .claim-statement`).click();
        }, { once: true })""",
        second.pk,
    )
    requests.pop().continue_()
    expect(desk.locator(f"#chosen[data-claim='{first.pk}']")).to_have_count(1)
    assert desk.locator("#chosen").evaluate("panel => panel.inert")
    desk.keyboard.press("l")
    expect(desk.locator("#pieces")).not_to_contain_text(QUOTE)
    while not requests:
        desk.wait_for_timeout(50)
    requests.pop().continue_()
    expect(desk.locator("#chosen-title")).to_have_text("The town had been left.")
    assert not desk.locator("#chosen").evaluate("panel => panel.inert")


@pytest.mark.parametrize("failure", ["connection", "error"])
def test_panel_that_could_not_be_loaded_offers_to_try_again(page: Page, live_server: Any, world: World, failure: str) -> None:
    sign_in(page.context, live_server.url, world.checker)
    first = world.claim("The scene was arranged.", quote=QUOTE)
    second = world.claim("The town had been left.", quote=WORDS)
    open_desk(page, live_server, world.first_article, f"?claim={first.pk}")

    def fail(route: Route) -> None:
        if failure == "connection":
            route.abort()
        else:
            route.fulfill(status=502, body="")

    page.route(lambda url: f"?claim={second.pk}" in url, fail)
    page.locator(f"#claim-{second.pk} .claim-statement").click()
    retry = page.locator("#chosen").get_by_role("button", name="Try again")
    expect(retry).to_be_enabled()
    expect(page.locator("#chosen")).not_to_contain_text("The scene was arranged.")
    page.unroute_all()
    retry.click()
    expect(page.locator("#chosen-title")).to_have_text("The town had been left.")


def test_claim_of_the_text_before_is_not_offered_for_other_text(desk: Page, live_server: Any, world: World) -> None:
    before = world.claim("The scene was arranged.", quote=QUOTE)
    after = world.claim("The town had been left.", quote=WORDS)
    open_desk(desk, live_server, world.first_article, f"?claim={before.pk}")
    drag_over(desk, "rejected the accusation")
    desk.keyboard.press("m")
    expect(desk.locator(f"#mention-form [name=claim][value='{before.pk}']")).to_be_checked()
    desk.get_by_role("button", name="Cancel").click()
    desk.locator(f"#claim-{after.pk} .claim-statement").click()
    delay(desk, "q=A+second")
    drag_over(desk, "A second official")
    desk.keyboard.press("m")
    assert desk.locator("#mention-form [name=claim]:checked").count() == 0
    expect(desk.locator(f"#mention-form [name=claim][value='{after.pk}']")).to_be_checked()


def test_claim_that_was_not_awaited_is_not_reported_as_missing(desk: Page, live_server: Any, world: World) -> None:
    """A request that another one replaced has no response; only the newest one can fail."""
    first = world.claim("The scene was arranged.", quote=QUOTE)
    second = world.claim("The town had been left.", quote=WORDS)
    open_desk(desk, live_server, world.first_article)
    held: list[Route] = []
    desk.route(lambda url: "?claim=" in url, lambda route: held.append(route))
    for claim in (first, second):
        with desk.expect_request(lambda request, at=claim.pk: f"claim={at}" in request.url):
            desk.locator(f"#claim-{claim.pk} .claim-statement").click()
    desk.wait_for_timeout(200)
    expect(desk.locator("#chosen")).not_to_contain_text("could not be loaded")
    held.pop().continue_()
    expect(desk.locator("#chosen-title")).to_have_text("The town had been left.")


def test_words_selected_during_a_save_stay_selected(desk: Page, live_server: Any, world: World) -> None:
    world.claim("The scene was arranged.", quote=QUOTE)
    open_desk(desk, live_server, world.first_article)
    drag_over(desk, WORDS)
    desk.keyboard.press("c")
    desk.locator("#claim-form").get_by_label("Statement").fill("The town had been left.")
    fill_claim(desk)
    held: list[Route] = []
    desk.route(lambda url: url.endswith("/claims/add/"), lambda route: held.append(route))
    save_claim(desk)
    drag_over(desk, "A second official")
    held.pop().continue_()
    expect(desk.locator("#chosen-title")).to_have_text("The town had been left.")
    toolbar = desk.locator("#toolbar")
    expect(toolbar.get_by_role("button", name="New claim")).to_be_visible()
    expect(toolbar.locator("[data-open=passage]")).to_contain_text("Evidence for Sentence 2 so?")
    desk.keyboard.press("c")
    expect(desk.locator("#pieces")).to_have_text("A second official")
    expect(desk.locator("#claim-form").get_by_label("Statement")).to_have_value("A second official")


def test_claim_checked_during_a_search_stays_checked(desk: Page, live_server: Any, world: World) -> None:
    """The response to a search that began before offers the claim that was checked then."""
    first = world.claim("The scene was arranged.", quote=QUOTE)
    second = world.claim("The mayor had announced it.", quote="A second official")
    open_desk(desk, live_server, world.first_article, f"?claim={second.pk}")
    drag_over(desk, WORDS)
    desk.keyboard.press("e")
    form = desk.locator("#passage-form")
    choice = form.locator(f"[name=claim][value='{first.pk}']")
    expect(form.locator(f"[name=claim][value='{second.pk}']")).to_be_checked()
    held: list[Route] = []
    desk.route(lambda url: "/options/" in url and "arranged" in url, lambda route: held.append(route))
    search = form.locator("[data-search-claims]")
    with desk.expect_request(lambda request: "arranged" in request.url):
        search.fill("arranged")
    choice.check()
    for route in held:
        route.continue_()
    search.fill("the scene was arranged")
    choice.check()
    search.fill("announced")  # its response comes after those of the searches before
    expect(form.locator("[name=claim]").nth(1)).to_have_value(str(second.pk))
    expect(choice).to_be_checked()
