"""Serializers for the custody of an item of evidence."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from factcheck.api.serializers.accounts import PersonName
from factcheck.api.serializers.archive import CaptureSerializer
from factcheck.api.serializers.strict import (
    ExistingRow,
    LineCharField,
    MultilineCharField,
    StrictModelSerializer,
    StrictSerializer,
)
from factcheck.archive.models import Capture
from factcheck.claims.models import Claim
from factcheck.evidence.custody.fields import EXPORT
from factcheck.evidence.custody.models import CaptureVerification, EvidenceExport, LegalHold, Takedown
from factcheck.evidence.custody.queries import Act, CustodyEvent, FileState
from factcheck.evidence.models import Evidence, EvidenceCopy
from factcheck.web.fields import REASON


class VerificationSerializer(serializers.ModelSerializer[CaptureVerification]):
    created_by = PersonName()

    class Meta:
        model = CaptureVerification
        fields: tuple[str, ...] = ("id", "evidence", "capture", "state", "created_at", "created_by", "version")


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


_ENDING = ("ended_at", "ended_by", "ended_reason", "version")


class TakedownSerializer(serializers.ModelSerializer[Takedown]):
    """A takedown of an item, or of one of its `copy` rows. It is in force while `ended_at` is null."""

    created_by = PersonName()
    ended_by = PersonName(allow_null=True)

    class Meta:
        model = Takedown
        fields: tuple[str, ...] = (
            *("id", "evidence", "copy", "reason_code", "reason", "reference", "created_at", "created_by"),
            *_ENDING,
        )


class NewTakedown(StrictModelSerializer):
    """A takedown. Readers see `reason` in place of the item, and nobody but staff sees `reference`. Without `copy`, the whole
    item is hidden."""

    evidence = ExistingRow(queryset=Evidence.objects.all())
    copy = ExistingRow(queryset=EvidenceCopy.objects.all(), required=False, allow_null=True)
    reason = MultilineCharField(max_length=REASON.max_length, allow_blank=True, help_text="It must not be empty.")

    class Meta:
        model = Takedown
        fields: tuple[str, ...] = ("evidence", "copy", "reason_code", "reason", "reference")
        validators: list[Any] = []


class HoldSerializer(serializers.ModelSerializer[LegalHold]):
    """A legal hold of a claim or of an item. It is in force while `ended_at` is null."""

    created_by = PersonName()
    ended_by = PersonName(allow_null=True)

    class Meta:
        model = LegalHold
        fields: tuple[str, ...] = ("id", "claim", "evidence", "reason", "reference", "created_at", "created_by", *_ENDING)


class NewHold(StrictModelSerializer):
    """A legal hold. Send either `claim` or `evidence`."""

    claim = ExistingRow(queryset=Claim.objects.defer("words"), required=False, allow_null=True)
    evidence = ExistingRow(queryset=Evidence.objects.all(), required=False, allow_null=True)
    reason = MultilineCharField(max_length=REASON.max_length, allow_blank=True, help_text="It must not be empty.")

    class Meta:
        model = LegalHold
        fields: tuple[str, ...] = ("claim", "evidence", "reason", "reference")
        validators: list[Any] = []

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if (attrs.get("claim") is None) == (attrs.get("evidence") is None):
            raise serializers.ValidationError({"evidence": "Send either claim or evidence."})
        return attrs


class NewVerification(StrictSerializer):
    """A file of an item, by its capture."""

    evidence = ExistingRow(queryset=Evidence.objects.select_related("revision__original", "capture"))
    capture = ExistingRow(queryset=Capture.objects.all())


class NewExport(StrictModelSerializer):
    """An export of a file of an item. With the form `wacz`, `capture` is the WARC file of a fetched copy."""

    evidence = ExistingRow(queryset=Evidence.objects.select_related("revision__original", "capture"))
    capture = ExistingRow(queryset=Capture.objects.all())
    purpose = MultilineCharField(max_length=EXPORT.max_length("purpose"), allow_blank=True, help_text="It must not be empty.")
    recipient = LineCharField(max_length=EXPORT.max_length("recipient"), allow_blank=True, help_text="It must not be empty.")

    class Meta:
        model = EvidenceExport
        fields: tuple[str, ...] = ("evidence", "capture", "form", "recipient", "purpose")


class ExportSerializer(serializers.ModelSerializer[EvidenceExport]):
    created_by = PersonName()

    class Meta:
        model = EvidenceExport
        fields: tuple[str, ...] = (
            "id",
            "evidence",
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
            "version",
        )


class CustodySerializer(serializers.Serializer[Any]):
    """The stored files of an item, and what happened to them: one page of at most 100 events, oldest first.

    Without `page`, it has the newest events. `older` and `newer` are the values of `page` for the adjacent pages, or empty.
    """

    files = CustodyFileSerializer(many=True)
    events = CustodyEventSerializer(many=True)
    takedowns = TakedownSerializer(many=True, help_text="Those in force, of the item and of its copies.")
    holds = HoldSerializer(many=True, help_text="Those in force, of the item and of its claim.")
    exports = ExportSerializer(many=True, help_text="The newest first.")
    older = serializers.CharField(allow_blank=True)
    newer = serializers.CharField(allow_blank=True)
