"""What the endpoints of sources and actors share: other names, near matches, and merges."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models
from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.serializers.strict import ChangeSerializer, ExistingRow, LineCharField, StrictSerializer
from factcheck.api.viewsets import ReadableViewSet
from factcheck.web.known_names import MAX_NAME_LENGTH
from factcheck.web.names import with_name_containing
from factcheck.web.near_names import near_names

NAME = OpenApiParameter("name", str, required=True, description="The name that you would add.")


class NearNameSerializer(serializers.Serializer[Any]):
    """An existing row with a nearly matching name. `alias` is that name if it is one of the other names."""

    id = serializers.IntegerField(source="row.pk")
    name = serializers.CharField(source="row.name")
    alias = serializers.CharField()


class NearNames(StrictSerializer):
    name = LineCharField(max_length=MAX_NAME_LENGTH)


def merge_serializer(rows: QuerySet[Any], name: str) -> type[ChangeSerializer]:
    """The body of a merge. `into` is the id of the row that remains; `version` is that of the row that is merged."""
    return type(name, (ChangeSerializer,), {"into": ExistingRow(queryset=rows), "__doc__": merge_serializer.__doc__})


class NamedViewSet(ReadableViewSet):
    """A resource whose rows have other names and can be merged. The URL of a merged row redirects to its survivor."""

    merge_rows: Callable[..., models.Model]
    merge_body: type[ChangeSerializer]

    def get_queryset(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset().select_related("merged_into").prefetch_related("known_names")
        return rows.filter(merged_into=None) if self.action == "list" else rows

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        row = self.get_object()
        if row.merged_into_id is None:
            return self.row_response(row)
        location = self.reverse_action("detail", kwargs={"pk": row.merged_into_id})
        return Response(status=status.HTTP_308_PERMANENT_REDIRECT, headers={"Location": location})

    @extend_schema(parameters=[NAME], responses={200: NearNameSerializer(many=True), 422: None}, filters=False)
    @action(detail=False, methods=["get"], pagination_class=None, filter_backends=[], query_names=("name",))
    def near(self, request: Request) -> Response:
        """Existing rows whose names nearly match `name`, best first, at most five. Ask before you add a new name."""
        query = NearNames(data=request.query_params)
        query.is_valid(raise_exception=True)
        found = near_names(self.get_queryset().filter(merged_into=None), query.validated_data["name"])
        return Response(NearNameSerializer(found, many=True).data)

    def merge_row(self, permission: str, argument: str) -> Response:
        """Merge the requested row into `into`. Responds with the survivor."""
        row = self.get_object()
        self.permit(permission)
        fields = self.validated(self.merge_body)
        seen = self.seen_version(fields)
        merged: Any = type(self).merge_rows(person=self.person, seen_version=seen, token=self.token, **{argument: row}, **fields)
        return self.row_response(merged.survivor)


def filter_by_name(rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
    """The filter `name`: rows with a name that contains the text, ignoring case, accents, and punctuation."""
    return with_name_containing(rows, value)
