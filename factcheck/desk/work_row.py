"""The HTML of a row in a work list: a claim, why it is listed, and columns for its rating, its evidence, and its state.

The link of the statement is the target of the whole row (`static/js/row-links.js`). Python builds the rows because lists can be
long: rendering fifty template includes takes a third of the time of a page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from factcheck.web.templatetags import parts


@dataclass(frozen=True, slots=True)
class WorkRow:
    """`key` is unique on the page. All values except `key`, `title`, and `url` are safe HTML, and may be empty."""

    key: str
    title: str
    url: str
    facts: Iterable[str]
    reasons: str = ""
    """paragraphs that say why the row is listed"""
    rating: str = ""
    tally: str = ""
    person: str = ""
    age: str = ""
    act: str = ""
    """the label of the next step"""
    controls: str = ""
    """other links of the row, in the place of the next step"""
    link_attributes: str = ""


def work_row(row: WorkRow) -> SafeString:
    """The list item of one row. Columns without a value are left out; the style sheet gives each one its place.

    The button repeats the link for people who use a pointer or their voice. It is not in the order of the Tab key, because the
    link of the statement is the same target; its label describes the link.
    """
    url, key = escape(row.url), escape(row.key)
    described = f' aria-describedby="act-{key}"' if row.act else ""
    act = (
        f'<a class="button queue-act" id="act-{key}" href="{url}" tabindex="-1" aria-describedby="what-{key}">{row.act}</a>'
        if row.act
        else ""
    )
    columns = (
        ("rating", row.rating),
        ("tally", row.tally),
        ("person", row.person),
        ("age", row.age),
        ("act", act + row.controls),
    )
    cells = " ".join(f'<div class="work-{name}">{value}</div>' for name, value in columns if value)
    return mark_safe(  # noqa: S308  the callers escape user input
        f'<li><article class="work" data-row-link><div class="work-what">'
        f'<a class="claim-statement" id="what-{key}" href="{url}" draggable="false"{described}{row.link_attributes} dir="auto">'
        f'{escape(row.title)}</a><div class="facts">{"".join(f"<span>{fact}</span>" for fact in row.facts)}</div>'
        f"{row.reasons}</div>{cells}</article></li>"
    )


def reason(html: str, icon: str, hue: str) -> str:
    """A paragraph that says why the row is listed. `html` is safe; `icon` is a symbol of the sprite, `hue` names its color."""
    return f'<p class="queue-reason {parts.hue(hue)}">{parts.icon(icon)}<span>{html}</span></p>' if html else ""


def labeled(label: str, html: str) -> str:
    """A value with a label for screen readers and narrow screens; on wide screens, the heading of the column replaces it."""
    return f'<span class="work-label">{escape(label)} </span>{html}' if html else ""


def rating_and_state(rating: str, state: str) -> str:
    """The rating above the state of the verdict; both are safe HTML and may be empty."""
    return " ".join(f"<span>{value}</span>" for value in (rating, state) if value)
