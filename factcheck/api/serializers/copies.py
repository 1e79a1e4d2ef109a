"""Serializers for the preserved copies of evidence."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from factcheck.api.serializers.accounts import PersonName
from factcheck.api.serializers.archive import CaptureSerializer
from factcheck.evidence.copies.models import CopyProgress, EvidenceCopy, PreservedText


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
            "published_on",
            "language",
            "address",
        )


class CopySerializer(serializers.ModelSerializer[EvidenceCopy]):
    """A preserved copy. `capture` has the received bytes, and `archive` the WARC file with the requests and responses."""

    capture = CaptureSerializer()
    archive = CaptureSerializer(source="capture.parent", allow_null=True)
    text = PreservedTextSerializer(allow_null=True)
    created_by = PersonName()

    class Meta:
        model = EvidenceCopy
        fields: tuple[str, ...] = (
            "id",
            "evidence",
            "number",
            "address",
            "collected_at",
            "made_how",
            "capture",
            "archive",
            "text",
            "unread_because",
            "created_at",
            "created_by",
        )


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
