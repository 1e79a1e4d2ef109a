"""Filters of the lists, and strict query parameters: a name or a value that would be ignored is an error."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field
from rest_framework.request import Request

from factcheck.web.errors import Invalid

BOOLEANS = frozenset({"true", "false", "1", "0"})
"""The values of boolean parameters, in any case."""
SEARCH_TEXT = "q"
"""The one parameter that may be empty: an empty search selects everything, as on the screens."""
MAX_ID = 2**53
"""The largest id that a filter accepts. JavaScript represents every integer up to it exactly."""


@extend_schema_field({"type": "integer", "minimum": 1})
class IdFilter(filters.Filter):
    """Rows with this id, for a relation that is not a field of the filtered model."""

    field_class = forms.IntegerField

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 1, "max_value": MAX_ID, **options})


class ItemFilter(IdFilter):
    """Rows of this item of evidence. A filter of the relation itself would compare the quote of the item, its field `exact`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"field_name": "evidence__id", **options})


class IsClosedFilter(filters.BooleanFilter):
    """The filter `is_closed`. Without it, lists leave out closed rows (`ReadableViewSet.leave_out_closed`)."""

    def __init__(self, **options: Any) -> None:
        label = "Closed rows instead of open ones."
        super().__init__(**{"field_name": "closed_at", "lookup_expr": "isnull", "exclude": True, "label": label, **options})


class ClaimIsClosedFilter(IsClosedFilter):
    """The filter `is_closed` of rows that belong to a claim."""

    def __init__(self, **options: Any) -> None:
        label = "Rows of closed claims instead of open ones. Without it, only `claim` selects rows of a closed claim."
        super().__init__(**{"field_name": "claim__closed_at", "label": label, **options})


class IsWithdrawnFilter(filters.BooleanFilter):
    """The filter `is_withdrawn`. Without it, lists contain active and withdrawn rows."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"field_name": "withdrawn_at", "lookup_expr": "isnull", "exclude": True, **options})


class StrictFilterBackend(filters.DjangoFilterBackend):
    """Filters by query parameters. A value that is not a boolean is an error; django-filter would ignore it."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        filterset = self.get_filterset(request, queryset, view)
        if filterset is None:
            return queryset
        errors = {
            name: "Send true or false."
            for name, field in filterset.filters.items()
            if isinstance(field, filters.BooleanFilter) and request.query_params.get(name, "true").lower() not in BOOLEANS
        }
        if errors:
            raise Invalid(errors)
        filtered: QuerySet[Any] = super().filter_queryset(request, queryset, view)
        return filtered


def filter_names(view: Any) -> list[str]:
    """The names of the query parameters that filter the list of a view."""
    if not any(issubclass(backend, StrictFilterBackend) for backend in view.filter_backends):
        return []
    filterset = getattr(view, "filterset_class", None)
    return list(filterset.base_filters if filterset else getattr(view, "filterset_fields", ()))


def refuse_ignored_parameters(request: Request, known: Collection[str]) -> None:
    """Raise Invalid for each query parameter that is not `known`, is sent more than once, or has no value."""
    errors: dict[str, str] = {}
    names = f"The parameters of this request are {', '.join(known)}." if known else "This request has no parameters."
    for name, values in request.query_params.lists():
        if name not in known:
            errors[name] = f"Unknown parameter. {names}"
        elif len(values) > 1:
            errors[name] = "Send this parameter only once."
        elif not values[0].strip() and name != SEARCH_TEXT:
            errors[name] = "Send a value, or omit this parameter."
    if errors:
        raise Invalid(errors)
