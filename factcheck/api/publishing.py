"""Endpoints for publications and corrections. Publishing is a move of the verdict: see `api.verdicts`."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.schema import update_operation
from factcheck.api.serializers.publishing import (
    CorrectionChange,
    CorrectionSerializer,
    PublicationDetail,
    PublicationSerializer,
)
from factcheck.api.viewsets import ReadableViewSet
from factcheck.publishing import actions
from factcheck.publishing.models import LARGE, Correction, Publication
from factcheck.verdicts.models import Verdict


class PublicationFilter(filters.FilterSet):
    class Meta:
        model = Publication
        fields = ("verdict", "slug", "is_current", "publication_kind", "conclusion")


class PublicationViewSet(ReadableViewSet):
    """The immutable public record."""

    queryset = Publication.objects.all()
    serializer_class = PublicationSerializer
    detail_serializer = PublicationDetail
    filterset_class = PublicationFilter

    def get_queryset(self) -> QuerySet[Publication]:
        verdicts = Verdict.objects.visible_to(self.request.user)
        publications = Publication.objects.filter(verdict__in=verdicts).select_related(
            "verdict", "verdict_version", "published_by"
        )
        return publications.defer(*LARGE) if self.action == "list" else publications

    @extend_schema(responses=PublicationDetail)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The publication with its document."""
        return super().retrieve(request, *args, **kwargs)


class CorrectionViewSet(ReadableViewSet):
    """Corrections of published checks, with their public notices."""

    queryset = Correction.objects.all()
    serializer_class = CorrectionSerializer
    filterset_fields = ("verdict", "correction_kind")

    def get_queryset(self) -> QuerySet[Correction]:
        verdicts = Verdict.objects.visible_to(self.request.user)
        return Correction.objects.filter(verdict__in=verdicts).select_related("opened_by", "verdict")

    @update_operation(CorrectionChange, CorrectionSerializer)
    def partial_update(self, request: Request, pk: int) -> Response:
        """Edit the notice of a correction that is not public yet."""
        correction = self.get_object()
        self.permit("correction.reword", correction)
        fields = self.validated(CorrectionChange, of=correction)
        seen = self.seen_version(fields)
        notice = fields.get("notice", correction.notice)
        return self.row_response(
            actions.edit_correction_notice(
                person=self.person, correction=correction, notice=notice, seen_version=seen, token=self.token
            )
        )
