"""Mentions as W3C Web Annotations: one by one, and those of an article as a collection."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
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
    """JSON-LD whatever is asked for: the address is that of a JSON-LD document."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        return parsers[0]

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


ANNOTATION_SCHEMA = {"type": "object", "description": "W3C Web Annotation Data Model, JSON-LD.", "additionalProperties": {}}


class MentionAnnotationViewSet(ApiViewSet):
    """A mention as an annotation."""

    renderer_classes = (LinkedDataRenderer,)
    content_negotiation_class = JsonLdOnly

    def get_queryset(self) -> QuerySet[Mention]:
        return annotated_mentions()

    @extend_schema(responses={(200, "application/ld+json"): ANNOTATION_SCHEMA})
    def annotation(self, request: Request, pk: str) -> Response:
        """The mention as a W3C Web Annotation: the claim's statement, its claimant, and the words by quote and position."""
        mention = self.get_object()
        return Response(build_annotation(annotation_values([mention], request)[0]), content_type=MEDIA_TYPE)


class ArticleAnnotationsViewSet(ApiViewSet):
    """An article's mentions as a collection."""

    renderer_classes = (LinkedDataRenderer,)
    content_negotiation_class = JsonLdOnly

    def get_queryset(self) -> QuerySet[Article]:
        return Article.objects.visible_to(self.request.user)

    @extend_schema(responses={(200, "application/ld+json"): ANNOTATION_SCHEMA})
    def annotations(self, request: Request, pk: str) -> Response:
        """The article's mentions, those withdrawn left out, as a W3C AnnotationCollection."""
        article = self.get_object()
        found = annotated_mentions().filter(revision__article=article).active().order_by("id")
        address = reverse("api:articles-annotations", kwargs={"pk": article.pk}, request=request)
        return Response(
            build_collection(address, article.title, annotation_values(list(found), request)), content_type=MEDIA_TYPE
        )


def annotated_mentions() -> MentionQuerySet:
    return (
        Mention.objects.select_related("claim__claimant", "created_by", "revision__article")
        .defer("revision__text", "revision__words", "claim__words")
        .prefetch_related(Prefetch("spans"))
    )


def annotation_values(found: list[Mention], request: Request) -> list[AnnotationValues]:
    """Plain values for each mention, in two queries however many there are. `modified` is when its last version was entered."""
    versions = RowVersion.objects.filter(kind="mention", object_id__in=[m.pk for m in found]).order_by("version")
    entered: dict[int, datetime] = dict(versions.values_list("object_id", "entry__at"))
    return [
        AnnotationValues(
            address=reverse("api:mentions-annotation", kwargs={"pk": mention.pk}, request=request),
            statement=mention.claim.statement,
            claimant=mention.claim.claimant.name,
            creator=mention.created_by.name,
            created=mention.created_at,
            modified=max(entered.get(mention.pk, mention.created_at), mention.created_at),
            revision_address=reverse("api:revisions-detail", kwargs={"pk": mention.revision_id}, request=request),
            source_date=mention.revision.article.published_on or mention.revision.imported_at.date(),
            pieces=list(mention.spans.all()),
        )
        for mention in found
    ]
