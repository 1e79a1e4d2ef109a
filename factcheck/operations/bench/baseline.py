"""The URL configuration of a benchmark server: Factcheck and the baseline views. Also the middleware that counts queries."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from factcheck.articles.models import Source
from factcheck.urls import handler400, handler403, handler404, handler500
from factcheck.urls import urlpatterns as product_urls
from factcheck.web.models import Receipt

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def row(request: HttpRequest) -> HttpResponse:
    """Select one row and render a template of ten lines."""
    return render(request, "bench/row.html", {"source": Source.objects.get(pk=1)})


def insert(request: HttpRequest) -> HttpResponse:
    """Insert one row."""
    receipt = Receipt.objects.create(person_id=1, token=uuid.uuid4(), kind="bench")
    return HttpResponse(str(receipt.pk))


urlpatterns = [*product_urls, path("bench/row/", row), path("bench/insert/", insert)]


class CountQueries:
    """Middleware that adds the number of queries to each response in the X-Queries header."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        count = 0

        def execute_and_count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            nonlocal count
            count += 1
            return execute(sql, params, many, context)

        with connection.execute_wrapper(execute_and_count):
            response = self.get_response(request)
        response["X-Queries"] = str(count)
        return response
