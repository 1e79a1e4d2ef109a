"""Public pages, feeds, and the screens of publishing, correcting, and retracting."""

from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from factcheck.articles.actions import edit_source
from factcheck.articles.models import Source
from factcheck.publishing.actions import correct, draft_publication, retract
from factcheck.publishing.models import Publication
from factcheck.verdicts.models import RecordChange, Verdict
from factcheck.verdicts.queries import basis_for
from tests.logos import add_logo
from tests.routes import LOGIN, Row, only_get
from tests.world import World


def _slug(world: World) -> dict[str, Any]:
    return {"slug": Publication.objects.get(verdict=world.published).slug}


def _short(world: World) -> dict[str, Any]:
    return {"number": Publication.objects.get(verdict=world.published).pk}


def _published_article(world: World) -> dict[str, Any]:
    return {"article_id": world.published.claim.mentions.get().revision.article_id}


def _subject(column: str) -> Any:
    def args(world: World) -> dict[str, Any]:
        publication = Publication.objects.get(verdict=world.published)
        values = {
            "topics": publication.topic_slugs,
            "claimant": [publication.claimant_slug],
            "sources": publication.source_slugs,
        }
        return {"slug": values[column][0]}

    return args


def _approved(world: World) -> dict[str, Any]:
    return {"verdict_id": world.approved.pk}


def _published(world: World) -> dict[str, Any]:
    return {"verdict_id": world.published.pk}


def _seen(world: World) -> dict[str, Any]:
    return {"version": world.approved.version, "seen": draft_publication(world.approved).seen}


def _correction(world: World) -> dict[str, Any]:
    return {"version": world.published.version, "correction_kind": "typo", "notice": "A comma was missing."}


def _retraction(world: World) -> dict[str, Any]:
    return {"version": world.published.version, "notice": "The images were misdated."}


def _correcting(world: World) -> dict[str, Any]:
    correct(person=world.editor, verdict=world.published, correction_kind="typo", notice="One letter.")
    return _published(world)


def _dropping(world: World) -> dict[str, Any]:
    return {"version": Verdict.objects.get(pk=world.published.pk).version, "reason": "The page was right."}


def _retracted(world: World) -> dict[str, Any]:
    retract(person=world.editor, verdict=world.published, notice="The images were misdated.")
    return _published(world)


def _changed(world: World) -> dict[str, Any]:
    world.evidence_on(world.published.claim, person=world.second_checker, quote="Seen again.")
    return _published(world)


def _confirmation(world: World) -> dict[str, Any]:
    return {"version": world.published.version, "basis": basis_for(world.published.claim), "reason": "It repeats the check."}


def _changed_source(world: World) -> dict[str, Any]:
    assert world.published
    source = Source.objects.get(pk=world.institute.pk)
    edit_source(person=world.second_checker, source=source, seen_version=source.version, country="UA")
    return {"kind": "source", "object_id": source.pk}


def _shared_confirmation(world: World) -> dict[str, Any]:
    return {"newest": RecordChange.objects.latest("entry").entry_id, "reason": "Only its country was added."}


def _recheck_date(world: World) -> dict[str, Any]:
    return {"version": world.published.version, "recheck_on": str(localdate() + timedelta(days=30))}


_NOTICE = {"notice_kind": "gone", "checked_on": "2026-01-02", "text": "The page was removed."}


def _published_item(world: World) -> dict[str, Any]:
    return {"evidence_id": world.published.claim.evidence.get().pk}


def _new_check(world: World) -> dict[str, Any]:
    return {"version": Verdict.objects.get(pk=world.published.pk).version, "notice": "The images were dated again."}


ROWS = [
    *only_get("public:index", 200),
    *only_get("public:check", 200, args=_slug),
    *only_get("public:version", 200, args=lambda world: {**_slug(world), "number": 1}),
    *only_get("public:claimreview", 200, args=_slug),
    *only_get("public:feed", 200),
    *only_get("public:data", 200),
    *only_get("public:corrections", 200),
    *only_get("public:article", 200, args=_published_article),
    *only_get("public:colors", 200, args=lambda world: {"colors": "0d3b36-0b5d56"}),
    *only_get("public:logo", 200, args=lambda world: {"sha256": add_logo(world).logo.capture.sha256}),
    *only_get("public:colors-preview", 200, args=lambda world: {"colors": "0d3b36-"}),
    *only_get("public:topic", 200, args=_subject("topics")),
    *only_get("public:claimant", 200, args=_subject("claimant")),
    *only_get("public:source", 200, args=_subject("sources")),
    *only_get("public:method", 200),
    *only_get("public:ledger-head", 200),
    *only_get("public:robots", 200),
    *only_get("public:rss", 200),
    *only_get("public:topic-feed", 200, args=_subject("topics")),
    *only_get("public:topic-rss", 200, args=_subject("topics")),
    *only_get("public:claimant-feed", 200, args=_subject("claimant")),
    *only_get("public:claimant-rss", 200, args=_subject("claimant")),
    *only_get("public:sitemap", 200),
    *only_get("public:sitemap-part", 404, args=lambda world: {"part": 7}),
    *only_get("public:security", 404),
    *only_get("public:share-image", 200, args=_slug),
    *only_get("public:embed", 404, args=_slug),
    *only_get("public:short", 302, args=_short),
    *only_get("public:oembed", 404),
    *only_get("public:cite", 200, args=lambda world: {**_slug(world), "number": 1, "extension": "bib"}),
    *only_get("desk:checks", (LOGIN, 200, 200, 200, 200)),
    Row("desk:publish", "GET", (LOGIN, 403, 403, 200, 200), args=_approved),
    *only_get("desk:publish-preview", (LOGIN, 403, 403, 200, 200), args=_approved),
    Row("desk:publish", "POST", (LOGIN, 403, 403, 303, 303), args=_approved, data=_seen),
    # world.checker is the author of the verdict
    Row("desk:correct", "GET", (LOGIN, 403, 200, 200, 200), args=_published),
    Row("desk:correct", "POST", (LOGIN, 403, 303, 303, 303), args=_published, data=_correction),
    Row("desk:drop", "GET", (LOGIN, 403, 200, 200, 200), args=_correcting),
    Row("desk:drop", "POST", (LOGIN, 403, 303, 303, 303), args=_correcting, data=_dropping),
    # world.second_checker made the change
    Row("desk:confirm", "GET", (LOGIN, 200, 200, 200, 200), args=_changed),
    Row("desk:confirm", "POST", (LOGIN, 403, 403, 303, 303), args=_changed, data=_confirmation),
    Row("desk:confirm-shared", "GET", (LOGIN, 200, 200, 200, 200), args=_changed_source),
    Row("desk:confirm-shared", "POST", (LOGIN, 403, 403, 303, 303), args=_changed_source, data=_shared_confirmation),
    Row("desk:notice", "GET", (LOGIN, 403, 403, 200, 200), args=_published_item),
    Row("desk:notice", "POST", (LOGIN, 403, 403, 303, 303), args=_published_item, data=lambda world: _NOTICE),
    Row("desk:recheck-date", "GET", (LOGIN, 405, 405, 405, 405), args=_published),
    Row("desk:recheck-date", "POST", (LOGIN, 403, 303, 303, 303), args=_published, data=_recheck_date),
    Row("desk:recheck", "GET", (LOGIN, 403, 200, 200, 200), args=_retracted),
    Row("desk:recheck", "POST", (LOGIN, 403, 303, 303, 303), args=_retracted, data=_new_check),
    Row("desk:retract", "GET", (LOGIN, 403, 403, 200, 200), args=_published),
    Row("desk:retract", "POST", (LOGIN, 403, 403, 303, 303), args=_published, data=_retraction),
]
