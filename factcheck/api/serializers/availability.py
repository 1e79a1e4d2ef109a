"""Serializers for checks of the addresses of evidence."""

from __future__ import annotations

from rest_framework import serializers

from factcheck.api.serializers.accounts import PersonName
from factcheck.evidence.availability.models import AddressCheck, AddressStatement, AddressWatch


class AddressStatementSerializer(serializers.ModelSerializer[AddressStatement]):
    """Why readers need not be told about the result."""

    created_by = PersonName()

    class Meta:
        model = AddressStatement
        fields: tuple[str, ...] = ("reason", "created_at", "created_by")


class AddressCheckSerializer(serializers.ModelSerializer[AddressCheck]):
    """A check whose result differs from the previous one. `requested_by` is null for a check on schedule.

    `compared` is the copy that the page was compared with. `copy` has the received bytes, if they contain another text; their
    SHA-256 is `sha256`.
    """

    requested_by = PersonName(allow_null=True)
    statement = AddressStatementSerializer(allow_null=True, default=None)

    class Meta:
        model = AddressCheck
        fields: tuple[str, ...] = (
            "id",
            "evidence",
            "address",
            "result",
            "previous",
            "checked_at",
            "status",
            "sha256",
            "detail",
            "compared",
            "copy",
            "requested_by",
            "statement",
        )


class AddressWatchSerializer(serializers.ModelSerializer[AddressWatch]):
    """The schedule of an item, and the progress of the current check. `newest` is the id of the check that applies now.

    `is_open`: an editor has to answer the result.
    """

    class Meta:
        model = AddressWatch
        fields: tuple[str, ...] = (
            "evidence",
            "state",
            "attempts",
            "detail",
            "checked_at",
            "due_at",
            "next_attempt_at",
            "newest",
            "is_open",
        )
