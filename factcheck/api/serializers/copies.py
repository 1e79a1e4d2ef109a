"""Serializers for the preserved copies of evidence."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from factcheck.api.serializers.accounts import PersonName
from factcheck.api.serializers.archive import CaptureSerializer
from factcheck.api.serializers.claims import SpanField
from factcheck.api.serializers.strict import (
    ChangeSerializer,
    ExistingRow,
    MultilineCharField,
    StrictModelSerializer,
    StrictSerializer,
    UploadedFileField,
)
from factcheck.articles.canonical import MAX_CODE_POINTS
from factcheck.evidence.copies.fields import COPY
from factcheck.evidence.copies.models import CopyProgress, EvidenceCopy, PreservedText, QuotePlace
from factcheck.evidence.fields import MAX_QUOTE_LENGTH
from factcheck.evidence.models import Evidence
from factcheck.web.fields import MAX_URL_LENGTH


class PreservedTextSerializer(serializers.ModelSerializer[PreservedText]):
    """The text of a copy and the metadata that its reader found. `length` counts code points."""

    class Meta:
        model = PreservedText
        fields: tuple[str, ...] = (
            "reader",
            "reader_version",
            "sha256",
            "length",
            "title",
            "author",
            "publisher",
            "published_on",
            "language",
            "address",
        )


class QuotePlaceSerializer(serializers.ModelSerializer[QuotePlace]):
    """Where the quote of the item is in the text of the copy. `is_decision`: a person chose the place."""

    class Meta:
        model = QuotePlace
        fields: tuple[str, ...] = ("quote", "state", "start", "end", "exact", "is_decision", "created_at")


class QuoteChoices(serializers.Serializer[Any]):
    """The newest result of the search, and the places to choose from: offsets in code points, and the words there."""

    place = QuotePlaceSerializer(allow_null=True)
    choices = serializers.ListField(child=serializers.DictField())


class NewQuotePlace(StrictSerializer):
    """One of the proposed places. `quote` is the quote of the item that the client read."""

    quote = MultilineCharField(max_length=MAX_QUOTE_LENGTH, trim_whitespace=False)
    start = serializers.IntegerField(min_value=0, max_value=MAX_CODE_POINTS)
    end = serializers.IntegerField(min_value=1, max_value=MAX_CODE_POINTS)


class NewQuoteWords(ChangeSerializer):
    """Words in the text of a copy. `version` is that of the item."""

    selection = SpanField()


class CopySerializer(serializers.ModelSerializer[EvidenceCopy]):
    """A preserved copy. `capture` has the received bytes, and `archive` the WARC file with the requests and responses."""

    capture = CaptureSerializer()
    archive = CaptureSerializer(source="capture.parent", allow_null=True)
    text = PreservedTextSerializer(allow_null=True)
    created_by = PersonName(allow_null=True, help_text="Null for a copy that a check of the address kept.")

    class Meta:
        model = EvidenceCopy
        fields: tuple[str, ...] = (
            "id",
            "evidence",
            "number",
            "item_address",
            "address",
            "collected_at",
            "made_how",
            "checks",
            "capture",
            "archive",
            "text",
            "unread_because",
            "created_at",
            "created_by",
        )


class NewCopy(StrictModelSerializer):
    """A copy that a person saved, with a statement of how it was made."""

    evidence = ExistingRow(queryset=Evidence.objects.all())
    file = UploadedFileField(allow_empty_file=True)
    page_address = serializers.URLField(
        required=False,
        allow_blank=True,
        max_length=MAX_URL_LENGTH,
        help_text="Selects a page of a WACZ or WARC file. Default: its main page.",
    )

    class Meta:
        model = EvidenceCopy
        fields: tuple[str, ...] = ("evidence", "file", *COPY.names, "page_address")


class CopyTextSerializer(serializers.Serializer[Any]):
    """The extracted text. All offsets count code points of it."""

    text = serializers.CharField()
    sha256 = serializers.CharField()


class CopyProgressSerializer(serializers.ModelSerializer[CopyProgress]):
    """The newest request for a copy of an item. `copy` is the id of the copy that it resulted in."""

    address = serializers.CharField(source="request.address")
    created_at = serializers.DateTimeField(source="request.created_at")
    created_by = PersonName(source="request.created_by")

    class Meta:
        model = CopyProgress
        fields: tuple[str, ...] = (
            "request",
            "evidence",
            "address",
            "state",
            "detail",
            "attempts",
            "received",
            "next_attempt_at",
            "copy",
            "created_at",
            "created_by",
        )
