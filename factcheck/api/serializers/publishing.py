"""Serializers for publications and corrections."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from factcheck.api.serializers.accounts import PersonName
from factcheck.api.serializers.strict import ChangeSerializer, ExistingRow, MultilineCharField, StrictModelSerializer
from factcheck.evidence.models import Evidence
from factcheck.publishing.fields import MAX_CLOSING_REASON, MAX_NOTICE
from factcheck.publishing.hidden_items import hidden_items, without_hidden_items
from factcheck.publishing.models import AvailabilityNotice, Correction, CorrectionKind, Publication
from factcheck.publishing.notices.fields import MAX_TEXT, NOTICE

_OF_OTHER_MOVES = (CorrectionKind.RETRACTION, CorrectionKind.NEW_CHECK)
OPENABLE_KINDS = [choice for choice in CorrectionKind.choices if choice[0] not in _OF_OTHER_MOVES]
"""The kinds of corrections that can be opened. Retractions and new checks are separate moves."""


class PublicationSerializer(serializers.ModelSerializer[Publication]):
    number_of_version = serializers.IntegerField(source="verdict_version.number", help_text="The number of the approved version.")
    published_by = PersonName()

    class Meta:
        model = Publication
        fields: tuple[str, ...] = (
            "id",
            "verdict",
            "number",
            "slug",
            "is_current",
            "publication_kind",
            "headline",
            "statement",
            "claimant",
            "rating",
            "conclusion",
            "topics",
            "number_of_version",
            "review",
            "sha256",
            "first_published_at",
            "published_at",
            "published_by",
            "version",
        )


class PublicationDetail(PublicationSerializer):
    """A publication with its public document. `sha256` is the digest of the document's canonical JSON.

    Items that a takedown hides have `hidden_at` and `hidden_because` instead of their content; the digest is that of the stored
    document.
    """

    document = serializers.SerializerMethodField()

    class Meta(PublicationSerializer.Meta):
        fields: tuple[str, ...] = (*PublicationSerializer.Meta.fields, "document")

    @extend_schema_field(serializers.DictField())
    def get_document(self, publication: Publication) -> dict[str, Any]:
        return without_hidden_items(publication.document, publication.verdict.claim_id, hidden_items())


class CorrectionSerializer(serializers.ModelSerializer[Correction]):
    """A correction. It is public once `publication` is set; a closed one never becomes public."""

    opened_by = PersonName()
    closed_by = PersonName(allow_null=True)

    class Meta:
        model = Correction
        fields: tuple[str, ...] = (
            "id",
            "verdict",
            "correction_kind",
            "notice",
            "opened_at",
            "opened_by",
            "publication",
            "closed_at",
            "closed_by",
            "closed_reason",
            "version",
        )


@extend_schema_serializer(component_name="Opening")
class NewCorrection(ChangeSerializer):
    """Opens a correction. The public page does not change until the corrected version is published."""

    correction_kind = serializers.ChoiceField(choices=OPENABLE_KINDS)
    notice = MultilineCharField(max_length=MAX_NOTICE, allow_blank=True, help_text="The public notice.")


class Retraction(ChangeSerializer):
    notice = MultilineCharField(max_length=MAX_NOTICE, allow_blank=True, help_text="The public notice.")


class NewCheck(ChangeSerializer):
    notice = MultilineCharField(
        max_length=MAX_NOTICE, allow_blank=True, help_text="The public notice, which is published with the new check."
    )


class Dropping(ChangeSerializer):
    reason = MultilineCharField(max_length=MAX_CLOSING_REASON, allow_blank=True, help_text="Readers do not see it.")


@extend_schema_serializer(component_name="Publishing")
class PublishBody(ChangeSerializer):
    seen_document = serializers.RegexField(
        r"^[0-9a-f]{64}$",
        required=False,
        help_text="`seen` of the preview. If the document has changed since, the response is 409.",
    )


class DraftSerializer(serializers.Serializer[Any]):
    """The document that would be published now. `seen` is the digest of its content without timestamps."""

    document = serializers.DictField()
    seen = serializers.CharField()


class CorrectionChange(ChangeSerializer):
    notice = MultilineCharField(max_length=MAX_NOTICE, required=False, allow_blank=True, help_text="The public notice.")


class NoticeSerializer(serializers.ModelSerializer[AvailabilityNotice]):
    """An availability notice. `item_number` and `address` are those of the item in the document of the publication."""

    created_by = PersonName()

    class Meta:
        model = AvailabilityNotice
        fields: tuple[str, ...] = (
            "id",
            "publication",
            "evidence",
            "item_number",
            "address",
            *NOTICE.names,
            "created_at",
            "created_by",
            "version",
        )


class NewNotice(StrictModelSerializer):
    """A notice about the address of an item of evidence. Readers see it at the item."""

    evidence = ExistingRow(queryset=Evidence.objects.select_related("claim").defer("claim__words"))
    text = MultilineCharField(max_length=MAX_TEXT, allow_blank=True, help_text="The text for readers.")

    class Meta:
        model = AvailabilityNotice
        fields: tuple[str, ...] = ("evidence", *NOTICE.names)
