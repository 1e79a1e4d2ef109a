"""Endpoints for the preserved copies of evidence."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.claims import resolve_selection
from factcheck.api.filters import ItemFilter
from factcheck.api.parsing import StorableFormParser, StorableJSONParser
from factcheck.api.schema import FORM, create_operation, update_operation
from factcheck.api.serializers.copies import (
    CopySerializer,
    CopyTextSerializer,
    NewCopy,
    NewQuotePlace,
    NewQuoteWords,
    QuoteChoices,
    QuotePlaceSerializer,
)
from factcheck.api.viewsets import ReadableViewSet
from factcheck.claims.models import Claim
from factcheck.evidence.copies.models import EvidenceCopy, PreservedText
from factcheck.evidence.copies.providing import provide_copy
from factcheck.evidence.copies.queries import current_place
from factcheck.evidence.copies.quote_search import search_quote
from factcheck.evidence.copies.quotes import choose_place
from factcheck.evidence.copies.selecting import NO_TEXT, quote_words
from factcheck.evidence.custody.files import require_shown_copy
from factcheck.web.errors import Refused


class CopyFilter(filters.FilterSet):
    evidence = ItemFilter()

    class Meta:
        model = EvidenceCopy
        fields: tuple[str, ...] = ()


class CopyViewSet(ReadableViewSet):
    """Preserved copies of the pages that evidence quotes. The bytes are captures."""

    queryset = EvidenceCopy.objects.all()
    serializer_class = CopySerializer
    filterset_class = CopyFilter
    parser_classes = (StorableFormParser,)

    def get_queryset(self) -> QuerySet[EvidenceCopy]:
        rows = EvidenceCopy.objects.filter(evidence__claim__in=Claim.objects.visible_to(self.request.user))
        rows = rows.select_related("capture__parent", "text", "created_by", "evidence__claim").defer("evidence__claim__words")
        return rows if self.action in ("text", "quote", "quote_words") else rows.defer("text__text")

    @create_operation({FORM: NewCopy}, CopySerializer)
    def create(self, request: Request) -> Response:
        """Add a copy that a person saved: a web archive, a page as one file, a PDF, a picture, or text, as a multipart form."""
        self.permit("evidence.provide_copy")
        fields = self.validated(NewCopy)
        file = fields["file"]
        copy = provide_copy(
            person=self.person,
            item=fields["evidence"],
            file=file,
            name=file.name or "",
            made_how=fields["made_how"],
            page_address=fields.get("page_address", ""),
            token=self.token,
        )
        return self.created(copy)

    @extend_schema(responses={200: CopyTextSerializer, 404: None})
    @action(detail=True)
    def text(self, request: Request, pk: int) -> Response:
        """The text that was extracted from the copy."""
        copy = self.get_object()
        require_shown_copy(copy)
        text = copy.text
        if text is None:
            raise Http404
        return Response(CopyTextSerializer(text).data)

    @extend_schema(responses={200: QuoteChoices})
    @action(detail=True)
    def quote(self, request: Request, pk: int) -> Response:
        """Where the quote of the item is in the text of its newest copy, and the places that a person can choose from."""
        copy = self.get_object()
        require_shown_copy(copy)
        place = current_place(copy)
        found = search_quote(copy.text.text if copy.text else "", place.quote).places if place and place.needs_choice else ()
        choices = [{"start": each.start, "end": each.end, "exact": each.exact} for each in found]
        return Response(QuoteChoices({"place": place, "choices": choices}).data)

    @extend_schema(request=NewQuotePlace, responses={201: QuotePlaceSerializer})
    @action(detail=True, methods=["post"], url_path="place-quote", url_name="place-quote", parser_classes=[StorableJSONParser])
    def place_quote(self, request: Request, pk: int) -> Response:
        """Choose the place of the quote in the newest copy of an item."""
        copy = self.get_object()
        self.permit("evidence.change", copy.evidence)
        fields = self.validated(NewQuotePlace)
        place = choose_place(person=self.person, item=copy.evidence, copy=copy, token=self.token, **fields)
        return Response(QuotePlaceSerializer(place).data, status=status.HTTP_201_CREATED)

    @update_operation(NewQuoteWords, QuotePlaceSerializer)
    @action(detail=True, methods=["post"], url_path="quote-words", url_name="quote-words", parser_classes=[StorableJSONParser])
    def quote_words(self, request: Request, pk: int) -> Response:
        """Make words of the newest copy the quote of its item, if its quote was not found. `version` is that of the item."""
        copy = self.get_object()
        self.permit("evidence.change", copy.evidence)
        require_shown_copy(copy)
        fields = self.validated(NewQuoteWords)
        place = quote_words(
            person=self.person,
            item=copy.evidence,
            copy=copy,
            words=resolve_selection(text_of(copy), fields["selection"]),
            seen_version=self.seen_version(fields),
            token=self.token,
        )
        return Response(QuotePlaceSerializer(place).data)


def text_of(copy: EvidenceCopy) -> PreservedText:
    """The extracted text of a copy. Raises Refused if it has none."""
    if copy.text is None:
        raise Refused(copy.unread_because or NO_TEXT)
    return copy.text
