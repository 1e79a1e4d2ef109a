"""Serializers for the right of reply."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from factcheck.api.serializers.accounts import PersonName
from factcheck.api.serializers.strict import ChangeSerializer, ExistingRow, NamedRow, StrictModelSerializer
from factcheck.articles.models import Source
from factcheck.claims.models import Actor, Claim
from factcheck.evidence.replies.fields import REPLY
from factcheck.evidence.replies.models import Reply


class ReplySerializer(serializers.ModelSerializer[Reply]):
    """A request for comment with its outcome, or the reason why somebody was not asked.

    `is_overdue`: the deadline has passed, and nobody has recorded the outcome.
    """

    is_overdue = serializers.BooleanField(read_only=True)
    created_by = PersonName()
    withdrawn_by = PersonName(allow_null=True)

    class Meta:
        model = Reply
        fields: tuple[str, ...] = (
            *("id", "claim", "actor", "source", *REPLY.names, "is_overdue", "created_at", "created_by"),
            *("withdrawn_at", "withdrawn_by", "withdrawn_reason", "version"),
        )


class NewReply(StrictModelSerializer):
    """Send exactly one of `actor`, `source`, and `name`, and either `asked_on`, `channel`, and `deadline`, or
    `not_asked_because`.
    """

    claim = ExistingRow(queryset=Claim.objects.defer("words"))
    source = NamedRow(queryset=Source.objects.all(), required=False)  # type: ignore[assignment]  # the name of an option
    actor = NamedRow(queryset=Actor.objects.all(), required=False)

    class Meta:
        model = Reply
        fields: tuple[str, ...] = ("claim", "source", "actor", *REPLY.names)
        validators: list[Any] = []


class ReplyChange(ChangeSerializer, StrictModelSerializer):
    """An outcome, or corrections. Omitted fields keep their values."""

    class Meta:
        model = Reply
        fields: tuple[str, ...] = (*REPLY.names, "version")
        validators: list[Any] = []
