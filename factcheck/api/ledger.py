"""The history, to be read and recomputed."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from rest_framework.response import Response

from factcheck.accounts.queries import without_addresses
from factcheck.api.paging import LedgerPagination
from factcheck.api.serializers.ledger import EntrySerializer
from factcheck.api.viewsets import ReadableViewSet
from factcheck.ledger.models import Entry


class EntryFilter(filters.FilterSet):
    kind = filters.CharFilter(
        field_name="row_versions__kind", max_length=40, method="of_row", label="With `row`: the history of one row."
    )
    row = filters.NumberFilter(min_value=1, max_value=2**53, method="of_row", label="The id of the row.")
    action = filters.CharFilter(max_length=60)

    class Meta:
        model = Entry
        fields = ("person",)

    def of_row(self, queryset: QuerySet[Entry], name: str, value: object) -> QuerySet[Entry]:
        """Each entry that wrote the row, as its subject or beside it. Asked once, for `kind`; `row` narrows it."""
        return queryset

    def filter_queryset(self, queryset: QuerySet[Entry]) -> QuerySet[Entry]:
        found: QuerySet[Entry] = super().filter_queryset(queryset)
        kind, row = self.form.cleaned_data.get("kind"), self.form.cleaned_data.get("row")
        wanted = {"row_versions__kind": kind} if kind else {}
        if row is not None:
            wanted["row_versions__object_id"] = int(row)
        return found.filter(**wanted).distinct() if wanted else found


class LedgerViewSet(ReadableViewSet):
    """Each editorial write: who, what, on what, before, after, when, and the hash that chains it to the one before.

    Email addresses in entries about people are only for administrators.
    """

    queryset = Entry.objects.all()
    serializer_class = EntrySerializer
    filterset_class = EntryFilter
    pagination_class = LedgerPagination

    def get_queryset(self) -> QuerySet[Entry]:
        return Entry.objects.select_related("person")

    def paginate_queryset(self, queryset: Any) -> Any:
        page = super().paginate_queryset(queryset)
        return page and without_addresses(page, self.person)

    def row_response(self, row: Any, *, code: int = 200) -> Response:
        (entry,) = without_addresses([self.get_queryset().get(pk=row.pk)], self.person)
        return Response(EntrySerializer(entry).data, status=code)
