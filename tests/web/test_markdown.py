"""Markdown that people write becomes HTML that is safe on the desk and in public."""

from __future__ import annotations

import gc
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.web.markdown import ATTRIBUTES, ELEMENTS, html_of

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


@pytest.mark.parametrize("piece", ["[", "![", "*", "> ", "`", "<a ", "|a|b|\n|-|-|\n", "- a\n  ", "_a *b "])
def test_eight_times_as_many_awkward_characters_take_about_eight_times_as_long(piece: str) -> None:
    """Where the time grew with the square it would be 64 times."""
    assert seconds_for(piece, 50_000) < 25 * seconds_for(piece, 6_250) + 0.1


def seconds_for(piece: str, length: int) -> float:
    """Of the processor, so that others' work on the machine does not count; the best of three, without the collector's."""
    text, taken = (piece * length)[:length], []
    gc.disable()
    try:
        for _ in range(3):
            began = time.process_time()
            html_of(text)
            taken.append(time.process_time() - began)
    finally:
        gc.enable()
    return min(taken)
