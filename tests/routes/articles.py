"""The library, sources, and new revisions."""

import uuid
from typing import Any

from factcheck.articles.actions import close_article
from tests.routes import Row, only_get
from tests.world import World

ALL = (302, 200, 200, 200, 200)
CHECKERS = (302, 403, 200, 200, 200)
SAVED = (302, 403, 303, 303, 303)
EDITED = (302, 403, 403, 303, 303)


def _article(world: World) -> dict[str, int]:
    return {"article_id": world.first_article.pk}


def _revision(world: World) -> dict[str, int]:
    return {"article_id": world.first_article.pk, "number": 1}


def _source(world: World) -> dict[str, int]:
    return {"source_id": world.ministry.pk}


def _details(world: World) -> dict[str, Any]:
    return {"title": "Another title", "version": world.first_article.version}


def _import(world: World) -> dict[str, Any]:
    return {"token": uuid.uuid4(), "content": "A text of its own.", "encoding": "utf-8"}


def _new_source(world: World) -> dict[str, Any]:
    return {"token": uuid.uuid4(), "name": "A new source", "source_kind": "outlet"}


def _changed_source(world: World) -> dict[str, Any]:
    return {"name": "The Ministry of Examples", "source_kind": "government", "version": world.ministry.version}


def _merge(world: World) -> dict[str, Any]:
    return {"into": world.institute.pk, "version": world.ministry.version, "into_version": world.institute.version}


def _changed_text(world: World) -> dict[str, Any]:
    return {"content": "A changed text.", "encoding": "utf-8", "version": world.first_article.version}


def _mistake(world: World) -> dict[str, int]:
    return {"article_id": world.article("A text that was imported by mistake.").pk}


def _closed_mistake(world: World) -> dict[str, int]:
    article = world.article("A text that was imported by mistake.")
    return {"article_id": close_article(person=world.checker, article=article, seen_version=1).pk}


ROWS = [
    Row("desk:article-close", "GET", ALL, args=_mistake),
    Row("desk:article-close", "POST", SAVED, args=_mistake, data=lambda world: {"version": 1}),
    Row("desk:article-public", "GET", ALL, args=_article),
    Row(
        "desk:article-public",
        "POST",
        EDITED,
        args=_article,
        data=lambda world: {"version": 1, "may_show_text": "yes", "reason": "An agreement."},
    ),
    Row("desk:article-reopen", "GET", ALL, args=_closed_mistake),
    Row("desk:article-reopen", "POST", SAVED, args=_closed_mistake, data=lambda world: {"version": 2}),
    *only_get("desk:library", ALL),
    *only_get("desk:library", ALL, query="?q=scene")[:1],
    Row("desk:article-import", "GET", CHECKERS),
    Row("desk:article-import", "POST", SAVED, data=_import),
    Row("desk:article-edit", "GET", ALL, args=_article),
    Row("desk:article-edit", "POST", SAVED, args=_article, data=_details),
    *only_get("desk:article-original", ALL, args=_revision),
    *only_get("desk:source-options", ALL),
    *only_get("desk:sources", ALL),
    Row("desk:source-add", "GET", CHECKERS),
    Row("desk:source-add", "POST", SAVED, data=_new_source),
    Row("desk:source", "GET", ALL, args=_source),
    Row("desk:source", "POST", SAVED, args=_source, data=_changed_source),
    Row("desk:source-merge", "GET", ALL, args=_source),
    Row("desk:source-merge", "POST", SAVED, args=_source, data=_merge),
    Row("desk:revise", "GET", CHECKERS, args=_article),
    Row("desk:revise", "POST", SAVED, args=_article, data=_changed_text),
    *only_get("desk:revised", ALL, args=_revision),
]
