"""People, their roles, and their API tokens. A *person* is a user; someone who makes a statement is an actor (`claims`)."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import datetime, timedelta
from typing import Any, ClassVar

import pgtrigger
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models, transaction
from django.db.models.functions import Lower, Now
from django.utils import timezone
from django.utils.crypto import salted_hmac

from factcheck.accounts.fields import PERSON_NAME, TOKEN_NAME
from factcheck.accounts.triggers import KeepsRecentEvents, OnlyRestricts, OwnName
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
        return _RANKS[self]


_RANKS: dict[str, int] = {role: rank for rank, role in enumerate(Role)}


class PersonManager(BaseUserManager["Person"]):
    """Looks people up. To add a person, use `accounts.actions`, which records the person in the ledger."""

    def get_by_natural_key(self, email: str | None) -> Person:
        return self.get(email=(email or "").lower())


class Person(AbstractBaseUser, Recorded):
    editable_fields = (PERSON_NAME,)
    email = models.EmailField(max_length=254, unique=True, validators=[storable])
    name = models.CharField(max_length=PERSON_NAME.max_length, validators=[storable])
    role = models.CharField(max_length=20, choices=Role, default=Role.READER)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    session_generation = models.PositiveIntegerField(default=0)
    """Part of the session hash: an increment ends all sessions, including those of sign-ins that are in progress."""

    token_in_use: Token | None = None
    """The API token that authenticated the request for which this object was loaded; not a column."""

    objects = PersonManager()

    unrecorded: ClassVar[frozenset[str]] = frozenset({"password", "last_login", "session_generation"})
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_email")]
        triggers = [
            RequiresEntry(name="entered"),
            # A sign-in or a new password is not an editorial write and does not change the version.
            VersionIncrements(name="stepped", condition=pgtrigger.AnyChange("email", "name", "role", "is_active", "version")),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
            NoTruncate(),
            OwnName(name="own_name"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args: Any, **options: Any) -> None:
        """Save, and note the commit. A new password has no ledger entry, but error pages must not say that nothing was saved."""
        super().save(*args, **options)
        transaction.on_commit(saving.note_commit)

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """The hash that each session stores. A new password and an increment of `session_generation` change it."""
        values = f"{self.password}:{self.session_generation}"
        return salted_hmac("factcheck.accounts.session", values, secret=secret, algorithm="sha256").hexdigest()

    def authority(self) -> tuple[str, dict[str, Any]]:
        """SQL condition with its parameters: since this object was loaded, the account is unchanged, its sessions were not
        ended, and its token is valid."""
        condition = """EXISTS (
            SELECT 1 FROM accounts_person p
            WHERE p.id = %(person)s AND p.is_active = %(is_active)s AND p.role = %(role)s
            AND p.session_generation = %(generation)s)"""
        values: dict[str, Any] = {
            "person": self.pk,
            "is_active": self.is_active,
            "role": str(self.role),
            "generation": self.session_generation,
        }
        if self.token_in_use is not None:
            condition += """ AND EXISTS (
            SELECT 1 FROM accounts_token t WHERE t.id = %(token)s AND t.scope = %(scope)s
            AND t.revoked_at IS NULL AND t.expires_at > clock_timestamp())"""
            values |= {"token": self.token_in_use.pk, "scope": str(self.token_in_use.scope)}
        return condition, values

    def is_at_least(self, role: Role) -> bool:
        """Whether this person's role is `role` or higher, in the order reader, checker, editor, administrator."""
        return _RANKS[self.role] >= _RANKS[role]


class StaffSession(AbstractBaseSession):
    """A session of a browser. `person` is None until someone has signed in; the other columns then have no meaning.

    `handle` identifies the session on pages, because the key grants access. It is not unique: while the key changes, two rows
    have it. `accounts.sessions` writes all columns.
    """

    handle = models.UUIDField(default=uuid.uuid4, db_index=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="sessions")
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    agent = models.CharField(max_length=300, blank=True)
    network = models.CharField(max_length=45, blank=True)

    objects: ClassVar[Any] = BaseSessionManager()

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "session"
        verbose_name_plural = "sessions"

    @classmethod
    def get_session_store_class(cls) -> Any:
        from factcheck.accounts.sessions import SessionStore

        return SessionStore


class FactorKey(models.Model):
    """A digest of the key that encrypts the second factors. A process with another key must not encrypt or decrypt any."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_factor_key")]

    def __str__(self) -> str:
        return self.digest


def token_digest(secret: str) -> str:
    """SHA-256 of a token's secret, in hexadecimal. A secret of 256 random bits does not need a slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Scope(models.TextChoices):
    """What a token permits, at most: each scope includes the previous ones. `api.scopes` lists the operations of each."""

    READ = "read", "Read"
    WRITE = "write", "Read and write"
    DECIDE = "decide", "Read, write, and decide"

    @property
    def rank(self) -> int:
        return list(type(self)).index(self)


MAX_TOKEN_DAYS = 365
DEFAULT_TOKEN_DAYS = 90
MAX_DECISION_DAYS = 1
"""Days after which a token with the scope `decide` expires, at most."""


class TokenQuerySet(models.QuerySet["Token"]):
    def usable(self) -> TokenQuerySet:
        """The tokens that are neither revoked nor expired. (Whether the account of the owner is active is not checked.)"""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())


class Token(models.Model):
    """An API token. Only the digest of its secret is stored. `accounts.tokens` issues, revokes, and restricts tokens."""

    editable_fields = (TOKEN_NAME,)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=TOKEN_NAME.max_length, validators=[storable])
    digest = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=10, choices=Scope, db_default=Scope.WRITE)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_default=Now() + timedelta(days=DEFAULT_TOKEN_DAYS))
    last_used_at = models.DateTimeField(null=True)
    last_network = models.CharField(max_length=45, blank=True, db_default="")
    """The network of the last use (`setup.network.network_of`)."""
    revoked_at = models.DateTimeField(null=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(scope=Scope.DECIDE)
                | models.Q(expires_at__lte=models.F("created_at") + timedelta(days=MAX_DECISION_DAYS)),
                name="deciding_tokens_expire_soon",
            )
        ]
        triggers = [OnlyRestricts(name="only_restricts", scopes=[scope.value for scope in Scope])]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:
        """Save, and note the commit, because there is no ledger entry (see `Person.save`)."""
        super().save(*args, **options)
        transaction.on_commit(saving.note_commit)

    @property
    def state(self) -> str:
        """The state of the token: "usable", "revoked", or "expired". A token that was revoked before it expired is revoked."""
        is_expired = self.expires_at <= timezone.now()
        if self.revoked_at is not None and (self.revoked_at < self.expires_at or not is_expired):
            return "revoked"
        return "expired" if is_expired else "usable"

    @property
    def ended_at(self) -> datetime | None:
        """The time at which the token was revoked or expired, or None if it is usable."""
        return {"usable": None, "revoked": self.revoked_at, "expired": self.expires_at}[self.state]

    def permits(self, scope: Scope) -> bool:
        """Whether the scope of this token includes `scope`."""
        return Scope(self.scope).rank >= scope.rank

    @staticmethod
    def new_secret() -> str:
        return f"fc_{secrets.token_urlsafe(32)}"


class EventKind(models.TextChoices):
    """The kinds of security events. The values are part of the format of exports and of the log, so they never change."""

    SIGN_IN = "sign_in", "Signed in"
    SIGN_IN_FAILED = "sign_in_failed", "Sign-in failed"
    RATE_LIMITED = "rate_limited", "Too many requests"
    SIGN_OUT = "sign_out", "Signed out"
    PASSWORD_CHANGED = "password_changed", "Password changed"
    PASSWORD_REPLACED = "password_replaced", "Password replaced by an operator"
    RESET_REQUESTED = "password_reset_requested", "Password reset requested"
    PASSWORD_RESET = "password_reset", "Password set with a link"
    FACTOR_ADDED = "factor_added", "Second factor added"
    FACTOR_REMOVED = "factor_removed", "Second factor removed"
    FACTOR_USED = "factor_used", "Second factor used"
    FACTOR_RESET = "factor_reset", "Second factors removed by an operator"
    CODES_REPLACED = "recovery_codes_replaced", "Recovery codes replaced"
    IDENTITY_CONNECTED = "identity_connected", "Identity at the sign-in provider connected"
    TOKEN_ISSUED = "token_issued", "Token created"
    TOKEN_REVOKED = "token_revoked", "Token revoked"
    TOKEN_REDUCED = "token_reduced", "Token reduced to “write”"
    TOKEN_ENDED_USE = "token_ended_use", "Expired or revoked token used"
    SCOPE_REFUSED = "token_scope_refused", "Token without the required scope used"
    PERSON_INVITED = "person_invited", "Invited"
    ROLE_CHANGED = "role_changed", "Role changed"
    ACTIVATION_CHANGED = "activation_changed", "Account deactivated or reactivated"
    PERMISSION_REFUSED = "permission_refused", "Permission refused"
    CSRF_FAILED = "csrf_failed", "Form from an outdated or foreign page refused"
    CHECK_RETRACTED = "check_retracted", "Check retracted"
    LOG_EXPORTED = "security_log_exported", "Security log exported"


MIN_RETENTION_DAYS = 30
"""The age in days from which a security event can be deleted. The database refuses to delete newer ones."""


class SecurityEvent(models.Model):
    """Something that concerns the security of the installation. `accounts.security_log` writes all rows, which never change.

    `person` is the person whom the event concerns, if there is one, and `network` the network of the client
    (`setup.network.network_of`). `details` contains texts, numbers, and lists of them, and no secrets.
    """

    at = models.DateTimeField(db_default=Now())
    kind = models.CharField(max_length=40)
    """One of `EventKind`."""
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, db_index=False, related_name="security_events")
    network = models.CharField(max_length=45, blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["at", "id"], name="event_by_time"),
            models.Index(fields=["person", "at", "id"], name="event_by_person"),
            models.Index(fields=["kind", "at", "id"], name="event_by_kind"),
        ]
        triggers = [
            pgtrigger.Protect(name="unchanged", operation=pgtrigger.Update),
            KeepsRecentEvents(name="kept", days=MIN_RETENTION_DAYS),
            NoTruncate(),
        ]

    def __str__(self) -> str:
        return self.kind
