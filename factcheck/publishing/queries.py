"""Queries for publications: a check and its versions, the feeds, and the corrections log. `listing` has those of the index."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from factcheck.newsroom.models import NEWSROOM_ID
from factcheck.newsroom.queries import Branding, branding_of, stored_gate_levels
from factcheck.publishing.hidden_items import HIDDEN_CHANGED_AT, HIDDEN_ITEMS, hidden_items, without_hidden_items
from factcheck.publishing.models import LARGE, Publication, PublicationKind
from factcheck.publishing.notices.noticed import with_notices
from factcheck.publishing.notices.queries import (
    NEWEST_OF_ALL,
    NEWEST_OF_ALL_AT,
    NOTICED_AT,
    notices_by_verdict,
    recently_noticed_verdicts,
)
from factcheck.publishing.state import FRAME, FRAME_COLUMNS
from factcheck.verdicts import gate
from factcheck.verdicts.models import Rating
from factcheck.web.database.replica import reading_connection, reading_transaction
from factcheck.web.pagination import KeysetPage, keyset_page

_LAYER = KeyTextTransform("layer", KeyTransform("claim", "document"))

IN_FEED = 50
"""Number of checks in the Atom feed."""


class PublicationState(NamedTuple):
    """Identifies all that is published: any publication, correction, retraction, or availability notice changes it.

    The newest rows suffice, because each of them adds a row and holds the lock of the ledger until it commits: rows become
    visible in the order of their ids. The hash distinguishes a restored database. `hidden` identifies the takedowns in force.
    """

    newest_id: int = 0
    newest_sha256: str = ""
    published_at: datetime | None = None
    hidden: str | None = None
    hidden_changed_at: datetime | None = None
    newest_notice: int | None = None
    noticed_at: datetime | None = None

    @property
    def changed_at(self) -> datetime | None:
        """When what readers see changed last: by a publication, a takedown, or a notice."""
        return max((at for at in (self.published_at, self.hidden_changed_at, self.noticed_at) if at), default=None)


def publication_state() -> PublicationState:
    """The current state. One query."""
    rows = Publication.objects.annotate(hidden=HIDDEN_ITEMS, hidden_changed_at=HIDDEN_CHANGED_AT)
    rows = rows.annotate(newest_notice=NEWEST_OF_ALL, noticed_at=NEWEST_OF_ALL_AT).order_by("-id")
    columns = ("id", "sha256", "published_at", "hidden", "hidden_changed_at", "newest_notice", "noticed_at")
    row = rows.values_list(*columns).first()
    return PublicationState(*row) if row else PublicationState()


class Additions(NamedTuple):
    """What is added to the document of a check when it is read: it identifies takedowns in force, and the newest notice."""

    hidden: str | None
    newest_notice: int | None


def read_documents(pks: Collection[int], additions: Additions) -> dict[int, dict[str, Any]]:
    """The documents of publications of one check by their ids, without hidden items and with the notices of the check.

    One query, one more if a takedown is in force, and one more if there are notices.
    """
    rows = list(Publication.objects.filter(pk__in=pks).values_list("pk", "verdict", "verdict__claim", "document"))
    hidden = hidden_items() if additions.hidden else ()
    notices = notices_by_verdict({verdict for _, verdict, *_ in rows}) if additions.newest_notice else {}
    return {
        pk: with_notices(without_hidden_items(document, claim, hidden), notices.get(verdict, []))
        for pk, verdict, claim, document in rows
    }


def read_document(pk: int, additions: Additions) -> dict[str, Any]:
    """The document of one publication, as `read_documents` returns it."""
    return read_documents([pk], additions)[pk]


class PublishedVersion(NamedTuple):
    """A publication without its document, which `read_documents` returns. `sha256` identifies the document.

    `newsroom` is how the frame of the page displays the newsroom. `hidden` identifies the takedowns in force, and
    `hidden_changed_at` is when the last of them began or ended. `newest_notice` is the id of the newest availability notice of
    the check, which became public at `noticed_at`. `newest` is the digest of the newest publication of all checks.
    """

    pk: int
    sha256: str
    published_at: datetime
    newsroom: Branding
    hidden: str | None
    hidden_changed_at: datetime | None
    newest_notice: int | None
    noticed_at: datetime | None
    newest: str

    @property
    def additions(self) -> Additions:
        return Additions(self.hidden, self.newest_notice)

    @property
    def modified(self) -> datetime:
        """When the page of the publication changed last."""
        return max(at for at in (self.published_at, self.hidden_changed_at, self.noticed_at) if at)


_VERSIONS = f"""
    SELECT p.number, p.is_current, p.id, p.sha256, p.published_at, {FRAME_COLUMNS}, t.hidden, t.changed_at,
        a.id, a.created_at, (SELECT sha256 FROM publishing_publication ORDER BY id DESC LIMIT 1)
    FROM publishing_publication p
    JOIN newsroom_newsroom w ON w.id = %(newsroom)s {FRAME}
    LEFT JOIN LATERAL (
        SELECT n.id, n.created_at FROM publishing_availabilitynotice n
        JOIN publishing_publication o ON o.id = n.publication_id
        WHERE o.verdict_id = p.verdict_id ORDER BY n.id DESC LIMIT 1
    ) a ON TRUE
    WHERE p.slug = %(slug)s AND (p.is_current OR p.number = %(number)s)"""  # noqa: S608  (constants)
"""SQL, because building the query would take longer than the rest of the request (decision 8)."""


def _read_versions(slug: str, number: int | None) -> list[tuple[int, bool, PublishedVersion]]:
    """(number, whether it is current, version) for the current version and that with this number. One query."""
    values = {"slug": slug, "number": number, "newsroom": NEWSROOM_ID}
    with reading_connection().cursor() as cursor:
        cursor.execute(_VERSIONS, values)
        return [
            (found, is_current, PublishedVersion(pk, sha256, published_at, branding_of(*frame[:7]), *frame[7:]))
            for found, is_current, pk, sha256, published_at, *frame in cursor.fetchall()
        ]


def current_publication(slug: str) -> PublishedVersion | None:
    """The current publication of the check with this slug; None if there is none. One query."""
    return next((version for _, is_current, version in _read_versions(slug, None) if is_current), None)


def version_and_current(slug: str, number: int) -> tuple[PublishedVersion, PublishedVersion] | None:
    """The given version of a check and its current version, which may be the same; None if it does not exist. One query."""
    rows = _read_versions(slug, number)
    version = next((version for found, _, version in rows if found == number), None)
    current = next((version for _, is_current, version in rows if is_current), None)
    return (version, current) if version and current else None


def recently_changed_documents(among: QuerySet[Publication] | None = None) -> list[dict[str, Any]]:
    """The documents of the most recently published, corrected, or retracted checks, and of those with the newest notices.

    The most recently changed is the first. `among` limits the publications. Hidden items are left out. Five queries.
    """
    current = (Publication.objects.all() if among is None else among).filter(is_current=True)
    newest = current.order_by("-published_at", "-id").values_list("id", flat=True)[:IN_FEED]
    noticed = recently_noticed_verdicts(IN_FEED)
    rows = current.filter(Q(pk__in=list(newest)) | Q(verdict__in=noticed)).annotate(noticed_at=NOTICED_AT)
    changed = sorted(
        rows.values_list("published_at", "noticed_at", "id", "verdict", "verdict__claim", "document"),
        key=lambda row: (max(row[0], row[1] or row[0]), row[2]),
        reverse=True,
    )[:IN_FEED]
    hidden, notices = hidden_items(), notices_by_verdict([row[3] for row in changed])
    return [
        with_notices(without_hidden_items(document, claim, hidden), notices.get(verdict, []))
        for *_, verdict, claim, document in changed
    ]


def iter_current_documents() -> Iterator[dict[str, Any]]:
    """The current documents of all checks in the order of their publication, fetched in chunks of 100.

    Hidden items are left out, and availability notices are added. Nothing is read before the first document is requested.
    """
    hidden, notices = hidden_items(), notices_by_verdict()
    rows = Publication.objects.filter(is_current=True).order_by("id").values_list("verdict", "verdict__claim", "document")
    with reading_transaction():
        for verdict, claim, document in rows.iterator(chunk_size=100):
            yield with_notices(without_hidden_items(document, claim, hidden), notices.get(verdict, []))


_CORRECTION = KeyTransform("0", KeyTransform("corrections", "document"))


def corrections(cursor: str = "", size: int = 50, *, kind: str = "") -> KeysetPage:
    """Corrections and retractions, newest first; only those of this `kind`, unless it is empty.

    `published_correction` is the correction from the document of each, `layer` the layer of its claim, and
    `conclusion_before` the conclusion of the version before.
    """
    before = Publication.objects.filter(verdict=OuterRef("verdict"), number=OuterRef("number") - 1)
    rows = (
        Publication.objects.exclude(publication_kind=PublicationKind.FIRST)
        .defer(*LARGE)
        .annotate(published_correction=_CORRECTION, layer=_LAYER, conclusion_before=Subquery(before.values("conclusion")))
    )
    if kind:
        rows = rows.filter(announced_kind=kind)
    return keyset_page(rows, order=("published_at", "id"), cursor=cursor, size=size)


def checks(cursor: str = "", size: int = 50) -> KeysetPage:
    """Current publications with their verdicts, for the newsroom: the last changed first."""
    rows = Publication.objects.filter(is_current=True).defer(*LARGE).select_related("verdict__author", "published_by")
    return keyset_page(rows, order=("published_at", "id"), cursor=cursor, size=size)


def active_ratings() -> list[Rating]:
    """The ratings of the scale that are in use."""
    return list(Rating.objects.filter(is_active=True))


@dataclass(frozen=True, slots=True)
class PublicationRequirement:
    """A line of the evidence gate for readers, with the newsroom's level."""

    label: str
    is_required: bool
    """False for a line that is only advised"""
    may_be_waived: bool
    """whether a check without it can be published with a written reason"""


def publication_requirements() -> list[PublicationRequirement]:
    """What a check needs before its publication: the lines of the evidence gate, without those that are off. One query."""
    levels = gate.newsroom_levels(stored_gate_levels())
    return [
        PublicationRequirement(line.label, levels[line.key] is gate.Level.REQUIRED, line.may_be_waived)
        for line in gate.REQUIREMENTS
        if levels[line.key] is not gate.Level.OFF
    ]
