"""What the reading desk fills in for selected text: the mode, the attribution chain, and the claim."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from factcheck.claims.anchoring import find
from factcheck.claims.models import Claim, Mention
from factcheck.evidence.actions import PassageLocator, attach
from tests.browser.page_ready import ready
from tests.browser.reading import QUOTE, drag_over, fill_claim, open_desk, painted
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("words", "mode"),
    [(QUOTE, "direct"), ("the town had been left on 30 March", "indirect"), ("he told reporters", "")],
)
def test_mode_is_guessed_or_left_open(desk: Page, live_server: Any, world: World, words: str, mode: str) -> None:
    open_desk(desk, live_server, world.first_article)
    drag_over(desk, words)
    desk.keyboard.press("c")
    field = desk.locator("#claim-form").get_by_label("Presented as")
    expect(field).not_to_have_attribute("aria-busy", "true")
    expect(field).to_have_value(mode)


def test_chosen_mode_is_not_replaced(desk: Page, live_server: Any, world: World) -> None:
    open_desk(desk, live_server, world.first_article)
    drag_over(desk, QUOTE)
    desk.keyboard.press("c")
    field = desk.locator("#claim-form").get_by_label("Presented as")
    expect(field).to_have_value("direct")
    drag_over(desk, "the town had been left on 30 March")
    desk.get_by_role("button", name="Use this text instead").click()
    expect(field).to_have_value("indirect")
    field.select_option("scare")
    drag_over(desk, QUOTE)
    desk.get_by_role("button", name="Use this text instead").click()
    expect(desk.locator("#pieces")).to_have_text(QUOTE)
    desk.wait_for_load_state("networkidle")
    expect(field).to_have_value("scare")


def test_form_submitted_before_the_guess_waits_for_it(desk: Page, live_server: Any, world: World) -> None:
    held: list[Route] = []
    world.minister  # noqa: B018  a name that the form does not ask about
    open_desk(desk, live_server, world.first_article)
    desk.route("**/mode/?*", lambda route: held.append(route))
    drag_over(desk, QUOTE)
    desk.keyboard.press("c")
    desk.get_by_label("Proposition Is it true?").check()
    desk.get_by_label("Claimant").fill("Mikhail Minister")
    desk.get_by_role("button", name="Save claim").click()
    assert not Mention.objects.exists()
    held[0].continue_()
    expect(desk.locator("#claims [aria-current]")).to_be_focused()
    assert Mention.objects.get().mode == "direct"


def test_mode_stays_open_if_the_server_does_not_respond(desk: Page, live_server: Any, world: World) -> None:
    world.minister  # noqa: B018  a name that the form does not ask about
    open_desk(desk, live_server, world.first_article)
    desk.route("**/mode/?*", lambda route: route.abort())
    drag_over(desk, QUOTE)
    desk.keyboard.press("c")
    fill_claim(desk, mode="indirect")
    desk.get_by_role("button", name="Save claim").click()
    expect(desk.locator("#claims [aria-current]")).to_be_focused()
    assert Mention.objects.get().mode == "indirect"


def test_chain_of_a_mention_follows_the_claimant(desk: Page, live_server: Any, world: World) -> None:
    world.open_claim  # noqa: B018  made on first use
    world.claim("The minister has denied it.", layer="report", claimant="The Daily Example")
    open_desk(desk, live_server, world.second_article)
    drag_over(desk, "the scene had been arranged")
    desk.keyboard.press("m")
    form = desk.locator("#mention-form")
    names = form.get_by_label(re.compile("^Attribution chain, "))
    form.get_by_role("radio", name=re.compile("The scene was arranged after")).check()
    expect(names).to_have_count(2)
    expect(names.nth(1)).to_have_value("Mikhail Minister")
    form.get_by_role("searchbox").fill("denied")
    form.get_by_role("radio", name=re.compile("The minister has denied it")).check()
    expect(names).to_have_count(1)
    form.get_by_role("radio", name=re.compile("The scene was arranged after")).check()
    expect(names).to_have_count(2)
    form.get_by_label("Presented as").select_option("indirect")
    desk.get_by_role("button", name="Save mention").click()
    expect(desk.locator("#chosen")).to_contain_text("in 2 articles")
    chain = Mention.objects.latest("id").chain.all()
    assert [link.actor.name for link in chain] == ["The Daily Example", "Mikhail Minister"]


def test_selected_claim_is_offered_first_for_evidence(desk: Page, live_server: Any, world: World) -> None:
    selected = world.claim("The prosecutor counted 410 bodies.", quote="rejected the accusation")
    for number in range(21):
        world.claim(f"The town had been left, version {number}.")
    open_desk(desk, live_server, world.first_article, f"?claim={selected.pk}")
    drag_over(desk, "the town had been left on 30 March")
    desk.keyboard.press("e")
    options = desk.locator("#passage-form [name=claim]")
    expect(options.first).to_have_value(str(selected.pk))
    expect(options.first).to_be_checked()
    expect(options.first).to_be_in_viewport()
    desk.locator("#passage-form").get_by_role("searchbox").fill("version 7")
    expect(options.nth(1).locator("xpath=..")).to_contain_text("version 7")
    expect(options.first).to_be_checked()
    ready(desk)


def test_link_to_a_claim_leads_to_its_words_and_its_row(desk: Page, live_server: Any, world: World) -> None:
    lines = "\n\n".join(f"Line {number} is here." for number in range(120))
    article = world.article(f"The early passage.\n\n{lines}\n\nThe very last words.\n")
    for number in range(0, 120, 4):
        world.claim(f"About line {number}.", article=article, quote=f"Line {number} is here")
    claim = world.claim("Last.", article=article, quote="The very last words")
    revision = article.current
    attach(
        person=world.checker,
        claim=claim,
        stance="context",
        closeness="primary",
        quoted_from=PassageLocator(revision, find(revision.text, "The early passage")),
    )
    for width in (1280, 900):
        desk.set_viewport_size({"width": width, "height": 800})
        open_desk(desk, live_server, article, f"?claim={claim.pk}")
        expect(desk.locator("#words > p").last).to_be_in_viewport()
        expect(desk.locator(f"#claim-{claim.pk}")).to_be_in_viewport()
        assert painted(desk, "chosen") == ["The very last words"]
        desk.locator("#text").evaluate("element => element.scrollTo(0, 0)")
        desk.locator(f"#claim-{claim.pk} .claim-statement").click()
        expect(desk.locator("#words > p").last).to_be_in_viewport()


def test_same_words_are_marked_in_another_layer_with_one_key(desk: Page, live_server: Any, world: World) -> None:
    claim = world.claim("The scene was arranged.", place="Moscow", topics=["Bucha", "war"])
    open_desk(desk, live_server, world.first_article, f"?claim={claim.pk}")
    desk.keyboard.press("l")
    form = desk.locator("#claim-form")
    expect(form.get_by_label("Statement")).to_be_focused()
    expect(desk.locator("#pieces")).to_have_text(QUOTE)
    expect(form.get_by_label("Claimant")).to_have_value("Mikhail Minister")
    expect(form.get_by_label("Date of claim")).to_have_value("4 April 2022")
    expect(form.get_by_label("Place")).to_have_value("Moscow")
    expect(form.get_by_label("Topics")).to_have_value("Bucha, war")
    expect(form.get_by_label("Presented as")).to_have_value("direct")
    names = form.get_by_label(re.compile("^Attribution chain, "))
    expect(names).to_have_count(2)
    form.get_by_label("Report Was it reported correctly?").check()
    expect(form.get_by_label("Claimant")).to_have_value("The Daily Example")
    expect(names).to_have_count(1)
    form.get_by_label("Utterance Did the person say it?").check()
    expect(form.get_by_label("Claimant")).to_have_value("Mikhail Minister")
    expect(names).to_have_count(2)
    form.get_by_label("Statement").fill("The minister said that the scene was arranged.")
    desk.get_by_role("button", name="Save claim").click()
    expect(desk.locator("#claims [aria-current]")).to_be_focused()
    saved = Claim.objects.latest("id")
    assert (saved.layer, saved.place, saved.topics, str(saved.said_on)) == ("utterance", "Moscow", ["Bucha", "war"], "2022-04-04")
    assert saved.mentions.get().spans.get().exact == QUOTE
    rows = desk.locator("#claims > li")
    expect(rows).to_have_count(2)
    expect(rows.nth(1)).to_have_class(re.compile("is-same-sentence"))
    expect(rows.first).not_to_have_class(re.compile("is-same-sentence"))


def test_details_of_the_last_claim_are_copied_on_request(desk: Page, live_server: Any, world: World) -> None:
    world.claim("First.", place="Moscow", topics=["Bucha"])
    open_desk(desk, live_server, world.first_article)
    drag_over(desk, "the town had been left on 30 March")
    desk.keyboard.press("c")
    form = desk.locator("#claim-form")
    expect(form.get_by_label("Place")).to_have_value("")
    form.get_by_label("Place").fill("Kyiv")
    desk.get_by_role("button", name="Copy from your last claim").click()
    expect(form.get_by_label("Date of claim")).to_have_value("4 April 2022")
    expect(form.get_by_label("Topics")).to_have_value("Bucha")
    expect(form.get_by_label("Place")).to_have_value("Kyiv")
    desk.get_by_role("button", name="Mention", exact=True).click()
    expect(desk.get_by_role("button", name="Copy from your last claim")).to_be_hidden()
    desk.get_by_role("button", name="New claim").last.click()
    fill_claim(desk)
    desk.get_by_role("button", name="Save claim").click()
    expect(desk.locator("#claims [aria-current]")).to_be_focused()
    assert Claim.objects.latest("id").place == "Kyiv"
    expect(desk.locator("#last-claim")).to_contain_text("4 April 2022 · Kyiv · Bucha")


@pytest.mark.parametrize(
    ("words", "statement"),
    [
        ("“The scene was arranged,”", "The scene was arranged"),
        ("The minister spoke on Monday. “The scene was arranged,”", "The minister spoke on Monday. “The scene was arranged,”"),
        ("“The scene was arranged,” he told reporters,", "“The scene was arranged,” he told reporters"),
    ],
)
def test_quotation_inside_a_suggested_statement_keeps_both_marks(
    desk: Page, live_server: Any, world: World, words: str, statement: str
) -> None:
    open_desk(desk, live_server, world.first_article)
    drag_over(desk, words)
    desk.keyboard.press("c")
    expect(desk.locator("#claim-form").get_by_label("Statement")).to_have_value(statement)


STATEMENTS = (
    "Hired actors arranged the scene in the street.",
    "The last units left the town on 30 March.",
    "The mayor announced that the harbor was safe.",
)


@pytest.mark.parametrize("act", ["claim", "mention"])
def test_claims_offered_are_those_of_the_newest_words(desk: Page, live_server: Any, world: World, act: str) -> None:
    """A person who types while the server is slow sees no claims of words before the last ones."""
    for statement, words in zip(STATEMENTS, (QUOTE, "the town had been left", "all was well"), strict=True):
        world.claim(statement, quote=words)
    open_desk(desk, live_server, world.first_article)
    drag_over(desk, "rejected the accusation")
    desk.keyboard.press({"claim": "c", "mention": "m"}[act])
    desk.wait_for_load_state("networkidle")
    field = desk.locator({"claim": "#claim_statement", "mention": "#mention-form [data-search-claims]"}[act])
    held: list[Route] = []
    desk.route(re.compile(r"/claims/(nearest|options)/"), lambda route: held.append(route))
    for statement in STATEMENTS:
        with desk.expect_request(re.compile(re.escape(statement.rpartition(" ")[2]))):
            field.fill(statement)
    for route in held:
        route.continue_()
    offered = desk.locator(f"#{act}-form").get_by_text(STATEMENTS[2], exact=True).first
    expect(offered).to_be_visible()
    desk.wait_for_load_state("networkidle")
    expect(offered).to_be_visible()
    if act == "claim":
        expect(desk.locator("[data-nearest]")).not_to_contain_text(STATEMENTS[1])
