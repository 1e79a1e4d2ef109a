"""Base classes of the viewsets: permissions, validation, seen versions, idempotency keys, and responses."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

from django.db import models
from rest_framework import serializers, status
from rest_framework.mixins import ListModelMixin
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from factcheck.accounts.models import Person
from factcheck.api.errors import VersionRequired
from factcheck.api.filters import filter_names, refuse_ignored_parameters
from factcheck.api.serializers.strict import WithdrawalSerializer
from factcheck.web.errors import Invalid
from factcheck.web.idempotency import permit_request
from factcheck.web.text import text_error


class ApiViewSet(GenericViewSet[Any]):
    """One resource. `detail_serializer` is for a single row, if it differs from a row in a list."""

    http_method_names = ["get", "head", "post", "patch"]
    lookup_value_converter = "id"  # so that ids are integers in the OpenAPI document
    query_names: tuple[str, ...] = ()
    """The query parameters of an action other than a list, set with `@action(query_names=…)`."""
    detail_serializer: type[serializers.BaseSerializer[Any]] | None = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        refuse_unstorable(request)
        super().initial(request, *args, **kwargs)
        refuse_ignored_parameters(request, self.query_parameters())

    def query_parameters(self) -> list[str]:
        """The names of the query parameters that the requested action reads."""
        if self.action != "list":
            return list(self.query_names)
        return [*filter_names(self), *(("cursor", "page_size") if self.pagination_class else ())]

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    @property
    def person(self) -> Person:
        """The authenticated person. Anonymous requests are refused before a view runs."""
        return cast(Person, self.request.user)

    def validated(self, shape: type[serializers.BaseSerializer[Any]], *, of: models.Model | None = None) -> dict[str, Any]:
        """The validated body of the request. For a change to the row `of`, only the values that were sent.

        Raises ValidationError (422).
        """
        serializer = shape(of, data=self.request.data, partial=of is not None, context=self.get_serializer_context())
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def seen_version(self, values: dict[str, Any]) -> int:
        """The row version that the client read, removed from `values`, or taken from the If-Match header.

        Raises VersionRequired (428) if neither has it.
        """
        version, header = values.pop("version", None), self.request.headers.get("If-Match")
        if header is not None:
            match = re.fullmatch(r'"([0-9]{1,9})"', header.strip())
            if not match or (version is not None and version != int(match[1])):
                message = 'Send the version that you read in quotation marks, such as "3". A version in the body must match.'
                raise Invalid({"If-Match": message})
            return int(match[1])
        if version is None:
            raise VersionRequired()
        return int(version)

    @property
    def token(self) -> uuid.UUID | None:
        """The idempotency key from the header: a repeated request gets the outcome of the first request."""
        header = self.request.headers.get("Idempotency-Key")
        try:
            return uuid.UUID(header) if header is not None else None
        except ValueError as error:
            raise Invalid({"Idempotency-Key": "Send a new UUID for each write."}) from error

    def permit(self, permission: str, subject: Any = None) -> None:
        """Raise NotAllowed or Refused unless the person has the permission, or this repeats an earlier request of theirs."""
        token = None if self.request.method in SAFE_METHODS else self.token
        permit_request(self.person, permission, subject, token=token)

    def change(
        self, permission: str, shape: type[serializers.BaseSerializer[Any]], save: Callable[..., models.Model], argument: str
    ) -> Response:
        """Change the requested row with the action `save`, whose keyword argument `argument` is the row."""
        row = self.get_object()
        self.permit(permission, row)
        fields = self.validated(shape, of=row)
        seen = self.seen_version(fields)
        saved = save(person=self.person, seen_version=seen, token=self.token, **{argument: row}, **fields)
        return self.row_response(saved)

    def withdraw_row(
        self,
        permission: str,
        save: Callable[..., models.Model],
        argument: str,
        *,
        subject: Callable[[Any], Any] = lambda row: row,
    ) -> Response:
        """Withdraw the requested row with the action `save`. `subject` maps the row to the object of the permission."""
        return self.change_state(permission, WithdrawalSerializer, save, argument, subject=subject)

    def change_state(
        self,
        permission: str,
        shape: type[serializers.BaseSerializer[Any]],
        save: Callable[..., models.Model],
        argument: str,
        *,
        subject: Callable[[Any], Any] = lambda row: row,
    ) -> Response:
        """Call the action `save` on the requested row with a complete body, unlike `change`, where all fields are optional."""
        row = self.get_object()
        self.permit(permission, subject(row))
        fields = self.validated(shape)
        seen = self.seen_version(fields)
        changed = save(person=self.person, seen_version=seen, token=self.token, **{argument: row}, **fields)
        return self.row_response(changed)

    def created(self, row: models.Model, *, code: int = status.HTTP_201_CREATED) -> Response:
        """The response to a request that created a row: its current state and its URL."""
        response = self.row_response(row, code=code)
        response["Location"] = self.reverse_action("detail", kwargs={"pk": row.pk})
        return response

    def row_response(self, row: models.Model, *, code: int = status.HTTP_200_OK) -> Response:
        """The current state of the row, with its version as ETag."""
        fresh = self.get_queryset().get(pk=row.pk)
        shape = self.detail_serializer or self.get_serializer_class()
        response = Response(shape(fresh, context=self.get_serializer_context()).data, status=code)
        if (version := getattr(fresh, "version", None)) is not None:
            response["ETag"] = f'"{version}"'
        return response


class ReadableViewSet(ApiViewSet, ListModelMixin):
    """A resource with a paginated list and a detail endpoint."""

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.row_response(self.get_object())

    def leave_out_closed(self, rows: models.QuerySet[Any], path: str = "closed_at") -> models.QuerySet[Any]:
        """`rows` without those that are closed, if this is a list and the request neither filters by `is_closed` nor names a
        `claim`. `path` is the lookup of the time of closing."""
        is_filtered = self.action != "list" or not {"is_closed", "claim"}.isdisjoint(self.request.query_params)
        return rows if is_filtered else rows.filter(**{path: None})


@contextmanager
def renaming_errors(**names: str) -> Iterator[None]:
    """Rename the fields of Invalid errors to their names in the request: `renaming_errors(content="text")`."""
    try:
        yield
    except Invalid as error:
        error.errors = {names.get(field, field): messages for field, messages in error.errors.items()}
        raise


def refuse_unstorable(request: Request) -> None:
    """Refuse NUL and lone surrogates in the path and the query; the parsers do so for the body."""
    errors: dict[str, str] = {}
    if problem := text_error(request.path):
        errors["address"] = problem
    query: Mapping[str, list[str]] = dict(request.query_params.lists())
    for field, values in query.items():
        for value in (field, *values):
            if problem := text_error(value):
                errors[field.encode("utf-8", "replace").decode().replace("\x00", "�")] = problem
    if errors:
        raise Invalid(errors)
