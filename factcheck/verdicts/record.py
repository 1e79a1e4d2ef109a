"""The record that a verdict rests on, as plain values: what readers see of the claim and its evidence, and what the gate counts.

A review stores the record that the editor read. A later comparison shows whether, and in which values, the record has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Max, OuterRef, Prefetch, Subquery
from django.db.models.functions import Trim

from factcheck.articles.fields import ARTICLE, SOURCE
from factcheck.articles.models import Article, Source
from factcheck.claims.fields import ACTOR, CLAIM, MENTION, PARTY
from factcheck.claims.models import Attribution, Claim, Mention, Party, Relation
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.copies.queries import COUNTING_COPY, QUOTE_START
from factcheck.evidence.copies.quote_search import QuoteState
from factcheck.evidence.fields import EVIDENCE, SEARCH
from factcheck.evidence.models import Evidence, Reply, SearchLogEntry
from factcheck.evidence.replies.fields import REPLY
from factcheck.ledger.actions import json_value
from factcheck.ledger.chain import digest
from factcheck.ledger.models import Entry
from factcheck.verdicts.fields import RATING
from factcheck.verdicts.models import VerdictVersion
from factcheck.verdicts.record_version_2 import values_of_version_2
from factcheck.verdicts.workflow import MOVES
from factcheck.web.fields import Fields

RECORD_VERSION = 3
"""The version of the values and of their digest, which a review stores. Reviews without a version have version 1.

If you change which values a record contains, increment it and keep the function of the older version (`values_at`): an approval
is always compared by its own version, so that an upgrade does not count as a change.
"""


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """The record of a claim at one moment. `submission` is the number of the ledger entry of the last submission, or 0.

    `values` maps parts ("claim", "rating", "authors", "mentions", "relations", "evidence",
    "parties", "searches", "replies") to JSON values; the rows of a
    part are keyed by their ids.
    """

    values: dict[str, Any]
    submission: int

    @property
    def digest(self) -> str:
        """SHA-256 (64 hex digits). It includes the submission: a review of an earlier one does not apply to a later one."""
        return self.digest_at(RECORD_VERSION)

    def digest_at(self, version: int) -> str:
        """The digest of an older version, from 2."""
        return digest({"record": self.values_at(version), "submission": self.submission, "version": version})

    def values_at(self, version: int) -> dict[str, Any]:
        """The values that an older version contained, from 2."""
        return values_of_version_2(self.values) if version == 2 else self.values


def read_record(claim: Claim) -> ClaimRecord:
    """The current record of the claim. See `read_records`."""
    return read_records([claim.pk])[claim.pk]


def read_records(claim_ids: Collection[int]) -> dict[int, ClaimRecord]:
    """The current records of claims by their ids. The number of queries depends neither on the claims nor on their rows.

    Withdrawn rows, fields that readers do not see, and rows that the record does not refer to are not part of it.
    """
    newest = {
        version.verdict.claim_id: version
        for version in VerdictVersion.objects.filter(verdict__claim__in=claim_ids)
        .select_related("rating", "verdict")
        .order_by("verdict_id", "-number")
        .distinct("verdict_id")
    }
    submissions = last_submissions([version.verdict_id for version in newest.values()])
    mentions, relations = _by_claim(_mentions(claim_ids), _mention_values), _by_claim(_relations(claim_ids), _relation_values)
    evidence, parties = _by_claim(_evidence(claim_ids), _evidence_values), _by_claim(_parties(claim_ids), _party_values)
    searches = _by_claim(SearchLogEntry.objects.filter(claim__in=claim_ids), lambda search: _published(search, SEARCH))
    replies = _by_claim(_replies(claim_ids), lambda reply: {**_published(reply, REPLY), "name": reply.who})
    records = {}
    for row in Claim.objects.filter(pk__in=claim_ids).select_related("claimant").defer("words"):
        version = newest.get(row.pk)
        values = {
            "claim": {**_published(row, CLAIM), "claimant": _published(row.claimant, ACTOR)},
            "rating": {**_published(version.rating, RATING)} if version and version.rating else None,
            "mentions": mentions.get(row.pk, {}),
            "relations": relations.get(row.pk, {}),
            "evidence": evidence.get(row.pk, {}),
            "authors": _author_ids(version),
            "parties": parties.get(row.pk, {}),
            "searches": searches.get(row.pk, {}),
            "replies": replies.get(row.pk, {}),
        }
        submission = submissions.get(version.verdict_id, 0) if version else 0
        records[row.pk] = ClaimRecord(json_value(values), submission)
    return records


def _by_claim(rows: Iterable[Any], values_of: Callable[[Any], dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """The values of rows by their claim and id."""
    values: dict[int, dict[str, Any]] = {}
    for row in rows:
        values.setdefault(row.claim_id, {})[str(row.pk)] = values_of(row)
    return values


def last_submissions(verdict_ids: Collection[int]) -> dict[int, int]:
    """The numbers of the ledger entries of the last submissions, by the ids of the verdicts."""
    entries = Entry.objects.filter(kind="verdict", object_id__in=verdict_ids, action=MOVES["submit"].action)
    return dict(entries.values_list("object_id").annotate(Max("number")))


def submissions_of(verdict_id: int) -> Any:
    """The ledger entries of the verdict's submissions, newest first, as a queryset."""
    return Entry.objects.filter(kind="verdict", object_id=verdict_id, action=MOVES["submit"].action).order_by("-number")


def _mentions(claim_ids: Collection[int]) -> Any:
    rows = Mention.objects.filter(claim__in=claim_ids).active().select_related("revision__article__outlet")
    chain = Prefetch("chain", Attribution.objects.select_related("actor"))
    return rows.defer("revision__text", "revision__words").prefetch_related("spans", chain)


def _mention_values(mention: Mention) -> dict[str, Any]:
    return {
        **{name: getattr(mention, name) for name in MENTION.published if name != "chain"},
        "chain": [link.actor.name for link in mention.chain.all()],
        "anchor": mention.anchor,
        "stays_in_revision": mention.stays_in_revision,
        "changed_context": mention.changed_context,
        "quotes": [span.exact for span in mention.spans.all()],
        "surroundings": [[span.prefix, span.suffix] for span in mention.spans.all()],
        "article": _article_values(mention.revision.article),
        "text": mention.revision.sha256,
    }


def _author_ids(newest: VerdictVersion | None) -> list[int]:
    """The ids of the people whom readers see as the authors of the verdict. Publishing compares their names."""
    return [newest.verdict.author_id, newest.created_by_id] if newest else []


def _relations(claim_ids: Collection[int]) -> Any:
    return Relation.objects.filter(claim__in=claim_ids).active().select_related("other").defer("other__words")


def _relation_values(relation: Relation) -> dict[str, Any]:
    return {"relation": relation.relation_kind, "other": relation.other_id, "statement": relation.other.statement}


def _evidence(claim_ids: Collection[int]) -> Any:
    copy = {"copy_sha256": Subquery(EvidenceCopy.objects.filter(pk=OuterRef("copy_id")).values("capture__sha256"))}
    withdrawn = Evidence.objects.filter(claim=OuterRef("claim"), withdrawn_at__isnull=False).exclude(evidence_set="")
    same_set = withdrawn.annotate(name=Trim("evidence_set")).filter(name=Trim(OuterRef("evidence_set")))
    rows = Evidence.objects.filter(claim__in=claim_ids, withdrawn_at=None).annotate(
        **COUNTING_COPY, **copy, quote_start=QUOTE_START
    )
    rows = rows.annotate(is_set_broken=Exists(same_set))
    rows = rows.select_related("source", "origin", "revision__article__outlet", "capture")
    return rows.defer("revision__text", "revision__words")


def _evidence_values(item: Any) -> dict[str, Any]:
    return {
        "number": item.number,
        **_published(item, EVIDENCE),
        "source": _source_values(item.source),
        "origin": _source_values(item.origin),
        "quote": item.exact,
        "surroundings": [item.prefix, item.suffix],
        "anchor": item.anchor,
        "stays_in_revision": item.stays_in_revision,
        "changed_context": item.changed_context,
        "address": item.address,
        "article": _article_values(item.revision.article) if item.revision else None,
        "text": item.revision.sha256 if item.revision else None,
        "file": {"name": item.capture.name, "sha256": item.capture.sha256} if item.capture else None,
        "copy": _copy_values(item) if item.address else None,
        "is_set_broken": item.is_set_broken,
    }


def _copy_values(item: Any) -> dict[str, Any] | None:
    """The copy of a web page that counts, for a row with the annotations of `_evidence`. None without one of its address."""
    if not item.is_preserved:
        return None
    return {
        "sha256": item.copy_sha256,
        "quote_state": item.quote_state or QuoteState.NOT_CHECKED,
        "surroundings_at": item.quote_start if item.may_show_surroundings else None,
    }


def _parties(claim_ids: Collection[int]) -> Any:
    return Party.objects.filter(claim__in=claim_ids).active().select_related("source", "actor")


def _replies(claim_ids: Collection[int]) -> Any:
    return Reply.objects.filter(claim__in=claim_ids).active().select_related("actor", "source")


def _party_values(party: Party) -> dict[str, Any]:
    return {**_published(party, PARTY), "name": party.name, "kind": "source" if party.source_id else "actor"}


def _article_values(article: Article) -> dict[str, Any]:
    return {**_published(article, ARTICLE), "outlet": _source_values(article.outlet)}


def _source_values(source: Source | None) -> dict[str, Any] | None:
    return _published(source, SOURCE) if source else None


def _published(row: Any, fields: Fields) -> dict[str, Any]:
    """The published fields of a row. Values of other rows are replaced by the callers, and are ids otherwise."""
    return {name: getattr(row, name) for name in fields.published}
