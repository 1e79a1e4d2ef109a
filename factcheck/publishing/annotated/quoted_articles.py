"""Published checks that quote an article: as a place where their claim appeared, or as evidence.

A document names the stored text that it quotes by its SHA-256, so the checks of an article are those that name one of its
revisions. Nothing else about the article is read, except for its text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from factcheck.articles.models import Revision
from factcheck.evidence.custody.files import is_article_hidden
from factcheck.publishing.hidden_items import HIDDEN_CHANGED_AT, HIDDEN_ITEMS, HiddenItem, without_hidden_items
from factcheck.publishing.models import Publication
from factcheck.web.database.replica import reading_connection


class QuotedArticle(NamedTuple):
    """Identifies all that the public page of an article shows, and nothing else, so that the rendered page stays cached.

    `revisions` are the hashes of its texts, the newest first. `publications` are (id, hash) of the current checks that quote one
    of them. `may_show_text`: readers may see the whole text. `is_text_hidden`: a takedown hides a passage or the original of the
    article. `hidden` are the takedowns in force.
    """

    pk: int
    revisions: tuple[str, ...]
    publications: tuple[tuple[int, str], ...]
    may_show_text: bool
    is_text_hidden: bool
    hidden: str | None


@dataclass(frozen=True)
class QuotingCheck:
    """A current check that quotes the article. `document` has its slug, kind, claim, verdict, and appearances.

    `evidence` are the items of the check that quote the article, without those that takedowns hide.
    """

    pk: int
    document: dict[str, Any]
    evidence: tuple[dict[str, Any], ...]

    @property
    def rating(self) -> str:
        return str(self.document["verdict"]["rating"])

    @property
    def headline(self) -> str:
        """The headline of the check, or the claim if the document predates headlines."""
        return str(self.document["verdict"].get("headline") or self.document["claim"]["statement"])

    @property
    def is_retracted(self) -> bool:
        return bool(self.document["kind"] == "retracted")


def quoted_article(pk: int) -> tuple[QuotedArticle, datetime] | None:
    """The article with the checks that quote it, and when one of them or a takedown changed last. Three queries.

    None if the article does not exist or no check quotes it.
    """
    texts = Revision.objects.filter(article=pk).order_by("-number").values_list("sha256", "article__may_show_text")
    found = list(texts)
    if not found:
        return None
    revisions = tuple(dict.fromkeys(sha256 for sha256, _ in found))
    current = Publication.objects.filter(is_current=True, quoted_texts__has_any_keys=list(revisions))
    rows = current.annotate(hidden=HIDDEN_ITEMS, changed=HIDDEN_CHANGED_AT).order_by("id")
    checks = list(rows.values_list("id", "sha256", "published_at", "hidden", "changed"))
    if not checks:
        return None
    *_, hidden, hidden_changed_at = checks[0]
    modified = max(published_at for _, _, published_at, *_ in checks)
    quoted = QuotedArticle(
        pk,
        revisions,
        tuple((check, sha256) for check, sha256, *_ in checks),
        may_show_text=found[0][1],
        is_text_hidden=is_article_hidden(pk),
        hidden=hidden,
    )
    return quoted, max(modified, hidden_changed_at or modified)


_CHECKS = """
    SELECT p.id, v.claim_id,
        jsonb_build_object(
            'slug', p.slug, 'kind', p.document -> 'kind', 'claim', p.document -> 'claim',
            'corrections', p.document -> 'corrections',
            'is_graphic', p.document -> 'is_graphic', 'origins', p.document -> 'origins',
            'verdict', (p.document -> 'verdict') - 'rationale',
            'appearances', jsonb_path_query_array(p.document, '$.appearances[*] ? (@.sha256 == $texts[*])', %(texts)s)
        ),
        jsonb_path_query_array(p.document, '$.evidence.*[*] ? (@.sha256 == $texts[*])', %(texts)s)
    FROM publishing_publication p JOIN verdicts_verdict v ON v.id = p.verdict_id
    WHERE p.id = ANY(%(ids)s)
    ORDER BY p.published_at DESC, p.id DESC"""
"""SQL, because the documents of many checks take tens of megabytes, and the page needs a small part of them."""


def quoting_checks(article: QuotedArticle, hidden: Iterable[HiddenItem]) -> list[QuotingCheck]:
    """The checks that quote the article, the last published first, without `hidden`. One query."""
    parameters: dict[str, Any] = {
        "texts": json.dumps({"texts": article.revisions}),
        "ids": [pk for pk, _ in article.publications],
    }
    with reading_connection().cursor() as cursor:
        cursor.execute(_CHECKS, parameters)
        rows = cursor.fetchall()
    checks = []
    for pk, claim, document, items in rows:
        shown = without_hidden_items({**json.loads(document), "evidence": {"": json.loads(items)}}, claim, hidden)
        quoting = tuple(item for item in shown.pop("evidence")[""] if item["quote"])
        checks.append(QuotingCheck(pk, shown, quoting))
    return checks


def text_of_revision(article: QuotedArticle, sha256: str) -> str:
    """The text of the revision with this hash. One query."""
    return str(Revision.objects.filter(article=article.pk, sha256=sha256).values_list("text", flat=True)[:1].get())
