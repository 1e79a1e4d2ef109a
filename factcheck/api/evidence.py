"""Endpoints for evidence and the search log."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.articles import is_form
from factcheck.api.claims import resolve_selection
from factcheck.api.copies import text_of
from factcheck.api.filters import ClaimIsClosedFilter, IsWithdrawnFilter
from factcheck.api.parsing import StorableFormParser, StorableJSONParser
from factcheck.api.schema import FORM, JSON, create_operation, update_operation
from factcheck.api.serializers.availability import AddressWatchSerializer
from factcheck.api.serializers.copies import CopyProgressSerializer
from factcheck.api.serializers.custody import CustodySerializer
from factcheck.api.serializers.evidence import (
    EvidenceChange,
    EvidencePlace,
    EvidenceProposals,
    EvidenceSerializer,
    EvidenceUpload,
    NewEvidence,
    NewSearch,
    SearchSerializer,
)
from factcheck.api.serializers.strict import ChangeSerializer, WithdrawalSerializer
from factcheck.api.viewsets import ReadableViewSet
from factcheck.archive.models import Method
from factcheck.articles.models import Revision
from factcheck.claims.models import Claim
from factcheck.claims.placing import proposed_places
from factcheck.evidence import actions
from factcheck.evidence.availability.actions import request_check
from factcheck.evidence.availability.queries import watch_of
from factcheck.evidence.copies.actions import request_copy
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.copies.queries import newest_progress
from factcheck.evidence.custody.files import require_shown, require_shown_copy
from factcheck.evidence.custody.queries import custody_of
from factcheck.evidence.locators import CopyLocator, FileLocator, Locator, PageLocator, PassageLocator
from factcheck.evidence.models import Evidence, SearchLogEntry
from factcheck.evidence.passages import confirm_passage_context, keep_passage, place_passage
from factcheck.web.errors import Invalid, Refused


class EvidenceFilter(filters.FilterSet):
    is_withdrawn = IsWithdrawnFilter()
    is_closed = ClaimIsClosedFilter()

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
        rows = Evidence.objects.filter(claim__in=claims).select_related("claim", "capture", "created_by", "withdrawn_by")
        return self.leave_out_closed(rows.defer("claim__words"), "claim__closed_at")

    @create_operation({JSON: NewEvidence, FORM: EvidenceUpload}, EvidenceSerializer)
    def create(self, request: Request) -> Response:
        """Attach a passage, words of a copy, or a web page as JSON, or a file as a multipart form."""
        self.permit("evidence.attach")
        fields = self.validated(EvidenceUpload if is_form(request) else NewEvidence)
        if copy := fields.get("copy"):
            self.require_visible(copy)
        locator = pop_locator(fields)
        item = actions.attach(person=self.person, quoted_from=locator, method=Method.API, token=self.token, **fields)
        return self.created(item)

    @update_operation(EvidenceChange, EvidenceSerializer)
    def partial_update(self, request: Request, pk: int) -> Response:
        """Correct the item. The earlier values stay in the history.

        The file of an item and the type of an item cannot change: withdraw the item and attach another one.
        """
        item = self.get_object()
        self.permit("evidence.change", item)
        fields = self.validated(EvidenceChange, of=item)
        seen = self.seen_version(fields)
        return self.row_response(
            actions.change_evidence(
                person=self.person,
                item=item,
                seen_version=seen,
                passage=pop_passage(fields, item),
                token=self.token,
                **fields,
            )
        )

    @extend_schema(responses={200: EvidenceProposals, 409: None})
    @action(detail=True)
    def proposals(self, request: Request, pk: int) -> Response:
        """The places in the newest revision that a person can accept for a passage of an older revision."""
        item = self.get_object()
        require_shown(item)
        newest, places = proposed_places([item], quoted_from=self.revision_of(item))
        return Response(
            EvidenceProposals({"revision": newest.pk, "proposals": [{"selection": selector} for (selector,) in places]}).data
        )

    @update_operation(EvidencePlace, EvidenceSerializer)
    @action(detail=True, methods=["post"])
    def place(self, request: Request, pk: int) -> Response:
        """Place a passage in the newest revision, at a copy or a typographic variant of its quote (see `proposals/`)."""
        item = self.get_object()
        self.permit("evidence.change", item)
        fields = self.validated(EvidencePlace)
        seen, revision = self.seen_version(fields), fields["revision"]
        selector = resolve_selection(revision, fields["selection"])
        return self.row_response(
            place_passage(
                person=self.person, item=item, revision=revision, selector=selector, seen_version=seen, token=self.token
            )
        )

    @update_operation(ChangeSerializer, EvidenceSerializer)
    @action(detail=True, methods=["post"], url_path="confirm-context", url_name="confirm-context")
    def confirm_context(self, request: Request, pk: int) -> Response:
        """Confirm that the changed text next to a passage (`changed_context`) does not affect it."""
        self.revision_of(self.get_object())
        return self.change_state("evidence.change", ChangeSerializer, confirm_passage_context, "item")

    @extend_schema(request=None, responses={202: CopyProgressSerializer})
    @action(detail=True, methods=["post"])
    def preserve(self, request: Request, pk: int) -> Response:
        """Request a copy of the web page of an item. The worker fetches it; `copying/` has the progress."""
        item = self.get_object()
        self.permit("evidence.preserve", item)
        requested = request_copy(person=self.person, item=item, token=self.token)
        return Response(CopyProgressSerializer(requested.progress).data, status=status.HTTP_202_ACCEPTED)

    @extend_schema(responses={200: CopyProgressSerializer, 404: None})
    @action(detail=True)
    def copying(self, request: Request, pk: int) -> Response:
        """The progress of the newest request for a copy of the web page of an item."""
        item = self.get_object()
        progress = newest_progress(item)
        if progress is None:
            raise Http404
        return Response(CopyProgressSerializer(progress).data)

    @extend_schema(
        responses={200: CustodySerializer},
        parameters=[OpenApiParameter("page", str, description="`older` or `newer` of another response.")],
    )
    @action(detail=True, query_names=("page",))
    def custody(self, request: Request, pk: int) -> Response:
        """The stored files of the item, and the entries of the ledger that concern them."""
        return Response(CustodySerializer(custody_of(self.get_object(), request.query_params.get("page", ""))).data)

    @extend_schema(request=None, responses={202: AddressWatchSerializer})
    @action(detail=True, methods=["post"])
    def check(self, request: Request, pk: int) -> Response:
        """Check the address of an item again, now. The worker requests it; `checking/` has the progress."""
        item = self.get_object()
        self.permit("evidence.check_address", item)
        watch = request_check(person=self.person, item=item)
        return Response(AddressWatchSerializer(watch).data, status=status.HTTP_202_ACCEPTED)

    @extend_schema(responses={200: AddressWatchSerializer, 404: None})
    @action(detail=True)
    def checking(self, request: Request, pk: int) -> Response:
        """The schedule of checks of the address of an item, and the progress of the current check."""
        watch = watch_of(self.get_object())
        if watch is None:
            raise Http404
        return Response(AddressWatchSerializer(watch).data)

    def require_visible(self, copy: EvidenceCopy) -> None:
        """Raise Invalid(copy) if the person may not see the copy, and NotAllowed if a takedown hides it."""
        if not Claim.objects.visible_to(self.person).filter(pk=copy.evidence.claim_id).exists():
            raise Invalid({"copy": f'Invalid pk "{copy.pk}" - object does not exist.'})
        require_shown_copy(copy)

    def revision_of(self, item: Evidence) -> Revision:
        """The revision that a passage quotes. Raises Refused for a web page or a file."""
        if item.revision is None:
            raise Refused("This item is not a passage of an article.")
        return item.revision

    @update_operation(WithdrawalSerializer, EvidenceSerializer)
    @action(detail=True, methods=["post"])
    def keep(self, request: Request, pk: int) -> Response:
        """Decide, with a reason, that a passage stays in its revision, because the newest one does not contain its words."""
        self.revision_of(self.get_object())
        return self.withdraw_row("evidence.change", keep_passage, "item")

    @update_operation(WithdrawalSerializer, EvidenceSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: int) -> Response:
        """Withdraw the item with a reason. The item and its bytes stay in the record."""
        return self.withdraw_row("evidence.withdraw", actions.withdraw_evidence, "item")


class SearchFilter(filters.FilterSet):
    is_closed = ClaimIsClosedFilter()

    class Meta:
        model = SearchLogEntry
        fields = ("claim", "sought", "is_found")


class SearchViewSet(ReadableViewSet):
    """Searches for evidence: what was sought, where, and the result."""

    queryset = SearchLogEntry.objects.all()
    serializer_class = SearchSerializer
    filterset_class = SearchFilter

    def get_queryset(self) -> QuerySet[SearchLogEntry]:
        claims = Claim.objects.visible_to(self.request.user)
        searches = SearchLogEntry.objects.filter(claim__in=claims).select_related("created_by")
        return self.leave_out_closed(searches, "claim__closed_at")

    @create_operation(NewSearch, SearchSerializer)
    def create(self, request: Request) -> Response:
        self.permit("search.log")
        fields = self.validated(NewSearch)
        return self.created(actions.log_search(person=self.person, token=self.token, **fields))


def pop_locator(fields: dict[str, Any]) -> Locator:
    """Remove the locator fields from the validated `fields`, and return the locator that they describe."""
    quote = fields.pop("exact", "")
    if file := fields.pop("file", None):
        return FileLocator(file.name or "", file.content_type or "", file, quote)
    revision, copy, selection = (fields.pop(name, None) for name in ("revision", "copy", "selection"))
    fetching, may_show_surroundings = fields.pop("fetching", ""), fields.pop("may_show_surroundings", False)
    if revision:
        return PassageLocator(revision, resolve_selection(revision, selection))
    if copy:
        return CopyLocator(copy, resolve_selection(text_of(copy), selection))
    return PageLocator(fields.pop("address"), quote, fetching, may_show_surroundings)


def pop_passage(fields: dict[str, Any], item: Evidence) -> PassageLocator | None:
    """Remove the revision and the selection from the validated `fields`, and return the passage that they describe, if any."""
    revision, selection = fields.pop("revision", None), fields.pop("selection", None)
    if selection is None:
        if revision is not None:
            raise Invalid({"selection": "Send the selection of the passage in this revision."})
        return None
    revision = revision or item.revision
    if revision is None:
        raise Invalid({"selection": "Only a passage of an article has a selection."})
    return PassageLocator(revision, resolve_selection(revision, selection))
