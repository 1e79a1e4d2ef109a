"""Serializers for people and tokens."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from factcheck.accounts.fields import PERSON_NAME, TOKEN_NAME, VOUCHING_REASON
from factcheck.accounts.models import MAX_TOKEN_DAYS, Person, Role, Scope, Token
from factcheck.api.serializers.strict import (
    ChangeSerializer,
    LineCharField,
    MultilineCharField,
    StrictModelSerializer,
    StrictSerializer,
)


class PersonName(serializers.ModelSerializer[Person]):
    """A person without the email address."""

    class Meta:
        model = Person
        fields: tuple[str, ...] = ("id", "name")


class PersonSerializer(serializers.ModelSerializer[Person]):
    """A person. Only the person and administrators see the email address."""

    email = serializers.EmailField(required=False, help_text="Omitted unless it is yours or you are an administrator.")

    class Meta:
        model = Person
        fields: tuple[str, ...] = ("id", "email", "name", "role", "is_active", "joined_at", "version")

    def to_representation(self, person: Person) -> dict[str, Any]:
        values: dict[str, Any] = super().to_representation(person)
        viewer = self.context["request"].user
        if viewer.pk != person.pk and not viewer.is_at_least(Role.ADMINISTRATOR):
            del values["email"]
        return values


class NewPerson(StrictSerializer):
    """The body of an invitation."""

    email = serializers.EmailField(max_length=254)
    name = LineCharField(max_length=PERSON_NAME.max_length)
    role = serializers.ChoiceField(choices=Role.choices)

    def validate_email(self, value: str) -> str:
        """Check the length again: lowercase letters can be longer than capitals."""
        if len(value.lower()) > 254:
            raise serializers.ValidationError("The email address is too long.")
        return value.lower()


class Vouching(StrictSerializer):
    reason = MultilineCharField(
        max_length=VOUCHING_REASON.max_length, help_text="How you know the person. It is recorded under your name."
    )


class PersonChange(ChangeSerializer, StrictModelSerializer):
    hand_over_to = serializers.PrimaryKeyRelatedField(
        queryset=Person.objects.all(),
        required=False,
        help_text="The person who continues the open work. Required to deactivate a person who has open verdicts, or to make them"
        " a reader.",
    )

    class Meta:
        model = Person
        fields: tuple[str, ...] = ("name", "role", "is_active", "hand_over_to", "version")


class TokenSerializer(serializers.ModelSerializer[Token]):
    class Meta:
        model = Token
        fields: tuple[str, ...] = (
            "id",
            "name",
            "scope",
            "created_at",
            "expires_at",
            "last_used_at",
            "last_network",
            "revoked_at",
        )


class NewToken(StrictSerializer):
    name = LineCharField(max_length=TOKEN_NAME.max_length, help_text="What the token is for.")
    scope = serializers.ChoiceField(
        choices=Scope.choices, default=Scope.WRITE.value, help_text="Each scope includes those before it: read, write, decide."
    )
    days = serializers.IntegerField(
        min_value=1,
        max_value=MAX_TOKEN_DAYS,
        required=False,
        help_text="Days until the token expires: 90 if omitted. With the scope `decide`, at most 1.",
    )


class IssuedToken(TokenSerializer):
    """The response that issues a token. No other response contains the secret."""

    secret = serializers.SerializerMethodField()

    class Meta(TokenSerializer.Meta):
        fields: tuple[str, ...] = (*TokenSerializer.Meta.fields, "secret")

    def get_secret(self, token: Token) -> str:
        secret: Any = self.context["secret"]
        return str(secret)
