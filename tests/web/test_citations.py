"""Citations of evidence items in plain text and in Markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.web.citations import in_brackets, numbers_in_plain_text, plain_text_as_html
from factcheck.web.markdown import cited_numbers, render_markdown
from tests.growth import assert_linear

URLS = {number: f"#evidence-{number}" for number in range(1, 1000)}

TEXTS = {
    "See [2].": (2,),
    "[2, 3] and [2][4]": (2, 3, 4),
    "[ 2 ,3 ]": (2, 3),
    "[10],[9]": (10, 9),
    "In [2022] and [1234]": (),
    "[0] [02] [-2] [2.5] [two] []": (),
    "[2](https://x.example)": (),
    "[2](not an address)": (),
    "2] and [2": (),
    "[٢]": (),
}
MARKDOWN = {
    "`[2]`": (),
    "    [2]": (),
    "```\n[2]\n```": (),
    r"\[2]": (),
    "[see [2]](https://x.example)": (),
    "[2]\n\n[2]: https://x.example": (),
    "[text][2]\n\n[2]: https://x.example": (),
    "<https://x.example/[2]>": (),
    "- **[2]** and *[3]*": (2, 3),
    "> # [4]": (4,),
    "| a |\n|---|\n| [5] |": (5,),
    "![6]": (6,),
    "[see] [7]": (7,),
}


@pytest.mark.parametrize(("text", "numbers"), TEXTS.items())
def test_plain_text_cites_numbers(text: str, numbers: tuple[int, ...]) -> None:
    assert numbers_in_plain_text(text) == numbers


@pytest.mark.parametrize(("text", "numbers"), (TEXTS | MARKDOWN).items())
def test_markdown_cites_numbers(text: str, numbers: tuple[int, ...]) -> None:
    assert cited_numbers(text) == numbers


@pytest.mark.parametrize("text", TEXTS | MARKDOWN)
def test_markdown_links_exactly_the_cited_numbers(text: str) -> None:
    linked = re.findall(r'href="#evidence-(\d+)"', render_markdown(text, URLS))
    assert tuple(dict.fromkeys(map(int, linked))) == cited_numbers(text)


def test_single_citation_is_a_link_with_its_brackets_and_a_list_has_a_link_for_each_number() -> None:
    assert plain_text_as_html("a < [2] [3, 9]", {2: "/x?a=1&b=2", 3: "#e"}) == (
        'a &lt; <a href="/x?a=1&amp;b=2">[2]</a> [<a href="#e">3</a>, 9]'
    )
    assert render_markdown("[2] [3, 9]", {2: "#d", 3: "#e"}) == (
        '<p><a href="#d" rel="nofollow noopener">[2]</a> [<a href="#e" rel="nofollow noopener">3</a>, 9]</p>\n'
    )


PIECES = ["[2]", "[", "]", "(", ")", "[1, 3]", "1", ",", " ", "`", "\\", "\n", "*", "[a", "](http://x.example)", "<", "é", ">"]
words = st.lists(st.sampled_from(PIECES)).map("".join)


@given(words)
def test_without_urls_citations_do_not_change_the_html(text: str) -> None:
    """Texts that were published before citations existed are rendered as they were."""
    html = render_markdown(text)
    assert html == render_markdown(text, {9999: "#x"})
    assert "#evidence" not in html


@given(words)
def test_links_add_nothing_to_the_text(text: str) -> None:
    def visible(html: str) -> str:
        return re.sub(r"<[^>]*>", "", html)

    assert visible(render_markdown(text, URLS)) == visible(render_markdown(text))
    assert visible(plain_text_as_html(text, URLS)) == plain_text_as_html(text, {})


@given(words | st.text())
def test_each_linked_number_is_reported_as_cited(text: str) -> None:
    for html, numbers in (
        (render_markdown(text, URLS), cited_numbers(text)),
        (plain_text_as_html(text, URLS), numbers_in_plain_text(text)),
    ):
        assert tuple(dict.fromkeys(map(int, re.findall(r'href="#evidence-(\d+)"', html)))) == numbers


@pytest.mark.parametrize("unit", ["[1", "[1,", "[1]", "[[1]", "[1](", "[1][", "[ ", "[1 ,", "[11"])
def test_time_grows_at_most_linearly(unit: str) -> None:
    assert_linear(lambda size: lambda: numbers_in_plain_text(unit * size), 10_000, within=1)
    assert_linear(lambda size: lambda: cited_numbers.__wrapped__(f"{unit * size}[1]"), 4_000, within=2)


def test_numbers_in_a_sentence_are_grouped() -> None:
    assert in_brackets([7, 1, 2, 3]) == "[1] to [3] and [7]"
    assert in_brackets([4]) == "[4]"
    assert in_brackets([2, 1, 4]) == "[1], [2], and [4]"
    assert in_brackets([9, 7], "or") == "[7] or [9]"
