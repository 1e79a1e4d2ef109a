"""Addresses of the REST door: one for each noun, moves beneath it. Nothing is deleted, so there is no DELETE."""

from __future__ import annotations

from django.urls import path
from rest_framework.routers import SimpleRouter

from factcheck.api.annotations import ArticleAnnotations, MentionAnnotation
from factcheck.api.articles import Articles, Captures, Revisions, Sources
from factcheck.api.claims import Actors, Claims, Mentions, Relations
from factcheck.api.evidence import EvidenceItems, Searches
from factcheck.api.ledger import Ledger
from factcheck.api.openapi import Document
from factcheck.api.people import People, Tokens
from factcheck.api.publishing import Corrections, Publications
from factcheck.api.root import NothingHere, Nouns
from factcheck.api.verdicts import Ratings, Reviews, Verdicts, Versions

NOUNS = {
    "sources": Sources,
    "articles": Articles,
    "revisions": Revisions,
    "captures": Captures,
    "actors": Actors,
    "claims": Claims,
    "mentions": Mentions,
    "relations": Relations,
    "evidence": EvidenceItems,
    "searches": Searches,
    "ratings": Ratings,
    "verdicts": Verdicts,
    "reviews": Reviews,
    "publications": Publications,
    "corrections": Corrections,
    "people": People,
    "tokens": Tokens,
    "ledger": Ledger,
}

VERSIONS = Versions.as_view({"get": "list", "post": "create"}, basename="versions")
ANNOTATION = MentionAnnotation.as_view({"get": "annotation"}, basename="mentions")
ANNOTATIONS = ArticleAnnotations.as_view({"get": "annotations"}, basename="articles")

router = SimpleRouter()
for _noun, _door in NOUNS.items():
    router.register(_noun, _door, basename=_noun)

app_name = "api"
urlpatterns = [
    path("", Nouns.as_view(nouns=tuple(NOUNS)), name="nouns"),
    path("schema/", Document.as_view(), name="schema"),
    *router.urls,
    path("verdicts/<int:verdict>/versions/", VERSIONS, name="versions"),
    path("mentions/<int:pk>/annotation/", ANNOTATION, name="mentions-annotation"),
    path("articles/<int:pk>/annotations/", ANNOTATIONS, name="articles-annotations"),
    path("<path:rest>", NothingHere.as_view(), name="nothing"),
]
