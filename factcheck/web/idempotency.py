"""Idempotent writes: a request that is sent twice with one idempotency key writes once and gets one outcome.

The key is the hidden `token` of a form or the header `Idempotency-Key` of the API. An action takes part with one decorator,
`create_once` or `change_once`, and the keyword argument `token`.
"""

from __future__ import annotations

import hashlib
import inspect
import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields, is_dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import IntegrityError, connection, models, transaction
from psycopg.errors import UniqueViolation

from factcheck.web.decisions import permit
from factcheck.web.errors import FormAlreadyUsed, Invalid, Refused
from factcheck.web.models import Receipt
from factcheck.web.text import normalize_line_endings

P = ParamSpec("P")
R = TypeVar("R")

KEY = "token"
"""The keyword argument of an action that is the idempotency key."""
SECRETS = frozenset({"password"})
"""Keyword arguments that are neither digested nor changed: a fast digest of a password would be stored with the receipt."""
_NAMES = ("statement", "title", "name")
"""Fields by which a person knows a row."""


def create_once(
    model: type[models.Model],
    *,
    kind: str = "",
    taken: Mapping[str, str] | None = None,
    row_of: Callable[[Any], models.Model | None] = lambda outcome: outcome,
    outcome_of: Callable[[Any], Any] = lambda row: row,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Decorate an action that creates a row of `model`: it runs in one transaction, and once for each idempotency key.

    A repeated request returns `outcome_of` the row as it is now. `row_of` gives the row of an outcome, or None if nothing was
    written: the key is then free again. `kind` names the write in the receipt, by default with the name of the model. `taken` are
    the errors of a row whose unique value another row has: Invalid is raised with them.

    The action is called with keyword arguments. The receipt keeps a digest of all of them but the person, the key, and SECRETS; a
    request with the same key and another digest raises FormAlreadyUsed. Line endings in strings are normalized first.
    """
    return _once(
        lambda given: (model, None),
        kind or str(getattr(model, "ledger_kind", "") or model._meta.model_name),
        taken,
        row_of,
        outcome_of,
    )


def change_once(kind: str, row: str, *, taken: Mapping[str, str] | None = None) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Decorate an action that changes the row in its keyword argument `row` and returns it. Otherwise as `create_once`."""
    return _once(lambda given: (type(given[row]), given[row].pk), kind, taken, lambda outcome: outcome, lambda found: found)


def permit_request(person: Any, permission: str, subject: Any = None, *, token: uuid.UUID | None = None) -> None:
    """Raise as `permit` does, unless `person` sent a request with this key before: the action then answers with its outcome.

    For what asks a permission before it calls the action: a verdict that was submitted may not be submitted, but the second click
    on the button is no second submission.
    """
    try:
        permit(person, permission, subject)
    except Refused:
        if token is None or not Receipt.objects.filter(person_id=person.pk, token=token).exists():
            raise


def complete_receipt(rows: Iterable[models.Model]) -> None:
    """Note the row that the running action creates in its receipt; it is among `rows`.

    The ledger calls this before it locks its head. No other statement of an action may follow the entries.
    """
    request = _pending.get()
    if request is None or request.object_id is not None:
        return
    if row := next((row for row in rows if isinstance(row, request.model)), None):
        request.complete(row)


def request_digest(given: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of the arguments of an action, alike for alike ones. Rows count as their ids, bytes as their own SHA-256."""
    return hashlib.sha256(json.dumps(given, default=_plain, sort_keys=True).encode()).hexdigest()


def _once(
    target: Callable[[Mapping[str, Any]], tuple[type[models.Model], int | None]],
    kind: str,
    taken: Mapping[str, str] | None,
    row_of: Callable[[Any], models.Model | None],
    outcome_of: Callable[[Any], Any],
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """`target` gives the model of the row that the action leads to, and its id if the row is there before the action."""

    def decorate(action: Callable[P, R]) -> Callable[P, R]:
        signature = inspect.signature(action)
        actor = "by" if "by" in signature.parameters else "person"

        def run(given: dict[str, Any]) -> Any:
            person, key = given.get(actor), given.get(KEY)
            if person is None or key is None:
                with _running(None):
                    return action(**given)  # type: ignore[call-arg]
            model, known = target(given)
            request = _Request(person.pk, key, kind, request_digest(_arguments(signature, given, actor)), model, known)
            if (earlier := request.claim()) is not None:
                return outcome_of(earlier.row(model, was_created=known is None))
            with _running(request):
                outcome = action(**given)  # type: ignore[call-arg]
            if request.object_id is None:
                request.complete(row_of(outcome))
            return outcome

        @wraps(action)
        def once(*args: P.args, **given: P.kwargs) -> R:
            if args:
                raise TypeError(f"{action.__name__} takes keyword arguments only")
            try:
                with transaction.atomic():
                    return run(_normalized(given))  # type: ignore[no-any-return]
            except IntegrityError as error:
                if taken and isinstance(error.__cause__, UniqueViolation):
                    raise Invalid(taken) from error
                raise

        return once

    return decorate


@dataclass(frozen=True, slots=True)
class _Earlier:
    """The receipt of the first request with a key, and whether that request was the same."""

    object_id: int
    is_same: bool

    def row(self, model: type[models.Model], *, was_created: bool) -> models.Model:
        """The row that the first request led to, as it is now. Raises FormAlreadyUsed if the requests differ."""
        row = model._default_manager.get(pk=self.object_id)
        if self.is_same:
            return row
        name = next((str(getattr(row, field)) for field in _NAMES if hasattr(row, field)), "")
        noun = str(model._meta.verbose_name)
        raise FormAlreadyUsed(f"the {noun} “{name}”" if name else f"the {noun}", was_created=was_created)


@dataclass(slots=True)
class _Request:
    """One request with an idempotency key, inside the transaction of its action. `object_id` is of the row, once it is known."""

    person_id: int
    key: uuid.UUID
    kind: str
    digest: str
    model: type[models.Model]
    object_id: int | None

    def claim(self) -> _Earlier | None:
        """Insert the receipt; None if this is the first request with the key, else the earlier one.

        Waits for the transaction of another request with the same key. Raises Invalid if that was a write of another kind.
        """
        with connection.cursor() as cursor:
            # ON CONFLICT waits for the other transaction, and needs no savepoint
            cursor.execute(
                "INSERT INTO web_receipt (person_id, token, kind, object_id, digest, at) VALUES (%s, %s, %s, %s, %s, now())"
                " ON CONFLICT (person_id, token) DO NOTHING RETURNING id",
                [self.person_id, self.key, self.kind, self.object_id, self.digest],
            )
            if cursor.fetchone():
                return None
            cursor.execute(
                "SELECT kind, object_id, digest FROM web_receipt WHERE person_id = %s AND token = %s", [self.person_id, self.key]
            )
            kind, found, digest = cursor.fetchone()
        if kind != self.kind or found is None:
            raise Invalid({KEY: "This form was used for something else already. Load it again and send it once more."})
        return _Earlier(found, digest in ("", self.digest))

    def complete(self, row: models.Model | None) -> None:
        """Note the row in the receipt; without one remove the receipt."""
        with connection.cursor() as cursor:
            if row is None:
                cursor.execute("DELETE FROM web_receipt WHERE person_id = %s AND token = %s", [self.person_id, self.key])
            else:
                cursor.execute(
                    "UPDATE web_receipt SET object_id = %s WHERE person_id = %s AND token = %s",
                    [row.pk, self.person_id, self.key],
                )
                self.object_id = row.pk


_pending: ContextVar[_Request | None] = ContextVar("pending", default=None)


@contextmanager
def _running(request: _Request | None) -> Iterator[None]:
    """While the action of `request` runs. An action that another one calls has a request of its own, or none."""
    outer = _pending.set(request)
    try:
        yield
    finally:
        _pending.reset(outer)


def _arguments(signature: inspect.Signature, given: Mapping[str, Any], actor: str) -> dict[str, Any]:
    """The arguments that make up the request, with the defaults of those that were left out."""
    bound = signature.bind(**given)
    bound.apply_defaults()
    arguments: dict[str, Any] = {}
    for name, value in bound.arguments.items():
        arguments |= value if signature.parameters[name].kind is inspect.Parameter.VAR_KEYWORD else {name: value}
    return {name: value for name, value in arguments.items() if name not in {actor, KEY, *SECRETS}}


def _normalized(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value if name in SECRETS else normalize_line_endings(value) for name, value in given.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return [value._meta.label, value.pk]
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if is_dataclass(value):
        return [type(value).__name__, *(getattr(value, field.name) for field in fields(value))]
    return str(value)
