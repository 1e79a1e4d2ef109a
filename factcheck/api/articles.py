"""Endpoints for sources, articles, revisions, and captures."""

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

from factcheck.api.filters import IsClosedFilter
from factcheck.api.named import NamedViewSet, filter_by_name, merge_serializer
from factcheck.api.parsing import StorableFormParser, StorableJSONParser
from factcheck.api.schema import FORM, JSON, create_operation, update_operation
from factcheck.api.serializers.archive import CaptureSerializer
from factcheck.api.serializers.articles import (
    ArticleChange,
    ArticleClosing,
    ArticleSerializer,
    ArticleTextShown,
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
from factcheck.api.serializers.strict import ChangeSerializer
from factcheck.api.viewsets import ReadableViewSet, renaming_errors
from factcheck.archive.models import Capture, Method
from factcheck.archive.queries import read_capture
from factcheck.articles import actions
from factcheck.articles.models import Article, Revision, Source
from factcheck.articles.queries import articles_matching
from factcheck.claims.actions import merge_sources
from factcheck.evidence.custody.files import require_shown_bytes
from factcheck.evidence.revisions import revise_article
from factcheck.web.downloads import download


def is_form(request: Request) -> bool:
    return (request.content_type or "").startswith(FORM)


class SourceFilter(filters.FilterSet):
    name = filters.CharFilter(method=filter_by_name, max_length=200)

    class Meta:
        model = Source
        fields = ("name", "source_kind")


class SourceViewSet(NamedViewSet):
    """Institutions and outlets that publish articles and evidence, with their interests."""

    queryset = Source.objects.all()
    serializer_class = SourceSerializer
    filterset_class = SourceFilter
    merge_rows = staticmethod(merge_sources)
    merge_body = merge_serializer(Source.objects.all(), "SourceMerge")

    @create_operation(NewSource, SourceSerializer)
    def create(self, request: Request) -> Response:
        self.permit("source.edit")
        fields = self.validated(NewSource)
        return self.created(actions.add_source(person=self.person, token=self.token, **fields))

    @update_operation(SourceChange, SourceSerializer)
    def partial_update(self, request: Request, pk: int) -> Response:
        return self.change("source.edit", SourceChange, actions.edit_source, "source")

    @update_operation(merge_body, SourceSerializer)
    @action(detail=True, methods=["post"])
    def merge(self, request: Request, pk: int) -> Response:
        """Merge this source into another one. Its names become other names of that source, which is the response."""
        return self.merge_row("source.edit", "source")


class ArticleFilter(filters.FilterSet):
    q = filters.CharFilter(method="search", max_length=200, label="Search terms for the title and the text.")
    is_closed = IsClosedFilter()

    class Meta:
        model = Article
        fields = ("outlet", "language", "published_on")

    def search(self, queryset: QuerySet[Article], name: str, value: str) -> QuerySet[Article]:
        if not value.strip():
            return queryset
        matches: QuerySet[Article] = articles_matching(queryset, value)
        return matches


class ArticleViewSet(ReadableViewSet):
    """Articles whose claims are checked."""

    queryset = Article.objects.all()
    serializer_class = ArticleSerializer
    filterset_class = ArticleFilter
    parser_classes = (StorableJSONParser, StorableFormParser)

    def get_queryset(self) -> QuerySet[Article]:
        newest = Revision.objects.order_by("article_id", "-number").distinct("article_id").defer("text", "words")
        articles = Article.objects.visible_to(self.request.user).select_related("closed_by")
        return self.leave_out_closed(articles.prefetch_related(Prefetch("revisions", newest, to_attr="newest")))

    @create_operation(
        {JSON: NewArticle, FORM: ArticleUpload},
        ArticleSerializer,
        responses={201: ArticleSerializer, 200: ArticleSerializer},
    )
    def create(self, request: Request) -> Response:
        """Import a text. If an article already has an identical text, the response is 200 with that article."""
        self.permit("article.import")
        details = self.validated(ArticleUpload if is_form(request) else NewArticle)
        content_field = details.pop("content_field")
        with renaming_errors(content=content_field):
            imported = actions.import_article(
                person=self.person,
                method=Method.UPLOAD if content_field == "file" else Method.API,
                token=self.token,
                **details,
            )
        return self.created(imported.article) if imported.is_new else self.row_response(imported.article)

    @update_operation(ArticleChange, ArticleSerializer)
    def partial_update(self, request: Request, pk: int) -> Response:
        """Edit the article's details. To change its text, create a revision."""
        return self.change("article.edit", ArticleChange, actions.edit_article, "article")

    @update_operation(ArticleClosing, ArticleSerializer)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, pk: int) -> Response:
        """Close an article that was imported by mistake. Lists leave it out. If open claims quote it, the response is 409."""
        return self.change_state("article.close", ArticleClosing, actions.close_article, "article")

    @update_operation(ChangeSerializer, ArticleSerializer)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: int) -> Response:
        """Reopen a closed article."""
        return self.change_state("article.reopen", ChangeSerializer, actions.reopen_article, "article")

    @update_operation(ArticleTextShown, ArticleSerializer)
    @action(detail=True, methods=["post"], url_path="show-text", url_name="show-text")
    def show_text(self, request: Request, pk: int) -> Response:
        """Decide whether readers see the whole text on the public page of the article, or only the quoted passages."""
        return self.change_state("article.show_text", ArticleTextShown, actions.show_text, "article")


class RevisionFilter(filters.FilterSet):
    class Meta:
        model = Revision
        fields = ("article", "sha256")


class RevisionViewSet(ReadableViewSet):
    """Immutable texts of articles. A single revision includes its text; the list does not."""

    queryset = Revision.objects.all()
    serializer_class = RevisionSerializer
    detail_serializer = RevisionDetail
    filterset_class = RevisionFilter
    parser_classes = (StorableJSONParser, StorableFormParser)

    def get_queryset(self) -> QuerySet[Revision]:
        articles = Article.objects.visible_to(self.request.user)
        revisions = Revision.objects.filter(article__in=articles).select_related("original").defer("words")
        return revisions.defer("text", "words") if self.action == "list" else revisions

    @extend_schema(responses=RevisionDetail)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The revision with its canonical text."""
        return super().retrieve(request, *args, **kwargs)

    @create_operation({JSON: NewRevision, FORM: RevisionUpload}, RevisionDetail, has_version=True)
    def create(self, request: Request) -> Response:
        """Add a revision to an article. `version` is that of the article. Mentions and passages are placed in it where
        both texts agree; the others need a decision."""
        self.permit("article.revise")
        fields = self.validated(RevisionUpload if is_form(request) else NewRevision)
        content_field, seen = fields.pop("content_field"), self.seen_version(fields)
        with renaming_errors(content=content_field):
            revision = revise_article(
                person=self.person,
                method=Method.UPLOAD if content_field == "file" else Method.API,
                token=self.token,
                seen_version=seen,
                **fields,
            )
        return self.created(revision)


class CaptureViewSet(ReadableViewSet):
    """Stored files with their hashes."""

    queryset = Capture.objects.all()
    serializer_class = CaptureSerializer
    filterset_fields = ("sha256",)

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    @action(detail=True, url_path="content")
    def content(self, request: Request, pk: int) -> StreamingHttpResponse:
        """Download the bytes exactly as received."""
        capture: Capture = self.get_object()
        require_shown_bytes(capture)
        return download(read_capture(capture), size=capture.size, name=capture.sha256[:16])
