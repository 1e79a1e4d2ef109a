"""Unsaved input survives a crash and a closed tab, for one person; closing a tab asks first; newer versions stay."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Route, expect
from playwright.sync_api import Error as PlaywrightError

from factcheck.claims.actions import edit_claim
from factcheck.claims.models import Claim
from factcheck.verdicts.actions import open_verdict
from factcheck.verdicts.models import Rating
from tests.browser.page_ready import leaving, ready
from tests.browser.people import sign_in, watch
from tests.browser.reading import QUOTE, drag_over, fill_claim, open_desk, save_claim
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "Notes that took an hour."
RESTORED = "[data-restored]"
STORED = "() => ({ ...localStorage, ...Object.fromEntries(Object.entries(sessionStorage).map(([k, v]) => ['tab ' + k, v])) })"
WEEK = 7 * 24 * 60 * 60 * 1000  # ms


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def context(browser: Browser, live_server: Any, world: World) -> Iterator[BrowserContext]:
    """The browser of a signed-in checker. A script error fails the test."""
    faults: list[str] = []
    created = browser.new_context(base_url=live_server.url)
    created.on("page", lambda page: watch(page, faults))
    sign_in(created, live_server.url, world.checker)
    yield created
    created.close()
    assert faults == []


def open_page(context: BrowserContext, path: str) -> Page:
    page = context.new_page()
    page.goto(path)
    ready(page)
    return page


def crash(page: Page) -> None:
    """Kill the renderer, so that no unload handler runs."""
    with page.expect_event("crash"), suppress(PlaywrightError):
        page.goto("chrome://crash")
    page.close()


def edit_path(claim: Claim) -> str:
    return reverse("desk:claim-edit", args=[claim.pk])


def stored(page: Page) -> str:
    return json.dumps(page.evaluate(STORED))


def save_as_somebody_else(world: World, claim: Claim, **fields: Any) -> None:
    edit_claim(person=world.editor, claim=claim, seen_version=claim.version, **fields)


def dialogs_of(page: Page) -> list[str]:
    """The types of the dialogs that the page opens; each is dismissed, so the page stays."""
    seen: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        seen.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", dismiss)
    return seen


def try_to_close(page: Page) -> list[str]:
    """Close the tab like a person. Returns the dialogs that appear."""
    seen = dialogs_of(page)
    closed: list[bool] = []
    page.on("close", lambda _: closed.append(True))
    page.close(run_before_unload=True)
    deadline = time.monotonic() + 15
    while not seen and not closed and time.monotonic() < deadline:
        with suppress(PlaywrightError):
            page.wait_for_timeout(50)
    assert bool(seen) != bool(closed)
    return seen


# --- it survives ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", [crash, Page.close], ids=["crash", "closed"])
def test_input_survives_a_closed_tab_and_is_removed_after_saving(
    context: BrowserContext, world: World, end: Callable[[Page], None]
) -> None:
    claim = world.claim()
    page = open_page(context, edit_path(claim))
    page.get_by_label("Context").fill(TEXT)
    end(page)
    page = open_page(context, edit_path(claim))
    expect(page.get_by_label("Context")).to_have_value(TEXT)
    expect(page.locator(RESTORED)).to_be_visible()
    with leaving(page):
        page.get_by_role("button", name="Save claim").click()
    claim.refresh_from_db()
    assert claim.context == TEXT
    assert TEXT not in stored(page)
    page.goto(edit_path(claim))
    ready(page)
    expect(page.locator(RESTORED)).to_have_count(0)


def test_restored_input_can_be_discarded(context: BrowserContext, world: World) -> None:
    claim = world.claim(context="As it is saved.")
    page = open_page(context, edit_path(claim))
    page.get_by_label("Context").fill(TEXT)
    crash(page)
    page = open_page(context, edit_path(claim))
    page.locator(RESTORED).get_by_role("button").click()
    expect(page.get_by_label("Context")).to_have_value("As it is saved.")
    expect(page.locator(RESTORED)).to_have_count(0)
    assert TEXT not in stored(page)


# The path of each form, and a selector of a text field in it.
FORMS: dict[str, tuple[Callable[[World], str], str]] = {
    "verdict": (lambda w: reverse("desk:verdict", args=[w.draft.claim_id]), "[name=rationale]"),
    "reason to reopen": (lambda w: reverse("desk:verdict", args=[w.approved.claim_id]), "#id_reopen_reason"),
    "reason to withdraw a mention": (lambda w: reverse("desk:mention-withdraw", args=[w.mention.pk]), "[name=reason]"),
    "reason to withdraw evidence": (lambda w: reverse("desk:evidence-withdraw", args=[w.evidence.pk]), "[name=reason]"),
    "search log": (lambda w: reverse("desk:search-add", args=[w.open_claim.pk]), "[name=note]"),
    "request for comment": (lambda w: reverse("desk:reply-add", args=[w.open_claim.pk]), "[name=contact]"),
    "answer": (lambda w: reverse("desk:reply-answer", args=[w.reply.pk]), "[name=answer]"),
    "evidence": (lambda w: reverse("desk:evidence-add", args=[w.open_claim.pk]) + "?kind=page", "[name=quote]"),
    "copy of a page": (lambda w: reverse("desk:copy-add", args=[w.evidence.pk]), "[name=made_how]"),
    "article": (lambda w: reverse("desk:article-import"), "[name=content]"),
}


@pytest.mark.parametrize("name", FORMS)
def test_each_form_restores_its_input_after_a_crash(context: BrowserContext, live_server: Any, world: World, name: str) -> None:
    path_of, field = FORMS[name]
    if name == "reason to reopen":
        sign_in(context, live_server.url, world.editor)
    path = path_of(world)
    page = open_page(context, path)
    page.locator(field).fill(TEXT)
    crash(page)
    page = open_page(context, path)
    expect(page.locator(field)).to_have_value(TEXT)
    expect(page.locator(RESTORED)).to_be_visible()


def test_selected_text_and_its_form_survive_a_crash(context: BrowserContext, live_server: Any, world: World) -> None:
    page = context.new_page()
    open_desk(page, live_server, world.first_article)
    drag_over(page, QUOTE)
    page.keyboard.press("c")
    fill_claim(page)
    page.get_by_label("Statement").fill(TEXT)
    crash(page)
    page = context.new_page()
    open_desk(page, live_server, world.first_article)
    expect(page.locator("#pieces")).to_contain_text(QUOTE)
    expect(page.get_by_label("Statement")).to_have_value(TEXT)
    expect(page.locator("#claim-form .chain input").last).to_have_value("Mikhail Minister")
    save_claim(page, "Mikhail Minister")
    expect(page.locator("#chosen-title")).to_have_text(TEXT)
    assert TEXT not in stored(page)


def test_search_for_similar_claims_does_not_remove_the_draft(context: BrowserContext, live_server: Any, world: World) -> None:
    claim = world.claim()
    page = context.new_page()
    open_desk(page, live_server, world.first_article)
    drag_over(page, QUOTE)
    page.keyboard.press("c")
    page.get_by_label("Claimant").fill("Mikhail Minister")
    page.get_by_label("Statement").fill(f"{claim.statement} {TEXT}")
    with page.expect_response(lambda response: "nearest" in response.url and "Notes" in response.url):
        pass
    expect(page.get_by_role("button", name="Another mention of this claim")).to_be_visible()
    crash(page)
    page = context.new_page()
    open_desk(page, live_server, world.first_article)
    expect(page.get_by_label("Statement")).to_have_value(f"{claim.statement} {TEXT}")
    expect(page.get_by_label("Claimant")).to_have_value("Mikhail Minister")


def test_form_that_arrived_in_a_fragment_keeps_its_input(context: BrowserContext, live_server: Any, world: World) -> None:
    page = context.new_page()
    open_desk(page, live_server, world.first_article)
    drag_over(page, QUOTE)
    page.keyboard.press("c")
    page.get_by_role("button", name="Save claim").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_label("Statement").fill(TEXT)
    crash(page)
    page = context.new_page()
    open_desk(page, live_server, world.first_article)
    expect(page.get_by_label("Statement")).to_have_value(TEXT)


def test_article_and_claim_with_the_same_number_have_different_drafts(
    context: BrowserContext, live_server: Any, world: World
) -> None:
    claim, article = world.claim(), world.first_article
    while claim.pk < article.pk:
        claim = world.claim()
    while article.pk < claim.pk:
        article = world.article(f"{QUOTE} {article.pk}.", title="Another")
    assert article.pk == claim.pk
    page = context.new_page()
    open_desk(page, live_server, article)
    drag_over(page, QUOTE)
    page.keyboard.press("c")
    page.get_by_label("Statement").fill(TEXT)
    page.goto(edit_path(claim))
    ready(page)
    expect(page.get_by_label("Statement")).to_have_value(claim.statement)
    expect(page.locator(RESTORED)).to_have_count(0)


def test_restored_exceptions_are_visible(context: BrowserContext, world: World) -> None:
    verdict = open_verdict(
        person=world.checker,
        claim=world.open_claim,
        rating=Rating.objects.get(name="False"),
        conclusion="refuted",
        headline="A headline",
        summary="A summary.",
        rationale="A rationale.",
        as_of=date(2022, 4, 20),
    )
    path = reverse("desk:verdict", args=[verdict.claim_id])
    page = open_page(context, path)
    page.locator("summary", has_text="Written exceptions").click()
    page.locator("[name^=exception_]").first.fill(TEXT)
    crash(page)
    page = open_page(context, path)
    expect(page.locator("[name^=exception_]").first).to_have_value(TEXT)
    expect(page.locator("[name^=exception_]").first).to_be_visible()


def test_input_of_an_unanswered_request_is_marked_as_possibly_saved(context: BrowserContext, world: World) -> None:
    claim = world.claim()
    page = open_page(context, edit_path(claim))
    page.get_by_label("Context").fill(TEXT)
    held: list[Route] = []
    page.route("**/edit/", lambda route: held.append(route) if route.request.method == "POST" else route.continue_())
    with page.expect_request(lambda request: request.method == "POST"):
        page.get_by_role("button", name="Save claim").click(no_wait_after=True)
    page.close()
    page = open_page(context, edit_path(claim))
    expect(page.get_by_label("Context")).to_have_value(TEXT)
    expect(page.locator(RESTORED)).to_contain_text("may have been saved")


def test_input_survives_without_web_locks(context: BrowserContext, world: World) -> None:
    """Browsers provide Web Locks only over HTTPS and on localhost."""
    context.add_init_script("Object.defineProperty(navigator, 'locks', { value: undefined })")
    claim = world.claim()
    page = open_page(context, edit_path(claim))
    page.get_by_label("Context").fill(TEXT)
    crash(page)
    page = open_page(context, edit_path(claim))
    expect(page.get_by_label("Context")).to_have_value(TEXT)


def test_input_survives_a_reload_if_local_storage_is_full(context: BrowserContext, world: World) -> None:
    claim = world.claim()
    page = open_page(context, edit_path(claim))
    page.evaluate("localStorage.setItem('of another site', 'x'.repeat(5 * 1024 * 1024 - 300))")
    page.get_by_label("Context").fill(TEXT * 10)
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('.draft.'))") == []
    page.reload()
    ready(page)
    expect(page.get_by_label("Context")).to_have_value(TEXT * 10)


def test_selected_file_is_named_but_not_restored(context: BrowserContext, world: World, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(b"%PDF-1.7")
    path = reverse("desk:evidence-add", args=[world.open_claim.pk]) + "?kind=file"
    page = open_page(context, path)
    page.locator("input[type=file]").set_input_files(file)
    crash(page)
    page = open_page(context, path)
    expect(page.locator(RESTORED)).to_contain_text("report.pdf")


def wait_until_released(context: BrowserContext) -> None:
    """Wait until the browser has released the locks of closed pages, which a busy machine delays."""
    page = open_page(context, reverse("desk:claims"))
    page.wait_for_function("async () => !(await navigator.locks.query()).held.some(({ name }) => name.includes('unsaved'))")
    page.close()


def test_two_tabs_with_the_same_form_keep_their_own_input(context: BrowserContext, world: World) -> None:
    claim = world.claim()
    first = open_page(context, edit_path(claim))
    first.get_by_label("Context").fill("Of the first tab.")
    second = open_page(context, edit_path(claim))
    expect(second.get_by_label("Context")).to_have_value("")
    second.get_by_label("Context").fill("Of the second tab.")
    first.close()
    second.close()
    wait_until_released(context)
    page = open_page(context, edit_path(claim))
    expect(page.get_by_label("Context")).to_have_value("Of the second tab.")
    page.locator(RESTORED).get_by_role("button").click()
    page.reload()
    ready(page)
    expect(page.get_by_label("Context")).to_have_value("Of the first tab.")


def test_draft_of_an_earlier_release_is_restored(context: BrowserContext, world: World) -> None:
    claim = world.claim()
    page = open_page(context, edit_path(claim))
    person = page.locator("body").get_attribute("data-person")
    old = {f"factcheck.of.{person}.draft.claim-{claim.pk}": json.dumps({"values": {"context": TEXT}, "isSent": False})}
    old[f"factcheck.of.{person}.at"] = page.evaluate("String(Date.now())")
    page.evaluate("(old) => Object.assign(sessionStorage, old)", old)
    page.reload()
    ready(page)
    expect(page.get_by_label("Context")).to_have_value(TEXT)
    page.close()
    page = open_page(context, edit_path(claim))
    expect(page.get_by_label("Context")).to_have_value(TEXT)


# --- values of the address --------------------------------------------------------------------------------------------------


def test_the_side_that_was_clicked_wins_over_restored_input(context: BrowserContext, world: World) -> None:
    path = reverse("desk:evidence-add", args=[world.open_claim.pk])
    page = open_page(context, f"{path}?stance=contradicts")
    page.locator("[name=quote]").fill(TEXT)
    page.goto(f"{path}?stance=supports")
    ready(page)
    expect(page.locator("[name=quote]")).to_have_value(TEXT)
    expect(page.locator(RESTORED)).to_be_visible()
    expect(page.locator("[name=stance][value=supports]")).to_be_checked()
    page.locator("[name=stance][value=context]").check()
    page.reload()
    ready(page)
    expect(page.locator("[name=stance][value=context]")).to_be_checked()
    page.goto(path)
    ready(page)
    expect(page.locator("[name=stance][value=context]")).to_be_checked()


def test_a_notice_keeps_the_kind_of_the_link_and_restores_the_text(
    context: BrowserContext, live_server: Any, world: World
) -> None:
    sign_in(context, live_server.url, world.editor)
    path = reverse("desk:notice", args=[world.published.claim.evidence.earliest("number").pk])
    page = open_page(context, f"{path}?kind=gone&checked=2022-04-01")
    page.locator("[name=text]").fill(TEXT)
    page.goto(f"{path}?kind=available&checked=2022-04-20")
    ready(page)
    expect(page.locator("[name=text]")).to_have_value(TEXT)
    expect(page.locator("[name=notice_kind][value=available]")).to_be_checked()
    expect(page.locator("[name=checked_on]")).to_have_value("2022-04-20")


# --- for one person, for a time, and without secrets ---------------------------------------------------------------------------


def test_another_person_on_the_same_browser_sees_nothing(context: BrowserContext, live_server: Any, world: World) -> None:
    claim = world.claim()
    page = open_page(context, edit_path(claim))
    page.get_by_label("Context").fill(TEXT)
    crash(page)
    sign_in(context, live_server.url, world.second_checker)
    page = open_page(context, edit_path(claim))
    expect(page.get_by_label("Context")).to_have_value("")
    expect(page.locator(RESTORED)).to_have_count(0)
    assert TEXT not in stored(page)


def test_input_is_not_displayed_while_signed_out(context: BrowserContext, live_server: Any, world: World) -> None:
    claim = world.claim()
    page = open_page(context, edit_path(claim))
    page.get_by_label("Context").fill(TEXT)
    crash(page)
    context.clear_cookies()
    page = context.new_page()
    page.goto(edit_path(claim))
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
    page.close()
    sign_in(context, live_server.url, world.checker)
    page = open_page(context, edit_path(claim))
    expect(page.get_by_label("Context")).to_have_value(TEXT)


def test_signing_out_removes_the_input_of_a_tab_that_crashed(context: BrowserContext, world: World) -> None:
    claim = world.claim()
    page = open_page(context, edit_path(claim))
    page.get_by_label("Context").fill(TEXT)
    crash(page)
    page = open_page(context, "/desk/")
    page.get_by_role("button", name="account menu").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
    assert TEXT not in stored(page)


def test_input_expires_after_a_week(context: BrowserContext, world: World) -> None:
    claim = world.claim()
    page = open_page(context, edit_path(claim))
    page.get_by_label("Context").fill(TEXT)
    page.get_by_label("Context").blur()  # a field that loses the focus when the page closes stores its input again
    page.evaluate(
        """(age) => {
          for (const key of Object.keys(localStorage).filter((name) => name.includes(".draft."))) {
            const record = JSON.parse(localStorage.getItem(key));
            localStorage.setItem(key, JSON.stringify({ ...record, at: Date.now() - age }));
          }
        }""",
        WEEK + 1000,
    )
    page.close()
    page = open_page(context, edit_path(claim))
    expect(page.get_by_label("Context")).to_have_value("")
    assert TEXT not in stored(page)


def test_secrets_and_hidden_fields_are_not_stored(context: BrowserContext, world: World) -> None:
    page = open_page(context, reverse("desk:evidence-add", args=[world.open_claim.pk]) + "?kind=page")
    page.get_by_label("Quote that bears on the claim").fill(TEXT)
    hidden = page.locator("form[data-draft] input[type=hidden]").evaluate_all(
        "(inputs) => inputs.map((input) => [input.name, input.value])"
    )
    assert {name for name, _ in hidden} == {"csrfmiddlewaretoken", "token"}
    kept = stored(page)
    assert TEXT in kept
    assert [name for name, value in hidden if value in kept or f'"{name}' in kept] == []
    page.goto(reverse("account_change_password"))
    ready(page)
    page.locator("input[type=password]").first.fill("a secret to be forgotten")
    assert "a secret to be forgotten" not in stored(page)


# --- a newer version ------------------------------------------------------------------------------------------------------------


def test_restored_input_does_not_overwrite_a_newer_version(context: BrowserContext, world: World) -> None:
    claim = world.claim(context="As it was.")
    page = open_page(context, edit_path(claim))
    page.get_by_label("Context").fill(TEXT)
    crash(page)
    save_as_somebody_else(world, claim, context="As somebody else saved it.")
    page = open_page(context, edit_path(claim))
    expect(page.get_by_label("Context")).to_have_value(TEXT)
    expect(page.locator(RESTORED)).to_contain_text("changed")
    with leaving(page):
        page.get_by_role("button", name="Save claim").click()
    conflict = page.get_by_role("alert")
    expect(conflict).to_contain_text("As somebody else saved it.")
    expect(conflict).to_contain_text(TEXT)
    claim.refresh_from_db()
    assert (claim.version, claim.context) == (2, "As somebody else saved it.")
    with leaving(page):
        page.get_by_role("button", name="Save claim").click()
    claim.refresh_from_db()
    assert (claim.version, claim.context) == (3, TEXT)
    assert TEXT not in stored(page)


def test_discarding_restored_input_edits_the_newer_version(context: BrowserContext, world: World) -> None:
    claim = world.claim(context="As it was.")
    page = open_page(context, edit_path(claim))
    page.get_by_label("Context").fill(TEXT)
    crash(page)
    save_as_somebody_else(world, claim, context="As somebody else saved it.")
    page = open_page(context, edit_path(claim))
    page.locator(RESTORED).get_by_role("button").click()
    page.get_by_label("Context").fill("In sight of the newer version.")
    with leaving(page):
        page.get_by_role("button", name="Save claim").click()
    claim.refresh_from_db()
    assert (claim.version, claim.context) == (3, "In sight of the newer version.")


def test_input_after_a_conflict_survives_a_crash_with_the_version_seen(context: BrowserContext, world: World) -> None:
    claim = world.claim(context="As it was.")
    page = open_page(context, edit_path(claim))
    page.get_by_label("Context").fill("First attempt.")
    save_as_somebody_else(world, claim, context="As somebody else saved it.")
    with leaving(page):
        page.get_by_role("button", name="Save claim").click()
    expect(page.get_by_role("alert")).to_contain_text("As somebody else saved it.")
    crash(page)
    page = open_page(context, edit_path(claim))
    expect(page.get_by_label("Context")).to_have_value("First attempt.")
    with leaving(page):
        page.get_by_role("button", name="Save claim").click()
    claim.refresh_from_db()
    assert (claim.version, claim.context) == (3, "First attempt.")


# --- closing asks first -----------------------------------------------------------------------------------------------------


def test_closing_a_tab_with_unsaved_input_asks_first(context: BrowserContext, world: World) -> None:
    page = open_page(context, edit_path(world.claim()))
    page.get_by_label("Context").press_sequentially(TEXT)
    assert try_to_close(page) == ["beforeunload"]
    expect(page.get_by_label("Context")).to_have_value(TEXT)


def test_closing_does_not_ask_without_unsaved_input(context: BrowserContext, world: World) -> None:
    claim = world.claim()
    page = open_page(context, edit_path(claim))
    page.get_by_label("Context").click()
    assert try_to_close(page) == []
    page = open_page(context, edit_path(claim))
    page.get_by_label("Context").press_sequentially(TEXT)
    page.get_by_label("Context").clear()
    assert try_to_close(page) == []
    page = open_page(context, edit_path(claim))
    page.get_by_label("Context").press_sequentially(TEXT)
    seen = dialogs_of(page)
    with leaving(page):
        page.get_by_role("button", name="Save claim").click()
    assert try_to_close(page) == []
    assert seen == []


def test_search_within_the_form_of_a_mention_is_not_unsaved_input(
    context: BrowserContext, live_server: Any, world: World
) -> None:
    claim = world.claim("The town was left.", quote="the town had been left")
    page = context.new_page()
    open_desk(page, live_server, world.first_article)
    drag_over(page, QUOTE)
    page.keyboard.press("m")
    search = page.locator("#mention-form").get_by_role("searchbox", name="Search claims")
    search.press_sequentially("town")
    expect(page.locator("#mention-form .reading-options").get_by_text("The town was left.")).to_be_visible()
    assert try_to_close(page) == []
    page = context.new_page()
    open_desk(page, live_server, world.first_article)
    drag_over(page, QUOTE)
    page.keyboard.press("m")
    page.locator("#mention-form").get_by_role("searchbox", name="Search claims").press_sequentially("town")
    page.locator(f'#mention-form input[name="claim"][value="{claim.pk}"]').check()
    assert try_to_close(page) == ["beforeunload"]


SEARCHES = {"relation-add": "Search claims", "claim-merge": "Search claims", "claim-close": "Search for the duplicated claim"}


@pytest.mark.parametrize("name", SEARCHES)
def test_search_for_another_claim_is_not_unsaved_input(context: BrowserContext, world: World, name: str) -> None:
    claim, other = world.claim(), world.claim("The town was left.", quote="the town had been left")
    page = open_page(context, reverse(f"desk:{name}", args=[claim.pk]))
    search = page.get_by_role("searchbox", name=SEARCHES[name])
    search.press_sequentially("town")
    seen = dialogs_of(page)
    with leaving(page):
        search.press("Enter")
    expect(search).to_have_value("town")
    search.press_sequentially(" left")
    with leaving(page):
        page.goto(reverse("desk:claim", args=[other.pk]))
    assert seen == []


@pytest.mark.parametrize("fill", [False, True], ids=["invalid", "conflict"])
def test_closing_asks_while_the_server_has_not_saved_the_input(context: BrowserContext, world: World, fill: bool) -> None:
    claim = world.claim()
    page = open_page(context, edit_path(claim))
    page.get_by_label("Statement").fill(TEXT if fill else "")
    save_as_somebody_else(world, claim, context="As somebody else saved it.")
    with leaving(page):
        page.get_by_role("button", name="Save claim").click()
    page.get_by_role("textbox", name="Context").click()
    assert try_to_close(page) == ["beforeunload"]


def test_closing_the_reading_desk_asks_until_the_claim_is_saved(context: BrowserContext, live_server: Any, world: World) -> None:
    page = context.new_page()
    open_desk(page, live_server, world.first_article)
    drag_over(page, QUOTE)
    page.keyboard.press("c")
    fill_claim(page)
    assert try_to_close(page) == ["beforeunload"]
    save_claim(page, "Mikhail Minister")
    expect(page.locator("#chosen-title")).to_be_visible()
    assert try_to_close(page) == []


def test_links_within_factcheck_keep_a_draft_without_asking(context: BrowserContext, world: World) -> None:
    claim = world.claim()
    page = open_page(context, edit_path(claim))
    page.get_by_label("Context").press_sequentially(TEXT)
    seen = dialogs_of(page)
    with leaving(page):
        page.get_by_role("link", name="Queue").click()
    page.goto(edit_path(claim))
    ready(page)
    expect(page.get_by_label("Context")).to_have_value(TEXT)
    assert seen == []


def test_links_within_factcheck_ask_about_a_selected_file(context: BrowserContext, world: World, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(b"%PDF-1.7")
    page = open_page(context, reverse("desk:evidence-add", args=[world.open_claim.pk]) + "?kind=file")
    page.get_by_label("Quote that bears on the claim").press_sequentially("My words.")
    page.locator("input[type=file]").set_input_files(file)
    seen = dialogs_of(page)
    page.get_by_role("link", name="Queue").click(no_wait_after=True)
    page.wait_for_timeout(100)
    assert seen == ["beforeunload"]
    page.locator("[name=stance]").first.check()
    page.locator("[name=closeness]").first.check()
    with leaving(page):
        page.get_by_role("button", name="Attach evidence").click()
    assert seen == ["beforeunload"]  # the previous one
    assert "My words." not in stored(page)


# --- no form is forgotten ----------------------------------------------------------------------------------------------------

WITHOUT_DRAFT = {
    "allauth": "signs in or out, or sets a password",
    "account": "signs in or out, or sets a password",
    "mfa": "codes and passwords are secrets",
    "parts/account.html": "signs out",
    "desk/people/tokens.html": "has no field",
    "desk/people/sessions.html": "has no field",
    "desk/people/profile.html": "the name of a new token, which the page shows once after it is issued",
    "desk/people/person.html": "makes a new link, without a field",
    "desk/publish/publish.html": "has no field but the digest of what the editor saw",
    "desk/claim/closed.html": "has no field",
    "desk/claim/reopen.html": "has no field",
    "desk/library/reopen.html": "has no field",
    "desk/merging/merge.html": "has no field but the two names, which the URL contains",
    "desk/new_revision/left.html": "has no field but the place that the page proposes",
    "desk/new_revision/still_correct.html": "has no field",
    "desk/board/menu.html": "has no field",
    "desk/board/undo.html": "has no field",
    "desk/evidence/actions.html": "has no field",
    "desk/evidence/moved.html": "has no field",
    "desk/evidence/copies.html": "has no field",
    "desk/evidence/address/check.html": "has no field",
    "desk/evidence/copy.html": "has no field",
    "desk/evidence/picture.html": "has no field",
    "desk/custody/page.html": "has no field",
    "desk/exchange/export.html": "has only check boxes, and each export is a download of its own",
    "desk/exchange/upload.html": "has a file, which no browser stores, and the id of a key",
    "desk/exchange/package.html": "has no field but one choice",
    "desk/settings/logo.html": "has a file, which no browser stores, and one check box",
    "desk/evidence/quote_place.html": "has no field but the place that the page proposes",
}


def test_every_form_that_writes_stores_its_input_or_is_listed_with_a_reason() -> None:
    templates = Path(__file__).resolve().parents[2] / "templates"
    missing = {}
    for path in sorted(templates.rglob("*.html")):
        name = path.relative_to(templates).as_posix()
        tags = re.findall(r"<form\b(?:[^>{]|\{[{%].*?[%}]\}|\{)*>", path.read_text(), re.DOTALL)
        forms = [tag for tag in tags if 'method="post"' in tag and "data-draft=" not in tag]
        if forms and not any(name == listed or name.startswith(f"{listed}/") for listed in WITHOUT_DRAFT):
            missing[name] = forms
    assert missing == {}
    assert all((templates / listed).exists() for listed in WITHOUT_DRAFT)
