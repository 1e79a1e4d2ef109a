"""The chip of an evidence item and the state of its copy. A board has hundreds of them, so the tags build them directly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from factcheck.desk.board.copy_states import CopyState
from factcheck.web.templatetags.parts import icon, symbol, when

register = template.Library()

_SYMBOLS: Final = {
    "found": "archive",
    "absent": "mark-quote-absent",
    "gone": "mark-gone",
    "unkept": "mark-no-copy",
    "open": "clock",
    "hidden-item": "triangle-alert",
}


@register.simple_tag
def chip(entry: Any, href: bool = False) -> SafeString:
    """▼ 2: the number of an item with the shape of its stance; outlined if its origin is a party. `href`: a link to its row."""
    return _chip(entry.item.row, is_party=entry.is_party, href=href)


@register.simple_tag
def itemchip(item: Any) -> SafeString:
    """The chip of an `evidence.queries.BoardItem`."""
    return _chip(item.row, is_party=item.root_party is not None)


def _chip(row: Any, *, is_party: bool, href: bool = False) -> SafeString:
    party = " is-party" if is_party else ""
    note = ", from a party" if is_party else ""
    content = format_html(
        '{}{}<span class="sr-only"> {}{}</span>', symbol(f"mark-{row.stance}"), row.number, row.get_stance_display(), note
    )
    if href:
        return format_html('<a class="chip is-{}{}" href="#evidence-{}">{}</a>', row.stance, party, row.pk, content)
    return format_html('<span class="chip is-{}{}">{}</span>', row.stance, party, content)


@register.simple_tag
def citechip(entry: Any) -> SafeString:
    """A button for pointers that inserts the citation of an item at the cursor. With the keyboard, people type it, or Alt+2."""
    row = entry.item.row
    html = (
        '<button type="button" class="chip is-{}{}" data-cite="{}" tabindex="-1" hidden>'
        '<span class="sr-only">Cite item </span>{}{}<span class="sr-only"> {}</span></button>'
    )
    party = " is-party" if entry.is_party else ""
    return format_html(html, row.stance, party, row.number, symbol(f"mark-{row.stance}"), row.number, row.get_stance_display())


@register.filter
def is_item(moved: Any, entry: Any) -> bool:
    """Whether the evidence that was moved, if any, is that of the entry."""
    return bool(moved) and moved.pk == entry.item.row.pk


@register.simple_tag
def used(evidence: Any, number: int) -> str:
    """Where the rationale cites the item: “cited ¶1”, or “not cited”. `evidence`: desk.verdict.citations.CitableEvidence."""
    return str(evidence.uses.get(number, "not cited"))


@register.simple_tag
def copylabel(state: CopyState) -> SafeString:
    """The state of the copy of an item with its symbol, in one line with other facts."""
    return format_html('<span class="copy-state is-{}">{} {}</span>', state.kind, icon(_SYMBOLS[state.kind]), state.label)


@register.simple_tag
def copystate(state: CopyState) -> SafeString:
    """The state of the copy of an item with its symbol, and the one action that fixes or opens it."""
    label = copylabel(state)
    notes = [format_html("<span>{}</span>", state.note)] if state.note else []
    if state.since:
        notes.append(format_html("<span>kept {}</span>", when(state.since.date())))
    if state.action:
        notes.append(format_html('<span><a href="{}">{}</a></span>', state.url, state.action))
    if not notes:
        return label
    return format_html('{}<span class="copy-note">{}</span>', label, SafeString("".join(notes)))


@register.simple_tag
def partynames(parties: Sequence[Any], source_id: int | None) -> SafeString:
    """ "party to the dispute" and the name, unless it is the only party and the source of the item; once for all parties."""
    label = "party to the dispute" if len(parties) == 1 else "parties to the dispute"
    if len(parties) == 1 and parties[0].source_id == source_id:
        return SafeString(label)
    return format_html("{}: {}", label, format_html_join(", ", "<bdi>{}</bdi>", ((party.name,) for party in parties)))
