"""Serializers for the parties to claims."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from factcheck.api.serializers.accounts import PersonName
from factcheck.api.serializers.strict import ChangeSerializer, ExistingRow, NamedRow, StrictModelSerializer
from factcheck.articles.models import Source
from factcheck.claims.fields import PARTY
from factcheck.claims.models import Actor, Claim, Party


class PartySerializer(serializers.ModelSerializer[Party]):
    created_by = PersonName(allow_null=True)

    class Meta:
        model = Party
        fields: tuple[str, ...] = (
            *("id", "claim", "source", "actor", *PARTY.names, "created_at", "created_by"),
            *("withdrawn_at", "withdrawn_reason", "version"),
        )


class NewParty(StrictModelSerializer):
    claim = ExistingRow(queryset=Claim.objects.defer("words"))
    source = NamedRow(queryset=Source.objects.all(), required=False)  # type: ignore[assignment]  # the name of an option
    actor = NamedRow(queryset=Actor.objects.all(), required=False)

    class Meta:
        model = Party
        fields: tuple[str, ...] = ("claim", "source", "actor", *PARTY.names)
        validators: list[Any] = []

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("source" in attrs) == ("actor" in attrs):
            raise serializers.ValidationError({"source": ["Send either a source or an actor."]})
        return attrs


class PartyChange(ChangeSerializer, StrictModelSerializer):
    class Meta:
        model = Party
        fields: tuple[str, ...] = (*PARTY.names, "version")
