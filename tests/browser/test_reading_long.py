"""The reading desk with an article of 50,000 words and 5,000 mentions: its size, its marks, and the parts of its list."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.desk.reading import parts
from tests.browser.page_ready import ready
from tests.browser.reading import drag_over, fill_claim, open_desk, painted, save_claim
from tests.long_text import LENGTH, MENTIONS, long_article
from tests.plans import FIRST_COPY
from tests.sql import without_triggers
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

MAX_NODES = 20_000
LAST = "4169"
"""The number of the last sentence with a claim."""
NODES = """() => {
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
    let count = 1;
    while (walker.nextNode()) count += 1;
    return count;
}"""


@pytest.fixture
def long(world: World) -> Article:
    return long_article(world)


def quote(article: Article, number: int) -> str:
    """The words of claim `number`, counted from 1."""
    text = article.current.text
    start = (number - 1) * ((len(text) - 100) // MENTIONS)
    return text[start : start + LENGTH]


def id_of(number: int) -> int:
    """The id of claim `number`, counted from 1; only the first has another."""
    return FIRST_COPY + number - 2


def scroll_to_end(page: Page) -> None:
    page.locator("#words > p").last.scroll_into_view_if_needed()


def test_page_is_small_and_text_far_down_can_be_marked(desk: Page, live_server: Any, long: Article) -> None:
    open_desk(desk, live_server, long)
    expect(desk.locator("#claims > li")).to_have_count(200)
    expect(desk.locator("[data-count=all]")).to_have_text(str(MENTIONS))
    assert desk.evaluate(NODES) <= MAX_NODES
    assert quote(long, 1) in painted(desk, "proposition")
    assert quote(long, MENTIONS) not in painted(desk, "proposition")

    scroll_to_end(desk)
    expect(desk.locator(".reading-pins > .pin").last).to_have_text(LAST)
    assert quote(long, MENTIONS) in painted(desk, "proposition")
    assert quote(long, 1) not in painted(desk, "proposition")
    assert len(painted(desk, "proposition")) < 1_000
    assert desk.evaluate(NODES) <= MAX_NODES

    last = long.current.text.rstrip().rpartition("\n")[2]
    drag_over(desk, last[-40:])
    desk.locator("#toolbar [data-open=claim]").click()
    desk.get_by_label("Statement").fill("A claim about the last words.")
    fill_claim(desk)
    save_claim(desk)
    row = desk.locator("#claims > li", has_text="A claim about the last words.")
    expect(row).to_be_visible()
    expect(row.locator("#chosen")).to_be_visible()
    expect(desk.locator("[data-count=all]")).to_have_text(str(MENTIONS + 1))
    expect(desk.locator(f"#claim-{id_of(MENTIONS)}")).to_be_attached()
    assert last[-40:] in painted(desk, "proposition")
    assert Claim.objects.filter(statement="A claim about the last words.").exists()


def test_selecting_a_mark_far_down_loads_its_part_of_the_list(desk: Page, live_server: Any, long: Article) -> None:
    open_desk(desk, live_server, long)
    scroll_to_end(desk)
    desk.locator(".reading-pins > .pin").last.click()
    expect(desk.locator("#claims > li > #chosen")).to_be_visible()
    expect(desk.locator("#claims > li:has(> #chosen) [data-pin]")).to_have_text(LAST)
    expect(desk.locator("#part-links")).to_contain_text("Claims 4801 to 5000 of 5000")
    expect(desk.locator("#chosen")).to_have_count(1)
    assert desk.evaluate(NODES) <= MAX_NODES


def test_keys_cross_the_parts_of_the_list(desk: Page, live_server: Any, long: Article) -> None:
    open_desk(desk, live_server, long, f"?claim={id_of(200)}")
    expect(desk.locator(f"#claim-{id_of(200)} > #chosen")).to_be_visible()
    desk.keyboard.press("j")
    expect(desk.locator(f"#claim-{id_of(201)} > #chosen[data-claim='{id_of(201)}']")).to_be_visible()
    expect(desk.locator("#part-links")).to_contain_text("Claims 201 to 400 of 5000")
    expect(desk.locator("#announce")).to_contain_text("Long statement number 201.")
    desk.keyboard.press("k")
    expect(desk.locator(f"#claim-{id_of(200)} > #chosen[data-claim='{id_of(200)}']")).to_be_visible()
    expect(desk.locator("#part-links")).to_contain_text("Claims 1 to 200 of 5000")


def test_links_lead_to_the_next_part_and_keep_the_selected_claim(desk: Page, live_server: Any, long: Article) -> None:
    open_desk(desk, live_server, long, f"?claim={id_of(3)}")
    desk.locator("#part-links-below").get_by_role("link", name="Later in the text").click()
    expect(desk.locator(f"#claim-{id_of(201)} .claim-statement")).to_be_focused()
    expect(desk.locator(".desk-work > #chosen")).to_contain_text("Long statement number 3.")
    desk.reload()
    expect(desk.locator(f"#claim-{id_of(3)} > #chosen")).to_be_visible()
    desk.locator("#part-links").get_by_role("link", name="Later in the text").click()
    expect(desk.locator(f"#claim-{id_of(400)}")).to_be_attached()
    desk.locator("#part-links").get_by_role("link", name="Earlier in the text").click()
    expect(desk.locator(f"#claim-{id_of(3)} > #chosen")).to_be_visible()


def test_own_claims_are_a_list_in_parts_with_their_own_numbers(desk: Page, live_server: Any, long: Article, world: World) -> None:
    with without_triggers() as cursor:
        cursor.execute(
            "UPDATE claims_claim SET created_by_id = %s WHERE id >= %s", [world.second_checker.pk, id_of(MENTIONS - 999)]
        )
    open_desk(desk, live_server, long, "?show=mine")
    expect(desk.locator("#part-links")).to_contain_text("Claims 1 to 200 of 4000")
    assert quote(long, 1) in painted(desk, "proposition")
    scroll_to_end(desk)
    expect(desk.locator(".reading-pins > .pin")).to_have_count(0)
    assert painted(desk, "proposition") == []


def test_narrow_window(desk: Page, live_server: Any, long: Article) -> None:
    desk.set_viewport_size({"width": 390, "height": 844})
    open_desk(desk, live_server, long)
    assert desk.evaluate("document.documentElement.scrollWidth") <= 390
    scroll_to_end(desk)
    expect(desk.locator(".reading-pins > .pin").last).to_have_text(LAST)
    assert quote(long, MENTIONS) in painted(desk, "proposition")
    desk.get_by_text("Claims 5000").click()
    expect(desk.locator("#part-links")).to_be_visible()
    assert desk.evaluate("document.documentElement.scrollWidth") <= 390
    desk.locator("#part-links").get_by_role("link", name="Later in the text").click()
    expect(desk.locator(f"#claim-{id_of(201)} .claim-statement")).to_be_focused()


def test_without_scripts_the_text_has_pages(plain: Page, live_server: Any, long: Article) -> None:
    plain.goto(f"{live_server.url}/desk/articles/{long.pk}/?plain=1")
    assert plain.content().count("<") <= MAX_NODES
    plain.locator("input[name=sentence][type=checkbox]").first.check()
    plain.get_by_role("navigation", name="Pages", exact=True).get_by_role("button", name="Next page").click()
    expect(plain.get_by_text("1 selected sentence on other pages").first).to_be_visible()
    plain.locator("input[name=sentence][type=checkbox]").first.check()
    plain.get_by_role("button", name="New claim").click()
    expect(plain.locator(".reading-pieces > li")).to_have_count(2)
    # the words of a claim at the end are on its page
    plain.goto(f"{live_server.url}/desk/articles/{long.pk}/?plain=1&claim={id_of(MENTIONS)}#words-{id_of(MENTIONS)}")
    expect(plain.locator("#words mark[aria-current]").first).to_be_in_viewport()
    expect(plain.get_by_role("button", name="Next page")).to_have_count(0)
    expect(plain.locator(f"#claim-{id_of(MENTIONS)} #chosen")).to_be_visible()


def test_without_scripts_the_list_of_the_desk_has_parts(plain: Page, live_server: Any, long: Article) -> None:
    response = plain.request.get(f"{live_server.url}/desk/articles/{long.pk}/")
    address = response.text().split('rel="next"')[1].split('href="')[1].split('"')[0]
    following = plain.request.get(f"{live_server.url}/desk/articles/{long.pk}/{address.split('#')[0]}").text()
    assert "Claims 201 to 400 of 5000" in following
    assert f'id="claim-{id_of(201)}"' in following


def test_claims_of_the_same_words_at_the_border_of_two_parts_stay_listed(
    desk: Page, live_server: Any, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "MAX_ROWS", 2)
    world.claim("First.", quote="The scene was arranged")
    said, true = (world.claim(layer, quote="the town had been left", layer=layer) for layer in ("utterance", "proposition"))
    world.claim("Last.", quote="all was well")
    open_desk(desk, live_server, world.first_article)
    expect(desk.locator("#claims > li")).to_have_count(2)
    listed = desk.locator("#claims > li").last
    expect(listed).to_have_id(f"claim-{said.pk}")
    listed.locator("a").first.click()
    expect(listed.locator("#chosen")).to_contain_text("utterance")
    desk.reload()
    ready(desk)
    expect(desk.locator(f"#claim-{said.pk} #chosen")).to_be_visible()
    desk.locator("#part-links a[rel=next]").click()
    expect(desk.locator("#claims > li").first).to_have_id(f"claim-{true.pk}")
    names = desk.locator("nav.reading-parts").evaluate_all("(all) => all.map((nav) => nav.getAttribute('aria-label'))")
    assert len(set(names)) == len(names) == 2


def test_claim_saved_in_a_part_is_among_its_numbers(
    desk: Page, live_server: Any, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "MAX_ROWS", 2)
    for statement, words in (
        ("First.", "The scene was arranged"),
        ("Second.", "the town had been left"),
        ("Last.", "all was well"),
    ):
        world.claim(statement, quote=words)
    open_desk(desk, live_server, world.first_article)
    expect(desk.locator("nav.reading-parts > [data-first]")).to_have_text(["Claims 1 to 2 of 3"] * 2)
    drag_over(desk, "A second official")
    desk.keyboard.press("c")
    desk.get_by_label("Statement").fill("An official spoke.")
    fill_claim(desk)
    save_claim(desk)
    expect(desk.locator("#claims > li")).to_have_count(3)
    expect(desk.locator("nav.reading-parts > [data-first]")).to_have_text(["Claims 1 to 3 of 4"] * 2)
