"""Endpoints for evidence and the search log."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.articles import is_form
from factcheck.api.claims import resolve_selection
from factcheck.api.parsing import StorableFormParser, StorableJSONParser
from factcheck.api.schema import FORM, JSON, create_operation, update_operation
from factcheck.api.serializers.evidence import (
    EvidenceChange,
    EvidenceSerializer,
    EvidenceUpload,
    NewEvidence,
    NewSearch,
    SearchSerializer,
)
from factcheck.api.serializers.strict import WithdrawalSerializer
from factcheck.api.viewsets import ReadableViewSet
from factcheck.archive.models import Method
from factcheck.claims.models import Claim
from factcheck.evidence import actions
from factcheck.evidence.locators import FileLocator, Locator, PageLocator, PassageLocator
from factcheck.evidence.models import Evidence, SearchLogEntry

MAX_MEDIA_TYPE_LENGTH = 100


class EvidenceFilter(filters.FilterSet):
    is_withdrawn = filters.BooleanFilter(field_name="withdrawn_at", lookup_expr="isnull", exclude=True)

    class Meta:
        model = Evidence
        fields = ("claim", "stance", "closeness", "source", "origin", "revision")


class EvidenceViewSet(ReadableViewSet):
    """Evidence for or against claims: passages of the library, web pages, and files."""

    queryset = Evidence.objects.all()
    serializer_class = EvidenceSerializer
    filterset_class = EvidenceFilter
    parser_classes = (StorableJSONParser, StorableFormParser)

    def get_queryset(self) -> QuerySet[Evidence]:
        claims = Claim.objects.visible_to(self.request.user)
        return Evidence.objects.filter(claim__in=claims).select_related("capture", "created_by", "withdrawn_by")

    @create_operation({JSON: NewEvidence, FORM: EvidenceUpload}, EvidenceSerializer)
    def create(self, request: Request) -> Response:
        """Attach a passage or a web page as JSON, or a file as a multipart form."""
        self.permit("evidence.attach")
        fields = self.validated(EvidenceUpload if is_form(request) else NewEvidence)
        locator = pop_locator(fields)
        item = actions.attach(person=self.person, quoted_from=locator, method=Method.API, token=self.token, **fields)
        return self.created(item)

    @update_operation(EvidenceChange, EvidenceSerializer)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Edit the stance and other details. The quote and its source cannot change: withdraw the item and attach another."""
        return self.change("evidence.change", EvidenceChange, actions.change_evidence, "item")

    @update_operation(WithdrawalSerializer, EvidenceSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """Withdraw the item with a reason. The item and its bytes stay in the record."""
        return self.withdraw_row("evidence.change", actions.withdraw_evidence, "item")


class SearchViewSet(ReadableViewSet):
    """Searches for evidence: what was sought, where, and the result."""

    queryset = SearchLogEntry.objects.all()
    serializer_class = SearchSerializer
    filterset_fields = ("claim", "sought", "is_found")

    def get_queryset(self) -> QuerySet[SearchLogEntry]:
        return SearchLogEntry.objects.filter(claim__in=Claim.objects.visible_to(self.request.user)).select_related("created_by")

    @create_operation(NewSearch, SearchSerializer)
    def create(self, request: Request) -> Response:
        self.permit("search.log")
        fields = self.validated(NewSearch)
        return self.created(actions.log_search(person=self.person, token=self.token, **fields))


def pop_locator(fields: dict[str, Any]) -> Locator:
    """Remove the locator fields from the validated `fields`, and return the locator that they describe."""
    quote = fields.pop("exact", "")
    if file := fields.pop("file", None):
        media_type = (file.content_type or "")[:MAX_MEDIA_TYPE_LENGTH] or "application/octet-stream"
        return FileLocator(file.name or "", media_type, file.read(), quote)
    if revision := fields.pop("revision", None):
        return PassageLocator(revision, resolve_selection(revision, fields.pop("selection")))
    return PageLocator(fields.pop("address"), quote)
