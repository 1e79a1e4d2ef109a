"""Markdown is rendered as safe HTML, in time that grows linearly with its length."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.web.markdown import ATTRIBUTES, ELEMENTS, MAX_NESTING, MAX_TABLE_CELLS, render_markdown
from tests.growth import assert_linear

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>")


def test_paragraphs_lists_quotations_and_tables_are_rendered() -> None:
    html = render_markdown("One **firm** word.\n\n- a\n- b\n\n> said\n\n| day | bodies |\n| - | -: |\n| 3 | 410 |")
    assert "<strong>firm</strong>" in html
    assert "<li>a</li>" in html
    assert "<blockquote>" in html
    assert '<th scope="col">bodies</th>' in html
    assert "style" not in html


def test_html_in_the_text_is_escaped() -> None:
    assert render_markdown("<script>alert(1)</script><b onclick=x>y</b>") == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;&lt;b onclick=x&gt;y&lt;/b&gt;</p>\n"
    )


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "&#106;avascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc"],
)
def test_link_with_an_unsafe_scheme_is_removed(address: str) -> None:
    assert "href" not in render_markdown(f"[here]({address})")


@pytest.mark.parametrize(
    "text",
    [
        "[x](https://good.example@evil.example)",
        "[x](<https://user:pw@evil.example/a b>)",
        "[x](//good.example@evil.example)",
        r"[x](https://good.example\\@evil.example)",
        "[x](https://good.example%40a@evil.example)",
        "<https://good.example@evil.example>",
        "[x][1]\n\n[1]: https://good.example@evil.example",
    ],
)
def test_link_with_user_information_stays_text(text: str) -> None:
    html = render_markdown(text)
    assert "<a" not in html
    assert "evil.example" in html


@pytest.mark.parametrize(
    "address", ["https://medium.example/@user", "https://host.example/?to=a@b", "https://host.example/#a@b", "mailto:a@b.example"]
)
def test_link_with_an_at_sign_after_the_host_is_a_link(address: str) -> None:
    assert f'href="{address}"' in render_markdown(f"[x]({address})")


def test_link_has_nofollow_and_noopener() -> None:
    assert render_markdown("[report](https://example.org/r)") == (
        '<p><a href="https://example.org/r" rel="nofollow noopener">report</a></p>\n'
    )


def test_images_are_disabled() -> None:
    assert "<img" not in render_markdown("![bodies](https://example.org/b.jpg)")


def test_headings_start_below_those_of_the_page() -> None:
    assert render_markdown("# One\n\n###### Six") == "<h3>One</h3>\n<h6>Six</h6>\n"


@given(st.text(alphabet=st.sampled_from("ab<>\"'&/()[]!*_`#|-: \n\x00=jsonclick;"), max_size=200))
def test_output_contains_only_allowed_elements(text: str) -> None:
    for closing, name, rest in TAG.findall(render_markdown(text)):
        assert name in ELEMENTS
        allowed = ATTRIBUTES.get(name, set()) | ({"rel"} if name == "a" else set())
        assert closing or set(re.findall(r"([a-z-]+)=\"", rest)) <= allowed


@given(st.text(alphabet=st.sampled_from(">-*1. \nab"), max_size=120))
def test_deeply_nested_text_is_complete(text: str) -> None:
    assert re.sub("[^ab]", "", visible_text(render_markdown(text))) == re.sub("[^ab]", "", text)


@pytest.mark.parametrize("marker", ["> ", "- ", "1. ", "> - "])
def test_nesting_of_quotations_and_lists_is_limited(marker: str) -> None:
    html = render_markdown(marker * 200 + "deep words\n\nafter them")
    assert html.count("<blockquote>") + 2 * len(re.findall("<[uo]l", html)) <= MAX_NESTING + 1
    assert "deep words" in visible_text(html)
    assert "after them" in visible_text(html)


def test_rows_beyond_the_maximum_number_of_cells_are_rendered_as_text() -> None:
    wide = "|".join("abcdefghij") + "\n" + "|".join("-" * 10) + "\n"
    html = render_markdown(wide + "|\n" * (MAX_TABLE_CELLS // 10) + "last|words\n\n" + wide + "other|row")
    assert html.count("<td") + html.count("<th ") <= MAX_TABLE_CELLS
    assert "last|words" in visible_text(html)
    assert "other|row" in visible_text(html)


def visible_text(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


def repeated(piece: str) -> Callable[[int], str]:
    return lambda length: (piece * (length // len(piece) + 1))[:length]


def empty_rows(length: int) -> str:
    return "|".join("a" * 100) + "\n" + "|".join("-" * 100) + "\n" + "|\n" * (length // 2)


def tables(length: int) -> str:
    return empty_rows(100).replace("|\n|\n", "|\n\n") * (length // 500)


def backticks(length: int) -> str:
    """Runs of backticks, each with a different length."""
    return "".join("`" * n + "a" for n in range(1, int((2 * length) ** 0.5)))


def steps(marker: str) -> Callable[[int], str]:
    """Each line is one level deeper than the previous one."""
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
def test_time_for_hostile_text_grows_linearly_with_its_length(shape: str) -> None:
    """Up to 50,000 characters, the maximum length of a rationale."""

    def render(size: int) -> Callable[[], object]:
        text = SHAPES[shape](size)
        return lambda: render_markdown(text)

    assert_linear(render, 12_500, within=2.0)
