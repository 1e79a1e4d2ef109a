"""Serializers of the newsroom's settings."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from factcheck.api.serializers.strict import ChangeSerializer, StrictModelSerializer
from factcheck.newsroom.fields import NEWSROOM
from factcheck.newsroom.models import Newsroom
from factcheck.verdicts import gate


class NewsroomSerializer(serializers.ModelSerializer[Newsroom]):
    gate_levels = serializers.SerializerMethodField(help_text="The key of each gate line → its level.")

    class Meta:
        model = Newsroom
        fields: tuple[str, ...] = (*NEWSROOM.names, "gate_levels", "version")

    def get_gate_levels(self, row: Newsroom) -> dict[str, str]:
        return {key: level.value for key, level in gate.newsroom_levels(row.gate_levels).items()}


class NewsroomChange(ChangeSerializer, StrictModelSerializer):
    gate_levels = serializers.DictField(
        child=serializers.ChoiceField(choices=[level.value for level in gate.Level]),
        required=False,
        help_text="The key of each gate line to change → its level. Lines whose exceptions are not allowed have a fixed level.",
    )

    class Meta:
        model = Newsroom
        fields: tuple[str, ...] = (*NEWSROOM.names, "gate_levels", "version")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "gate_levels" in attrs and any(name in attrs for name in NEWSROOM.names):
            raise serializers.ValidationError({"gate_levels": ["Send the levels in a request of their own."]})
        return attrs
