"""Details that stand in the first lines of a text."""

from __future__ import annotations

import pytest

from factcheck.articles.recognition import Found, RecognizedDetails, recognize

TEXT = """Officials dispute what happened before a vote

Demonstration Gazette, Wednesday 6 April 2022

By Ann Author

The ministry says that its units left around 30 March 2022.
"""


def test_title_date_author_and_names_are_found_with_their_lines() -> None:
    found = recognize(TEXT)
    assert found.title == Found(
        "Officials dispute what happened before a vote", "Officials dispute what happened before a vote", 1
    )
    assert found.published_on == Found("2022-04-06", "6 April 2022", 3)
    assert found.author == Found("Ann Author", "By Ann Author", 5)
    assert found.names[0] == Found("Demonstration Gazette", "Demonstration Gazette", 3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n",
        "Only one line",
        "One line\nand the next one.",
        "A sentence that ends here.\n\nAnother one.",
        "x" * 301 + "\n\nMore.",
    ],
)
def test_a_first_line_that_may_be_a_paragraph_is_no_title(text: str) -> None:
    assert recognize(text).title is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("6 April 2022", "2022-04-06"),
        ("April 6, 2022", "2022-04-06"),
        ("Apr. 6, 2022", "2022-04-06"),
        ("6th Sept 2021", "2021-09-06"),
        ("Updated 2022-04-06, 10:00", "2022-04-06"),
        ("31 February 2022", ""),
        ("4/6/2022", ""),
        ("April 2022", ""),
    ],
)
def test_only_dates_with_a_clear_order_are_proposed(line: str, day: str) -> None:
    found = recognize(f"Title\n\n{line}\n\nText.").published_on
    assert (found.value if found else "") == day


def test_dates_and_names_further_below_or_in_long_lines_belong_to_the_text() -> None:
    below = "\n".join(f"Line {number} of the text." for number in range(5))
    assert recognize(f"Title\n\n{below}\n6 April 2022\n").published_on is None
    assert recognize(f"Title\n\nOn 6 April 2022, {'it rained ' * 12}\n").published_on is None
    assert recognize("") == RecognizedDetails()
