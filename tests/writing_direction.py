"""Rewrites the texts of a newsroom in Hebrew letters, and finds those that a page does not isolate from the text beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from psycopg.types.json import Jsonb

from factcheck.accounts.models import Person
from factcheck.claims.models import Actor, Claim
from tests.editable import EDITABLE
from tests.pages import Element
from tests.sql import without_triggers

LATIN, HEBREW = "aeio", "אבגד"
PLAIN_TEXT = {"title", "option", "textarea", "script", "template", "text"}
"""Elements without markup inside: they are isolated, or the browser displays only their text. `text` is an element of SVG."""
TECHNICAL = {
    *("accounts_person.email", "accounts_person.password", "accounts_token.digest", "archive_capture.media_type"),
    *("articles_article.language", "articles_revision.encoding", "articles_revision.reader", "newsroom_newsroom.contact"),
    *("ledger_entry.action", "ledger_entry.kind", "ledger_entry.previous", "ledger_entry.hash", "ledger_entry.touched"),
    *("newsroom_newsroom.gate_levels", "newsroom_newsroom.brand_color", "newsroom_newsroom.accent_color"),
    *("publishing_publication.slug", "verdicts_review.basis", "verdicts_waiver.line"),
    *("verdicts_recordchange.kind", "ledger_head.hash", "ledger_touch.kind", "ledger_touch.digest"),
    *("web_receipt.kind", "web_receipt.digest"),
    *("evidence_evidencecopy.address", "evidence_preservedtext.reader", "evidence_preservedtext.encoding"),
}
"""Columns whose values the application chooses or that have a format of their own, besides URLs, choices, and digests."""
OWN_KEYS = {
    *("kind", "layer", "stance", "sought", "conclusion", "conclusion_words", "slug", "language", "media_type", "mode"),
    *("closeness", "words", "line", "about", "method", "email", "role", "action", "contact", "relation_kind", "actor_kind"),
    *("source_kind", "correction_kind", "publication_kind", "closed_reason", "state", "types", "sha256", "said_precision"),
    *("available_precision", "encoding", "reader", "basis", "anchor", "level", "levels", "key", "side"),
}
"""Keys of JSON values whose texts are the application's own. `words` of an appearance has quotes, which are objects."""


def in_hebrew_letters(text: str) -> str:
    """`text` with four vowels replaced, so that it has the same length and the positions of quotes are unchanged."""
    return text.translate(str.maketrans(LATIN, HEBREW))


def rewrite_in_hebrew_letters() -> None:
    """Rewrite the texts of people and articles in all tables, and fill the empty ones that people can edit, without triggers.

    A new column is rewritten unless it is in TECHNICAL, so that a page that displays it must isolate it.
    """
    names = [*Person.objects.values_list("name", flat=True), *Actor.objects.values_list("name", flat=True)]
    names += Claim.objects.values_list("statement", flat=True)
    with without_triggers() as cursor:
        for model in apps.get_models():
            if model.__module__.startswith("factcheck."):
                _rewrite_texts(cursor, model)
                _rewrite_documents(cursor, model, sorted(names, key=len, reverse=True))


def exposed_texts(element: Element) -> Iterator[str]:
    """The texts with letters in another writing direction that no ancestor isolates."""
    for child in element.children:
        if isinstance(child, str):
            if any("\u0590" <= letter <= "\u06ff" for letter in child):
                yield f"<{element.tag}> {' '.join(child.split())}"
        elif child.tag not in PLAIN_TEXT | {"bdi"} and child.attributes.get("dir") != "auto":
            yield from exposed_texts(child)


def _rewrite_texts(cursor: Any, model: type[models.Model]) -> None:
    table = model._meta.db_table
    filled = {name for editable in EDITABLE.values() if editable.model is model for name in editable.fields.names}
    for column in model._meta.concrete_fields:
        base = column.base_field if isinstance(column, ArrayField) else column
        is_text = isinstance(base, models.CharField | models.TextField) and not isinstance(base, models.URLField)
        if not is_text or base.choices or f"{table}.{column.column}" in TECHNICAL or column.column == "sha256":
            continue
        name = f'"{column.column}"'
        if isinstance(column, ArrayField):
            value = f"(SELECT array_agg(translate(item, %s, %s)) FROM unnest({name}) AS item)"
            cursor.execute(f"UPDATE {table} SET {name} = {value} WHERE {name} <> '{{}}'", [LATIN, HEBREW])
        else:
            cursor.execute(f"UPDATE {table} SET {name} = translate({name}, %s, %s)", [LATIN, HEBREW])
            if column.column in filled:
                cursor.execute(f"UPDATE {table} SET {name} = %s WHERE {name} = ''", [HEBREW])


def _rewrite_documents(cursor: Any, model: type[models.Model], names: list[str]) -> None:
    for column in model._meta.concrete_fields:
        if isinstance(column, models.JSONField) and f"{model._meta.db_table}.{column.column}" not in TECHNICAL:
            for pk, value in model._default_manager.values_list("pk", column.name):
                new = Jsonb(_rewritten(value, "", names))
                statement = f'UPDATE {model._meta.db_table} SET "{column.column}" = %s WHERE "{model._meta.pk.column}" = %s'
                cursor.execute(statement, [new, pk])


def _rewritten(value: Any, key: str, names: list[str]) -> Any:
    if key in ("gate_levels", "levels"):
        return value
    if isinstance(value, dict):
        return {name: _rewritten(inner, name, names) for name, inner in value.items()}
    if isinstance(value, list):
        return [_rewritten(inner, key, names) for inner in value]
    if not isinstance(value, str):
        return value
    if key in ("about", "method"):  # sentences of the application with names in them
        for name in names:
            value = value.replace(name, in_hebrew_letters(name))
        return value
    has_format = value[:4].isdigit() or value.startswith(("http:", "https:"))
    return value if key in OWN_KEYS or has_format else in_hebrew_letters(value)
