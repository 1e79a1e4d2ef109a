"""Second factors: who must have one, their names, and the adapter for django-allauth."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http.request import split_domain_port

from factcheck.accounts import factor_keys
from factcheck.accounts.freshness import FACTORS, has_factor
from factcheck.accounts.models import Person, Role
from factcheck.newsroom.queries import newsroom_name


def needs_factor(person: Person) -> bool:
    """Whether the newsroom requires a second factor of this person (FACTCHECK_REQUIRE_SECOND_FACTOR)."""
    if settings.REQUIRE_SECOND_FACTOR == "editors":
        return person.is_at_least(Role.EDITOR)
    return bool(settings.REQUIRE_SECOND_FACTOR == "all")


def has_required_factor(person: Person) -> bool:
    """Whether the person has a second factor, or does not need one."""
    return not needs_factor(person) or has_factor(person)


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "Your newsroom requires a second factor. Add another one before you remove this one.",
        "incorrect_code": "The code is incorrect.",
    }

    def encrypt(self, text: str) -> str:
        return factor_keys.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return factor_keys.decrypt(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether the factor can be removed: not the last one of a person who must have one."""
        person = authenticator.user
        others = Authenticator.objects.filter(user_id=person.pk, type__in=FACTORS).exclude(pk=authenticator.pk)
        return not needs_factor(person) or others.exists()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return "Passkey" if number == 1 else f"Passkey {number}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The host for which passkeys are valid, and its name."""
        host = urlsplit(settings.PUBLIC_URL).hostname or split_domain_port(context.request.get_host())[0]
        return {"id": host, "name": newsroom_name()}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return entity | {"display_name": str(user)}
