"""The serializers, forms, screens, and parts of the published document for each kind of row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from factcheck.api.serializers import articles as article_api
from factcheck.api.serializers import claims as claim_api
from factcheck.api.serializers import evidence as evidence_api
from factcheck.api.serializers import newsroom as newsroom_api
from factcheck.api.serializers import parties as party_api
from factcheck.api.serializers import publishing as publishing_api
from factcheck.api.serializers import verdicts as verdict_api
from factcheck.desk.claim.forms import ActorForm, ClaimEditForm, MentionChangeForm, PartyEditForm, PartyForm
from factcheck.desk.evidence.forms import EvidenceEditForm, SearchForm
from factcheck.desk.library.forms import ArticleEditForm, ImportForm, NewSourceForm, SourceEditForm
from factcheck.desk.publish.forms import CorrectForm, RetractForm, RewordForm
from factcheck.desk.settings.forms import NewRatingForm, NewsroomForm, RatingEditForm
from factcheck.desk.verdict.forms import VerdictForm
from factcheck.publishing import published
from tests.editable import CLOSED, RECORD, Rows

Address = Callable[[Rows], str]

API: dict[str, dict[Any, set[str]]] = {
    "article": {
        article_api.ArticleSerializer: {"id", "imported_at", "revision", "version", *CLOSED},
        article_api.NewArticle: {"text", "content_base64", "media_type", "encoding", "confirm_encoding", "name"},
        article_api.ArticleUpload: {"file", "encoding", "confirm_encoding"},
        article_api.ArticleChange: {"version"},
    },
    "source": {
        article_api.SourceSerializer: {"id", "version"},
        article_api.NewSource: set(),
        article_api.SourceChange: {"version"},
    },
    "actor": {
        claim_api.ActorSerializer: {"id", "version"},
        claim_api.NewActor: set(),
        claim_api.ActorChange: {"version"},
    },
    "claim": {
        claim_api.ClaimSerializer: RECORD | CLOSED | {"duplicate_of", "merged_into"},
        claim_api.NewClaim: {"mention"},
        claim_api.ClaimChange: {"version"},
    },
    "mention": {
        claim_api.MentionSerializer: {
            *RECORD,
            *("claim", "article", "revision", "selection", "anchor", "changed_context", "stays_in_revision"),
            *("withdrawn_at", "withdrawn_reason"),
        },
        claim_api.NewMentionBody: {"claim", "revision", "selection"},
        claim_api.MentionPassage: {"revision", "selection"},
        claim_api.MentionChange: {"revision", "selection", "version"},
    },
    "evidence": {
        evidence_api.EvidenceSerializer: {
            *RECORD,
            *("claim", "number", "found_in", "revision", "selection", "address", "fetching", "capture", "exact"),
            "may_show_surroundings",
            *("anchor", "changed_context", "stays_in_revision", "is_hidden", "timing"),
            *("withdrawn_at", "withdrawn_by", "withdrawn_reason"),
        },
        evidence_api.NewEvidence: {
            "claim",
            "revision",
            "copy",
            "selection",
            "address",
            "exact",
            "fetching",
            "may_show_surroundings",
        },
        evidence_api.EvidenceUpload: {"claim", "file", "exact"},
        evidence_api.EvidenceChange: {
            "address",
            "exact",
            "fetching",
            "revision",
            "selection",
            "version",
            "may_show_surroundings",
        },
    },
    "party": {
        party_api.PartySerializer: {*RECORD, "claim", "source", "actor", "withdrawn_at", "withdrawn_reason"},
        party_api.NewParty: {"claim", "source", "actor"},
        party_api.PartyChange: {"version"},
    },
    "search": {evidence_api.SearchSerializer: {*RECORD, "claim"}, evidence_api.NewSearch: {"claim"}},
    "rating": {
        verdict_api.RatingSerializer: {"id", "version"},
        verdict_api.NewRating: set(),
        verdict_api.RatingChange: {"version"},
    },
    "verdict": {
        verdict_api.VerdictVersionSerializer: {"id", "verdict", "number", "created_at", "created_by"},
        verdict_api.NewVerdict: {"claim"},
        verdict_api.NewVersion: {"version"},
    },
    "newsroom": {
        newsroom_api.NewsroomSerializer: {"gate_levels", "version"},
        newsroom_api.NewsroomChange: {"gate_levels", "version"},
    },
    "correction": {
        publishing_api.CorrectionSerializer: {
            *("id", "verdict", "correction_kind", "opened_at", "opened_by", "publication", "version"),
            *("closed_at", "closed_by", "closed_reason"),
        },
        publishing_api.NewCorrection: {"correction_kind", "version"},
        publishing_api.Retraction: {"version"},
        publishing_api.CorrectionChange: {"version"},
    },
}
"""Maps serializers to the names of their fields that are not editable fields."""

FORMS: dict[str, list[Any]] = {
    "article": [ArticleEditForm, ImportForm],
    "source": [SourceEditForm, NewSourceForm],
    "actor": [ActorForm],
    "claim": [ClaimEditForm],
    "mention": [MentionChangeForm],
    "evidence": [EvidenceEditForm],
    "party": [PartyEditForm, PartyForm],
    "search": [SearchForm],
    "rating": [RatingEditForm, NewRatingForm],
    "newsroom": [NewsroomForm],
    "verdict": [VerdictForm],
    "correction": [CorrectForm, RewordForm, RetractForm],
}
EDIT_FORMS = {kind: forms[0] for kind, forms in FORMS.items() if kind not in ("search", "correction")}
VALUES = {"verdict": "text", "mention": "mention_values"}
"""The method of the form that returns the keyword arguments of the action, unless it is `values`."""


def _url(route: str, *kinds: str, query: str = "") -> Address:
    """The URL of a route whose arguments are the ids of rows. `query` is a format string with the kinds of rows as names."""
    return lambda rows: reverse(route, args=[rows[kind].pk for kind in kinds]) + query.format(**rows)


EDITED_ON: dict[str, list[tuple[str, str, Address]]] = {
    "article": [
        ("checker", "article-", _url("desk:article-edit", "article")),
        ("checker", "import", _url("desk:article-import")),
    ],
    "source": [
        ("checker", "source-", _url("desk:source", "source")),
        ("checker", "source-new", _url("desk:source-add")),
    ],
    "actor": [("checker", "actor-", _url("desk:actor", "actor"))],
    "claim": [
        ("checker", "claim-", _url("desk:claim-edit", "claim")),
        ("checker", "claim-", _url("desk:article", "article")),
    ],
    "mention": [
        ("checker", "mention-", _url("desk:mention", "mention")),
        ("checker", "mention-", _url("desk:article", "article")),
        ("checker", "claim-", _url("desk:article", "article")),
    ],
    "evidence": [
        ("checker", "evidence-", _url("desk:evidence", "evidence")),
        ("checker", "evidence-page-", _url("desk:evidence-add", "claim")),
        ("checker", "evidence-file-", _url("desk:evidence-add", "claim", query="?kind=file")),
        (
            "checker",
            "evidence-passage-",
            _url("desk:evidence-add", "claim", query="?kind=passage&article={article.pk}"),
        ),
        ("checker", "passage-", _url("desk:article", "article")),
    ],
    "party": [
        ("checker", "party-", _url("desk:party", "party")),
        ("checker", "party-", _url("desk:party-add", "claim")),
    ],
    "search": [
        ("checker", "search-", _url("desk:search-add", "claim")),
        ("checker", "search-", _url("desk:claim", "claim")),
    ],
    "rating": [
        ("administrator", "rating-", _url("desk:rating", "rating")),
        ("administrator", "rating-new", _url("desk:rating-add")),
    ],
    "newsroom": [("administrator", "newsroom-", _url("desk:newsroom"))],
    "verdict": [("checker", "verdict-", _url("desk:verdict", "claim"))],
    "correction": [("editor", "correct-", lambda rows: reverse("desk:correct", args=[rows["correction"].verdict_id]))],
}
"""The person, the prefix of the form's `data-draft` attribute, and the URL."""

DISPLAYED_ON: dict[str, list[tuple[Address, dict[str, str]]]] = {
    "article": [(_url("desk:article", "article"), {"language": "It is in the form for the details."})],
    "source": [(_url("desk:sources"), {"address": "It is in the form for the source.", "other_names": "As the address."})],
    "actor": [(_url("desk:actor", "actor"), {"source": "Only people who may edit the actor see the link."})],
    "claim": [(_url("desk:claim", "claim"), {})],
    "mention": [(_url("desk:claim", "claim"), {})],
    "evidence": [
        (_url("desk:evidence", "evidence"), {}),
        (_url("desk:claim", "claim"), {}),
    ],
    "party": [(_url("desk:claim", "claim"), {})],
    "search": [(_url("desk:claim", "claim"), {})],
    "rating": [(_url("desk:ratings"), {"position": "It is the order of the list."})],
    "newsroom": [
        (
            _url("public:method"),
            {
                "page_fetching": "It is an internal setting.",
                "check_days": "It is an internal setting.",
                "quote_surroundings": "It applies to the next publication.",
                "brand_color": "It is in a style sheet.",
                "accent_color": "It is in a style sheet.",
            },
        )
    ],
    "verdict": [(_url("desk:verdict", "claim"), {})],
}
"""The URL of a screen that displays the row, for a user with the role reader, and the fields that it excludes with the reason."""

NOT_ON_PUBLIC_PAGE: dict[str, dict[str, str]] = {
    "article": {"language": "It is the language of the quotes for browsers and screen readers."},
    "actor": {"actor_kind": "It is the type of the claimant in the structured data."},
    "claim": {"types": "They are in the structured data."},
    "newsroom": {"name": "The frame of the page has the current name; this one is in the structured data."},
    "rating": {
        "number": "It is in the structured data and on the method page.",
        "conclusion": "The mark beside the rating stands for it.",
    },
    "verdict": {"conclusion": "The mark beside the rating stands for it."},
}
"""Fields of the document that the page of a check excludes, with the reason."""
PUBLISHED_IN: dict[str, list[type]] = {
    "article": [published.PublishedAppearance],
    "source": [published.PublishedSource],
    "actor": [published.PublishedClaimant],
    "claim": [published.PublishedClaim],
    "mention": [published.PublishedAppearance],
    "evidence": [published.PublishedEvidence],
    "party": [published.PublishedParty],
    "search": [published.PublishedSearch],
    "rating": [published.PublishedVerdict],
    "newsroom": [published.PublishedCheck],
    "verdict": [published.PublishedVerdict],
    "correction": [published.PublishedCorrection],
}
