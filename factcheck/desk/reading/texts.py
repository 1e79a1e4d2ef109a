"""The text of the reading desk. It is loaded when something reads it: a page whose markup is kept does not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from zlib import crc32

from django.db import connection
from django.db.models import QuerySet
from django.http import Http404

from factcheck.accounts.visibility import sees_newsroom
from factcheck.articles.models import Article, Revision
from factcheck.articles.paragraphs import Paragraph, paragraphs
from factcheck.web.database.composed import ComposedRows
from factcheck.web.markup_cache import reads_unnoted


@dataclass(frozen=True)
class ReadingText:
    """One revision for display. `newest`: the number of the newest one."""

    article: Article
    revision: Revision
    newest: int

    @staticmethod
    def markup_key(text: ReadingText) -> tuple[Article, int, int]:
        """A revision never changes."""
        return text.article, text.revision.pk, text.newest

    @cached_property
    def _parts(self) -> tuple[list[Paragraph], str]:
        return paragraphs(text_of(self.revision))

    @property
    def paragraphs(self) -> list[Paragraph]:
        return self._parts[0]

    @property
    def tail(self) -> str:
        """The white space after the last paragraph."""
        return self._parts[1]

    @property
    def earlier(self) -> range:
        """Numbers of the older revisions."""
        return range(1, self.newest)

    @property
    def checksum(self) -> int:
        """CRC-32 of the text in UTF-8. The browser compares it with the text on the page."""
        return crc32(text_of(self.revision).encode())

    @property
    def is_newest(self) -> bool:
        return bool(self.revision.number == self.newest)


def _with_articles() -> QuerySet[Revision]:
    return Revision.objects.select_related("article__outlet").defer("words")


@ComposedRows
def _newest_revision(article_id: int) -> QuerySet[Revision]:
    return _with_articles().filter(article=article_id).order_by("-number")[:1]


@ComposedRows
def _newest_without_text(article_id: int) -> QuerySet[Revision]:
    return _with_articles().defer("words", "text").filter(article=article_id).order_by("-number")[:1]


def text_of(revision: Revision) -> str:
    """The text of a revision of `reading_text`. One query if it was not loaded before."""
    if "text" not in revision.__dict__:
        with reads_unnoted(), connection.cursor() as cursor:  # a text never changes
            cursor.execute("SELECT text FROM articles_revision WHERE id = %s", [revision.pk])
            (revision.text,) = cursor.fetchone()
    return str(revision.text)


def reading_text(person: Any, article_id: int, number: int | None = None, *, is_lazy: bool = False) -> ReadingText:
    """The newest revision, or revision `number`. Raises Http404 if it does not exist or the person may not see it.

    One query; two for an earlier revision. With `is_lazy`, the text of the newest one is loaded by `text_of`.
    """
    newest_of = _newest_without_text if is_lazy else _newest_revision
    newest = next(iter(newest_of(article_id)), None) if sees_newsroom(person) else None
    revision = _with_number(newest, number) if newest else None
    if newest is None or revision is None:
        raise Http404
    return ReadingText(revision.article, revision, newest.number)


def _with_number(newest: Revision, number: int | None) -> Revision | None:
    """The revision of the same article with this number. No query for the newest one, which None means, too."""
    if number in (None, newest.number):
        return newest
    return _with_articles().filter(article=newest.article_id, number=number).first()


def submitted_revision(person: Any, article_id: int, number: str) -> Revision | None:
    """The revision that the form names, with its article; None if there is none. One query; two for an earlier revision."""
    if not (number.isascii() and number.isdigit() and len(number) < 8 and sees_newsroom(person)):
        return None
    newest = next(iter(_newest_revision(article_id)), None)
    return _with_number(newest, int(number)) if newest else None
