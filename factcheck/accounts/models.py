"""People, their roles and their API tokens. *Person* is a human who works here; who makes statements is an actor (claims)."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any, ClassVar

import pgtrigger
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models, transaction
from django.db.models.functions import Lower

from factcheck.ledger.models import Recorded
from factcheck.ledger.triggers import NoTruncate, RequiresEntry, VersionIncrements
from factcheck.web import saving
from factcheck.web.text import storable


class Role(models.TextChoices):
    READER = "reader", "Reader"
    CHECKER = "checker", "Checker"
    EDITOR = "editor", "Editor"
    ADMINISTRATOR = "administrator", "Administrator"

    @property
    def rank(self) -> int:
        return list(type(self)).index(self)


class PersonManager(BaseUserManager["Person"]):
    """People are added by `accounts.actions`, which enters them in the ledger."""

    def get_by_natural_key(self, email: str | None) -> Person:
        return self.get(email=(email or "").lower())


class Person(AbstractBaseUser, Recorded):
    email = models.EmailField(max_length=254, unique=True, validators=[storable])
    name = models.CharField(max_length=120, validators=[storable])
    role = models.CharField(max_length=20, choices=Role, default=Role.READER)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = PersonManager()

    unrecorded: ClassVar[frozenset[str]] = frozenset({"password", "last_login"})
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_email")]
        triggers = [
            RequiresEntry(name="entered"),
            # signing in and changing a password are not editorial: they leave the version alone
            VersionIncrements(name="stepped", condition=pgtrigger.AnyChange("email", "name", "role", "is_active", "version")),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
            NoTruncate(),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args: Any, **options: Any) -> None:
        """A password is saved without a ledger entry; a failure later in the request must not say that nothing was saved."""
        super().save(*args, **options)
        transaction.on_commit(saving.note_commit)

    def is_at_least(self, role: Role) -> bool:
        """True where this person's role reaches `role` in the order reader, checker, editor, administrator."""
        return Role(self.role).rank >= role.rank


def token_digest(secret: str) -> str:
    """SHA-256 hex of a token: 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Token(models.Model):
    """A key for the API. The secret is shown once; only its digest is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80, validators=[storable])
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:
        """As for a person: there is no ledger entry."""
        super().save(*args, **options)
        transaction.on_commit(saving.note_commit)

    @staticmethod
    def new_secret() -> str:
        return f"fc_{secrets.token_urlsafe(32)}"
