"""The endpoint that exports a claim."""

from __future__ import annotations

from typing import Any
from wsgiref.util import FileWrapper

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request

from factcheck.api.serializers.strict import MultilineCharField, StrictSerializer
from factcheck.api.viewsets import ReadableViewSet
from factcheck.archive.addresses import CHUNK
from factcheck.exchange.actions import export_claim
from factcheck.exchange.layout import folder_name
from factcheck.exchange.models import MAX_EXPORT_REASON
from factcheck.web.downloads import download


class ClaimPackage(StrictSerializer):
    """What a package contains. `without_items` are the ids of evidence to leave out.

    Items with protected details are left out, except those whose ids are in `protected_items`; `reason` then says why they may
    leave the newsroom.
    """

    with_originals = serializers.BooleanField(default=True)
    without_items = serializers.ListField(child=serializers.IntegerField(min_value=1), default=list, max_length=1000)
    protected_items = serializers.ListField(child=serializers.IntegerField(min_value=1), default=list, max_length=1000)
    reason = MultilineCharField(default="", allow_blank=True, max_length=MAX_EXPORT_REASON)


class ExportingViewSet(ReadableViewSet):
    """The viewset of claims, with the operation that exports one."""

    @extend_schema(request=ClaimPackage, responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    @action(detail=True, methods=["post"])
    def export(self, request: Request, pk: int) -> StreamingHttpResponse:
        """Export the claim as a package with everything that it rests on, and record this. The response is a ZIP file."""
        claim: Any = self.get_object()
        self.permit("claim.export", claim)
        package = export_claim(person=self.person, claim=claim, **self.validated(ClaimPackage))
        return download(FileWrapper(package.file, CHUNK), size=package.row.size, name=f"{folder_name(claim.pk)}.zip")
