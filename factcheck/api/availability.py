"""The endpoint of checks of addresses."""

from __future__ import annotations

from django.db.models import QuerySet
from django_filters import rest_framework as filters

from factcheck.api.filters import ItemFilter
from factcheck.api.serializers.availability import AddressCheckSerializer
from factcheck.api.viewsets import ReadableViewSet
from factcheck.claims.models import Claim
from factcheck.evidence.models import AddressCheck


class AddressCheckFilter(filters.FilterSet):
    evidence = ItemFilter()

    class Meta:
        model = AddressCheck
        fields = ("result",)


class AddressCheckViewSet(ReadableViewSet):
    """Checks of the addresses of evidence whose result differs from the previous one. Without any, the page is as before."""

    queryset = AddressCheck.objects.all()
    serializer_class = AddressCheckSerializer
    filterset_class = AddressCheckFilter

    def get_queryset(self) -> QuerySet[AddressCheck]:
        rows = AddressCheck.objects.filter(evidence__claim__in=Claim.objects.visible_to(self.request.user))
        return rows.select_related("requested_by", "statement__created_by")
