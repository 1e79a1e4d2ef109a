"""The small parts of every screen: marks with their words, dates, people, and the frames that hold other parts.

Nothing here decides anything; each tag turns one plain value into markup and escapes it. docs/looks.md shows each in use.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from factcheck.web import difference as differences
from factcheck.web.search import is_wordless

register = template.Library()

STANCES = {"supports": "supports", "contradicts": "contradicts", "context": "context"}
CONCLUSIONS = {
    "supported": ("supported", "supported"),
    "refuted": ("refuted", "refuted"),
    "not-enough-evidence": ("not-enough", "not enough evidence"),
    "not-enough": ("not-enough", "not enough evidence"),
    "conflicting-evidence": ("conflicting", "conflicting evidence"),
    "conflicting": ("conflicting", "conflicting evidence"),
}
STATES = {word: word for word in ("draft", "submitted", "returned", "approved", "published", "correcting", "retracted")}
LAYERS = {word: word for word in ("utterance", "proposition", "report")}


@register.filter
def wordless(typed: object) -> bool:
    """Whether a search for what was typed has no word to look for."""
    return is_wordless(str(typed or ""))


def _key(value: object) -> str:
    """`Not Enough Evidence`, `not_enough_evidence` and `not-enough-evidence` are one key."""
    return str(value or "").strip().lower().replace("_", "-").replace(" ", "-")


@lru_cache(maxsize=256)
def _svg(symbol: str, kind: str = "") -> SafeString:
    # lists draw hundreds of these, so each is made once; aria-hidden because the word beside it says the same
    return format_html(
        '<svg{} aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        format_html(' class="{}"', kind) if kind else "",
        static("icons/sprite.svg"),
        symbol,
    )


@lru_cache(maxsize=1024)
def _mark(kind: str, words: object, *, group: str, count: int | None = None) -> SafeString:
    number = "" if count is None else format_html(" <span>{}</span>", count)
    return format_html('<span class="mark is-{} is-{}">{}<b>{}</b>{}</span>', group, kind, _svg(f"mark-{kind}"), words, number)


def _plain(value: object) -> SafeString:
    """A word this page does not know yet: said without a shape rather than hidden."""
    return format_html('<span class="mark"><b>{}</b></span>', value) if value else SafeString("")


@register.simple_tag
def idempotency_key() -> SafeString:
    """The hidden field `token` with a new key, for a form of buttons alone that is written out in a template."""
    return format_html('<input type="hidden" name="token" value="{}">', uuid.uuid4())


@register.simple_tag
def icon(name: str) -> SafeString:
    """A symbol of static/icons/sprite.svg, decorative: the words stand beside it or in `aria-label`."""
    return _svg(name, "icon")


@register.simple_tag
def stance(value: str, count: int | None = None) -> SafeString:
    """▲ supports, ▼ contradicts, ● context; with `count` the number behind the word."""
    kind = _key(value)
    return _mark(kind, STANCES[kind], group="stance", count=count) if kind in STANCES else _plain(value)


@register.simple_tag
def conclusion(value: str) -> SafeString:
    """The mark and the words of one of the four conclusions."""
    return rating("", value)


@register.simple_tag
def rating(words: str, value: str) -> SafeString:
    """The newsroom's own words with the mark of the conclusion behind them; without words those of the conclusion."""
    known = CONCLUSIONS.get(_key(value))
    return _mark(known[0], words or known[1], group="conclusion") if known else _plain(words or value)


@register.simple_tag
def state(value: str) -> SafeString:
    """Where the work on a verdict is."""
    kind = _key(value)
    return _mark(kind, STATES[kind], group="state") if kind in STATES else _plain(value)


@register.simple_tag
def layer(value: str) -> SafeString:
    """Utterance, proposition or report."""
    kind = _key(value)
    return _mark(kind, LAYERS[kind], group="layer") if kind in LAYERS else _plain(value)


@register.simple_tag
def hue(value: str) -> str:
    """The class that lends its color to a frame, for example `is-contradicts` or `is-refuted`."""
    kind = _key(value)
    known = CONCLUSIONS.get(kind, (kind, ""))[0]
    return f"is-{known}" if known in {*STANCES, *STATES, *LAYERS} or kind in CONCLUSIONS else ""


@register.simple_tag
@lru_cache(maxsize=1024)
def tally(supports: int = 0, contradicts: int = 0, context: int = 0) -> SafeString:
    """▲ 2 ▼ 3 ● 1 for a dense row; the words are there for whoever does not see the shapes."""
    counts = (("supports", supports), ("contradicts", contradicts), ("context", context))
    return format_html(
        '<span class="tally">{}</span>',
        format_html_join(
            "",
            '<span class="mark is-{}{}" title="{} {}">{}<span class="sr-only">{} </span>{}</span>',
            ((kind, "" if n else " is-none", n, kind, _svg(f"mark-{kind}"), kind, n or 0) for kind, n in counts),
        ),
    )


@register.simple_tag
def when(value: date | datetime | None, precision: str = "", beside: bool = False) -> SafeString:
    """`<time>`, absolute; the zone on hover; with `beside` also how long ago.

    `precision` ("year", "month", "day"; else the whole value) says how much of a date is known.
    """
    if not value:
        return SafeString('<span class="quiet">no date</span>')
    said = _time(value, str(precision), timezone.get_current_timezone_name())
    return format_html('{} <span class="quiet">({})</span>', said, _ago(value)) if beside else said


@lru_cache(maxsize=4096)
def _time(value: date | datetime, precision: str, zone: str) -> SafeString:
    # lists show the same moments again and again; `zone` is here because the words depend on it
    here, full = value, ""
    if isinstance(value, datetime):
        moment = timezone.localtime(value) if timezone.is_aware(value) else value
        offset = moment.strftime(" %Z (UTC%z)") if moment.tzinfo else ""
        here, full = moment, date_format(moment, "j F Y, H:i:s") + offset
        shown, machine = date_format(moment, "j F Y, H:i"), moment.isoformat(timespec="seconds")
    else:
        shown, machine = date_format(value, "j F Y"), value.isoformat()
    if cut := {"year": ("Y", 4), "month": ("F Y", 7), "day": ("j F Y", 10)}.get(precision):
        shown, machine = date_format(here, cut[0]), machine[: cut[1]]
    return format_html('<time datetime="{}"{}>{}</time>', machine, format_html(' title="{}"', full) if full else "", shown)


def _ago(moment: date | datetime) -> str:
    if isinstance(moment, datetime):
        now = timezone.now() if moment.tzinfo else datetime.now()  # noqa: DTZ005  a value without a zone has none to compare in
        seconds = int((now - moment).total_seconds())
    else:
        seconds = (timezone.localdate() - moment).days * 86400
    if abs(seconds) < 60:
        return "just now" if isinstance(moment, datetime) else "today"
    for unit, length in (("year", 31_557_600), ("month", 2_629_800), ("day", 86_400), ("hour", 3600), ("minute", 60)):
        if number := abs(seconds) // length:
            words = f"{number} {unit}{'' if number == 1 else 's'}"
            return f"{words} ago" if seconds > 0 else f"in {words}"
    return "just now"


@register.simple_tag
def byline(person: Any, role: bool = False) -> SafeString:
    """A person by name, never by picture alone; the address where there is no name."""
    if not person:
        return SafeString('<span class="quiet">nobody</span>')
    name = getattr(person, "name", "") or getattr(person, "email", "") or str(person)
    also = ""
    if role and hasattr(person, "get_role_display"):
        also = format_html(' <span class="quiet">{}</span>', person.get_role_display())
    return format_html('<span class="person">{}{}</span>', name, also)


@register.simple_tag
def quoted(exact: str, prefix: str = "", suffix: str = "", layer: str = "", kind: str = "") -> SafeString:
    """The quoted words marked in their context. `kind` "evidence" for a passage, else the `layer` of the claim."""
    marked = ""
    if kind:
        marked = format_html(' data-kind="{}"', kind)
    elif layer:
        marked = format_html(' data-layer="{}"', _key(layer))
    return format_html(
        '<blockquote class="quoted">{}{}<mark{}>{}</mark>{}{}</blockquote>',
        "…" if prefix else "",
        prefix,
        marked,
        exact,
        suffix,
        "…" if suffix else "",
    )


@register.simple_tag
def difference(before: str, after: str) -> SafeString:
    """What changed between two texts: `<ins>` and `<del>`, each with a sign to see and a word to hear.

    A text that was rewritten is shown whole, with a sentence that says so: as it was before, then as it is after. Phrasing
    content in every case, so that it may stand in a paragraph.
    """
    found = differences.difference(before or "", after or "")
    if found.is_rewritten:
        return format_html(
            '<span class="rewritten">'
            '<span class="small">Most of this text was rewritten. Both versions are shown in full.</span> '
            "<b>Before</b> <del>{}</del> <b>After</b> <ins>{}</ins></span>",
            *(piece.text for piece in found.pieces),
        )
    shapes = {
        "same": "{}",
        "added": '<ins><span class="sr-only">added: </span>{}<span class="sr-only"> end of addition</span></ins>',
        "removed": '<del><span class="sr-only">removed: </span>{}<span class="sr-only"> end of removal</span></del>',
    }
    return mark_safe(  # noqa: S308  each piece is escaped by format_html
        "".join(format_html(shapes[piece.kind], piece.text) for piece in found.pieces)
    )


@register.simple_tag(takes_context=True)
def current(context: Context, address: str, exact: bool = False) -> SafeString:
    """` aria-current` for the link to this page ("page") or to a page above it ("true")."""
    path = getattr(context.get("request"), "path", "")
    if address and path == address:
        return SafeString(' aria-current="page"')
    return SafeString(' aria-current="true"' if address and not exact and path.startswith(address) else "")


@register.inclusion_tag("parts/button.html")
def button(
    label: str,
    decision: Any = None,
    reason: str = "",
    kind: str = "",
    name: str = "",
    value: str = "",
    key: str = "",
    action: str = "",
) -> dict[str, Any]:
    """A verb that submits its form. Where `decision` is Denied, or there is a `reason`, it does nothing and says why.

    `kind`: `is-main` (one a screen), `is-danger`, `is-plain`, `is-small`. `key`: its single-letter key. `action`: where
    this button sends its form, if not where the form says.
    """
    why = reason or ("" if decision is None or decision else decision.reason)
    return {"label": label, "reason": why, "kind": kind, "name": name, "value": value, "key": key, "action": action}


@register.inclusion_tag("parts/gate.html")
def gate(lines: Iterable[Any], urls: Mapping[Any, str] | None = None) -> dict[str, Any]:
    """The evidence gate. Each line: `label`, `is_met`, `hint` (what to do), `waiver` (the written exception, or empty).

    `urls` maps the place of each line's `fix` to its URL. Without it, lines have no links: a reviewer who fixed one would become
    a contributor, who may not decide.
    """
    return {"rows": [(line, urls[line.fix.place] if urls else "") for line in lines]}


@register.simple_block_tag(takes_context=True)
def pagehead(context: Context, content: str, title: str, crumbs: Any = None, headline: bool = False) -> SafeString:
    """Title of a page; the block's content stands at its end (state, actions)."""
    return render_to_string("parts/pagehead.html", {"title": title, "crumbs": crumbs, "headline": headline, "content": content})


@register.simple_block_tag
def facts(content: str) -> SafeString:
    """A quiet line of short facts. One `<span>` each in the block; dots stand between them."""
    return format_html('<div class="facts">{}</div>', content)


@register.simple_block_tag
def board(content: str) -> SafeString:
    """The evidence board; the block contains one `<section class="column">` for each stance."""
    return format_html('<div class="board-frame"><div class="board">{}</div></div>', content)


@register.simple_block_tag
def noresults(content: str, title: str) -> SafeString:
    """Nothing here yet: the title says so, the block says what to do about it."""
    return format_html('<div class="emptystate"><h2>{}</h2>{}</div>', title, content)


@register.simple_block_tag
def warning(content: str, text: str, open: bool = False) -> SafeString:
    """A text warning before graphic material; opens without script."""
    return render_to_string("parts/warning.html", {"text": text, "open": open, "content": content})


@register.simple_block_tag
def dialog(content: str, name: str, title: str) -> SafeString:
    """A floating sheet, opened without script by `<button popovertarget="NAME">`."""
    return render_to_string("parts/dialog.html", {"name": name, "title": title, "content": content})
