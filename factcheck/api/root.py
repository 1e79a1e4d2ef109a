"""The root of the API, and the response for unknown URLs."""

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
    """Each resource with its URL, and the URL of the OpenAPI document."""

    operation = "root"
    resources: tuple[str, ...] = ()

    def get(self, request: Request) -> Response:
        urls = {name: reverse(f"api:{name}-list", request=request) for name in self.resources}
        others = {name: reverse(f"api:{name}", request=request) for name in ("newsroom", "schema")}
        return Response(urls | others)


@extend_schema(exclude=True)
class NotFoundView(APIView):
    """The response for all unknown URLs. All URLs of the API end in a slash."""

    permission_classes = (AllowAny,)
    authentication_classes = ()
    throttle_classes = ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        refuse_unstorable(request)
        super().initial(request, *args, **kwargs)

    def http_method_not_allowed(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return Response({"detail": NOT_FOUND, "next_step": "All URLs end in a slash. /api/v1/ lists the resources."}, status=404)
