"""Collects the published values of a check from the record of its claim. Only this module reads rows for public documents.

It omits withdrawn rows, mentions that wait for a decision or for their placement, and all personal data except the names of
the authors and the reviewer. Of related claims, it reads only the statements.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Max, Min, Model, OuterRef, Q, Subquery

from factcheck.accounts.models import Person
from factcheck.articles.fields import ARTICLE, SOURCE
from factcheck.articles.models import Revision, Source
from factcheck.claims.choices import Anchor, ClaimType
from factcheck.claims.fields import ACTOR, CLAIM
from factcheck.claims.kept_quotes import STAYS
from factcheck.claims.models import Claim, Mention, Party, Relation
from factcheck.claims.parties import ClaimParties, claim_parties
from factcheck.evidence.copies.queries import COUNTING_COPY
from factcheck.evidence.fields import EVIDENCE, SEARCH
from factcheck.evidence.models import Evidence, SearchLogEntry
from factcheck.evidence.timing import TIMING_LABELS, timing
from factcheck.newsroom.queries import newsroom_name
from factcheck.publishing import published
from factcheck.publishing.copies import published_copies
from factcheck.publishing.fields import PUBLISHED_NAMES
from factcheck.publishing.models import Correction, CorrectionKind, Publication, PublicationKind
from factcheck.publishing.replies import published_replies
from factcheck.verdicts.fields import RATING, VERDICT
from factcheck.verdicts.models import Rating, Review, Verdict, VerdictVersion
from factcheck.verdicts.queries import broken_sets_for, gate_for
from factcheck.web.dates import newsroom_time
from factcheck.web.fields import Fields
from factcheck.web.markdown import cited_numbers


def take_snapshot(
    *,
    verdict: Verdict,
    version: VerdictVersion,
    review: Review,
    slug: str,
    at: datetime,
    earlier: list[Publication],
    correction: Correction | None,
) -> published.PublishedCheck:
    """The values to publish, as of now.

    `earlier` are the previous publications, newest first; `correction` is the open correction. Raises ValueError if the version
    has no rating, which the evidence gate excludes.
    """
    claim, rating = verdict.claim, version.rating
    parties = claim_parties(claim)
    if rating is None:
        raise ValueError("a version without a rating cannot pass the evidence gate")
    last = earlier[0] if earlier else None
    stored = last.document["corrections"] if last else []
    corrections = [published.PublishedCorrection(**{**values, "at": datetime.fromisoformat(values["at"])}) for values in stored]
    number = last.number + 1 if last else 1
    if correction and last:
        kind = announced_kind(correction, last, rating)
        new = published.PublishedCorrection(kind.value, str(kind.label), correction.notice, at, number, last.rating, rating.name)
        corrections.insert(0, new)
    return published.PublishedCheck(
        slug=slug,
        number=number,
        kind=PublicationKind.CORRECTED if last else PublicationKind.FIRST,
        newsroom=newsroom_name(),
        first_published_at=last.first_published_at if last else at,
        published_at=at,
        verdict=_published_verdict(version, rating),
        claim=_published_claim(claim, parties),
        authors=tuple(dict.fromkeys([_public_name(verdict.author), _public_name(version.created_by)])),
        reviewer=_public_name(review.created_by),
        reviewed_at=newsroom_time(review.created_at),
        relations=tuple(_published_relations(claim)),
        appearances=tuple(_published_appearances(claim, parties)),
        items=tuple(_published_evidence(claim, parties, broken_sets_for(claim, version))),
        parties=tuple(published.PublishedParty(party.name, party.interest) for party in parties.rows),
        searches=tuple(
            published.PublishedSearch(**SEARCH.values_of(search))
            for search in SearchLogEntry.objects.filter(claim=claim).order_by("searched_on", "id")
        ),
        replies=tuple(published_replies(claim, newsroom_time(at).date())),
        exceptions=tuple(
            published.PublishedException(line.label, line.waiver) for line in gate_for(claim, version) if line.waiver
        ),
        corrections=tuple(corrections),
        versions=tuple(published.EarlierVersion(p.number, p.publication_kind, p.rating, p.published_at) for p in earlier),
    )


def announced_kind(correction: Correction, last: Publication, rating: Rating) -> CorrectionKind:
    """The kind of the correction that readers see: after a change of rating or conclusion, always that of a changed verdict."""
    if correction.correction_kind == CorrectionKind.NEW_CHECK:
        return CorrectionKind.NEW_CHECK
    if (last.rating, last.conclusion) != (rating.name, rating.conclusion):
        return CorrectionKind.CHANGE_OF_VERDICT
    return CorrectionKind(correction.correction_kind)


def _public_name(person: Person) -> str:
    """The name of a person for readers. Never an email address."""
    name = person.name.strip()
    return name if name and "@" not in name else "a member of the newsroom"


def _published_verdict(version: VerdictVersion, rating: Rating) -> published.PublishedVerdict:
    scale = Rating.objects.filter(is_active=True, number__isnull=False).aggregate(worst=Min("number"), best=Max("number"))
    number = rating.number
    ends = [n for n in (number, scale["worst"], scale["best"]) if n is not None]
    return published.PublishedVerdict(
        **_published_fields(version, VERDICT, **_published_fields(rating, RATING)),
        citations=cited_numbers(version.rationale),
        conclusion_words=rating.get_conclusion_display(),
        version=version.number,
        worst=None if number is None else min(ends),
        best=None if number is None else max(ends),
    )


def _published_claim(claim: Claim, parties: ClaimParties) -> published.PublishedClaim:
    party = parties.of_actor(claim.claimant)
    return published.PublishedClaim(
        **_published_fields(
            claim,
            CLAIM,
            claimant=published.PublishedClaimant(
                **_published_fields(claim.claimant, ACTOR),
                is_party=party is not None,
                interest=party.interest if party else "",
            ),
            types=tuple(str(ClaimType(kind).label) for kind in claim.types),
            topics=tuple(claim.topics),
        )
    )


def _published_relations(claim: Claim) -> Iterator[published.PublishedRelation]:
    rows = list(Relation.objects.filter(claim=claim).active().select_related("other").order_by("id"))
    slugs = dict(
        Publication.objects.filter(is_current=True, verdict__claim__in=[row.other_id for row in rows])
        .exclude(publication_kind=PublicationKind.RETRACTED)
        .values_list("verdict__claim_id", "slug")
    )
    for row in rows:
        words = str(row.get_relation_kind_display())
        yield published.PublishedRelation(row.relation_kind, words, row.other.statement, slugs.get(row.other_id, ""))


_newest_copy = Subquery(
    Revision.objects.filter(article=OuterRef("revision__article")).order_by("-number").values("imported_at")[:1]
)
"""When the newest revision of the article was stored."""


def _published_appearances(claim: Claim, parties: ClaimParties) -> Iterator[published.PublishedAppearance]:
    """The appearances by the date of the article, undated articles last."""
    rows: Iterable[Any] = (
        Mention.objects.filter(Q(anchor=Anchor.ANCHORED) | STAYS, claim=claim)
        .annotate(newest_at=_newest_copy)
        .active()
        .with_parts()
        .select_related("revision__article__outlet")
        .order_by("id")
    )
    for row in sorted(rows, key=lambda m: (m.revision.article.published_on is None, str(m.revision.article.published_on))):
        article = row.revision.article
        yield published.PublishedAppearance(
            **_published_fields(article, ARTICLE, outlet=article.outlet.name if article.outlet else ""),
            mode=str(row.get_mode_display()),
            chain=tuple(link.actor.name for link in row.chain.all()),
            parties=tuple(link.actor.name for link in row.chain.all() if parties.of_actor(link.actor)),
            words=tuple(published.PublishedQuote(span.exact, span.prefix, span.suffix, span.start) for span in row.spans.all()),
            sha256=row.revision.sha256,
            not_in_copy_of=row.newest_at if row.stays else None,
            article=article.pk,
        )


def _published_evidence(
    claim: Claim, parties: ClaimParties, broken_sets: Collection[str]
) -> Iterator[published.PublishedEvidence]:
    rows = (
        Evidence.objects.filter(claim=claim, withdrawn_at=None)
        .annotate(newest_at=_newest_copy, **COUNTING_COPY)
        .select_related("source", "origin", "revision__article__outlet", "capture")
        .order_by("number")
    )
    copies = published_copies(rows)
    for row in rows:
        article = row.revision.article if row.revision else None
        file = row.capture
        source = row.source or (article.outlet if article else None)
        origin_party = parties.of_source(row.origin)
        known = timing(row.available_since, row.available_precision, claim.said_on, claim.said_precision)
        yield published.PublishedEvidence(
            **_published_fields(
                row,
                EVIDENCE,
                source=_published_source(source, parties.of_source(source)) if source else None,
                origin=row.origin.name if row.origin else "",
                title=row.title or (article.title if article else file.name if file else ""),
                published_on=row.published_on or (article.published_on if article else None),
                is_graphic=row.is_graphic or bool(article and article.is_graphic),
            ),
            number=row.number,
            origin_is_party=origin_party is not None,
            origin_interest=origin_party.interest if origin_party else "",
            quote=row.exact,
            prefix=row.prefix,
            suffix=row.suffix,
            address=article.address if article else row.address,
            file=published.PublishedFile(file.name, file.media_type, file.size, file.sha256) if file else None,
            sha256=row.revision.sha256 if row.revision else file.sha256 if file else "",
            language=article.language if article else "",
            not_in_copy_of=row.newest_at if row.stays else None,
            timing="" if known == "unknown" else known,
            timing_words=TIMING_LABELS[known],
            protection_words=str(row.get_protection_display()) if row.protection else "",
            preserved=copies.get(row.pk),
            is_set_broken=row.evidence_set.strip() in broken_sets,
            is_source_implied=row.source is None and source is not None,
        )


def _published_source(source: Source, party: Party | None) -> published.PublishedSource:
    fields = _published_fields(source, SOURCE, kind=str(source.get_source_kind_display()))
    return published.PublishedSource(
        **{**fields, "is_party": party is not None, "interest": party.interest if party else source.interest}
    )


def _published_fields(row: Model, fields: Fields, **replacements: Any) -> dict[str, Any]:
    """The published fields of `row` by their published names. Values in `replacements` replace those of the row."""
    names = PUBLISHED_NAMES.get(fields.kind, {})
    stored = [name for name in fields.published if names.get(name, name) not in replacements]
    return {**{names.get(name, name): getattr(row, name) for name in stored}, **replacements}
