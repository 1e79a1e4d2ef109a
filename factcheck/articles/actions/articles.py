"""Importing articles and editing their details."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from django.db import connection

from factcheck.accounts.models import Person
from factcheck.archive.models import Method
from factcheck.articles.actions.revisions import NewText, read_and_store, write_revision
from factcheck.articles.actions.sources import resolve_sources
from factcheck.articles.fields import ARTICLE
from factcheck.articles.models import Article, Revision, Source, SourceKind
from factcheck.articles.readers import Metadata
from factcheck.ledger.actions import NewEntry, change_once, create_once, edit, record_many
from factcheck.web.decisions import permit
from factcheck.web.http_urls import require_http_urls


@dataclass(frozen=True, slots=True)
class Imported:
    """`is_new` is False if the identical text was in the library already; nothing was written then."""

    article: Article
    is_new: bool


def import_article(
    *,
    person: Person,
    content: bytes,
    media_type: str = "",
    encoding: str = "utf-8",
    confirm_encoding: bool = False,
    method: Method | str = Method.UPLOAD,
    name: str = "",
    outlet: Source | str | None = None,
    token: uuid.UUID | None = None,
    **details: Any,
) -> Imported:
    """Import one text as an article with its first revision.

    `content` is stored byte for byte; a reader turns it into the canonical text (articles.readers). `details` are any of ARTICLE;
    what is missing is filled from the metadata that the reader finds, the title of a plain text from its first line. An outlet
    that is given by name is added to the sources if it is new. The identical canonical text is recognized and not imported
    twice. Raises Invalid as `read_and_store` does.
    """
    permit(person, "article.import")
    _validate(details)
    new = read_and_store(
        content, media_type=media_type, encoding=encoding, confirm_encoding=confirm_encoding, name=name, method=method
    )
    return _import(person=person, new=new, outlet=outlet, token=token, **details)


@create_once(
    Article,
    get_row=lambda imported: imported.article if imported.is_new else None,
    get_outcome=lambda article: Imported(article, is_new=True),
)
def _import(*, person: Person, new: NewText, outlet: Source | str | None, token: uuid.UUID | None, **details: Any) -> Imported:
    _lock_text(new.canonical.sha256)
    known = Revision.objects.filter(sha256=new.canonical.sha256).select_related("article").order_by("id").first()
    if known:
        return Imported(known.article, is_new=False)
    details, entries = _resolve_outlet({**details, "outlet": outlet}, person=person)
    article = Article.objects.create(imported_by=person, **_filled(details, new.metadata))
    revision = write_revision(person=person, article=article, number=1, new=new)
    imported = NewEntry(
        action="article.imported",
        subject=article,
        touched=[revision.original, revision],
        after={
            **ARTICLE.values_of(article),
            "sha256": revision.sha256,
            "length": revision.length,
        },
    )
    record_many(person=person, entries=[*entries, imported])
    return Imported(article, is_new=True)


@change_once("article.edit", "article")
def edit_article(
    *, person: Person, article: Article, seen_version: int | None, token: uuid.UUID | None = None, **details: Any
) -> Article:
    """Change any field of ARTICLE. Raises EditConflict with both sides if somebody saved in between.

    An outlet that is given by name is added to the sources if it is new; an empty name means that it is not known.
    """
    return edit(
        article,
        person=person,
        permission="article.edit",
        action="article.edited",
        seen_version=seen_version,
        fields=details,
        validate=_validate,
        resolve=partial(_resolve_outlet, person=person),
    )


def _validate(details: Mapping[str, Any]) -> None:
    require_http_urls(**ARTICLE.addresses_in(details))


def _filled(details: dict[str, Any], metadata: Metadata) -> dict[str, Any]:
    """`details` with those that the person left empty taken from the file."""
    given = {name: value.strip() if name == "title" and value else value for name, value in details.items()}
    return {**given, **{name: value for name, value in asdict(metadata).items() if not given.get(name)}}


def _resolve_outlet(fields: dict[str, Any], *, person: Person) -> tuple[dict[str, Any], list[NewEntry]]:
    return resolve_sources(fields, ["outlet"], person=person, source_kind=SourceKind.OUTLET)


def _lock_text(sha256: str) -> None:
    """Two imports of the identical text wait for each other; others do not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(sha256[:15], 16)])
