"""Serializers for evidence and the search log."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from factcheck.api.serializers.accounts import PersonName
from factcheck.api.serializers.archive import CaptureSerializer
from factcheck.api.serializers.claims import SPAN, SpanField
from factcheck.api.serializers.strict import ChangeSerializer, ExistingRow, MultilineCharField, StrictModelSerializer
from factcheck.articles.models import Revision, Source
from factcheck.claims.models import Claim
from factcheck.claims.selectors import serialize_selector
from factcheck.evidence.fields import EVIDENCE, MAX_QUOTE_LENGTH, SEARCH, file_too_large
from factcheck.evidence.models import Evidence, SearchLogEntry


class EvidenceSerializer(serializers.ModelSerializer[Evidence]):
    """An evidence item. `found_in` is its type: passage (revision, selection), address (web page), or file (capture)."""

    found_in = serializers.ChoiceField(choices=["passage", "address", "file"], source="locator_kind")
    selection = serializers.SerializerMethodField()
    capture = CaptureSerializer(allow_null=True)
    created_by = PersonName()
    withdrawn_by = PersonName(allow_null=True)

    class Meta:
        model = Evidence
        fields: tuple[str, ...] = (
            "id",
            "claim",
            *EVIDENCE.names,
            "found_in",
            "revision",
            "selection",
            "address",
            "capture",
            "exact",
            "created_at",
            "created_by",
            "withdrawn_at",
            "withdrawn_by",
            "withdrawn_reason",
            "version",
        )

    @extend_schema_field({**SPAN, "nullable": True})
    def get_selection(self, item: Evidence) -> Any:
        return {"selector": serialize_selector(item)} if item.revision_id else None


class EvidenceFields(StrictModelSerializer):
    source = ExistingRow(  # type: ignore[assignment]  # the field of this name, not the option
        queryset=Source.objects.all(), required=False, allow_null=True
    )
    origin = ExistingRow(queryset=Source.objects.all(), required=False, allow_null=True)

    class Meta:
        model = Evidence
        fields: tuple[str, ...] = EVIDENCE.names


class EvidenceChange(ChangeSerializer, EvidenceFields):
    class Meta(EvidenceFields.Meta):
        fields: tuple[str, ...] = (*EVIDENCE.names, "version")


class NewEvidence(EvidenceFields):
    """An evidence item from exactly one place: `revision` with `selection`, or `address` with `exact`."""

    claim = ExistingRow(queryset=Claim.objects.defer("words"))
    revision = ExistingRow(queryset=Revision.objects.defer("words"), required=False)
    selection = SpanField(required=False)
    exact = MultilineCharField(
        required=False,
        allow_blank=True,
        trim_whitespace=False,
        max_length=MAX_QUOTE_LENGTH,
        help_text="The quote from the page.",
    )

    class Meta(EvidenceFields.Meta):
        fields: tuple[str, ...] = ("claim", *EVIDENCE.names, "revision", "selection", "address", "exact")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        is_passage, is_page = "revision" in attrs or "selection" in attrs, bool(attrs.get("address"))
        if is_passage == is_page:
            raise serializers.ValidationError(
                {"address": "Send either revision with selection, or address with exact. To attach a file, send a form."}
            )
        for needed in ("revision", "selection") if is_passage else ():
            if needed not in attrs:
                raise serializers.ValidationError({needed: "A passage requires both revision and selection."})
        if is_passage and "exact" in attrs:
            raise serializers.ValidationError({"exact": "The selection contains the quote of a passage. Omit this field."})
        return attrs


class EvidenceUpload(EvidenceFields):
    """An evidence item with a file from a multipart form. The bytes are stored unchanged."""

    claim = ExistingRow(queryset=Claim.objects.defer("words"))
    file = serializers.FileField(allow_empty_file=True)
    exact = MultilineCharField(
        required=False, allow_blank=True, trim_whitespace=False, max_length=MAX_QUOTE_LENGTH, help_text="The quote from the file."
    )

    class Meta(EvidenceFields.Meta):
        fields: tuple[str, ...] = ("claim", *EVIDENCE.names, "file", "exact")

    def validate_file(self, file: Any) -> Any:
        if file.size > settings.MAX_UPLOAD_BYTES:
            raise serializers.ValidationError(file_too_large(file.size, settings.MAX_UPLOAD_BYTES))
        return file


class SearchSerializer(serializers.ModelSerializer[SearchLogEntry]):
    created_by = PersonName()

    class Meta:
        model = SearchLogEntry
        fields: tuple[str, ...] = (
            "id",
            "claim",
            *SEARCH.names,
            "created_at",
            "created_by",
            "version",
        )


class NewSearch(StrictModelSerializer):
    claim = ExistingRow(queryset=Claim.objects.defer("words"))

    class Meta:
        model = SearchLogEntry
        fields: tuple[str, ...] = ("claim", *SEARCH.names)
