"""Endpoints for people and for the authenticated person's tokens."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.accounts import actions, tokens
from factcheck.accounts.models import Person, Token
from factcheck.api.schema import IDEMPOTENCY_KEY, create_operation, update_operation
from factcheck.api.serializers.accounts import (
    IssuedToken,
    NewPerson,
    NewToken,
    PersonChange,
    PersonName,
    PersonSerializer,
    TokenSerializer,
    Vouching,
)
from factcheck.api.viewsets import ReadableViewSet
from factcheck.web.decisions import permit


class PersonViewSet(ReadableViewSet):
    """The people of the newsroom. Only administrators see the email addresses of others."""

    queryset = Person.objects.all()
    serializer_class = PersonSerializer
    filterset_fields = ("role", "is_active")

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        permit(request.user, "people.view")
        return super().list(request, *args, **kwargs)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        permit(request.user, "people.view")
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(filters=False)
    @action(detail=False, pagination_class=None)
    def me(self, request: Request) -> Response:
        """The authenticated person."""
        return self.row_response(self.person)

    @create_operation(NewPerson, PersonSerializer)
    def create(self, request: Request) -> Response:
        """Invite a person. They set a password with the “Forgot your password?” link."""
        self.permit("people.manage")
        fields = self.validated(NewPerson)
        return self.created(actions.add_person(by=self.person, token=self.token, **fields))

    @update_operation(PersonChange, PersonSerializer)
    def partial_update(self, request: Request, pk: int) -> Response:
        """Change a person's name or role, or deactivate their account."""
        self.permit("people.manage")
        person = self.get_object()
        self.permit("person.change", person)
        fields = self.validated(PersonChange, of=person)
        return self.row_response(
            actions.change_person(
                by=self.person, person=person, seen_version=self.seen_version(fields), token=self.token, **fields
            )
        )

    @extend_schema(request=Vouching, responses=PersonName, parameters=[IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"])
    def vouch(self, request: Request, pk: int) -> Response:
        """Vouch for an account in its cooling-off period: state on record how you know the person who uses it."""
        person = self.get_object()
        self.permit("person.vouch", person)
        vouched = actions.vouch(by=self.person, person=person, reason=self.validated(Vouching)["reason"], token=self.token)
        return Response(PersonName(vouched).data)


class TokenViewSet(ReadableViewSet):
    """Your API tokens. A token has at most the same permissions as you. Its scope can restrict them further."""

    queryset = Token.objects.all()
    serializer_class = TokenSerializer

    def get_queryset(self) -> QuerySet[Token]:
        return Token.objects.filter(person=self.request.user.pk)

    @create_operation(NewToken, IssuedToken)
    def create(self, request: Request) -> Response:
        """Issue a token. Only this response contains the secret; repeating the request with its Idempotency-Key returns 409.

        Authenticate with the session of a browser: tokens cannot issue tokens.
        """
        self.permit("token.issue")
        token, secret = tokens.issue_token(by=self.person, person=self.person, token=self.token, **self.validated(NewToken))
        response = self.created(token)
        response.data = IssuedToken(token, context={"secret": secret}).data
        return response

    @extend_schema(request=None, responses=TokenSerializer)
    @action(detail=True, methods=["post"])
    def revoke(self, request: Request, pk: int) -> Response:
        """Revoke the token. Revoking it again has no effect."""
        return self.row_response(tokens.revoke_token(by=self.person, token=self.get_object()))
