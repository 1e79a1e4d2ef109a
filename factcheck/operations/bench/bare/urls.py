"""The two views of the baseline."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from factcheck.operations.bench.bare.models import BareInsert, BareSource


def row(request: HttpRequest) -> HttpResponse:
    """Select one row and render a template of ten lines."""
    return render(request, "row.html", {"source": BareSource._default_manager.get(pk=1)})


def insert(request: HttpRequest) -> HttpResponse:
    """Insert one row."""
    return HttpResponse(str(BareInsert._default_manager.create(token=uuid.uuid4()).pk))


urlpatterns = [path("row/", row), path("insert/", insert)]
