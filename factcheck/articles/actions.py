"""Importing articles, editing their details, keeping sources."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connection, transaction

from factcheck.accounts.models import Person
from factcheck.archive.actions import capture_bytes
from factcheck.archive.models import Method
from factcheck.articles.canonical import MOST_BYTES, Undecodable, Unsuitable, canonical, decode
from factcheck.articles.models import Article, Revision, Source, SourceKind
from factcheck.ledger.actions import expect_version, record, revise
from factcheck.web.addresses import expect_http
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid
from factcheck.web.models import Once

DETAILS = ("title", "outlet", "author", "published_on", "address", "language", "is_graphic")


@dataclass(frozen=True, slots=True)
class Imported:
    """`is_new` is False where the identical text was in the library already; nothing was written then."""

    article: Article
    is_new: bool


def import_article(
    *,
    person: Person,
    content: bytes,
    encoding: str = "utf-8",
    method: Method | str = Method.UPLOAD,
    name: str = "",
    token: uuid.UUID | None = None,
    outlet_name: str = "",
    **details: Any,
) -> Imported:
    """Import one text as an article with its first revision.

    `content` is kept byte for byte; the canonical text is made from it (articles.canonical). `details` are any of DETAILS;
    a missing title is taken from the first line; an outlet may be given by name and is added to the sources where it is new.
    The identical canonical text is recognized and not imported twice.
    Raises Invalid(content) with the byte position for bytes that are not valid in `encoding`.
    """
    permit(person, "article.import")
    expect_http(address=details.get("address", ""))
    if len(content) > MOST_BYTES:
        raise Invalid({"content": f"The file has {len(content):,} bytes; at most {MOST_BYTES:,} can be imported at once."})
    try:
        text = canonical(decode(content, encoding))
    except (Undecodable, Unsuitable) as error:
        raise Invalid({"content": str(error)}) from error
    with transaction.atomic():
        sent = {"content": content, "encoding": encoding, "name": name, "outlet_name": outlet_name, **details}
        once = Once(person, token, "article", sent)
        if made := once.first(Article):
            return Imported(made, True)
        _one_import_at_a_time(text.sha256)
        known = Revision.objects.filter(sha256=text.sha256).select_related("article").order_by("id").first()
        if known:
            once.undone()  # so that the same form is told so again, and may bring another text
            return Imported(known.article, False)
        if outlet_name:
            details["outlet"] = source_named(person=person, name=outlet_name, source_kind=SourceKind.OUTLET)
        article = Article.objects.create(
            imported_by=person, **{**details, "title": (details.get("title") or "").strip() or title_from(text.text)}
        )
        original = capture_bytes(
            person=person, content=content, media_type=f"text/plain; charset={encoding}", name=name, method=method
        )
        revision = Revision.objects.create(
            article=article,
            number=1,
            text=text.text,
            sha256=text.sha256,
            length=text.length,
            encoding=encoding,
            original=original,
            imported_by=person,
        )
        once.done(article)
        record(
            person=person,
            action="article.imported",
            subject=article,
            touched=[original, revision],
            after={**{field: getattr(article, field) for field in DETAILS}, "sha256": text.sha256, "length": text.length},
        )
    return Imported(article, True)


@transaction.atomic
def add_revision(
    *,
    person: Person,
    article: Article,
    content: bytes,
    encoding: str = "utf-8",
    name: str = "",
    method: Method | str = Method.UPLOAD,
    seen_version: int | None = None,
) -> Revision:
    """Add a changed text of the same article as its next revision. The old one and its mentions stay as they are.

    Raises Stale where somebody saved the article in between, Invalid(content) for bytes that cannot be taken.
    """
    permit(person, "article.revise", article)
    if len(content) > MOST_BYTES:
        raise Invalid({"content": f"The file has {len(content):,} bytes; at most {MOST_BYTES:,} can be imported at once."})
    row = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
    expect_version(row, seen_version, what="article")
    try:
        text = canonical(decode(content, encoding))
    except (Undecodable, Unsuitable) as error:
        raise Invalid({"content": str(error)}) from error
    newest = row.current
    if newest.sha256 == text.sha256:
        raise Invalid({"content": f"This is the identical text of revision {newest.number}; nothing was added."})
    original = capture_bytes(
        person=person, content=content, media_type=f"text/plain; charset={encoding}", name=name, method=method
    )
    revision = Revision.objects.create(
        article=row,
        number=newest.number + 1,
        text=text.text,
        sha256=text.sha256,
        length=text.length,
        encoding=encoding,
        original=original,
        imported_by=person,
    )
    row.version += 1
    row.save(update_fields=["version"])
    record(
        person=person,
        action="article.revised",
        subject=row,
        touched=[original, revision],
        before={"sha256": newest.sha256},
        after={"revision": revision.number, "sha256": text.sha256, "length": text.length},
    )
    return revision


@transaction.atomic
def edit_article(
    *, person: Person, article: Article, seen_version: int | None, outlet_name: str | None = None, **details: Any
) -> Article:
    """Change any of DETAILS. Raises Stale with both sides where somebody saved in between.

    The outlet may be given by name and is added to the sources where it is new; an empty name means that it is not known.
    """
    permit(person, "article.edit", article)
    expect_http(address=details.get("address", ""))
    row = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
    expect_version(row, seen_version, typed=details, what="article")
    if outlet_name is not None:
        details["outlet"] = source_named(person=person, name=outlet_name, source_kind=SourceKind.OUTLET)
    before, after = revise(row, **details)
    if after:
        record(person=person, action="article.edited", subject=row, before=before, after=after)
    return row


def add_source(*, person: Person, token: uuid.UUID | None = None, **fields: Any) -> Source:
    """Add a source. Raises Invalid(name) where one of that name exists, upper and lower case alike."""
    permit(person, "source.edit")
    expect_http(address=fields.get("address", ""))
    try:
        with transaction.atomic():
            once = Once(person, token, "source", fields)
            if made := once.first(Source):
                return made
            source = Source.objects.create(**fields)
            once.done(source)
            record(person=person, action="source.added", subject=source, after=fields)
            return source
    except IntegrityError as error:
        raise Invalid({"name": "A source of this name exists already."}) from error


def source_named(*, person: Person, name: str, **fields: Any) -> Source | None:
    """The source of this name (case ignored), added with `fields` where there is none yet; None for an empty name."""
    name = " ".join(name.split())
    if not name:
        return None
    known = Source.objects.filter(name__iexact=name)
    try:
        return known.first() or add_source(person=person, name=name, **fields)
    except Invalid:
        # somebody else added it in between
        if (added := known.first()) is None:
            raise
        return added


def edit_source(*, person: Person, source: Source, seen_version: int | None, **fields: Any) -> Source:
    permit(person, "source.edit", source)
    expect_http(address=fields.get("address", ""))
    try:
        with transaction.atomic():
            row = Source.objects.select_for_update(no_key=True).get(pk=source.pk)
            expect_version(row, seen_version, typed=fields, what="source")
            before, after = revise(row, **fields)
            if after:
                record(person=person, action="source.edited", subject=row, before=before, after=after)
            return row
    except IntegrityError as error:
        raise Invalid({"name": "A source of this name exists already."}) from error


def title_from(text: str) -> str:
    """The first line with words in it, at most 120 characters, cut at a word."""
    first = next(line.strip() for line in text.splitlines() if line.strip())
    if len(first) <= 120:
        return first
    return first[:120].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def _one_import_at_a_time(sha256: str) -> None:
    """Two imports of the identical text wait for each other; others do not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(sha256[:15], 16)])
