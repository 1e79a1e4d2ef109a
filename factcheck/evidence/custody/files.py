"""The stored files of an item, and whether a takedown hides them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from factcheck.archive.models import Capture
from factcheck.articles.models import Article, Revision
from factcheck.evidence.custody.fields import HIDDEN, HIDDEN_COPY, HIDDEN_FILE, INTERNAL_FILE
from factcheck.evidence.custody.models import Takedown
from factcheck.evidence.models import Evidence, EvidenceCopy
from factcheck.web.errors import NotAllowed

_INTERNAL: dict[type[Model], tuple[str, ...]] = {}


class InternalFile(NotAllowed):
    """Nobody gets the bytes of this file."""


def keep_internal(model: type[Model], *names: str) -> None:
    """Declare that the captures in these fields never leave, because no takedown and no choice of items can reach into them.

    Call this when the app is ready.
    """
    _INTERNAL[model] = names


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A capture of an item. `copy` is the copy that it belongs to, if the item is a web page.

    `is_archive`: the file that the copy was taken from, such as a WARC file. `is_picture`: a picture of the page.
    """

    capture: Capture
    copy: EvidenceCopy | None = None
    is_archive: bool = False
    is_picture: bool = False

    @property
    def label(self) -> str:
        if self.copy is None:
            return self.capture.name or "file"
        if self.is_picture:
            return f"copy {self.copy.number}, picture of the page"
        part = "page" if not self.is_archive else "WARC file" if self.copy.is_fetched else "provided file"
        return f"copy {self.copy.number}, {part}"


def stored_files(item: Evidence, copies: Iterable[EvidenceCopy]) -> list[StoredFile]:
    """The files of an item: its own, the original of its article, or those of `copies` (`copies_with_files`)."""
    if item.capture:
        return [StoredFile(item.capture)]
    if item.revision:
        return [StoredFile(item.revision.original)]
    files = []
    for copy in copies:
        if copy.capture.parent:
            files.append(StoredFile(copy.capture.parent, copy, is_archive=True))
        files.append(StoredFile(copy.capture, copy))
        files += [StoredFile(picture, copy, is_picture=True) for picture in copy.capture.derived.all()]
    return files


def copies_with_files(item: Evidence) -> list[EvidenceCopy]:
    """The copies of an item, oldest first, with their captures and pictures. Without their texts. Two queries."""
    rows = EvidenceCopy.objects.filter(evidence=item).select_related("capture__parent", "capture__captured_by", "text")
    return list(rows.prefetch_related("capture__derived").defer("text__text").order_by("number"))


def articles_from(copies: Iterable[EvidenceCopy]) -> QuerySet[Article]:
    """The articles with a revision whose original has the bytes of one of the copies, such as those imported from a copy."""
    contents = Capture.objects.filter(pk__in=[copy.capture_id for copy in copies]).values("sha256")
    revisions = Revision.objects.filter(original__sha256__in=contents)
    return Article.objects.filter(pk__in=revisions.values("article")).order_by("pk")


def is_article_hidden(pk: int) -> bool:
    """Whether a takedown hides words of an article: a passage of it, or a file with the bytes of its original. One query."""
    passages = Takedown.objects.in_force().filter(evidence__revision__article=pk).values("evidence")
    originals = Revision.objects.filter(article=pk).values("original__sha256")
    return passages.union(*_hidden_files(originals)).exists()


def is_copy_hidden(copy: EvidenceCopy) -> bool:
    """Whether a takedown hides the item, the copy, or another file with the same bytes. At most one query."""
    return copy.evidence.is_hidden or withheld_copies().filter(pk=copy.pk).exists()


def withheld_copies() -> QuerySet[EvidenceCopy]:
    """The copies whose text nobody may read: the hidden ones, and those with the bytes of a hidden file, or taken from one."""
    same = Q(capture__sha256=OuterRef("capture__sha256")) | Q(capture__sha256=OuterRef("capture__parent__sha256"))
    files, copies = Evidence.objects.filter(same, is_hidden=True), hidden_copies().filter(same)
    return EvidenceCopy.objects.filter(Q(evidence__is_hidden=True) | Exists(files) | Exists(copies))


def hidden_copies() -> QuerySet[EvidenceCopy]:
    """The copies that takedowns hide: those of hidden items, and those that are hidden alone."""
    alone = Q(pk__in=Takedown.objects.in_force().values("copy"))
    return EvidenceCopy.objects.filter(Q(evidence__is_hidden=True) | alone)


def require_shown(item: Evidence) -> None:
    """Raise NotAllowed if a takedown hides the item."""
    if item.is_hidden:
        raise NotAllowed(HIDDEN)


def require_shown_copy(copy: EvidenceCopy) -> None:
    """Raise NotAllowed if a takedown hides the copy. One query."""
    if is_copy_hidden(copy):
        raise NotAllowed(HIDDEN_COPY)


def require_shown_bytes(capture: Capture) -> None:
    """Raise NotAllowed if a takedown hides a file with the content of the capture, whichever row refers to it, and InternalFile
    if it is one of those that never leave (`keep_internal`).

    This includes what was derived from such a file, and a file from which a hidden one was taken. Two queries.
    """
    own = Capture.objects.filter(pk=capture.pk).values("sha256")
    contents = Capture.objects.filter(Q(pk=capture.pk) | Q(derived=capture.pk)).values("sha256")
    archives = hidden_copies().filter(capture__parent__sha256__in=own).values("pk")
    if archives.union(*_hidden_files(contents)).exists():
        raise NotAllowed(HIDDEN_FILE)
    for model, names in _INTERNAL.items():
        condition = reduce(or_, (Q(**{f"{name}__sha256__in": contents}) for name in names))
        if model._default_manager.filter(condition).exists():
            raise InternalFile(INTERNAL_FILE)


def _hidden_files(contents: QuerySet[Any, Any]) -> tuple[QuerySet[Any, Any], QuerySet[Any, Any]]:
    """The ids of the hidden items with a file with one of these contents, and of the hidden copies with one."""
    files = Evidence.objects.filter(is_hidden=True, capture__sha256__in=contents)
    return files.values("pk"), hidden_copies().filter(capture__sha256__in=contents).values("pk")
