"""What every address of the REST door does alike: load – ask – call – answer, with the seen version and the idempotency key."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping
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
from factcheck.api.errors import Unseen
from factcheck.web.errors import Invalid
from factcheck.web.idempotency import permit_request
from factcheck.web.text import problem_of

WHOLE = r"[0-9]{1,18}"


class Door(GenericViewSet[Any]):
    """One noun. `detail_serializer` shows a single row where that differs from a row of the list."""

    http_method_names = ["get", "head", "post", "patch"]
    lookup_value_regex = WHOLE
    detail_serializer: type[serializers.BaseSerializer[Any]] | None = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        refuse_unstorable(request)
        super().initial(request, *args, **kwargs)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        answered = super().finalize_response(request, response, *args, **kwargs)
        answered.headers.setdefault("Cache-Control", "private, no-store")
        return answered

    @property
    def person(self) -> Person:
        """Who calls: nobody comes this far without having signed in."""
        return cast(Person, self.request.user)

    def cleaned(self, shape: type[serializers.BaseSerializer[Any]], *, of: models.Model | None = None) -> dict[str, Any]:
        """The request's body as clean values; for a change of the row `of`, those that were sent. Raises for 422."""
        serializer = shape(of, data=self.request.data, partial=of is not None, context=self.get_serializer_context())
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def seen(self, values: dict[str, Any]) -> int:
        """The version that was seen, from `values` (where it is taken out) or If-Match. Raises Unseen (428) without either."""
        said, header = values.pop("version", None), self.request.headers.get("If-Match")
        if header is not None:
            found = re.fullmatch(r'"([0-9]{1,9})"', header.strip())
            if not found or (said is not None and said != int(found[1])):
                raise Invalid({"If-Match": 'Send the version you saw in quotation marks, such as "3"; the body may not differ.'})
            return int(found[1])
        if said is None:
            raise Unseen()
        return int(said)

    @property
    def token(self) -> uuid.UUID | None:
        """The idempotency key, from the header: a repeated request answers with the outcome of the first one."""
        given = self.request.headers.get("Idempotency-Key")
        try:
            return uuid.UUID(given) if given is not None else None
        except ValueError as error:
            raise Invalid({"Idempotency-Key": "Send a UUID, a new one for each write."}) from error

    def permit(self, permission: str, subject: Any = None) -> None:
        """Raise unless the person may do this, or sent this write before: its action then answers with the first outcome."""
        token = None if self.request.method in SAFE_METHODS else self.token
        permit_request(self.person, permission, subject, token=token)

    def made(self, row: models.Model, *, code: int = status.HTTP_201_CREATED) -> Response:
        """The answer to a creating call: the row as it stands now, and its address."""
        response = self.shown(row, code=code)
        response["Location"] = self.reverse_action("detail", kwargs={"pk": row.pk})
        return response

    def shown(self, row: models.Model, *, code: int = status.HTTP_200_OK) -> Response:
        """The row as it stands now, with its version as ETag."""
        fresh = self.get_queryset().get(pk=row.pk)
        shape = self.detail_serializer or self.get_serializer_class()
        response = Response(shape(fresh, context=self.get_serializer_context()).data, status=code)
        if (version := getattr(fresh, "version", None)) is not None:
            response["ETag"] = f'"{version}"'
        return response


class Listed(Door, ListModelMixin):
    """A noun that is listed page by page and read one by one."""

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.shown(self.get_object())


@contextmanager
def named(**names: str) -> Iterator[None]:
    """Give the fields at fault the names that they have in the request: `named(content="text")`."""
    try:
        yield
    except Invalid as error:
        error.errors = {names.get(field, field): said for field, said in error.errors.items()}
        raise


def refuse_unstorable(request: Request) -> None:
    """Refuse NUL and lone surrogates in the address and its query; the parsers do so for the body."""
    errors: dict[str, str] = {}
    if problem := problem_of(request.path):
        errors["address"] = problem
    given: Mapping[str, list[str]] = dict(request.query_params.lists())
    for field, said in given.items():
        for value in (field, *said):
            if problem := problem_of(value):
                errors[field.encode("utf-8", "replace").decode().replace("\x00", "�")] = problem
    if errors:
        raise Invalid(errors)
