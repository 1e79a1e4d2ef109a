"""The public endpoint of the OpenAPI document. Each process builds the document once: it changes only with a release."""

from __future__ import annotations

from functools import cache

from django.http import HttpResponse
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiJsonRenderer2
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from factcheck.web.caching import cacheable_response

MAX_AGE = 600
"""Lifetime of the document in HTTP caches, in seconds."""


@extend_schema(exclude=True)
class SchemaView(APIView):
    """Returns the same bytes to all clients. The rate limit for reads applies to each client address."""

    permission_classes = (AllowAny,)
    authentication_classes = ()
    renderer_classes = (OpenApiJsonRenderer, OpenApiJsonRenderer2)

    def get(self, request: Request) -> HttpResponse:
        return cacheable_response(
            request._request, openapi_json(), content_type=request.accepted_renderer.media_type, max_age=MAX_AGE
        )


@cache
def openapi_json() -> bytes:
    """The document as JSON, about 500 KB. Building it takes almost a second, so it is cached."""
    document = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    content: bytes = JSONRenderer().render(document)
    return content
