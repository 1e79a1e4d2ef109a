"""The HTML of a claim in a list: its statement as a link, and a line of facts.

Python builds the rows because lists can be long: rendering fifty template includes takes a third of the time of a page.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe


def isolated(text: str) -> str:
    """`text` escaped, in an element whose writing direction does not affect the text around it."""
    return f"<bdi>{escape(text)}</bdi>"


def party_tag(*, is_party: bool) -> SafeString:
    """The label of a party to a claim, to follow its name; empty if it is no party."""
    return mark_safe(' <span class="tag is-party">party to the dispute</span>' if is_party else "")  # noqa: S308  a constant


def claimant_name(name: str, *, is_party: bool) -> str:
    """The name of a claimant as HTML, with the label of a party."""
    return f"{isolated(name)}{party_tag(is_party=is_party)}"


def claim_row(
    statement: str, url: str, facts: Iterable[str], *, link_attributes: str = "", before_facts: str = "", after_facts: str = ""
) -> SafeString:
    """The `<article>` of one claim. `statement` and `url` are escaped here; the other arguments are safe HTML."""
    return mark_safe(  # noqa: S308  the callers escape user input
        f'<article class="claim"><a class="claim-statement" href="{escape(url)}"{link_attributes} dir="auto">'
        f"{escape(statement)}</a>"
        f'{before_facts}<div class="facts claim-facts">{"".join(f"<span>{fact}</span>" for fact in facts)}{after_facts}'
        "</div></article>"
    )


def pushed_to_end(html: str) -> str:
    """`html` at the end of the line of facts; empty for an empty string."""
    return f'<span class="push">{html}</span>' if html else ""
