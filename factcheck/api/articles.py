"""Sources, articles, revisions and the captures behind them."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import StreamingHttpResponse
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.parsing import StorableFormParser, StorableJSONParser
from factcheck.api.schema import FORM, JSON, changes, creates
from factcheck.api.serializers.archive import CaptureSerializer
from factcheck.api.serializers.articles import (
    ArticleChange,
    ArticleSerializer,
    ArticleUpload,
    NewArticle,
    NewRevision,
    NewSource,
    RevisionDetail,
    RevisionSerializer,
    RevisionUpload,
    SourceChange,
    SourceSerializer,
)
from factcheck.api.viewsets import ReadableViewSet, renaming_errors
from factcheck.archive.models import Capture, Method
from factcheck.archive.queries import read_capture
from factcheck.articles import actions
from factcheck.articles.models import Article, Revision, Source
from factcheck.articles.queries import articles_matching
from factcheck.claims.actions import revise_article
from factcheck.web.downloads import download


def is_form(request: Request) -> bool:
    return (request.content_type or "").startswith(FORM)


class SourceFilter(filters.FilterSet):
    name = filters.CharFilter(lookup_expr="icontains", max_length=200)

    class Meta:
        model = Source
        fields = ("name", "source_kind", "is_party")


class SourceViewSet(ReadableViewSet):
    """Institutions and outlets: who published something, and what they have at stake."""

    queryset = Source.objects.all()
    serializer_class = SourceSerializer
    filterset_class = SourceFilter

    @creates(NewSource, SourceSerializer)
    def create(self, request: Request) -> Response:
        self.permit("source.edit")
        fields = self.validated(NewSource)
        return self.created(actions.add_source(person=self.person, token=self.token, **fields))

    @changes(SourceChange, SourceSerializer)
    def partial_update(self, request: Request, pk: str) -> Response:
        source = self.get_object()
        self.permit("source.edit", source)
        fields = self.validated(SourceChange, of=source)
        return self.row_response(
            actions.edit_source(
                person=self.person, source=source, seen_version=self.seen_version(fields), token=self.token, **fields
            )
        )


class ArticleFilter(filters.FilterSet):
    q = filters.CharFilter(method="words", max_length=200, label="Words of the title or the text.")

    class Meta:
        model = Article
        fields = ("outlet", "language", "published_on")

    def words(self, queryset: QuerySet[Article], name: str, value: str) -> QuerySet[Article]:
        if not value.strip():
            return queryset
        found: QuerySet[Article] = articles_matching(queryset, value)
        return found


class ArticleViewSet(ReadableViewSet):
    """Texts under examination."""

    queryset = Article.objects.all()
    serializer_class = ArticleSerializer
    filterset_class = ArticleFilter
    parser_classes = (StorableJSONParser, StorableFormParser)

    def get_queryset(self) -> QuerySet[Article]:
        newest = Revision.objects.order_by("article_id", "-number").distinct("article_id").defer("text", "words")
        return Article.objects.visible_to(self.request.user).prefetch_related(Prefetch("revisions", newest, to_attr="newest"))

    @creates(
        {JSON: NewArticle, FORM: ArticleUpload},
        ArticleSerializer,
        responses={201: ArticleSerializer, 200: ArticleSerializer},
    )
    def create(self, request: Request) -> Response:
        """Import a text. An identical text is recognized: then the answer is 200 with the article that has it."""
        self.permit("article.import")
        details = self.validated(ArticleUpload if is_form(request) else NewArticle)
        given = details.pop("given")
        with renaming_errors(content=given):
            imported = actions.import_article(
                person=self.person,
                method=Method.UPLOAD if given == "file" else Method.API,
                token=self.token,
                **details,
            )
        return self.created(imported.article) if imported.is_new else self.row_response(imported.article)

    @changes(ArticleChange, ArticleSerializer)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change what is known about the article; its text changes by a new revision alone."""
        article = self.get_object()
        self.permit("article.edit", article)
        details = self.validated(ArticleChange, of=article)
        return self.row_response(
            actions.edit_article(
                person=self.person, article=article, seen_version=self.seen_version(details), token=self.token, **details
            )
        )


class RevisionFilter(filters.FilterSet):
    class Meta:
        model = Revision
        fields = ("article", "sha256")


class RevisionViewSet(ReadableViewSet):
    """Immutable texts of articles. The text comes with the single revision, not with the list."""

    queryset = Revision.objects.all()
    serializer_class = RevisionSerializer
    detail_serializer = RevisionDetail
    filterset_class = RevisionFilter
    parser_classes = (StorableJSONParser, StorableFormParser)

    def get_queryset(self) -> QuerySet[Revision]:
        articles = Article.objects.visible_to(self.request.user)
        found = Revision.objects.filter(article__in=articles).select_related("original").defer("words")
        return found.defer("text", "words") if self.action == "list" else found

    @extend_schema(responses=RevisionDetail)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The revision with its canonical text."""
        return super().retrieve(request, *args, **kwargs)

    @creates({JSON: NewRevision, FORM: RevisionUpload}, RevisionDetail, seen=True)
    def create(self, request: Request) -> Response:
        """Add the article's next text. `version` is the article's. Mentions are carried over where their place is certain."""
        self.permit("article.revise")
        how = self.validated(RevisionUpload if is_form(request) else NewRevision)
        given, seen = how.pop("given"), self.seen_version(how)
        with renaming_errors(content=given):
            revision = revise_article(
                person=self.person,
                method=Method.UPLOAD if given == "file" else Method.API,
                token=self.token,
                seen_version=seen,
                **how,
            )
        return self.created(revision)


class CaptureViewSet(ReadableViewSet):
    """Stored bytes with their hash."""

    queryset = Capture.objects.all()
    serializer_class = CaptureSerializer
    filterset_fields = ("sha256",)

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    @action(detail=True, url_path="content")
    def content(self, request: Request, pk: str) -> StreamingHttpResponse:
        """The bytes exactly as they were received, as a download."""
        capture: Capture = self.get_object()
        return download(read_capture(capture), size=capture.size, name=capture.sha256[:16])
