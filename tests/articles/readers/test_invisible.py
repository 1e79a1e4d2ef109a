"""Text that a browser does not display is not a part of the text of a page."""

from __future__ import annotations

import pytest

from factcheck.articles.canonical import InvalidText
from factcheck.articles.readers import read_file
from factcheck.articles.readers.extraction.invisible import declared
from tests.articles.readers.pages import document

SEEN = "The council met on Monday evening, and the mayor said that all was well."
SECRET = "The mayor resigned"


def read(page: str) -> str:
    return read_file(page.encode(), media_type="text/html").document.canonical.text


def text_of(element: str) -> str:
    page = document(f"<article><p>{SEEN}</p>{element}<p>Nobody objected to the plan.</p></article>")
    return read(page)


@pytest.mark.parametrize(
    "element",
    [
        "<p hidden>{}</p>",
        "<p HIDDEN=''>{}</p>",
        "<p style='display:none'>{}</p>",
        "<p style='DISPLAY : None !IMPORTANT; display: block'>{}</p>",
        "<p style='display/**/:/* ; */none/*'>{}</p>",
        r"<p style='d\69splay:n\6f ne'>{}</p>",
        "<p style='display:block;display:none'>{}</p>",
        "<p style='display:none;display:nonsense'>{}</p>",
        "<p style='background:url(a;b\"c);display:none'>{}</p>",
        "<p style='content: \"a;display:block\"; visibility:hidden'>{}</p>",
        "<p style='visibility:collapse'>{}</p>",
        "<p style='content-visibility:hidden'>{}</p>",
        "<div style='display:none'><div style='display:block'><p>{}</p></div></div>",
        "<div style='visibility:hidden'><p>a <b>{}</b></p></div>",
        "<p aria-hidden='true' style='display:none'>{}</p>",
        "<template><p>{}</p></template>",
        "<noscript><p>{}</p></noscript>",
        "<dialog><p>{}</p></dialog>",
        "<div popover><p>{}</p></div>",
    ],
)
def test_invisible_text_is_left_out(element: str) -> None:
    text = text_of(element.format(SECRET))
    assert text == f"{SEEN}\n\nNobody objected to the plan."


@pytest.mark.parametrize(
    "element",
    [
        "<p hidden='until-found'>{}</p>",
        "<p hidden style='display:block'>{}</p>",
        "<p style='display:none;display:block'>{}</p>",
        "<p style='display:none;display:block!important'>{}</p>",
        "<p style='content:\";display:none;\"'>{}</p>",
        "<p style='--x:(;display:none)'>{}</p>",
        "<p style='dis/**/play:none'>{}</p>",
        "<p style='display:no/**/ne'>{}</p>",
        "<p style='color:red/*;display:none*/'>{}</p>",
        "<div style='visibility:hidden'><p style='visibility:visible'>{}</p></div>",
        "<p aria-hidden='true'>{}</p>",
        "<p class='sr-only' style='position:absolute;width:1px'>{}</p>",
        "<details><summary>More</summary><p>{}</p></details>",
    ],
)
def test_text_that_people_can_reach_stays(element: str) -> None:
    assert SECRET in text_of(element.format(SECRET))


def test_text_after_an_invisible_element_stays_in_its_line() -> None:
    text = text_of("<p>It was <b style='display:none'>never</b>approved on Tuesday by the council.</p>")
    assert "It was approved on Tuesday by the council." in text


def test_page_that_a_script_shows_later_is_read() -> None:
    page = document(f"<article><p>{SEEN}</p></article>").replace("<body>", "<body style='display:none'>")
    assert read(page) == SEEN


def test_page_with_nothing_but_invisible_text_is_refused() -> None:
    page = document(f"<article hidden><p>{SEEN}</p></article>")
    with pytest.raises(InvalidText, match="contains no text"):
        read(page)


@pytest.mark.parametrize(
    ("style", "values"),
    [
        ("", {}),
        ("display:inline flex", {"display": "inline flex"}),
        ("display:none block", {}),
        ("visibility: hidden visible", {}),
        ("};display:none", {"display": "none"}),
        ("{display:none}", {}),
        ("display:none\\", {}),
        ("display:none(", {}),
        ("color:#fff;;VISIBILITY:HIDDEN", {"visibility": "hidden"}),
    ],
)
def test_declarations_are_read_as_in_css(style: str, values: dict[str, str]) -> None:
    assert declared(style) == values


def test_long_style_is_read_in_linear_time() -> None:
    for part in ("/*", "(", '"\\', "url(", "u", ";", ":", "!important ", "\\"):
        assert declared(part * 100_000 + ";") == {}
