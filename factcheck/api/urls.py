"""URLs of the REST API: resources, with the moves of a verdict as subresources. Nothing is deleted, so there is no DELETE."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import IntConverter
from rest_framework.routers import SimpleRouter

from factcheck.api.annotations import ArticleAnnotationsViewSet, MentionAnnotationViewSet
from factcheck.api.articles import ArticleViewSet, CaptureViewSet, RevisionViewSet, SourceViewSet
from factcheck.api.availability import AddressCheckViewSet
from factcheck.api.claims import ActorViewSet, ClaimViewSet, MentionViewSet, RelationViewSet
from factcheck.api.copies import CopyViewSet
from factcheck.api.custody import ExportViewSet, HoldViewSet, TakedownViewSet, VerificationViewSet
from factcheck.api.evidence import EvidenceViewSet, SearchViewSet
from factcheck.api.ledger import LedgerViewSet
from factcheck.api.newsroom import NewsroomViewSet
from factcheck.api.notices import NoticeViewSet
from factcheck.api.openapi import SchemaView
from factcheck.api.packages import PackageViewSet
from factcheck.api.parties import PartyViewSet
from factcheck.api.people import PersonViewSet, TokenViewSet
from factcheck.api.publishing import CorrectionViewSet, PublicationViewSet
from factcheck.api.replies import ReplyViewSet
from factcheck.api.root import ApiRoot, NotFoundView
from factcheck.api.verdicts import RatingViewSet, ReviewViewSet, VerdictVersionViewSet, VerdictViewSet

RESOURCES = {
    "sources": SourceViewSet,
    "articles": ArticleViewSet,
    "revisions": RevisionViewSet,
    "captures": CaptureViewSet,
    "actors": ActorViewSet,
    "claims": ClaimViewSet,
    "mentions": MentionViewSet,
    "relations": RelationViewSet,
    "parties": PartyViewSet,
    "evidence": EvidenceViewSet,
    "copies": CopyViewSet,
    "address-checks": AddressCheckViewSet,
    "takedowns": TakedownViewSet,
    "holds": HoldViewSet,
    "verifications": VerificationViewSet,
    "exports": ExportViewSet,
    "searches": SearchViewSet,
    "replies": ReplyViewSet,
    "ratings": RatingViewSet,
    "verdicts": VerdictViewSet,
    "reviews": ReviewViewSet,
    "publications": PublicationViewSet,
    "corrections": CorrectionViewSet,
    "notices": NoticeViewSet,
    "people": PersonViewSet,
    "tokens": TokenViewSet,
    "packages": PackageViewSet,
    "ledger": LedgerViewSet,
}

VERSIONS = VerdictVersionViewSet.as_view({"get": "list", "post": "create"}, basename="versions")
ANNOTATION = MentionAnnotationViewSet.as_view({"get": "annotation"}, basename="mentions")
ANNOTATIONS = ArticleAnnotationsViewSet.as_view({"get": "annotations"}, basename="articles")
NEWSROOM = NewsroomViewSet.as_view({"get": "retrieve", "patch": "partial_update"}, basename="newsroom")


class IdConverter(IntConverter):
    """The id of a row. Longer numbers do not fit into a column, so such URLs do not exist."""

    regex = "[0-9]{1,18}"


register_converter(IdConverter, "id")

router = SimpleRouter(use_regex_path=False)
for _name, _viewset in RESOURCES.items():
    router.register(_name, _viewset, basename=_name)

app_name = "api"
urlpatterns = [
    path("", ApiRoot.as_view(resources=tuple(RESOURCES)), name="nouns"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("newsroom/", NEWSROOM, name="newsroom"),
    *router.urls,
    path("verdicts/<id:verdict>/versions/", VERSIONS, name="versions"),
    path("mentions/<id:pk>/annotation/", ANNOTATION, name="mentions-annotation"),
    path("articles/<id:pk>/annotations/", ANNOTATIONS, name="articles-annotations"),
    path("<path:rest>", NotFoundView.as_view(), name="nothing"),
]
