"""Serializers for ledger entries."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from factcheck.ledger.models import Entry


@extend_schema_serializer(component_name="Who")
class EntryPerson(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField()


class EntrySerializer(serializers.ModelSerializer[Entry]):
    """All values that the hash of the entry covers, so that a client can recompute the chain."""

    at = serializers.SerializerMethodField(help_text="UTC, in the format that the hash covers.")
    person = EntryPerson(allow_null=True, help_text="Null for automatic changes.")
    before = serializers.JSONField(allow_null=True)
    after = serializers.JSONField(allow_null=True)
    withheld = serializers.ListField(
        child=serializers.CharField(),
        required=False,
        help_text="Names of the values that you do not have permission to see, such as after.email. The hash covers them."
        " Omitted if there are none.",
    )
    touched = serializers.JSONField(help_text="Each row written: [kind, id, version, digest of its columns].")

    class Meta:
        model = Entry
        fields = (
            "number",
            "at",
            "person",
            "action",
            "kind",
            "object_id",
            "reason",
            "before",
            "after",
            "withheld",
            "touched",
            "previous",
            "hash",
        )

    def to_representation(self, entry: Entry) -> dict[str, Any]:
        values: dict[str, Any] = super().to_representation(entry)
        if not values["withheld"]:
            del values["withheld"]
        return values

    @extend_schema_field(OpenApiTypes.DATETIME)
    def get_at(self, entry: Entry) -> str:
        return entry.at.isoformat()
