"""The HTML of every page: tags, ids, references, content, names of controls, and headings, for staff and for readers."""

from __future__ import annotations

import pytest

from tests.markup import problems
from tests.markup.pages import ERRORS, Place, error_page, public_places, route_places
from tests.world import World

PAGE = '<!doctype html><html lang="en"><head><title>A title</title></head><body><main><h1>A heading</h1>{}</main></body></html>'


@pytest.mark.parametrize("place", route_places(), ids=str)
def test_page_of_a_route_is_correct_html(place: Place, rolled_back_world: World) -> None:
    if page := place.html(rolled_back_world):
        assert problems(page) == []


@pytest.mark.parametrize("place", public_places(), ids=str)
@pytest.mark.django_db
def test_public_page_is_correct_html(place: Place, world: World, settings) -> None:
    settings.EMBED_ORIGINS = ["https://partner.example"]
    page = place.html(world)
    assert page
    assert problems(page) == []


@pytest.mark.parametrize("status", ERRORS)
def test_page_of_an_error_is_correct_html(status: int) -> None:
    assert problems(error_page(status)) == []


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("<p>x", "</main> does not close <p>"),
        ("<p><div>x</div></p>", "<div> in <p>"),
        ("<i>x</b></i>", "</b> does not close <i>"),
        ('<p id="a"></p><p id="a"></p>', "the id “a” occurs 2 times"),
        ('<p id="a b">x</p>', "the id “a b” is empty or has white space"),
        ('<p class="a" class="b">x</p>', "<p> has an attribute twice: class"),
        ('<button type="button" aria-describedby="no">x</button>', "no id “no”"),
        ('<a href="#no">x</a>', "no id “no”"),
        ('<a href="/"><button type="button">x</button></a>', "<button> in <a"),
        ('<label>x <a href="/">y</a></label>', "in <label>"),
        ("<button>x</button>", "<button> has no type"),
        ('<button type="button"><svg aria-hidden="true"></svg></button>', "<button> has no name"),
        ('<input name="x">', "has no label"),
        ("<fieldset><p>x</p></fieldset>", "<fieldset> has no legend"),
        ("<ul><p>x</p></ul>", "<p> in <ul>"),
        ("<ul>x</ul>", "<ul> contains text"),
        ("<h3>x</h3>", "a heading of level 3 follows level 1"),
        ("<h1>x</h1>", "the page has 2 headings of level 1"),
        ("<h2></h2>", "<h2> is empty"),
        ('<ul role="alert"><li>x</li></ul>', "<ul> has the role alert"),
        ('<time datetime="yesterday">x</time>', "is not a valid time"),
        ('<time datetime="2026-01-01T10:00:00.123456+00:00">x</time>', "is not a valid time"),
        ('<span aria-label="x">y</span>', "<span> has an aria-label, but no role"),
        ('<label for="a">x</label><input id="a" type="radio" autocomplete="off">', "has autocomplete"),
        ("<nav>x</nav><nav>y</nav>", "<nav> has no name"),
        ("<form></form><main></main>", "the page has 2 main elements"),
        ("<div/>", "<div/> is not closed"),
        ('<p tabindex="2">x</p>', "has a positive tabindex"),
        ('<img src="/x y.png" alt="">', "src has characters that must be escaped"),
    ],
)
def test_mistake_is_found(source: str, problem: str) -> None:
    assert problem in "\n".join(problems(PAGE.format(source)))


def test_correct_page_has_no_problems() -> None:
    correct = '<h2 id="a">x</h2><p><a href="#a">y</a> <time datetime="2026-01">z</time></p><svg><use href="#b"/></svg>'
    assert problems(PAGE.format(correct)) == []
