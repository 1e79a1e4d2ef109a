"""The endpoint for ledger entries, with all values that are needed to recompute the hash chain."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from rest_framework.response import Response

from factcheck.accounts.queries import without_addresses
from factcheck.api.filters import IdFilter
from factcheck.api.paging import LedgerPagination
from factcheck.api.serializers.ledger import EntrySerializer
from factcheck.api.viewsets import ReadableViewSet
from factcheck.evidence.custody.hiding import without_hidden
from factcheck.ledger.models import Entry


class EntryFilter(filters.FilterSet):
    kind = filters.CharFilter(
        field_name="row_versions__kind", max_length=40, method="of_row", label="With `row`: the history of one row."
    )
    row = IdFilter(method="of_row", label="The id of the row.")
    action = filters.CharFilter(max_length=60)

    class Meta:
        model = Entry
        fields = ("person",)

    def of_row(self, queryset: QuerySet[Entry], name: str, value: object) -> QuerySet[Entry]:
        """Leave the queryset unchanged: `filter_queryset` applies `kind` and `row` together, in one join."""
        return queryset

    def filter_queryset(self, queryset: QuerySet[Entry]) -> QuerySet[Entry]:
        """Select the entries that wrote the row, as their subject or as another written row."""
        entries: QuerySet[Entry] = super().filter_queryset(queryset)
        kind, row = self.form.cleaned_data.get("kind"), self.form.cleaned_data.get("row")
        lookups = {"row_versions__kind": kind} if kind else {}
        if row is not None:
            lookups["row_versions__object_id"] = row
        return entries.filter(**lookups).distinct() if lookups else entries


class LedgerViewSet(ReadableViewSet):
    """One entry for each write: person, action, subject, values before and after, time, and the hash of the chain.

    Only administrators see the email addresses in entries about people. Nobody sees the quotes of items that a takedown hides.
    """

    queryset = Entry.objects.all()
    serializer_class = EntrySerializer
    filterset_class = EntryFilter
    pagination_class = LedgerPagination

    def get_queryset(self) -> QuerySet[Entry]:
        return Entry.objects.select_related("person")

    def paginate_queryset(self, queryset: Any) -> Any:
        page = super().paginate_queryset(queryset)
        return page and without_hidden(without_addresses(page, self.person))

    def row_response(self, row: Any, *, code: int = 200) -> Response:
        (entry,) = without_hidden(without_addresses([self.get_queryset().get(pk=row.pk)], self.person))
        return Response(EntrySerializer(entry).data, status=code)
