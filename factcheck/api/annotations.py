"""Endpoints that return mentions as W3C Web Annotations, individually or as the collection of an article."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from factcheck.api.viewsets import ApiViewSet
from factcheck.articles.models import Article
from factcheck.claims.models import Mention, MentionQuerySet
from factcheck.formats.web_annotation import MEDIA_TYPE, AnnotationValues, build_annotation, build_collection
from factcheck.ledger.models import RowVersion


class LinkedDataRenderer(JSONRenderer):
    """JSON-LD with the profile of the Web Annotation context."""

    media_type = "application/ld+json"
    format = "ld+json"


class JsonLdOnly(BaseContentNegotiation):
    """Always selects JSON-LD, regardless of the Accept header: the URL identifies a JSON-LD document."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        return parsers[0]

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


ANNOTATION_SCHEMA = {"type": "object", "description": "W3C Web Annotation Data Model, JSON-LD.", "additionalProperties": {}}


class MentionAnnotationViewSet(ApiViewSet):
    """One mention as an annotation."""

    renderer_classes = (LinkedDataRenderer,)
    content_negotiation_class = JsonLdOnly

    def get_queryset(self) -> QuerySet[Mention]:
        return annotated_mentions().visible_to(self.request.user)

    @extend_schema(responses={(200, "application/ld+json"): ANNOTATION_SCHEMA})
    def annotation(self, request: Request, pk: int) -> Response:
        """The mention as a W3C Web Annotation: statement and claimant of the claim, and selectors for the passage."""
        mention = self.get_object()
        return Response(build_annotation(annotation_values([mention], request)[0]), content_type=MEDIA_TYPE)


class ArticleAnnotationsViewSet(ApiViewSet):
    """The mentions of an article as an annotation collection."""

    renderer_classes = (LinkedDataRenderer,)
    content_negotiation_class = JsonLdOnly

    def get_queryset(self) -> QuerySet[Article]:
        return Article.objects.visible_to(self.request.user)

    @extend_schema(responses={(200, "application/ld+json"): ANNOTATION_SCHEMA})
    def annotations(self, request: Request, pk: int) -> Response:
        """The article's mentions as a W3C AnnotationCollection, without withdrawn ones and those of closed claims."""
        article = self.get_object()
        mentions = annotated_mentions().filter(revision__article=article, claim__closed_at=None).active().order_by("id")
        address = reverse("api:articles-annotations", kwargs={"pk": article.pk}, request=request)
        return Response(
            build_collection(address, article.display_title, annotation_values(list(mentions), request)), content_type=MEDIA_TYPE
        )


def annotated_mentions() -> MentionQuerySet:
    """Mentions with the rows that `annotation_values` reads."""
    return (
        Mention.objects.select_related("claim__claimant", "created_by", "revision__article")
        .defer("revision__text", "revision__words", "claim__words")
        .prefetch_related("spans")
    )


def annotation_values(mentions: list[Mention], request: Request) -> list[AnnotationValues]:
    """The values of each mention's annotation. `modified` is the time of its last ledger entry. One query."""
    versions = RowVersion.objects.filter(kind="mention", object_id__in=[mention.pk for mention in mentions]).order_by("version")
    modified: dict[int, datetime] = dict(versions.values_list("object_id", "entry__at"))
    return [
        AnnotationValues(
            address=reverse("api:mentions-annotation", kwargs={"pk": mention.pk}, request=request),
            statement=mention.claim.statement,
            claimant=mention.claim.claimant.name,
            creator=mention.created_by.name,
            created=mention.created_at,
            modified=max(modified.get(mention.pk, mention.created_at), mention.created_at),
            revision_address=reverse("api:revisions-detail", kwargs={"pk": mention.revision_id}, request=request),
            source_date=mention.revision.article.published_on or mention.revision.imported_at,
            pieces=list(mention.spans.all()),
        )
        for mention in mentions
    ]
