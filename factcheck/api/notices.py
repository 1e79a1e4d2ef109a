"""Endpoints for availability notices."""

from __future__ import annotations

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.schema import create_operation
from factcheck.api.serializers.publishing import NewNotice, NoticeSerializer
from factcheck.api.viewsets import ReadableViewSet
from factcheck.publishing.models import AvailabilityNotice
from factcheck.publishing.notices.actions import publish_notice
from factcheck.verdicts.models import Verdict


class NoticeViewSet(ReadableViewSet):
    """Availability notices: what editors tell readers about the addresses of evidence in published checks."""

    queryset = AvailabilityNotice.objects.all()
    serializer_class = NoticeSerializer
    filterset_fields = ("publication", "evidence", "notice_kind")

    def get_queryset(self) -> QuerySet[AvailabilityNotice]:
        verdicts = Verdict.objects.visible_to(self.request.user)
        return AvailabilityNotice.objects.filter(publication__verdict__in=verdicts).select_related("created_by")

    @create_operation(NewNotice, NoticeSerializer)
    def create(self, request: Request) -> Response:
        """Publish a notice about the address of an item of a published check. Readers see it immediately."""
        self.permit("notice.publish")
        fields = self.validated(NewNotice)
        item = fields.pop("evidence")
        return self.created(publish_notice(person=self.person, item=item, token=self.token, **fields))
