"""Base serializers and fields: strict input, normalized texts, and changes that require the version that the client read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import models
from rest_framework import serializers

from factcheck.evidence.fields import file_too_large
from factcheck.web.fields import REASON
from factcheck.web.known_names import MAX_NAME_LENGTH, MAX_SUBMITTED_NAMES
from factcheck.web.text import join_lines, normalize_line_endings


class StrictSerializer(serializers.Serializer[Any]):
    """A serializer that rejects unknown and read-only fields, so that a typo in a field name is an error."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            writable = {name for name, field in self.fields.items() if not field.read_only}
            if unknown := sorted(str(name) for name in data if name not in writable):
                raise serializers.ValidationError({name: ["Unknown or read-only field."] for name in unknown[:20]})
        return super().to_internal_value(data)


class LineCharField(serializers.CharField):
    """A single line of text. Line breaks become spaces before the length is checked, as in `web.form_fields.LineField`."""

    def to_internal_value(self, data: Any) -> str:
        return join_lines(super().to_internal_value(data))


class MultilineCharField(serializers.CharField):
    """Text of several lines. CRLF becomes LF before the length is checked, as in `web.form_fields.MultilineField`."""

    def to_internal_value(self, data: Any) -> str:
        return str(normalize_line_endings(super().to_internal_value(data)))


class StrictModelSerializer(StrictSerializer, serializers.ModelSerializer[Any]):
    """A strict serializer with the fields of a model."""

    def build_standard_field(
        self, field_name: str, model_field: Any
    ) -> tuple[type[serializers.Field[Any, Any, Any, Any]], dict[str, Any]]:
        field_class, options = super().build_standard_field(field_name, model_field)
        if field_class is serializers.CharField:
            multiline = {field.name for field in model_field.model.editable_fields if field.is_multiline}
            field_class = MultilineCharField if field_name in multiline else LineCharField
        return field_class, options


class ChangeSerializer(StrictSerializer):
    """A change to a row. `version` is the version that the client read; the `If-Match` header is equivalent."""

    version = serializers.IntegerField(
        required=False,
        min_value=1,
        max_value=2_147_483_647,
        help_text="The version that you read. You can send it in the If-Match header instead. Without it, the response is 428.",
    )


class WithdrawalSerializer(ChangeSerializer):
    reason = MultilineCharField(
        max_length=REASON.max_length, required=False, allow_blank=True, default="", help_text="The reason. It must not be empty."
    )


class UploadedFileField(serializers.FileField):
    """A file of at most MAX_UPLOAD_BYTES."""

    def to_internal_value(self, data: Any) -> Any:
        file = super().to_internal_value(data)
        if file.size > settings.MAX_UPLOAD_BYTES:
            raise serializers.ValidationError(file_too_large(file.size, settings.MAX_UPLOAD_BYTES))
        return file


class ExistingRow(serializers.PrimaryKeyRelatedField[Any]):
    """The id of an existing row. Rejects values that are not integers, without running a query."""

    def to_internal_value(self, data: Any) -> models.Model:
        if isinstance(data, str) and data.isascii() and data.isdecimal():
            data = data[:20]
        elif not isinstance(data, int) or isinstance(data, bool):
            self.fail("incorrect_type", data_type=type(data).__name__)
        row: models.Model = super().to_internal_value(data)
        return row


class NamedRow(ExistingRow):
    """The id of a source or an actor. The id of a merged one refers to the row that replaced it."""

    def to_internal_value(self, data: Any) -> models.Model:
        row: Any = super().to_internal_value(data)
        survivor: models.Model = row.survivor
        return survivor


class OtherNames(serializers.ListField):
    """The other names of a source or an actor."""

    def __init__(self, **options: Any) -> None:
        child = LineCharField(max_length=MAX_NAME_LENGTH)
        super().__init__(**{"child": child, "required": False, "max_length": MAX_SUBMITTED_NAMES, **options})
