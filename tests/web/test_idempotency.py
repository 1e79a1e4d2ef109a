"""The digest of a request, and receipts: what counts as the same request, also across a release."""

from __future__ import annotations

import hashlib
import json
import uuid
from datetime import date
from typing import Any

import pytest

from factcheck.accounts.actions import add_person, issue_token
from factcheck.accounts.models import Person, Token
from factcheck.archive.models import Method
from factcheck.articles.actions import add_source, import_article
from factcheck.articles.models import Article, Source
from factcheck.evidence.actions import attach, log_search
from factcheck.evidence.locators import FileLocator, PageLocator
from factcheck.evidence.models import Evidence, SearchLogEntry
from factcheck.web.errors import FormAlreadyUsed, Invalid, Refused
from factcheck.web.idempotency import permit_request, request_digest
from factcheck.web.models import Receipt
from tests.world import World

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
    given = {"person": world.checker, "claim": world.open_claim, "stance": "context", "closeness": "primary", "quoted_from": PAGE}
    attach(**given, token=token)
    with pytest.raises(FormAlreadyUsed):
        attach(**{**given, **other}, token=token)
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize("other", [{"content": b"Other bytes."}, {"name": "b.txt"}, {"encoding": "windows-1252"}], ids=str)
def test_bytes_and_how_they_came_are_part_of_the_request(other: dict[str, Any]) -> None:
    world, token = World(), uuid.uuid4()
    given: dict[str, Any] = {"person": world.checker, "content": b"A text.", "name": "a.txt"}
    import_article(**given, token=token)
    with pytest.raises(FormAlreadyUsed):
        import_article(**{**given, **other}, token=token)
    assert Article.objects.count() == 1


def test_argument_that_was_left_out_and_its_default_are_one_request() -> None:
    world, token = World(), uuid.uuid4()
    given = {"sought": "supports", "place": "Archive", "terms": "words", "searched_on": date(2022, 4, 10)}
    first = log_search(person=world.checker, claim=world.open_claim, token=token, **given)
    assert log_search(person=world.checker, claim=world.open_claim, token=token, note="", is_found=False, **given) == first


def test_line_endings_of_another_browser_are_one_request() -> None:
    world, token = World(), uuid.uuid4()
    given: dict[str, Any] = {"person": world.checker, "claim": world.open_claim, "stance": "context", "closeness": "primary"}
    first = attach(**given, quoted_from=PageLocator(PAGE.address, "Two\nlines."), note="a\nb", token=token)
    assert attach(**given, quoted_from=PageLocator(PAGE.address, "Two\r\nlines."), note="a\r\nb", token=token) == first


def test_password_is_not_digested_and_stays_as_it_is() -> None:
    world, token = World(), uuid.uuid4()
    given = {"by": world.administrator, "email": "new@newsroom.example", "name": "New", "role": "checker"}
    person = add_person(**given, password="with a carriage\r\nreturn", token=token)
    assert person.check_password("with a carriage\r\nreturn")
    without = {name: given[name] for name in ("email", "name", "role")}
    assert digest() == request_digest(without)
    assert add_person(**given, password="another", token=token) == person
    assert Person.objects.get(pk=person.pk).check_password("with a carriage\r\nreturn")


def test_repeated_request_for_an_api_token_is_refused() -> None:
    world, key = World(), uuid.uuid4()
    issue_token(by=world.checker, person=world.checker, name="export", token=key)
    with pytest.raises(Refused, match="its secret was shown then"):
        issue_token(by=world.checker, person=world.checker, name="export", token=key)
    with pytest.raises(FormAlreadyUsed):
        issue_token(by=world.checker, person=world.checker, name="nightly", token=key)
    assert Token.objects.count() == 1


def test_key_of_another_kind_of_write_is_refused_by_its_name() -> None:
    world, token = World(), uuid.uuid4()
    add_source(person=world.checker, name="A source", token=token)
    with pytest.raises(Invalid) as caught:
        import_article(person=world.checker, content=b"A text.", token=token)
    assert set(caught.value.errors) == {"token"}
    assert not Article.objects.exists()


def receipt_of_0_1(world: World, token: uuid.UUID, kind: str, row: Any, given: dict[str, Any] | None) -> None:
    """A receipt as version 0.1 wrote it: `given` are the arguments that it digested, None from before there was a digest."""

    def plain(value: Any) -> Any:
        if isinstance(value, bytes):
            return hashlib.sha256(value).hexdigest()
        if hasattr(value, "_meta"):
            return [value._meta.label, value.pk]
        return str(value)

    sent = "" if given is None else hashlib.sha256(json.dumps(given, default=plain, sort_keys=True).encode()).hexdigest()
    Receipt.objects.create(person=world.checker, token=token, kind=kind, object_id=row.pk, digest=sent)


def test_receipts_of_the_previous_release_are_honored() -> None:
    world, tokens = World(), [uuid.uuid4() for _ in range(3)]
    fields = {"name": "The Institute", "source_kind": "research", "address": "https://institute.example/"}
    receipt_of_0_1(world, tokens[0], "source", world.institute, fields)
    assert add_source(person=world.checker, token=tokens[0], **fields) == world.institute
    looked = {"sought": "supports", "place": "Press archive", "terms": "scene arranged", "searched_on": date(2022, 4, 10)}
    receipt_of_0_1(world, tokens[1], "search", world.search, {"claim": world.open_claim, **looked, "is_found": False, "note": ""})
    assert log_search(person=world.checker, claim=world.open_claim, token=tokens[1], **looked) == world.search
    receipt_of_0_1(world, tokens[2], "article", world.first_article, None)
    assert import_article(person=world.checker, content=b"A text.", token=tokens[2]).article == world.first_article
    assert (Source.objects.count(), SearchLogEntry.objects.count(), Article.objects.count()) == (2, 1, 1)


def test_receipt_of_the_previous_release_never_leads_to_a_second_row() -> None:
    """It digested other arguments of an upload, so the request counts as another one: it is refused and nothing is lost."""
    world, token, content = World(), uuid.uuid4(), b"bytes"
    given: dict[str, Any] = {"person": world.checker, "claim": world.open_claim, "stance": "context", "closeness": "primary"}
    item = attach(**given, quoted_from=FileLocator("a.txt", "text/plain", content))
    sent = {"claim": world.open_claim, "stance": "context", "closeness": "primary", "found": content}
    receipt_of_0_1(world, token, "evidence", item, sent)
    with pytest.raises(FormAlreadyUsed):
        attach(**given, quoted_from=FileLocator("a.txt", "text/plain", content), token=token)
    assert Evidence.objects.get() == item


def test_receipt_belongs_to_one_person() -> None:
    world, token = World(), uuid.uuid4()
    add_source(person=world.checker, name="One", token=token)
    assert add_source(person=world.second_checker, name="Two", token=token).name == "Two"


def test_request_that_was_sent_before_is_let_through_to_its_action() -> None:
    """The state forbids what the first request did; the action then answers with the outcome of that one."""
    world, token = World(), uuid.uuid4()
    verdict = world.submitted
    with pytest.raises(Refused):
        permit_request(world.checker, "verdict.submit", verdict, token=token)
    Receipt.objects.create(person=world.checker, token=token, kind="verdict.submit", object_id=verdict.pk)
    permit_request(world.checker, "verdict.submit", verdict, token=token)
    for person, sent in ((world.checker, None), (world.checker, uuid.uuid4()), (world.second_checker, token)):
        with pytest.raises(Refused):
            permit_request(person, "verdict.submit", verdict, token=sent)
