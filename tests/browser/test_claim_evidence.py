"""Attaching evidence in a browser: each kind with and without JavaScript and with the keyboard only; axe on each screen."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from factcheck.accounts.actions import change_person
from factcheck.claims.actions import NewMention, add_mention, add_relation
from factcheck.claims.anchoring import find
from factcheck.evidence.actions import change_evidence, withdraw_evidence
from factcheck.evidence.fields import file_too_large
from factcheck.evidence.models import Evidence, SearchLogEntry
from factcheck.evidence.revisions import revise_article
from tests.browser import axe
from tests.browser.folds import unfolded
from tests.browser.page_ready import leaving, press_until
from tests.browser.people import Desks
from tests.world import FIRST, World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def page(desks: Desks, world: World, request: Any) -> Page:
    return desks.of(world.checker, java_script_enabled=request.param)


@pytest.fixture
def scripted(desks: Desks, world: World) -> Page:
    return desks.of(world.checker)


def claim_page(world: World) -> str:
    return reverse("desk:claim", args=[world.open_claim.pk])


def test_web_page_is_attached(page: Page, world: World) -> None:
    page.goto(claim_page(world))
    page.get_by_role("link", name="Attach against the claim").click()
    expect(page.get_by_role("radio", name="contradicts")).to_be_checked()
    page.get_by_label("Web address").fill("https://institute.example/images")
    page.get_by_label("Quote that bears on the claim").fill("Seen since 11 March.")
    page.get_by_role("radio", name="primary").check()
    page.get_by_label("Source (publisher) optional", exact=True).fill("The Institute")
    unfolded(page, "Available since").fill("11 March 2022")
    page.get_by_role("button", name="Attach evidence").click()
    item = page.get_by_role("article", name="institute.example")
    expect(item).to_contain_text("Seen since 11 March.")
    expect(item).to_contain_text("before the claim was made")
    expect(page.get_by_role("heading", name="contradicts 1")).to_be_visible()


def test_file_is_attached_and_downloaded_unchanged(page: Page, world: World) -> None:
    content = b"<script>document.title = 'run'</script>" * 1000
    page.goto(reverse("desk:evidence-add", args=[world.open_claim.pk]) + "?kind=file&stance=context")
    page.get_by_label("File", exact=True).set_input_files({"name": "page.html", "mimeType": "text/html", "buffer": content})
    page.get_by_role("radio", name="secondary").check()
    page.get_by_role("button", name="Attach evidence").click()
    page.get_by_role("link", name="page.html", exact=True).click()
    expect(page.get_by_text(hashlib.sha256(content).hexdigest())).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("link", name="page.html").click()
    assert Path(saved.value.path()).read_bytes() == content


def test_passage_is_attached_by_checking_a_sentence(page: Page, world: World) -> None:
    page.goto(claim_page(world))
    page.get_by_role("link", name="Attach evidence").click()
    page.get_by_role("link", name="Library article").click()
    page.get_by_role("link", name="The minister denies").click()
    page.get_by_role("checkbox", name="A second official said").check()
    page.get_by_role("radio", name="supports").check()
    page.get_by_role("radio", name="secondary").check()
    page.get_by_role("button", name="Attach evidence").click()
    expect(page.get_by_role("article", name="The minister denies").first).to_contain_text("the town had been left on 30 March")
    item = Evidence.objects.get()
    assert FIRST[item.start : item.end] == item.exact


def test_rejected_form_preserves_input_and_lists_errors(page: Page, world: World) -> None:
    page.goto(reverse("desk:evidence-add", args=[world.open_claim.pk]))
    page.get_by_label("Web address").fill("javascript:alert(1)")
    page.get_by_label("Quote that bears on the claim").fill("Seen since 11 March.")
    page.get_by_role("button", name="Attach evidence").click()
    expect(page.get_by_role("alert")).to_contain_text("begins with http:// or https://")
    expect(page.get_by_label("Quote that bears on the claim")).to_have_value("Seen since 11 March.")


def test_stance_changes_with_one_click(page: Page, world: World) -> None:
    item = world.evidence
    page.goto(claim_page(world))
    page.locator(f"#evidence-{item.pk}").get_by_role("button", name="Move to supports").click()
    expect(page.get_by_role("heading", name="supports 1")).to_be_visible()
    expect(page.get_by_role("heading", name="contradicts 0")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_evidence_uses_the_width_of_its_section(scripted: Page, world: World, width: int) -> None:
    world.evidence_on(world.open_claim, "supports", quote="One.")
    scripted.set_viewport_size({"width": width, "height": 900})
    scripted.goto(claim_page(world))
    widths = "[...document.querySelectorAll('#board, #evidence .evidence')].map((element) => element.clientWidth)"
    section, item = scripted.evaluate(widths)
    assert item == section


def test_withdrawn_item_remains_struck_through_with_its_reason(page: Page, world: World) -> None:
    item = world.evidence
    page.goto(claim_page(world))
    page.locator(f"#evidence-{item.pk}").get_by_role("link", name="Withdraw").click()
    page.get_by_label("Reason for withdrawal").fill("It shows another street.")
    page.get_by_role("button", name="Withdraw evidence").click()
    expect(page.get_by_role("heading", name="contradicts 0")).to_be_visible()
    page.locator("#evidence summary", has_text="Withdrawn").click()
    gone = page.locator(f"#evidence-{item.pk}")
    expect(gone).to_contain_text("It shows another street.")
    expect(gone.locator("blockquote")).to_have_css("text-decoration-line", "line-through")


def test_search_without_result_is_logged_on_the_claim_page(page: Page, world: World) -> None:
    page.goto(claim_page(world))
    page.locator("#searches summary").click()
    page.get_by_role("radio", name="supports").check()
    page.get_by_label("Where").fill("Press archive")
    page.get_by_label("Search terms").fill("scene arranged")
    page.get_by_label("Date", exact=True).fill("2022-04-10")
    page.get_by_role("radio", name="nothing found").check()
    page.get_by_role("button", name="Log search").click()
    expect(page.locator("#searches tbody tr")).to_contain_text("nothing found")
    expect(page.locator("#evidence")).to_contain_text("Searched; nothing found: Press archive")
    assert SearchLogEntry.objects.count() == 1


def test_orphaned_mention_gets_a_new_quote(page: Page, world: World) -> None:
    mention = world.mention
    changed = FIRST.replace("The scene was arranged", "Everything was arranged")
    revise_article(person=world.checker, article=world.first_article, content=changed.encode())
    page.goto(claim_page(world))
    page.locator(f"#mention-{mention.pk}").get_by_role("link", name="Select quote again").click()
    page.get_by_label("quote text").fill("Everything was arranged")
    page.get_by_role("button", name="Save mention").click()
    expect(page.locator(f"#mention-{mention.pk} mark")).to_have_text("Everything was arranged")
    mention.refresh_from_db()
    assert mention.anchor == "anchored"


def test_edit_conflict_displays_both_texts_and_form_can_be_submitted_again(page: Page, world: World) -> None:
    item = world.evidence
    page.goto(reverse("desk:evidence", args=[item.pk]))
    change_evidence(person=world.second_checker, item=item, seen_version=1, note="What the other one wrote.")
    page.get_by_label("Why it bears on the claim").fill("What I typed.")
    page.get_by_role("button", name="Save evidence").click()
    expect(page.get_by_role("alert")).to_contain_text("What the other one wrote.")
    expect(page.get_by_role("textbox", name="Why it bears on the claim")).to_have_value("What I typed.")
    page.get_by_role("button", name="Save evidence").click()
    expect(page.locator(f"#evidence-{item.pk}")).to_contain_text("What I typed.")


def test_web_page_is_attached_and_moved_with_the_keyboard_only(scripted: Page, world: World) -> None:
    page = scripted
    page.goto(claim_page(world))
    with leaving(page):
        page.keyboard.press("a")
    press_until(page, "Tab", "[name=address]")
    page.keyboard.type("https://institute.example/images")
    press_until(page, "Tab", "[name=quote]")
    page.keyboard.type("Seen since 11 March.")
    press_until(page, "Tab", "[name=stance]")
    page.keyboard.press("Space")
    press_until(page, "Tab", "[name=closeness]")
    page.keyboard.press("Space")
    press_until(page, "Tab", "form[method=post] .is-main")
    with leaving(page):
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="supports 1")).to_be_visible()
    press_until(page, "Tab", "[name=stance][value=contradicts]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="contradicts 1")).to_be_visible()
    expect(page.locator("#announce")).to_have_text("Evidence moved to “contradicts.”")
    assert page.evaluate("document.activeElement !== document.body")
    page.keyboard.press("z")
    expect(page.get_by_role("heading", name="supports 1")).to_be_visible()


def test_upload_displays_progress_and_refusal_preserves_the_form(scripted: Page, world: World) -> None:
    page = scripted
    page.goto(reverse("desk:evidence-add", args=[world.open_claim.pk]) + "?kind=file")
    page.get_by_label("File", exact=True).set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"x" * 300_000})
    expect(page.locator("[data-upload-state]")).to_have_text("293 KB selected.")
    page.get_by_label("Why it bears on the claim").fill("My note.")
    page.get_by_role("button", name="Attach evidence").click()
    expect(page.get_by_role("alert")).to_contain_text("Stance toward the claim")
    expect(page.get_by_label("Why it bears on the claim")).to_have_value("My note.")
    expect(page.locator("[data-upload-state]")).to_have_text("293 KB selected.")
    page.get_by_role("radio", name="context").check()
    page.get_by_role("radio", name="primary").check()
    page.get_by_role("button", name="Attach evidence").click()
    expect(page.get_by_role("heading", name="context 1")).to_be_visible()
    expect(page.locator(".notices")).to_contain_text("Evidence attached as “context.”")
    assert page.url.endswith(f"#evidence-{Evidence.objects.get().pk}")


def test_too_large_file_is_refused_before_the_upload(scripted: Page, world: World, settings: Any) -> None:
    settings.MAX_UPLOAD_BYTES = 1000
    page = scripted
    page.goto(reverse("desk:evidence-add", args=[world.open_claim.pk]) + "?kind=file")
    page.get_by_label("File", exact=True).set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"x" * 3000})
    expect(page.locator("[data-upload-state]")).to_have_text(file_too_large(3000, 1000))
    page.get_by_role("button", name="Attach evidence").click()
    expect(page.get_by_label("File", exact=True)).to_be_focused()
    assert not Evidence.objects.exists()


def test_refused_upload_preserves_input(scripted: Page, world: World) -> None:
    page = scripted
    page.goto(reverse("desk:evidence-add", args=[world.open_claim.pk]) + "?kind=file")
    page.get_by_label("File", exact=True).set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"x"})
    page.get_by_label("Why it bears on the claim").fill("My note.")
    page.get_by_role("radio", name="context").check()
    page.get_by_role("radio", name="primary").check()
    change_person(by=world.administrator, person=world.checker, role="reader")
    page.get_by_role("button", name="Attach evidence").click()
    expect(page.locator("#notice")).to_contain_text("you need the checker role")
    expect(page.get_by_role("textbox", name="Why it bears on the claim")).to_have_value("My note.")
    expect(page.get_by_role("button", name="Attach evidence")).to_be_enabled()


def full(world: World) -> dict[str, str]:
    """A claim with all kinds of rows, and the URLs of its screens."""
    claim, mention, item = world.open_claim, world.mention, world.evidence
    text = world.second_article.current
    new = NewMention(text, [find(text.text, "the scene had been arranged")], "indirect", [world.minister])
    add_mention(person=world.checker, claim=claim, mention=new)
    other = world.claim("They did it.", quote="rejected the accusation")
    relation = add_relation(person=world.checker, claim=claim, relation_kind="denies", other=other)
    world.evidence_on(claim, "supports", address="https://ministry.example/", source=world.ministry, evidence_set="A")
    gone = world.evidence_on(claim, address="https://ministry.example/gone", source=None)
    withdraw_evidence(person=world.checker, item=gone, reason="The wrong street.")
    world.search_on(claim)
    on_claim, on_item = [claim.pk], [item.pk]
    return {
        "claim": reverse("desk:claim", args=on_claim),
        "edit": reverse("desk:claim-edit", args=on_claim),
        "page": reverse("desk:evidence-add", args=on_claim),
        "file": reverse("desk:evidence-add", args=on_claim) + "?kind=file",
        "articles": reverse("desk:evidence-add", args=on_claim) + "?kind=passage",
        "passage": reverse("desk:evidence-add", args=on_claim) + f"?kind=passage&article={world.first_article.pk}",
        "item": reverse("desk:evidence", args=on_item),
        "withdraw": reverse("desk:evidence-withdraw", args=on_item),
        "search": reverse("desk:search-add", args=on_claim),
        "mention": reverse("desk:mention", args=[mention.pk]),
        "mention-withdraw": reverse("desk:mention-withdraw", args=[mention.pk]),
        "relate": reverse("desk:relation-add", args=on_claim),
        "relation-withdraw": reverse("desk:relation-withdraw", args=[relation.pk]),
        "actor": reverse("desk:actor", args=[world.minister.pk]),
    }


def test_each_screen_passes_axe_and_does_not_scroll_horizontally(desks: Desks, world: World) -> None:
    page = desks.of(world.checker, **axe.OPTIONS)
    problems = {}
    for name, address in full(world).items():
        page.goto(address)
        page.evaluate("document.querySelectorAll('main details').forEach((fold) => (fold.open = true))")
        if found := axe.problems_in(page, [(1280, "light"), (390, "dark")]):
            problems[name] = found
    assert problems == {}
