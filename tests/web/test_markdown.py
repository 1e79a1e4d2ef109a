"""Markdown that people write becomes HTML that is safe on the desk and in public."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.web.markdown import ATTRIBUTES, DEEPEST, ELEMENTS, MOST_CELLS, html_of
from tests.growth import assert_linear

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>")


def test_paragraphs_lists_quotes_and_tables_are_kept() -> None:
    html = html_of("One **firm** word.\n\n- a\n- b\n\n> said\n\n| day | bodies |\n| - | -: |\n| 3 | 410 |")
    assert "<strong>firm</strong>" in html
    assert "<li>a</li>" in html
    assert "<blockquote>" in html
    assert '<th scope="col">bodies</th>' in html
    assert "style" not in html


def test_html_in_the_text_is_shown_as_text() -> None:
    assert html_of("<script>alert(1)</script><b onclick=x>y</b>") == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;&lt;b onclick=x&gt;y&lt;/b&gt;</p>\n"
    )


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "&#106;avascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc"],
)
def test_a_link_that_would_run_something_is_no_link(address: str) -> None:
    assert "href" not in html_of(f"[here]({address})")


def test_a_link_tells_search_engines_and_windows_nothing() -> None:
    assert html_of("[report](https://example.org/r)") == (
        '<p><a href="https://example.org/r" rel="nofollow noopener">report</a></p>\n'
    )


def test_an_image_is_never_loaded() -> None:
    assert "<img" not in html_of("![bodies](https://example.org/b.jpg)")


def test_headings_start_below_those_of_the_page() -> None:
    assert html_of("# One\n\n###### Six") == "<h3>One</h3>\n<h6>Six</h6>\n"


@given(st.text(alphabet=st.sampled_from("ab<>\"'&/()[]!*_`#|-: \n\x00=jsonclick;"), max_size=200))
def test_nothing_but_permitted_elements_comes_out(text: str) -> None:
    for closing, name, rest in TAG.findall(html_of(text)):
        assert name in ELEMENTS
        permitted = ATTRIBUTES.get(name, set()) | ({"rel"} if name == "a" else set())
        assert closing or set(re.findall(r"([a-z-]+)=\"", rest)) <= permitted


@given(st.text(alphabet=st.sampled_from(">-*1. \nab"), max_size=120))
def test_no_word_is_left_out_however_deep_it_stands(text: str) -> None:
    assert re.sub("[^ab]", "", words_of(html_of(text))) == re.sub("[^ab]", "", text)


@pytest.mark.parametrize("marker", ["> ", "- ", "1. ", "> - "])
def test_quotations_and_lists_are_nested_a_few_levels_deep_at_most(marker: str) -> None:
    html = html_of(marker * 200 + "deep words\n\nafter them")
    assert html.count("<blockquote>") + 2 * len(re.findall("<[uo]l", html)) <= DEEPEST + 1
    assert "deep words" in words_of(html)
    assert "after them" in words_of(html)


def test_rows_beyond_the_bound_on_cells_stand_as_text() -> None:
    wide = "|".join("abcdefghij") + "\n" + "|".join("-" * 10) + "\n"
    html = html_of(wide + "|\n" * (MOST_CELLS // 10) + "last|words\n\n" + wide + "other|row")
    assert html.count("<td") + html.count("<th ") <= MOST_CELLS
    assert "last|words" in words_of(html)
    assert "other|row" in words_of(html)


def words_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


def repeated(piece: str) -> Callable[[int], str]:
    return lambda length: (piece * (length // len(piece) + 1))[:length]


def empty_rows(length: int) -> str:
    return "|".join("a" * 100) + "\n" + "|".join("-" * 100) + "\n" + "|\n" * (length // 2)


def tables(length: int) -> str:
    return empty_rows(100).replace("|\n|\n", "|\n\n") * (length // 500)


def backticks(length: int) -> str:
    """Runs of which no two are equally long."""
    return "".join("`" * n + "a" for n in range(1, int((2 * length) ** 0.5)))


def steps(marker: str) -> Callable[[int], str]:
    """Each line stands one level deeper than the one before."""
    return lambda length: "".join(marker * n + "a\n" for n in range(1, int(length**0.5)))


def definitions(length: int) -> str:
    return "".join(f"[a{n}]: b\n" for n in range(length // 10)) + "[a1] " * (length // 10)


SHAPES = {
    **{
        repr(piece): repeated(piece)
        for piece in (
            *(
                "[",
                "![",
                "]",
                "](",
                "[a](",
                "[a](b",
                "[a](<b",
                '[a](b "c',
                "[[a]](b)",
                "[a]: b\n",
                "[a]: b 'c\n",
                "[a\n",
                "[a][b]",
            ),
            *("*", "_", "***", "*a ", "**a ", "*_", "_a *b ", "*a**b", "a**b", "*[", "[*", "[`", "[<", "`<"),
            *("> ", ">", "> a\n", "> a\n\n", "- ", "- a\n", "- a\n\n", "- a\n  ", "1. ", "> - ", "- - - a\n", "---\n"),
            *("`", "`a", "```\n", "~~~\n", "<", "<a ", "<a@b ", "<http://a", "&", "&#1", "\\", "\\["),
            *("|", "|\n", "|a|b|\n|-|-|\n", "a|b\n-|-\n", "-|", "\n", " ", "\t", "a\n", "a  \n", "a\n=\n", "# a\n", "    a\n"),
        )
    },
    "empty rows": empty_rows,
    "tables": tables,
    "runs of backticks": backticks,
    "deeper quotations": steps("> "),
    "deeper lists": lambda length: "".join("  " * n + "- a\n" for n in range(1, int(length**0.5))),
    "definitions": definitions,
}


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_awkward_text_takes_time_in_proportion_to_its_length(shape: str) -> None:
    """Up to 50,000 characters, the length of the longest rationale."""

    def render(size: int) -> Callable[[], object]:
        text = SHAPES[shape](size)
        return lambda: html_of(text)

    assert_linear(render, 12_500, within=2.0)
