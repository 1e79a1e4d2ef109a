"""Request digests and receipts: which requests count as repeated, including across an upgrade."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from factcheck.accounts.actions import add_person
from factcheck.accounts.models import Person, Token
from factcheck.accounts.tokens import issue_token
from factcheck.archive.models import Method
from factcheck.articles.actions import add_source, edit_source, import_article
from factcheck.articles.models import Article, Source
from factcheck.claims.actions import edit_claim
from factcheck.claims.models import Actor
from factcheck.evidence.actions import attach, log_search
from factcheck.evidence.locators import FileLocator, PageLocator
from factcheck.evidence.models import Evidence, SearchLogEntry
from factcheck.ledger.models import Entry
from factcheck.verdicts.actions import add_rating
from factcheck.web.errors import FormAlreadyUsed, Invalid, Refused
from factcheck.web.idempotency import create_once, permit_request, request_digest
from factcheck.web.models import Receipt
from tests.verdicts.test_races import run_concurrently
from tests.world import World
from tests.writes import WRITES, Write

pytestmark = pytest.mark.django_db
PAGE = PageLocator("https://institute.example/", "Words.")


def digest() -> str:
    return Receipt.objects.values_list("digest", flat=True).get()


@pytest.mark.parametrize(
    "other",
    [
        {"method": Method.API},
        {"stance": "supports"},
        {"quoted_from": PageLocator("https://institute.example/", "Other words.")},
        {"note": "A note."},
        {"source": "A source"},
        {"available_since": date(2022, 4, 4)},
    ],
    ids=lambda other: next(iter(other)),
)
def test_each_argument_of_an_action_is_part_of_the_request(other: dict[str, Any]) -> None:
    world, token = World(), uuid.uuid4()
    arguments = {
        "person": world.checker,
        "claim": world.open_claim,
        "stance": "context",
        "closeness": "primary",
        "quoted_from": PAGE,
    }
    attach(**arguments, token=token)
    with pytest.raises(FormAlreadyUsed):
        attach(**{**arguments, **other}, token=token)
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize("other", [{"content": b"Other bytes."}, {"name": "b.txt"}, {"encoding": "windows-1252"}], ids=str)
def test_bytes_and_metadata_are_part_of_the_request(other: dict[str, Any]) -> None:
    world, token = World(), uuid.uuid4()
    arguments: dict[str, Any] = {"person": world.checker, "content": b"A text.", "name": "a.txt"}
    import_article(**arguments, token=token)
    with pytest.raises(FormAlreadyUsed):
        import_article(**{**arguments, **other}, token=token)
    assert Article.objects.count() == 1


def test_omitted_argument_is_the_same_as_its_default() -> None:
    world, token = World(), uuid.uuid4()
    arguments = {"sought": "supports", "place": "Archive", "terms": "words", "searched_on": date(2022, 4, 10)}
    first = log_search(person=world.checker, claim=world.open_claim, token=token, **arguments)
    assert log_search(person=world.checker, claim=world.open_claim, token=token, note="", is_found=False, **arguments) == first


def test_different_line_endings_are_the_same_request() -> None:
    world, token = World(), uuid.uuid4()
    arguments: dict[str, Any] = {"person": world.checker, "claim": world.open_claim, "stance": "context", "closeness": "primary"}
    first = attach(**arguments, quoted_from=PageLocator(PAGE.address, "Two\nlines."), note="a\nb", token=token)
    assert attach(**arguments, quoted_from=PageLocator(PAGE.address, "Two\r\nlines."), note="a\r\nb", token=token) == first


@pytest.mark.parametrize(
    "write",
    [
        lambda world: Actor.objects.create(name=world.minister.name),
        lambda world: Source.objects.create(pk=world.institute.pk, name="Another name"),
    ],
    ids=["another table", "primary key"],
)
def test_unrelated_unique_violation_is_not_reported_as_a_taken_name(write: Callable[[World], Any]) -> None:
    world = World()
    assert world.minister
    assert world.institute

    @create_once(Source, taken={"name": "A source with this name already exists."})
    def add(*, person: Person, token: uuid.UUID | None = None) -> Any:
        return write(world)

    with pytest.raises(IntegrityError):
        add(person=world.checker)


@pytest.mark.parametrize(
    ("field", "write"),
    [
        ("name", lambda world: add_source(person=world.checker, name=world.institute.name)),
        ("name", lambda world: add_source(person=world.checker, name=world.institute.name.upper())),
        ("name", lambda world: edit_source(person=world.checker, source=world.outlet, seen_version=1, name="the INSTITUTE")),
        ("name", lambda world: add_rating(person=world.administrator, name="False", conclusion="refuted")),
        ("email", lambda world: add_person(by=None, email=world.reader.email.upper(), name="Another", role="reader")),
    ],
)
def test_taken_name_is_an_error_of_its_field(field: str, write: Callable[[World], Any]) -> None:
    """Both for the constraint of the column and for the index that ignores case."""
    world = World()
    world.complete()
    with pytest.raises(Invalid) as error:
        write(world)
    assert set(error.value.errors) == {field}


def test_password_is_neither_digested_nor_normalized() -> None:
    world, token = World(), uuid.uuid4()
    arguments = {"by": world.administrator, "email": "new@newsroom.example", "name": "New", "role": "checker"}
    person = add_person(**arguments, password="with a carriage\r\nreturn", token=token)
    assert person.check_password("with a carriage\r\nreturn")
    without_password = {name: arguments[name] for name in ("email", "name", "role")}
    assert digest() == request_digest(without_password)
    assert add_person(**arguments, password="another", token=token) == person
    assert Person.objects.get(pk=person.pk).check_password("with a carriage\r\nreturn")


def test_repeated_request_for_an_api_token_is_refused() -> None:
    world, key = World(), uuid.uuid4()
    issue_token(by=world.checker, person=world.checker, name="export", token=key)
    with pytest.raises(Refused, match="Its secret was displayed only once"):
        issue_token(by=world.checker, person=world.checker, name="export", token=key)
    with pytest.raises(FormAlreadyUsed):
        issue_token(by=world.checker, person=world.checker, name="nightly", token=key)
    assert Token.objects.count() == 1


def test_key_of_another_kind_of_write_is_an_error_of_the_token() -> None:
    world, token = World(), uuid.uuid4()
    add_source(person=world.checker, name="A source", token=token)
    with pytest.raises(Invalid) as error:
        import_article(person=world.checker, content=b"A text.", token=token)
    assert set(error.value.errors) == {"token"}
    assert not Article.objects.exists()


def receipt_of_0_1(world: World, token: uuid.UUID, kind: str, row: Any, arguments: dict[str, Any] | None) -> None:
    """A receipt as version 0.1 wrote it: `arguments` are the digested ones, or None for receipts without a digest."""

    def json_default(value: Any) -> Any:
        if isinstance(value, bytes):
            return hashlib.sha256(value).hexdigest()
        if hasattr(value, "_meta"):
            return [value._meta.label, value.pk]
        return str(value)

    digested = ""
    if arguments is not None:
        digested = hashlib.sha256(json.dumps(arguments, default=json_default, sort_keys=True).encode()).hexdigest()
    Receipt.objects.create(person=world.checker, token=token, kind=kind, object_id=row.pk, digest=digested)


def test_receipts_of_the_previous_release_are_honored() -> None:
    world, tokens = World(), [uuid.uuid4() for _ in range(3)]
    fields = {"name": "The Institute", "source_kind": "research", "address": "https://institute.example/"}
    receipt_of_0_1(world, tokens[0], "source", world.institute, fields)
    assert add_source(person=world.checker, token=tokens[0], **fields) == world.institute
    search = {"sought": "supports", "place": "Press archive", "terms": "scene arranged", "searched_on": date(2022, 4, 10)}
    receipt_of_0_1(world, tokens[1], "search", world.search, {"claim": world.open_claim, **search, "is_found": False, "note": ""})
    assert log_search(person=world.checker, claim=world.open_claim, token=tokens[1], **search) == world.search
    receipt_of_0_1(world, tokens[2], "article", world.first_article, None)
    assert import_article(person=world.checker, content=b"A text.", token=tokens[2]).article == world.first_article
    assert (Source.objects.count(), SearchLogEntry.objects.count(), Article.objects.count()) == (2, 1, 1)


def test_receipt_of_the_previous_release_prevents_a_second_row() -> None:
    """That release digested other arguments of an upload, so the request counts as different and is refused. Nothing is lost."""
    world, token, content = World(), uuid.uuid4(), b"bytes"
    arguments: dict[str, Any] = {"person": world.checker, "claim": world.open_claim, "stance": "context", "closeness": "primary"}
    item = attach(**arguments, quoted_from=FileLocator("a.txt", "text/plain", content))
    digested = {"claim": world.open_claim, "stance": "context", "closeness": "primary", "found": content}
    receipt_of_0_1(world, token, "evidence", item, digested)
    with pytest.raises(FormAlreadyUsed):
        attach(**arguments, quoted_from=FileLocator("a.txt", "text/plain", content), token=token)
    assert Evidence.objects.get() == item


def test_receipt_belongs_to_one_person() -> None:
    world, token = World(), uuid.uuid4()
    add_source(person=world.checker, name="One", token=token)
    assert add_source(person=world.second_checker, name="Two", token=token).name == "Two"


def test_repeated_request_is_permitted_so_that_the_action_returns_its_outcome() -> None:
    """After the first request, the state does not permit another one. The action then returns the outcome of the first."""
    world, token = World(), uuid.uuid4()
    verdict = world.submitted
    with pytest.raises(Refused):
        permit_request(world.checker, "verdict.submit", verdict, token=token)
    Receipt.objects.create(person=world.checker, token=token, kind="verdict.submit", object_id=verdict.pk)
    permit_request(world.checker, "verdict.submit", verdict, token=token)
    for person, other_token in ((world.checker, None), (world.checker, uuid.uuid4()), (world.second_checker, token)):
        with pytest.raises(Refused):
            permit_request(person, "verdict.submit", verdict, token=other_token)


UNCHANGED: dict[str, Callable[[Any], dict[str, Any]]] = {
    "edit an article": lambda a: {"outlet": a["article"].outlet},
    "edit a source": lambda a: {"country": a["source"].country},
    "edit an actor": lambda a: {"description": a["actor"].description},
    "edit a claim": lambda a: {"claimant": a["claim"].claimant},
    "change a mention": lambda a: {"mode": None, "chain": None},
    "change evidence": lambda a: {"source": a["item"].source},
    "save a version": lambda a: {"summary": a["verdict"].latest.summary},
    "edit a rating": lambda a: {"description": a["rating"].description},
    "reword a correction": lambda a: {"notice": a["correction"].notice},
    "change a person": lambda a: {"role": a["person"].role},
    "change your own name": lambda a: {"name": a["person"].name},
}
"""The arguments with which an action changes nothing, from the arguments with which it changes the row."""


@pytest.mark.parametrize("name", UNCHANGED)
def test_request_that_changes_nothing_does_not_use_its_key(name: str) -> None:
    """Otherwise, a form that was saved unchanged could not be submitted after going back and editing it."""
    write, token = WRITES[name](World()), uuid.uuid4()
    unchanged = Write(write.action, {**write.arguments, **UNCHANGED[name](write.arguments)}, {})
    entries = Entry.objects.count()
    assert unchanged.send(token) == unchanged.send(token)
    assert (Entry.objects.count(), Receipt.objects.count()) == (entries, 0)
    row = write.send(token)
    assert Entry.objects.count() > entries
    assert Receipt.objects.values_list("object_id").get() == (row.pk,)


def test_form_saved_unchanged_can_be_edited_and_submitted_after_going_back(client: Client) -> None:
    world = World()
    client.force_login(world.checker)
    item, url = world.evidence, reverse("desk:evidence", args=[world.evidence.pk])
    form = {"stance": item.stance, "closeness": item.closeness, "note": item.note, "source": item.source.name}
    form |= {"address": item.address, "exact": item.exact, "accessed_on": item.accessed_on.isoformat()}
    form |= {"version": 1, "token": str(uuid.uuid4())}
    assert client.post(url, form).status_code == 303
    assert client.post(url, {**form, "note": "Another note."}).status_code == 303
    assert Evidence.objects.get().note == "Another note."


@pytest.mark.django_db(transaction=True)
def test_concurrent_requests_that_change_nothing_have_the_same_outcome() -> None:
    world, token = World(), uuid.uuid4()
    claim, person = world.open_claim, world.checker
    arguments = {"person": person, "claim": claim, "seen_version": 1, "statement": claim.statement, "token": token}
    assert run_concurrently(*[lambda: edit_claim(**arguments)] * 3) == [claim] * 3
    assert not Receipt.objects.exists()
