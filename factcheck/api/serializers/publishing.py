"""Publications and corrections as they travel."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from factcheck.api.serializers.accounts import PersonName
from factcheck.api.serializers.strict import ChangeSerializer
from factcheck.publishing.fields import MOST_NOTICE
from factcheck.publishing.models import Correction, CorrectionKind, Publication

OPENABLE_KINDS = [choice for choice in CorrectionKind.choices if choice[0] != CorrectionKind.RETRACTION]
"""Kinds of correction that are opened; a retraction is a move of its own."""


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
    """With the document that the public page shows; `sha256` is the digest of its canonical JSON."""

    document = serializers.DictField()

    class Meta(PublicationSerializer.Meta):
        fields: tuple[str, ...] = (*PublicationSerializer.Meta.fields, "document")


class CorrectionSerializer(serializers.ModelSerializer[Correction]):
    """Public once `publication` is set; until then its next version is being written."""

    opened_by = PersonName()

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
            "version",
        )


class NewCorrection(ChangeSerializer):
    """Opens a correction; the public page stays as it is until the next version is published."""

    correction_kind = serializers.ChoiceField(choices=OPENABLE_KINDS)
    notice = serializers.CharField(max_length=MOST_NOTICE, allow_blank=True, help_text="What readers are told.")


class Retraction(ChangeSerializer):
    notice = serializers.CharField(max_length=MOST_NOTICE, allow_blank=True, help_text="What readers are told.")


class PublishBody(ChangeSerializer):
    seen_document = serializers.RegexField(
        r"^[0-9a-f]{64}$", required=False, help_text="`seen` of the preview that was read; another document is then refused."
    )


class DraftSerializer(serializers.Serializer[Any]):
    """What would be published now; `seen` is the digest of its substance."""

    document = serializers.DictField()
    seen = serializers.CharField()


class CorrectionChange(ChangeSerializer):
    notice = serializers.CharField(max_length=MOST_NOTICE, required=False, allow_blank=True, help_text="What readers are told.")
