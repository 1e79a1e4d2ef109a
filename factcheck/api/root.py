"""The front of the door: which nouns there are, and the answer where there is nothing."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from factcheck.api.errors import NOT_FOUND
from factcheck.api.viewsets import refuse_unstorable


@extend_schema(exclude=True)
class ApiRoot(APIView):
    """Each noun with its address, and the address of the OpenAPI document."""

    nouns: tuple[str, ...] = ()

    def get(self, request: Request) -> Response:
        found = {noun: reverse(f"api:{noun}-list", request=request) for noun in self.nouns}
        return Response(found | {"schema": reverse("api:schema", request=request)})


@extend_schema(exclude=True)
class NotFoundView(APIView):
    """No such address. All of them end in a slash."""

    permission_classes = (AllowAny,)
    authentication_classes = ()
    throttle_classes = ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        refuse_unstorable(request)
        super().initial(request, *args, **kwargs)

    def http_method_not_allowed(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return Response(
            {"detail": NOT_FOUND, "next_step": "Every address here ends in a slash; /api/v1/ lists them."}, status=404
        )
