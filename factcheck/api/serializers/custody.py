"""Serializers for the custody of an item of evidence."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from factcheck.api.serializers.accounts import PersonName
from factcheck.api.serializers.archive import CaptureSerializer
from factcheck.evidence.custody.models import CaptureVerification, EvidenceExport, LegalHold, Takedown
from factcheck.evidence.custody.queries import Act, CustodyEvent, FileState


class VerificationSerializer(serializers.ModelSerializer[CaptureVerification]):
    created_by = PersonName()

    class Meta:
        model = CaptureVerification
        fields: tuple[str, ...] = ("id", "state", "created_at", "created_by")


class CustodyFileSerializer(serializers.Serializer[FileState]):
    """A stored file, with the newest verification that a person recorded."""

    label = serializers.CharField(source="file.label")  # type: ignore[assignment]  # the field of this name, not the option
    capture = CaptureSerializer(source="file.capture")
    verified = VerificationSerializer(allow_null=True)


class CustodyObjectSerializer(serializers.Serializer[Any]):
    """A file or a text that an event added. The size is in bytes, or in characters for a text."""

    label = serializers.CharField()  # type: ignore[assignment]  # the field of this name, not the option
    sha256 = serializers.CharField()
    size = serializers.IntegerField()
    how = serializers.CharField()
    is_text = serializers.BooleanField()


class CustodyEventSerializer(serializers.Serializer[CustodyEvent]):
    """An entry of the ledger that concerns the stored evidence. `by` is null for the system."""

    number = serializers.IntegerField()
    hash = serializers.CharField()
    at = serializers.DateTimeField()
    by = PersonName(allow_null=True)
    act = serializers.ChoiceField(choices=[act.value for act in Act])
    objects = CustodyObjectSerializer(many=True)
    details = serializers.SerializerMethodField()
    reason = serializers.CharField()

    @extend_schema_field(serializers.DictField(child=serializers.CharField()))
    def get_details(self, event: CustodyEvent) -> dict[str, str]:
        return dict(event.details)


class TakedownSerializer(serializers.ModelSerializer[Takedown]):
    created_by = PersonName()

    class Meta:
        model = Takedown
        fields: tuple[str, ...] = ("id", "copy", "reason_code", "reason", "reference", "created_at", "created_by")


class HoldSerializer(serializers.ModelSerializer[LegalHold]):
    created_by = PersonName()

    class Meta:
        model = LegalHold
        fields: tuple[str, ...] = ("id", "claim", "evidence", "reason", "reference", "created_at", "created_by")


class ExportSerializer(serializers.ModelSerializer[EvidenceExport]):
    created_by = PersonName()

    class Meta:
        model = EvidenceExport
        fields: tuple[str, ...] = (
            "id",
            "capture",
            "copy",
            "form",
            "sha256",
            "size",
            "tool",
            "recipient",
            "purpose",
            "created_at",
            "created_by",
        )


class CustodySerializer(serializers.Serializer[Any]):
    """The stored files of an item, and what happened to them: the newest 500 events, oldest first."""

    files = CustodyFileSerializer(many=True)
    events = CustodyEventSerializer(many=True)
    takedowns = TakedownSerializer(many=True, help_text="Those in force, of the item and of its copies.")
    holds = HoldSerializer(many=True, help_text="Those in force, of the item and of its claim.")
    exports = ExportSerializer(many=True, help_text="The newest first.")
