"""Actions that import articles and edit their details."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from django.db import connection

from factcheck.accounts.models import Person
from factcheck.archive.actions import Readable
from factcheck.archive.models import Method
from factcheck.articles.actions.revisions import NewText, read_and_store, write_revision
from factcheck.articles.actions.sources import resolve_sources
from factcheck.articles.fields import ARTICLE
from factcheck.articles.language import InvalidLanguageTag, normalize_language_tag
from factcheck.articles.locking import reserve_article
from factcheck.articles.models import Article, Revision, Source, SourceKind
from factcheck.articles.readers import Metadata
from factcheck.articles.readers.plain import first_words
from factcheck.ledger.actions import NewEntry, change_once, create_once, edit, record_many
from factcheck.web.characters import without_refused
from factcheck.web.dates import require_not_future
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid
from factcheck.web.http_urls import require_http_urls
from factcheck.web.text import join_lines, require_valid_texts


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The outcome of an import. `is_new` is False if the library already had the identical text and nothing was written."""

    article: Article
    is_new: bool


def import_article(
    *,
    person: Person,
    content: bytes | Readable,
    media_type: str = "",
    encoding: str = "",
    confirm_encoding: bool = False,
    method: Method | str = Method.UPLOAD,
    name: str = "",
    outlet: Source | str | None = None,
    token: uuid.UUID | None = None,
    **details: Any,
) -> ImportResult:
    """Import a text as an article with its first revision.

    `content` is stored byte for byte; a reader converts it to the canonical text (`articles.readers`). `details` are fields of
    ARTICLE. Empty fields are filled from the metadata of the file; a text without a title keeps an empty one. An outlet may be
    a name; if no source has that name, one is added. If the library already has the identical canonical text, the existing
    article is returned. Raises Invalid for the same reasons as `read_and_store`.
    """
    permit(person, "article.import")
    _validate_details(details)
    new = read_and_store(
        content,
        uploaded_by=person,
        media_type=media_type,
        encoding=encoding,
        confirm_encoding=confirm_encoding,
        name=name,
        method=method,
    )
    return _import_text(person=person, new=new, outlet=outlet, token=token, **details)


@create_once(
    Article,
    get_outcome=lambda article: ImportResult(article, is_new=True),
)
def _import_text(
    *, person: Person, new: NewText, outlet: Source | str | None, token: uuid.UUID | None, **details: Any
) -> ImportResult:
    _lock_text(new.canonical.sha256)
    existing = Revision.objects.filter(sha256=new.canonical.sha256).select_related("article").order_by("id").first()
    if existing:
        return ImportResult(existing.article, is_new=False)
    details, entries = _resolve_details({**details, "outlet": outlet}, person=person)
    opening = first_words(new.canonical.text)
    article = Article.objects.create(imported_by=person, opening=opening, **_fill_from_metadata(details, new.metadata))
    revision = write_revision(person=person, article=article, number=1, new=new)
    entry = NewEntry(
        action="article.imported",
        subject=article,
        touched=[revision.original, revision],
        after={
            **ARTICLE.values_of(article),
            "sha256": revision.sha256,
            "length": revision.length,
        },
    )
    record_many(person=person, entries=[*entries, entry])
    return ImportResult(article, is_new=True)


@change_once("article.edit", "article")
def edit_article(
    *, person: Person, article: Article, seen_version: int | None, token: uuid.UUID | None = None, **details: Any
) -> Article:
    """Change fields of ARTICLE.

    An outlet may be a name; if no source has that name, one is added. An empty name removes the outlet. Raises EditConflict if
    the article is no longer at version `seen_version`.
    """
    return edit(
        article,
        person=person,
        permission="article.edit",
        action="article.edited",
        seen_version=seen_version,
        fields=details,
        validate=_validate_details,
        resolve=partial(_resolve_details, person=person),
        lock_first=lambda: reserve_article(article.pk),
    )


def _validate_details(details: Mapping[str, Any]) -> None:
    """Raise Invalid for an address that is not an HTTP URL, a date in the future, or a malformed language tag."""
    require_http_urls(**ARTICLE.addresses_in(details))
    require_not_future(published_on=details.get("published_on"))
    _with_normal_language(details)


def _with_normal_language(details: Mapping[str, Any]) -> dict[str, Any]:
    """Return `details` with the language tag in conventional case. Raises Invalid if it is malformed."""
    if "language" not in details:
        return dict(details)
    try:
        return {**details, "language": normalize_language_tag(details["language"] or "")}
    except InvalidLanguageTag as error:
        raise Invalid({"language": str(error)}) from error


def _fill_from_metadata(details: dict[str, Any], metadata: Metadata) -> dict[str, Any]:
    """Return `details` with empty fields filled from the metadata of the file.

    Characters that a title may not contain are removed from the metadata: nobody entered them, and a text in Arabic or Hebrew may
    begin with a bidirectional control. Values that a person may not enter either, such as a date in the future, are left out.
    """
    details = {name: value.strip() if name == "title" and value else value for name, value in details.items()}
    found = {
        name: without_refused(join_lines(value)).strip() if isinstance(value, str) else value
        for name, value in asdict(metadata).items()
    }
    missing = {name: value for name, value in found.items() if value and not details.get(name)}
    return {**details, **{name: value for name, value in missing.items() if _is_valid(name, value)}}


def _is_valid(name: str, value: Any) -> bool:
    try:
        _validate_details({name: value})
        require_valid_texts({name: value}, ARTICLE)
    except Invalid:
        return False
    return True


def _resolve_details(fields: dict[str, Any], *, person: Person) -> tuple[dict[str, Any], list[NewEntry]]:
    return resolve_sources(_with_normal_language(fields), ["outlet"], person=person, source_kind=SourceKind.OUTLET)


def _lock_text(sha256: str) -> None:
    """Lock the hash of a text until the transaction ends, so that concurrent imports of an identical text run one at a time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(sha256[:15], 16)])
