"""Idempotent writes: repeated requests with one idempotency key write once and get the same outcome.

The key is the hidden field `token` of a form, or the `Idempotency-Key` header of the API. An action supports it with one of the
decorators `create_once` and `change_once`, and the keyword argument `token`.
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
from factcheck.web.text import normalize_texts

P = ParamSpec("P")
R = TypeVar("R")

KEY = "token"
"""The keyword argument of an action for the idempotency key."""
SECRETS = frozenset({"password"})
"""Keyword arguments that are neither digested nor normalized. Otherwise the receipt would contain a fast digest of a password."""
_NAME_FIELDS = ("statement", "title", "name")
"""Fields by which people recognize a row."""


def create_once(
    model: type[models.Model],
    *,
    kind: str = "",
    taken: Mapping[str, str] | None = None,
    get_row: Callable[[Any], models.Model] | None = None,
    get_outcome: Callable[[Any], Any] = lambda row: row,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Decorate an action that creates a row of `model`: it runs in one transaction, and once for each idempotency key.

    A repeated request returns `get_outcome(row)` for the row in its current state. If the action appends no ledger entry, it
    changed nothing, and the key can be used again. For an action without ledger entries, `get_row(outcome)` returns the row of an
    outcome. `kind` names the write in the receipt and defaults to the name of the model. `taken` are the error messages by field
    for a violated unique constraint of the model that contains the field: they are raised as Invalid.

    The action must be called with keyword arguments. The receipt contains a digest of all arguments except the person, the key,
    and SECRETS; a request with the same key and a different digest raises FormAlreadyUsed. Line endings in strings are normalized
    first, and the single-line fields in `editable_fields` of the model get spaces instead of line breaks.
    """
    return _idempotent(
        lambda arguments: (model, None),
        kind or str(getattr(model, "ledger_kind", "") or model._meta.model_name),
        taken,
        get_row,
        get_outcome,
    )


def change_once(kind: str, row: str, *, taken: Mapping[str, str] | None = None) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Decorate an action that changes the row in its keyword argument `row` and returns it. See `create_once` for the rest."""
    return _idempotent(
        lambda arguments: (type(arguments[row]), arguments[row].pk),
        kind,
        taken,
        None,
        lambda current: current,
    )


def permit_request(person: Any, permission: str, subject: Any = None, *, token: uuid.UUID | None = None) -> None:
    """Call `permit`, but do not raise if `person` sent a request with this key before: the action then returns its outcome.

    Callers that check a permission before they call an action use this function: a submitted verdict cannot be submitted, but the
    second click on the button is not a second submission.
    """
    try:
        permit(person, permission, subject)
    except Refused:
        if token is None or not Receipt.objects.filter(person_id=person.pk, token=token).exists():
            raise


def receipt_update(rows: Iterable[models.Model]) -> tuple[str, dict[str, Any]] | None:
    """The UPDATE, with named parameters, that completes the receipt of the current request, whose action wrote `rows`.

    One of them is the row that the action creates, if any. None if there is nothing to complete. The ledger executes it as a part
    of the statement that appends the entries, which is the last one of an action.
    """
    request = _current_request.get()
    if request is None:
        return None
    is_known = request.object_id is not None
    if not is_known and (row := next((row for row in rows if isinstance(row, request.model)), None)):
        request.object_id = row.pk
    request.is_complete = request.object_id is not None
    if is_known or not request.is_complete:
        return None
    return _COMPLETE, request.completion()


def request_digest(arguments: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of the arguments of an action. A row is represented by its id, bytes by their own SHA-256."""
    return hashlib.sha256(json.dumps(arguments, default=_json_default, sort_keys=True).encode()).hexdigest()


def _idempotent(
    target: Callable[[Mapping[str, Any]], tuple[type[models.Model], int | None]],
    kind: str,
    taken: Mapping[str, str] | None,
    get_row: Callable[[Any], models.Model] | None,
    get_outcome: Callable[[Any], Any],
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """`target` returns the model of the row that the action writes, and the id of the row if it already exists."""

    def decorate(action: Callable[P, R]) -> Callable[P, R]:
        signature = inspect.signature(action)
        person_argument = "by" if "by" in signature.parameters else "person"

        def run(arguments: dict[str, Any]) -> Any:
            person, key = arguments.get(person_argument), arguments.get(KEY)
            if person is None or key is None:
                with _pending_request(None):
                    return action(**arguments)  # type: ignore[call-arg]
            model, existing_id = target(arguments)
            digest = request_digest(_digested_arguments(signature, arguments, person_argument))
            request = _Request(person.pk, key, kind, digest, model, existing_id)
            if (earlier := request.claim()) is not None:
                return get_outcome(earlier.row(model, was_created=existing_id is None))
            with _pending_request(request):
                outcome = action(**arguments)  # type: ignore[call-arg]
            if not request.is_complete:
                request.complete(get_row(outcome) if get_row else None)
            return outcome

        @wraps(action)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            if args:
                raise TypeError(f"{action.__name__} takes keyword arguments only")
            model, _ = target(kwargs)
            try:
                with transaction.atomic():
                    return run(_normalize_arguments(kwargs, model))  # type: ignore[no-any-return]
            except IntegrityError as error:
                violated = _unique_fields(model, error) if taken else set()
                if taken and violated & taken.keys():
                    raise Invalid({field: taken[field] for field in violated & taken.keys()}) from error
                raise

        return wrapper

    return decorate


def _unique_fields(model: type[models.Model], error: IntegrityError) -> set[str]:
    """The fields of the unique constraint of `model` or of its parts that was violated. Empty if it was another constraint."""
    if not isinstance(error.__cause__, UniqueViolation):
        return set()
    options, violated = model._meta, error.__cause__.diag.constraint_name or ""
    if field := getattr(model, "constraints_of_parts", {}).get(violated):
        return {field}
    for constraint in options.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.name == violated:
            expressions: Iterable[Any] = constraint.expressions
            parts = [part for expression in expressions for part in expression.flatten() if isinstance(part, models.F)]
            return {*constraint.fields, *(part.name for part in parts)}  # type: ignore[attr-defined]  # missing in the stubs
    # The database names the constraint of a column with unique=True after the table and the column.
    columns = [field for field in options.concrete_fields if field.unique and not field.primary_key]
    return {field.name for field in columns if violated.startswith(f"{options.db_table}_{field.column}_")}


_COMPLETE = "UPDATE web_receipt SET object_id = %(receipt_row)s WHERE person_id = %(receipt_person)s AND token = %(receipt_key)s"


@dataclass(frozen=True, slots=True)
class _EarlierRequest:
    """The outcome of the first request with a key. `is_same`: that request had the same content."""

    object_id: int
    is_same: bool

    def row(self, model: type[models.Model], *, was_created: bool) -> models.Model:
        """The row that the first request wrote, in its current state. Raises FormAlreadyUsed if the requests differ."""
        row = model._default_manager.get(pk=self.object_id)
        if self.is_same:
            return row
        name = next((str(getattr(row, field)) for field in _NAME_FIELDS if hasattr(row, field)), "")
        noun = str(model._meta.verbose_name)
        raise FormAlreadyUsed(f"the {noun} “{name}”" if name else f"the {noun}", was_created=was_created)


@dataclass(slots=True)
class _Request:
    """A request with an idempotency key, in the transaction of its action.

    `object_id` is the id of the row, once it exists. `is_complete`: the action has written the row.
    """

    person_id: int
    key: uuid.UUID
    kind: str
    digest: str
    model: type[models.Model]
    object_id: int | None
    is_complete: bool = False

    def claim(self) -> _EarlierRequest | None:
        """Insert the receipt. Returns None if this is the first request with the key, and the earlier request otherwise.

        Waits for the transaction of a concurrent request with the same key. Raises Invalid if that was a write of another kind.
        """
        with connection.cursor() as cursor:
            # ON CONFLICT waits for the other transaction and needs no savepoint.
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
            kind, object_id, digest = cursor.fetchone()
        if kind != self.kind or object_id is None:
            raise Invalid({KEY: "This form was already used for something else. Reload the page and submit the form again."})
        return _EarlierRequest(object_id, digest in ("", self.digest))

    def complete(self, row: models.Model | None) -> None:
        """Store the row in the receipt. If there is no row, delete the receipt, so that the key can be used again."""
        with connection.cursor() as cursor:
            if row is None:
                cursor.execute("DELETE FROM web_receipt WHERE person_id = %s AND token = %s", [self.person_id, self.key])
            else:
                self.object_id = row.pk
                cursor.execute(_COMPLETE, self.completion())

    def completion(self) -> dict[str, Any]:
        """The parameters of _COMPLETE."""
        return {"receipt_row": self.object_id, "receipt_person": self.person_id, "receipt_key": self.key}


_current_request: ContextVar[_Request | None] = ContextVar("pending", default=None)


@contextmanager
def _pending_request(request: _Request | None) -> Iterator[None]:
    """Make `request` the current request while its action runs. A nested action has its own request, or none."""
    outer = _current_request.set(request)
    try:
        yield
    finally:
        _current_request.reset(outer)


def _digested_arguments(signature: inspect.Signature, kwargs: Mapping[str, Any], person_argument: str) -> dict[str, Any]:
    """The arguments that identify the request, including defaults."""
    bound = signature.bind(**kwargs)
    bound.apply_defaults()
    arguments: dict[str, Any] = {}
    for name, value in bound.arguments.items():
        arguments |= value if signature.parameters[name].kind is inspect.Parameter.VAR_KEYWORD else {name: value}
    return {name: value for name, value in arguments.items() if name not in {person_argument, KEY, *SECRETS}}


def _normalize_arguments(arguments: Mapping[str, Any], model: type[models.Model]) -> dict[str, Any]:
    secrets = {name: value for name, value in arguments.items() if name in SECRETS}
    return normalize_texts(arguments, getattr(model, "editable_fields", ())) | secrets


def _json_default(value: Any) -> Any:
    if isinstance(value, models.Model):
        return [value._meta.label, value.pk]
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if is_dataclass(value):
        return [type(value).__name__, *(getattr(value, field.name) for field in fields(value))]
    return str(value)
