"""Template tags for the parts of screens: labels with symbols, dates, people, and containers for other parts.

Each tag converts a plain value to markup and escapes it; none of them contains business logic. docs/looks.md has examples.
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
from django.utils.safestring import SafeString

from factcheck.web import difference as differences
from factcheck.web.isolation import isolated_in_quotes, language_attribute, other_host
from factcheck.web.layer_words import LAYERS, layer_word
from factcheck.web.relative_time import relative_time
from factcheck.web.search import is_wordless
from factcheck.web.typography import as_phrase, has_own_quotes, isolated, shorten

register = template.Library()
register.filter("as_phrase", as_phrase)
register.filter("has_own_quotes", has_own_quotes)
register.filter("in_quotes", isolated_in_quotes)
register.filter("isolated", isolated)
register.filter("lang", language_attribute)
register.filter("shorten", shorten)
register.simple_tag(other_host)

STANCES = {"supports": "supports", "contradicts": "contradicts", "context": "context"}
STANCE_PHRASES = {"supports": "supports the claim", "contradicts": "contradicts the claim", "context": "provides context"}
CONCLUSIONS = {
    "supported": ("supported", "supported"),
    "refuted": ("refuted", "refuted"),
    "not-enough-evidence": ("not-enough", "not enough evidence"),
    "not-enough": ("not-enough", "not enough evidence"),
    "conflicting-evidence": ("conflicting", "conflicting evidence"),
    "conflicting": ("conflicting", "conflicting evidence"),
}
STATE_LABELS = {word: word for word in ("draft", "submitted", "returned", "approved", "published", "correcting", "retracted")}
STATE_LABELS["correcting"] = "being corrected"


@register.filter
def wordless(text: object) -> bool:
    """Whether the text of a search contains no searchable words."""
    return is_wordless(str(text or ""))


def normalize_key(value: object) -> str:
    """Return the same key for `Not Enough Evidence`, `not_enough_evidence`, and `not-enough-evidence`."""
    return str(value or "").strip().lower().replace("_", "-").replace(" ", "-")


@register.simple_tag
@lru_cache(maxsize=256)
def symbol(name: str, kind: str = "") -> SafeString:
    # Cached, because lists render hundreds of them. aria-hidden, because the text next to it has the same meaning.
    return format_html(
        '<svg{} aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        format_html(' class="{}"', kind) if kind else "",
        static("icons/sprite.svg"),
        name,
    )


@lru_cache(maxsize=1024)
def _render_mark(kind: str, label: object, *, group: str, count: int | None = None, status: str = "") -> SafeString:
    number = "" if count is None else format_html(" <span>{}</span>", count)
    word = format_html(' <span class="mark-status">{}</span>', status) if status else ""
    classes = f"{group} is-{kind}" + (f" has-status is-{status}" if status else "")
    return format_html(
        '<span class="mark is-{}">{}<b dir="auto">{}</b>{}{}</span>', classes, symbol(f"mark-{kind}"), label, number, word
    )


def _unknown_value(value: object) -> SafeString:
    """An unknown value, rendered as text without a symbol."""
    return format_html('<span class="mark"><b dir="auto">{}</b></span>', value) if value else SafeString("")


@register.simple_tag(takes_context=True)
def idempotency_key(context: Context) -> SafeString:
    """The hidden field `token` with a new key, for a form in a template that contains only buttons.

    In cached markup, the key is filled in afterwards (see the tag `cached`).
    """
    return format_html('<input type="hidden" name="token" value="{}">', context.get("form_token") or uuid.uuid4())


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative symbol from static/icons/sprite.svg. The element needs text or an `aria-label`."""
    return symbol(name, "icon")


@register.simple_tag
def stance(value: str, count: int | None = None, is_phrase: bool = False) -> SafeString:
    """▲ supports, ▼ contradicts, ● context; `count` is rendered after the label.

    `is_phrase`: the label completes “evidence that”, such as “supports the claim”.
    """
    kind = normalize_key(value)
    labels = STANCE_PHRASES if is_phrase else STANCES
    return _render_mark(kind, labels[kind], group="stance", count=count) if kind in labels else _unknown_value(value)


@register.simple_tag
def conclusion(value: str) -> SafeString:
    """The symbol and the standard label of one of the four conclusions."""
    return rating("", value)


@register.simple_tag
def rating(label: str, value: str, status: str = "") -> SafeString:
    """The newsroom's own label with the symbol of its conclusion `value`. The standard label replaces an empty one.

    `status`: "proposed" is displayed beside the rating; "retracted" is a former rating, without symbol and color.
    """
    conclusion = CONCLUSIONS.get(normalize_key(value))
    if status == "retracted" and (label or conclusion):
        return format_html('<span class="quiet">retracted (was: <bdi>{}</bdi>)</span>', label or (conclusion or ("", ""))[1])
    if not conclusion:
        return _unknown_value(label or value)
    return _render_mark(conclusion[0], label or conclusion[1], group="conclusion", status=status)


@register.simple_tag
def rating_choice(label: str, value: str) -> SafeString:
    """A rating that can be chosen: its label with the symbol of its conclusion `value`."""
    return format_html('{} <span dir="auto">{}</span>', symbol(f"mark-{CONCLUSIONS[normalize_key(value)][0]}"), label)


@register.simple_tag
def state(value: str) -> SafeString:
    """The state of a verdict."""
    kind = normalize_key(value)
    return _render_mark(kind, STATE_LABELS[kind], group="state") if kind in STATE_LABELS else _unknown_value(value)


@register.simple_tag
def layer(value: str) -> SafeString:
    """The question of a layer: said?, so?, or reported?"""
    kind = normalize_key(value)
    return layer_word(kind) if kind in LAYERS else _unknown_value(value)


@register.simple_tag
def hue(value: str, status: str = "") -> str:
    """The CSS class that gives a container the color of a value, such as `is-contradicts` or `is-refuted`.

    `status` is that of a rating; "retracted" replaces the color of its conclusion.
    """
    kind = status if status == "retracted" else normalize_key(value)
    name = CONCLUSIONS.get(kind, (kind, ""))[0]
    return f"is-{name}" if name in {*STANCES, *STATE_LABELS, *LAYERS} or kind in CONCLUSIONS else ""


@register.simple_tag
@lru_cache(maxsize=1024)
def tally(supports: int = 0, contradicts: int = 0, context: int = 0) -> SafeString:
    """▲ 2 ▼ 3 ○ 0 for compact rows, with labels for screen readers."""
    counts = (("supports", supports), ("contradicts", contradicts), ("context", context))
    return format_html(
        '<span class="tally">{}</span>',
        format_html_join(
            "",
            '<span class="mark is-{}{}" title="{} {}">{}<span class="sr-only">{} </span>{}</span>',
            (
                (kind, "" if n else " is-none", n, kind, symbol(f"mark-{kind}" if n else f"mark-no-{kind}"), kind, n or 0)
                for kind, n in counts
            ),
        ),
    )


@register.simple_tag
def when(value: date | datetime | None, precision: str = "", relative: bool = False) -> SafeString:
    """An absolute date or time as `<time>`, with the time zone on hover. `relative` adds "(3 days ago)".

    `precision` is "year", "month", or "day" if only that much of a date is known, and empty for the whole value.
    """
    if not value:
        return SafeString('<span class="quiet">no date</span>')
    element = _time_element(value, str(precision), timezone.get_current_timezone_name())
    return format_html('{} <span class="quiet">({})</span>', element, relative_time(value)) if relative else element


@lru_cache(maxsize=4096)
def _time_element(value: date | datetime, precision: str, zone: str) -> SafeString:
    # Cached, because lists repeat the same times. `zone` is part of the cache key, because the text depends on it.
    local, full = value, ""
    if isinstance(value, datetime):
        local_time = timezone.localtime(value) if timezone.is_aware(value) else value
        offset = local_time.strftime(" %Z (UTC%z)") if local_time.tzinfo else ""
        local, full = local_time, date_format(local_time, "j F Y, H:i:s") + offset
        text, machine = date_format(local_time, "j F Y, H:i"), local_time.isoformat(timespec="seconds")
    else:
        text, machine = date_format(value, "j F Y"), value.isoformat()
    if reduced := {"year": ("Y", 4), "month": ("F Y", 7), "day": ("j F Y", 10)}.get(precision):
        text, machine = date_format(local, reduced[0]), machine[: reduced[1]]
    return format_html('<time datetime="{}"{}>{}</time>', machine, format_html(' title="{}"', full) if full else "", text)


@register.simple_tag
def byline(person: Any, role: bool = False) -> SafeString:
    """The name of a person, or the email address if there is no name."""
    if not person:
        return SafeString('<span class="quiet">no one</span>')
    name = getattr(person, "name", "") or getattr(person, "email", "") or str(person)
    role_name = person.get_role_display() if role and hasattr(person, "get_role_display") else ""
    suffix = format_html(' <span class="quiet">{}</span>', role_name) if role_name else ""
    return format_html('<span class="person"><bdi>{}</bdi>{}</span>', name, suffix)


@register.simple_tag
def quoted(exact: str, prefix: str = "", suffix: str = "", layer: str = "", kind: str = "", lang: str = "") -> SafeString:
    """A highlighted quote in its context, in the color of the `layer` or of `kind="evidence"`. `lang` is a language tag."""
    name, value = ("kind", kind) if kind else ("layer", normalize_key(layer))
    attribute = format_html(' data-{}="{}"', name, value) if value else ""
    return format_html(
        '<blockquote class="quoted" dir="auto"{}>{}{}<mark{}>{}</mark>{}{}</blockquote>',
        format_html(' lang="{}"', lang) if lang else "",
        "…" if prefix else "",
        prefix,
        attribute,
        exact,
        suffix,
        "…" if suffix else "",
    )


@register.simple_tag
def difference(before: str, after: str) -> SafeString:
    """The difference between two texts as `<ins>` and `<del>`, with visible signs and text for screen readers.

    If the text was rewritten, both versions are rendered in full with a note. The result is phrasing content, which is valid in a
    paragraph.
    """
    result = differences.difference(before or "", after or "")
    if result.is_rewritten:
        return format_html(
            '<span class="rewritten">'
            '<span class="small">Most of this text was rewritten. Both versions are shown in full.</span> '
            "<b>Before</b> <del>{}</del> <b>After</b> <ins>{}</ins></span>",
            *(piece.text for piece in result.pieces),
        )
    templates = {
        "same": "{}",
        "added": '<ins><span class="sr-only">added: </span>{}<span class="sr-only"> end of addition</span></ins>',
        "removed": '<del><span class="sr-only">removed: </span>{}<span class="sr-only"> end of removal</span></del>',
    }
    return format_html_join("", "{}", ((format_html(templates[piece.kind], piece.text),) for piece in result.pieces))


@register.simple_tag(takes_context=True)
def current(context: Context, url: str, exact: bool = False) -> SafeString:
    """The attribute `aria-current` for a link to this page ("page") or to a parent page ("true", unless `exact`)."""
    path = getattr(context.get("request"), "path", "")
    if url and path == url:
        return SafeString(' aria-current="page"')
    return SafeString(' aria-current="true"' if url and not exact and path.startswith(url) else "")


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
    """A submit button. If `decision` is Denied, or if there is a `reason`, it is disabled and the reason appears next to it.

    `kind`: `is-main` (one on each screen), `is-danger`, `is-plain`, or `is-small`. `key`: the keyboard shortcut, a single letter.
    `action`: the URL to which this button submits the form, if it differs from that of the form.
    """
    reason = reason or ("" if decision is None or decision else decision.reason)
    return {"label": label, "reason": reason, "kind": kind, "name": name, "value": value, "key": key, "action": action}


@register.inclusion_tag("parts/gate.html")
def gate(lines: Iterable[Any], urls: Mapping[Any, str] | None = None) -> dict[str, Any]:
    """The evidence gate. A line has `label`, `is_met`, `hint` (how to meet it), and `waiver` (the written exception, or empty).

    `urls` maps the place of each line's `fix` to its URL. Without it, lines have no links: a reviewer who follows one and adds
    something becomes a contributor, and contributors cannot decide.
    """
    return {"rows": [(line, urls[line.fix.place] if urls else "") for line in lines]}


@register.simple_block_tag(takes_context=True)
def pagehead(context: Context, content: str, title: str, crumbs: Any = None, headline: bool = False) -> SafeString:
    """The header of a page; the content of the block (state, actions) is placed after the title."""
    return render_to_string("parts/pagehead.html", {"title": title, "crumbs": crumbs, "headline": headline, "content": content})


@register.simple_block_tag
def facts(content: str) -> SafeString:
    """A line of short facts in muted color. The block contains a `<span>` for each; they are separated by dots."""
    return format_html('<div class="facts">{}</div>', content)


@register.simple_block_tag
def board(content: str) -> SafeString:
    """The evidence board; the block contains one `<section class="column">` for each stance."""
    return format_html('<div class="board-frame"><div class="board">{}</div></div>', content)


@register.simple_block_tag
def noresults(content: str, title: str) -> SafeString:
    """An empty list: the title says that it is empty, and the block says what to do next."""
    return format_html('<div class="emptystate"><h2>{}</h2>{}</div>', title, content)


@register.simple_block_tag
def warning(content: str, text: str, covers: str = "text", is_needed: bool = True, open: bool = False) -> SafeString:
    """A warning that hides graphic material, of which `covers` is the noun; only the content if it is not needed."""
    if not is_needed:
        return SafeString(content)
    return render_to_string("parts/warning.html", {"text": text, "covers": covers, "open": open, "content": content})


@register.simple_block_tag
def dialog(content: str, name: str, title: str) -> SafeString:
    """A dialog that `<button popovertarget="NAME">` opens without JavaScript."""
    return render_to_string("parts/dialog.html", {"name": name, "title": title, "content": content})
