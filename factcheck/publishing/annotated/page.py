"""What the page of an article shows, composed of published documents and of the text that they quote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from factcheck.claims.segments import Mark
from factcheck.publishing.annotated.marks import Group, Passage, excerpts, paragraphs, place
from factcheck.publishing.annotated.quoted_articles import QuotedArticle, QuotingCheck, quoting_checks, text_of_revision
from factcheck.publishing.hidden_items import HiddenItem, hidden_items
from factcheck.web.search_key import search_key


@dataclass(frozen=True, slots=True)
class CitedItem:
    """Words of the article that a check cites as evidence."""

    check: QuotingCheck
    item: dict[str, Any]


@dataclass(frozen=True, slots=True)
class GroupOfChecks:
    """Overlapping marks with their checks, which open together."""

    group: Group
    checks: tuple[QuotingCheck, ...]


@dataclass(frozen=True, slots=True)
class ArticleBlock:
    """A paragraph or an excerpt, with the checks whose marks begin in it, and the evidence that is cited in it."""

    passage: Passage
    groups: tuple[GroupOfChecks, ...]
    cited: tuple[CitedItem, ...]


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """`article` is its description in the newest document. `checks` are in the order of the text.

    `unplaced` are checks whose words are not in the displayed version of the text. `is_whole`: the whole text is shown.
    """

    pk: int
    article: dict[str, Any]
    checks: tuple[QuotingCheck, ...]
    by_key: tuple[QuotingCheck, ...]
    """The check of each mark, by its key."""
    unplaced: tuple[QuotingCheck, ...]
    blocks: tuple[ArticleBlock, ...]
    cited: tuple[CitedItem, ...]
    is_whole: bool
    is_graphic: bool
    sha256: str


def annotated_article(quoted: QuotedArticle) -> AnnotatedArticle | None:
    """The page of an article; None if no published claim appeared in it.

    The displayed text is the newest one that a document quotes. If words of it are hidden, or if it contains a hidden quote from
    elsewhere, only the published quotes are shown. Two queries, and those of `hidden_items`.
    """
    hidden = hidden_items() if quoted.hidden else []
    checks = quoting_checks(quoted, hidden)
    appearing = [check for check in checks if check.document["appearances"]]
    if not appearing:
        return None
    named = {each["sha256"] for check in appearing for each in check.document["appearances"]}
    sha256 = next(text for text in quoted.revisions if text in named)
    text = text_of_revision(quoted, sha256)
    marks = list(_marks(text, appearing))
    placed = dict.fromkeys(mark.key for mark in sorted(marks, key=lambda mark: mark.start))
    is_hidden = quoted.is_text_hidden or _contains_hidden(text, hidden)
    is_whole = quoted.may_show_text and not is_hidden
    cited, places = _cited(text, checks) if is_whole else ([], [])
    limit = 0 if is_hidden else settings.EXCERPT_WORDS
    passages = paragraphs(text, marks, places) if is_whole else excerpts(text, marks, limit)
    return AnnotatedArticle(
        pk=quoted.pk,
        article=appearing[0].document["appearances"][0],
        checks=tuple(appearing[key] for key in placed),
        by_key=tuple(appearing),
        unplaced=tuple(check for key, check in enumerate(appearing) if key not in placed),
        blocks=tuple(_block(passage, appearing, cited) for passage in passages),
        cited=tuple(cited),
        is_whole=is_whole,
        is_graphic=_is_graphic(appearing, cited),
        sha256=sha256,
    )


def _is_graphic(checks: Iterable[QuotingCheck], cited: Iterable[CitedItem]) -> bool:
    """Whether a published passage of the article has a warning. In an early document, only the check as a whole can have one."""
    passages = ((check, passage) for check in checks for passage in check.document["appearances"])
    return any(passage.get("is_graphic", check.document["is_graphic"]) for check, passage in passages) or any(
        each.item.get("is_graphic", False) for each in cited
    )


def _contains_hidden(text: str, hidden: Sequence[HiddenItem]) -> bool:
    key = search_key(text) if hidden else ""
    return any(item.is_quoted_in(key) for item in hidden)


def _marks(text: str, checks: Iterable[QuotingCheck]) -> Iterable[Mark]:
    """The marks of the checks. The key is the index of the check."""
    for key, check in enumerate(checks):
        for appearance in check.document["appearances"]:
            for quote in appearance["words"]:
                if found := place(text, quote):
                    yield Mark(*found, key)


def _cited(text: str, checks: Iterable[QuotingCheck]) -> tuple[list[CitedItem], list[Mark]]:
    """The items that quote the article, and their marks. The key is the index of the item."""
    cited: list[CitedItem] = []
    marks: list[Mark] = []
    for check in checks:
        for item in check.evidence:
            if found := place(text, {**item, "exact": item["quote"], "start": None}):
                marks.append(Mark(*found, len(cited)))
                cited.append(CitedItem(check, item))
    return cited, marks


def _block(passage: Passage, checks: Sequence[QuotingCheck], cited: Sequence[CitedItem]) -> ArticleBlock:
    groups = tuple(GroupOfChecks(group, tuple(checks[key] for key in group.marks)) for group in passage.groups)
    return ArticleBlock(passage, groups, tuple(cited[key] for key in passage.evidence))
