"""The OpenAPI document, for everybody: built once in a process, since only another release changes it."""

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
"""Seconds for which a cache need not ask again."""


@extend_schema(exclude=True)
class SchemaView(APIView):
    """The same bytes for whoever asks, within the limit for reads of each address."""

    permission_classes = (AllowAny,)
    authentication_classes = ()
    renderer_classes = (OpenApiJsonRenderer, OpenApiJsonRenderer2)

    def get(self, request: Request) -> HttpResponse:
        return cacheable_response(
            request._request, openapi_json(), content_type=request.accepted_renderer.media_type, max_age=MAX_AGE
        )


@cache
def openapi_json() -> bytes:
    """The document as JSON. Takes most of a second and is half a megabyte, so never twice."""
    document = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    content: bytes = JSONRenderer().render(document)
    return content
