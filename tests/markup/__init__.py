"""What is wrong with the HTML of a page, found without a browser and without another program."""

from __future__ import annotations

from tests.markup.elements import Node, problems_of_tags, tree
from tests.markup.rules import problems_of_content, problems_of_labels, problems_of_outline, problems_of_references


def problems(source: str) -> list[str]:
    """Each problem as a sentence; empty if the page is correct. `source` is a whole page."""
    unclosed, page = problems_of_tags(source), tree(source)
    return [
        *unclosed,
        *problems_of_references(page),
        *problems_of_content(page),
        *problems_of_labels(page),
        *problems_of_outline(page),
    ]


__all__ = ["Node", "problems"]
