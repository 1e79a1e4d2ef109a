"""What the serializers of all nouns share: input is strict, a change carries the version that was seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from rest_framework import serializers

from factcheck.web.fields import REASON


class StrictSerializer(serializers.Serializer[Any]):
    """Input in which a field that is not known is refused by its name, so that a slip of the pen never passes in silence."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            known = {name for name, field in self.fields.items() if not field.read_only}
            if unknown := sorted(str(name) for name in data if name not in known):
                raise serializers.ValidationError(
                    {name: ["This field is not known here, or cannot be set."] for name in unknown[:20]}
                )
        return super().to_internal_value(data)


class StrictModelSerializer(StrictSerializer, serializers.ModelSerializer[Any]):
    """The same, with the fields taken from a model: its lengths, choices and defaults."""


class ChangeSerializer(StrictSerializer):
    """A change of a row: `version` is the row's version as it was read. The header `If-Match` says the same."""

    version = serializers.IntegerField(
        required=False,
        min_value=1,
        max_value=2_147_483_647,
        help_text="The version you saw. The header If-Match may carry it instead; without either the answer is 428.",
    )


class WithdrawalSerializer(ChangeSerializer):
    reason = serializers.CharField(
        max_length=REASON.max_length, required=False, allow_blank=True, default="", help_text="Why. An empty reason is refused."
    )


class ExistingRow(serializers.PrimaryKeyRelatedField[Any]):
    """The id of a row that exists. Anything that is not a whole number is refused before the database is asked."""

    def to_internal_value(self, data: Any) -> models.Model:
        if isinstance(data, str) and data.isascii() and data.isdecimal():
            data = data[:20]
        elif not isinstance(data, int) or isinstance(data, bool):
            self.fail("incorrect_type", data_type=type(data).__name__)
        row: models.Model = super().to_internal_value(data)
        return row
