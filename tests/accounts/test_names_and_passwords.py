"""Names that imitate another person, and passwords that are easy to guess."""

import time

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test import Client

from factcheck.accounts.actions import add_person, change_person, rename
from factcheck.accounts.invitations import invitation_path
from factcheck.accounts.models import Person
from factcheck.accounts.name_imitation import imitation_key, looks_like_address
from factcheck.accounts.password_patterns import without_runs
from factcheck.web.errors import Invalid
from tests.pages import field_errors
from tests.sql import without_triggers
from tests.world import PASSWORD, World

IMITATIONS = ["Ed Editor", "ed  editor", "ED EDITOR", "Еd Еditоr", "Ｅｄ Ｅｄｉｔｏｒ", "Ed Ed1tor", "Ed-Editor"]
OTHERS = ["Ed Editorson", "Éd Editor", "Edith Editor", "Ed", "Олена Коваль", "李明"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", [*IMITATIONS, "ed@newsroom.example", "write to a@b"])
def test_name_that_imitates_another_is_refused_everywhere(name: str, client: Client, world: World) -> None:
    assert (world.editor.name, world.checker.is_active, world.administrator.is_active) == ("Ed Editor", True, True)
    for attempt in (
        lambda: add_person(by=None, email="new@newsroom.example", name=name, role="reader"),
        lambda: rename(person=world.checker, name=name),
        lambda: change_person(by=world.administrator, person=world.checker, name=name),
    ):
        with pytest.raises(Invalid) as refused, transaction.atomic():
            attempt()
        assert list(refused.value.errors) == ["name"]
    client.force_login(world.administrator)
    page = client.post("/desk/people/invite/", {"email": "new@newsroom.example", "name": name, "role": "reader"})
    assert (page.status_code, list(field_errors(page))) == (422, ["name"])
    body = {"email": "new@newsroom.example", "name": name, "role": "reader"}
    response = client.post("/api/v1/people/", body, content_type="application/json")
    assert (response.status_code, list(response.json()["errors"])) == (422, ["name"])
    assert not Person.objects.filter(email="new@newsroom.example").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", OTHERS)
def test_different_name_is_accepted(name: str, world: World) -> None:
    assert world.editor
    assert rename(person=world.checker, name=name).name == name


@pytest.mark.django_db
def test_person_can_change_the_spelling_of_their_own_name(world: World) -> None:
    assert rename(person=world.editor, name="ED EDITOR").name == "ED EDITOR"


@pytest.mark.django_db
def test_trigger_rejects_the_same_name_but_existing_duplicates_stay_valid(world: World) -> None:
    editor, checker, administrator = world.editor, world.checker, world.administrator
    connection.check_constraints()
    rename_by_sql = "UPDATE accounts_person SET name = 'Ed Editor', version = version + 1 WHERE id = %s"
    with connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():
        cursor.execute(rename_by_sql, [checker.pk])
    with without_triggers() as cursor:
        cursor.execute("UPDATE accounts_person SET name = 'Ed Editor' WHERE id = %s", [checker.pk])
    row = Person.objects.get(pk=checker.pk)
    assert change_person(by=administrator, person=row, name="Ed Editor", role="editor").role == "editor"
    assert editor.name == row.name


def test_key_of_a_long_name_is_computed_in_linear_time() -> None:
    start = time.process_time()
    imitation_key("а" * 100_000)
    looks_like_address("a" * 100_000)
    looks_like_address("@" * 100_000)
    assert time.process_time() - start < 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaa",
        "abababababab",
        "abcdabcdabcd",
        "factcheck2026!",
        "Fact-Check newsroom",
        "the factcheck newsroom",
        "password factcheck",
        "qwertyuiop123",
        "1234567890qwerty",
        "asdfghjklöä1",
        "йцукенгшщзхъ",
        "checker-editor",
        "Administrator 1",
        "checks.example.org",
        "example editor 12",
        "kassandra wunderlich",
        "KassandraWunderlich1",
        "k.wunder@post.example",
    ],
)
def test_password_that_is_easy_to_guess_is_refused(password: str, settings) -> None:
    settings.PUBLIC_URL = "https://checks.example.org"
    person = Person(email="k.wunder@post.example", name="Kassandra Wunderlich")
    with pytest.raises(ValidationError):
        validate_password(password, person)


@pytest.mark.django_db
def test_name_is_refused_as_the_password_by_form_link_and_command(client: Client, world: World, monkeypatch) -> None:
    """The sign-in library and the command pass the person to the validators."""
    name = "Kassandra Wunderlich"
    person = add_person(by=None, email="k@post.example", name=name, role="checker", password=PASSWORD)
    form = {"password1": name.lower(), "password2": name.lower()}
    page = client.get(invitation_path(person), follow=True)
    assert list(field_errors(client.post(page.request["PATH_INFO"], form))) == ["password1"]
    client.force_login(person)
    assert list(field_errors(client.post("/accounts/password/change/", {"oldpassword": PASSWORD, **form}))) == ["password1"]
    monkeypatch.setenv("FACTCHECK_PASSWORD", "second wunderlich")
    with pytest.raises(CommandError, match="too similar to the name"):
        call_command("add_person", "s@post.example", "--name", "Wunderlich Second")


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["an entirely new sentence", "tram-lemon-orbit", "Zo7fV9!kqL2x", "дощ іде над Дніпром"])
def test_password_that_is_hard_to_guess_is_accepted(password: str, settings) -> None:
    settings.PUBLIC_URL = "https://checks.example.org"
    validate_password(password, Person(email="k.wunder@post.example", name="Kassandra Wunderlich"))


def test_runs_are_removed_in_linear_time() -> None:
    start = time.process_time()
    assert without_runs("qwerty" * 100_000) == ""
    assert time.process_time() - start < 1


@pytest.mark.django_db
@pytest.mark.parametrize(("password", "is_run"), [("short", False), ("qwert", True)])
def test_short_password_is_called_a_run_only_if_it_is_one(password: str, is_run: bool) -> None:
    with pytest.raises(ValidationError) as raised:
        validate_password(password, Person(email="k.wunder@post.example", name="Kassandra Wunderlich"))
    assert ("This password consists of neighboring keys." in raised.value.messages) is is_run
