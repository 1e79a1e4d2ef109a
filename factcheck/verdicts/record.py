"""The record that a verdict rests on, as plain values: what readers see of the claim and its evidence, and what the gate counts.

A review stores the record that the editor read. A later comparison shows whether, and in which values, the record has changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from factcheck.articles.fields import ARTICLE, SOURCE
from factcheck.articles.models import Article, Source
from factcheck.claims.fields import ACTOR, CLAIM, MENTION, PARTY
from factcheck.claims.models import Attribution, Claim, Mention, Party, Relation
from factcheck.claims.parties import claim_parties
from factcheck.evidence.fields import EVIDENCE, SEARCH
from factcheck.evidence.models import Evidence, SearchLogEntry
from factcheck.ledger.actions import json_value
from factcheck.ledger.chain import digest
from factcheck.ledger.models import Entry
from factcheck.verdicts.fields import RATING
from factcheck.verdicts.models import VerdictVersion
from factcheck.verdicts.workflow import MOVES
from factcheck.web.fields import Fields

RECORD_VERSION = 2
"""The version of the values and of their digest, which a review stores. Reviews without a version have version 1.

If you change which values a record contains, increment it and keep the function of the older version: an approval is always
compared by its own version, so that an upgrade does not count as a change.
"""


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """The record of a claim at one moment. `submission` is the number of the ledger entry of the last submission, or 0.

    `values` maps parts ("claim", "rating", "authors", "mentions", "relations", "evidence",
    "parties", "searches") to JSON values; the rows of a
    part are keyed by their ids.
    """

    values: dict[str, Any]
    submission: int

    @property
    def digest(self) -> str:
        """SHA-256 (64 hex digits). It includes the submission: a review of an earlier one does not apply to a later one."""
        return digest({"record": self.values, "submission": self.submission, "version": RECORD_VERSION})


def read_record(claim: Claim) -> ClaimRecord:
    """The current record of the claim. The number of queries does not depend on the number of rows.

    Withdrawn rows, fields that readers do not see, and rows that the record does not refer to are not part of it.
    """
    verdict_id, rating = None, None
    newest = (
        VerdictVersion.objects.filter(verdict__claim=claim)
        .select_related("rating", "verdict__author", "created_by")
        .order_by("-number")
        .first()
    )
    if newest:
        verdict_id, rating = newest.verdict_id, newest.rating
    row = Claim.objects.select_related("claimant").defer("words").get(pk=claim.pk)
    values = {
        "claim": {**_published(row, CLAIM), "claimant": _published(row.claimant, ACTOR)},
        "rating": {**_published(rating, RATING)} if rating else None,
        "mentions": {str(mention.pk): _mention_values(mention) for mention in _mentions(claim)},
        "relations": {
            str(relation.pk): {
                "relation": relation.relation_kind,
                "other": relation.other_id,
                "statement": relation.other.statement,
            }
            for relation in Relation.objects.filter(claim=claim).active().select_related("other").defer("other__words")
        },
        "evidence": {str(item.pk): _evidence_values(item) for item in _evidence(claim)},
        "authors": _author_ids(newest),
        "parties": {str(party.pk): _party_values(party) for party in claim_parties(claim).rows},
        "searches": {str(search.pk): _published(search, SEARCH) for search in SearchLogEntry.objects.filter(claim=claim)},
    }
    return ClaimRecord(json_value(values), last_submission_number(verdict_id) if verdict_id else 0)


def last_submission_number(verdict_id: int) -> int:
    """The number of the ledger entry of the verdict's last submission; 0 if it was never submitted."""
    return submissions_of(verdict_id).values_list("number", flat=True).first() or 0


def submissions_of(verdict_id: int) -> Any:
    """The ledger entries of the verdict's submissions, newest first, as a queryset."""
    return Entry.objects.filter(kind="verdict", object_id=verdict_id, action=MOVES["submit"].action).order_by("-number")


def _mentions(claim: Claim) -> Any:
    rows = Mention.objects.filter(claim=claim).active().select_related("revision__article__outlet")
    chain = Prefetch("chain", Attribution.objects.select_related("actor"))
    return rows.defer("revision__text", "revision__words").prefetch_related("spans", chain)


def _mention_values(mention: Mention) -> dict[str, Any]:
    return {
        **{name: getattr(mention, name) for name in MENTION.published if name != "chain"},
        "chain": [link.actor.name for link in mention.chain.all()],
        "anchor": mention.anchor,
        "quotes": [span.exact for span in mention.spans.all()],
        "surroundings": [[span.prefix, span.suffix] for span in mention.spans.all()],
        "article": _article_values(mention.revision.article),
        "text": mention.revision.sha256,
    }


def _author_ids(newest: VerdictVersion | None) -> list[int]:
    """The ids of the people whom readers see as the authors of the verdict. Publishing compares their names."""
    return [newest.verdict.author_id, newest.created_by_id] if newest else []


def _relations(claim: Claim) -> Any:
    return Relation.objects.filter(claim=claim).active().select_related("other").defer("other__words")


def _relation_values(relation: Relation) -> dict[str, Any]:
    return {"relation": relation.relation_kind, "other": relation.other_id, "statement": relation.other.statement}


def _evidence(claim: Claim) -> Any:
    rows = Evidence.objects.filter(claim=claim, withdrawn_at=None)
    rows = rows.select_related("source", "origin", "revision__article__outlet", "capture")
    return rows.defer("revision__text", "revision__words")


def _evidence_values(item: Evidence) -> dict[str, Any]:
    return {
        **_published(item, EVIDENCE),
        "source": _source_values(item.source),
        "origin": _source_values(item.origin),
        "quote": item.exact,
        "surroundings": [item.prefix, item.suffix],
        "address": item.address,
        "article": _article_values(item.revision.article) if item.revision else None,
        "text": item.revision.sha256 if item.revision else None,
        "file": {"name": item.capture.name, "sha256": item.capture.sha256} if item.capture else None,
    }


def _party_values(party: Party) -> dict[str, Any]:
    return {**_published(party, PARTY), "name": party.name, "kind": "source" if party.source_id else "actor"}


def _article_values(article: Article) -> dict[str, Any]:
    return {**_published(article, ARTICLE), "outlet": _source_values(article.outlet)}


def _source_values(source: Source | None) -> dict[str, Any] | None:
    return _published(source, SOURCE) if source else None


def _published(row: Any, fields: Fields) -> dict[str, Any]:
    """The published fields of a row. Values of other rows are replaced by the callers, and are ids otherwise."""
    return {name: getattr(row, name) for name in fields.published}
