"""The rows of the library as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from factcheck.articles.queries import LibraryRow
from factcheck.desk.claim_row import isolated
from factcheck.desk.library import messages
from factcheck.desk.work_row import WorkRow, labeled, rating_and_state, work_row
from factcheck.web.templatetags import parts


def library_rows(rows: Iterable[LibraryRow]) -> SafeString:
    """The list items."""
    return mark_safe("\n".join(_item(row) for row in rows))  # noqa: S308  each row escapes user input


def _item(row: LibraryRow) -> str:
    details = (
        f'<a class="button" href="{reverse("desk:article-edit", args=[row.pk])}">{messages.DETAILS}'
        f'<span class="sr-only"> of {isolated(row.title)}</span></a>'
    )
    return work_row(
        WorkRow(
            key=str(row.pk),
            title=row.title,
            url=reverse("desk:article", args=[row.pk]),
            facts=_facts(row),
            rating=_progress(row),
            tally=f"{row.mentions} mention{pluralize(row.mentions)}" if row.mentions else "",
            person=labeled("Imported by", isolated(row.imported_by.name) if row.imported_by else ""),
            age=labeled("on", parts.when(row.imported_at, "day")),
            controls=details,
        )
    )


def _facts(row: LibraryRow) -> list[str]:
    """What identifies the article. What is missing is named, because evidence and readers need it."""
    facts = [isolated(row.outlet) if row.outlet else _quiet("outlet unknown")]
    if row.author:
        facts.append(isolated(row.author))
    facts.append(parts.when(row.published_on) if row.published_on else _quiet("date unknown"))
    facts.append(escape(row.language) if row.language else _quiet("language unknown"))
    facts.append(_quiet(f"{'about ' if row.is_estimate else ''}{row.words} word{pluralize(row.words)}"))
    if row.revision > 1:
        facts.append(_quiet(f"revision {row.revision}"))
    if row.is_graphic:
        facts.append(_quiet("content warning"))
    if row.is_closed:
        facts.append('<span class="tag">closed</span>')
    return facts


def _progress(row: LibraryRow) -> str:
    """How many claims the article has, and how many of them have a published check."""
    if not row.claims:
        return _quiet("no claims yet")
    claims = f"{row.claims} claim{pluralize(row.claims)}"
    published = f'<span class="mark is-published">{parts.symbol("mark-published")}{row.published} published</span>'
    return rating_and_state(claims, published if row.published else "")


def _quiet(text: str) -> str:
    return f'<span class="quiet">{text}</span>'
