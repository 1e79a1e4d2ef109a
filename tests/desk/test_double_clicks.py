"""Forms of the library, the rating scale, people, and revisions: repeated requests and edit conflicts."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from factcheck.accounts.actions import add_person, change_person
from factcheck.accounts.models import Person
from factcheck.articles.actions import edit_article, edit_source
from factcheck.articles.models import Revision
from factcheck.ledger.models import Entry
from factcheck.verdicts.actions import edit_rating
from factcheck.verdicts.models import Rating
from tests.pages import signed_in, source_of
from tests.world import World

pytestmark = pytest.mark.django_db
Form = tuple[Person, str, dict[str, Any]]


def rating() -> Rating:
    return Rating.objects.order_by("pk")[0]


def of_article(world: World) -> Form:
    row = world.first_article
    form = {"title": "Another title", "outlet_name": "A new outlet", "version": row.version}
    return world.checker, reverse("desk:article-edit", args=[row.pk]), form


def of_import(world: World) -> Form:
    return world.checker, reverse("desk:article-import"), {"content": "A text.\r\nOf two lines.", "encoding": "utf-8"}


def of_revision(world: World) -> Form:
    row = world.first_article
    form = {"content": "A changed text.", "encoding": "utf-8", "version": row.version}
    return world.checker, reverse("desk:revise", args=[row.pk]), form


def of_new_source(world: World) -> Form:
    return world.checker, reverse("desk:source-add"), {"name": "A new source", "source_kind": "outlet"}


def of_source(world: World) -> Form:
    form = {"name": "Another name", "source_kind": "government", "version": world.ministry.version}
    return world.checker, reverse("desk:source", args=[world.ministry.pk]), form


def of_new_rating(world: World) -> Form:
    form = {"name": "Half of it", "conclusion": "refuted", "position": 9, "is_active": "on"}
    return world.administrator, reverse("desk:rating-add"), form


def of_rating(world: World) -> Form:
    row = rating()
    form = {"name": "Another name", "conclusion": row.conclusion, "position": 9, "is_active": "on", "version": row.version}
    return world.administrator, reverse("desk:rating", args=[row.pk]), form


def of_person(world: World) -> Form:
    row = world.second_checker
    form = {"name": "Another Name", "role": "editor", "is_active": "on", "version": row.version}
    return world.administrator, reverse("desk:person", args=[row.pk]), form


def of_name(world: World) -> Form:
    return world.checker, reverse("desk:profile"), {"name": "Another Name", "version": world.checker.version}


def of_vouching(world: World) -> Form:
    change_person(by=world.administrator, person=world.second_checker, role="editor")
    return world.editor, reverse("desk:vouch", args=[world.second_checker.pk]), {"reason": "We share a desk."}


def of_invitation(world: World) -> Form:
    form = {"email": "new@newsroom.example", "name": "Nina New", "role": "checker"}
    return world.administrator, reverse("desk:invite"), form


def of_new_link(world: World) -> Form:
    guest = add_person(by=world.administrator, email="guest@newsroom.example", name="Gus Guest", role="editor")
    return world.administrator, reverse("desk:invite-again", args=[guest.pk]), {}


REDIRECTING = [
    of_article,
    of_import,
    of_revision,
    of_new_source,
    of_source,
    of_new_rating,
    of_rating,
    of_person,
    of_name,
    of_vouching,
]


@pytest.mark.parametrize("form", REDIRECTING)
def test_double_click_redirects_like_the_first_click_and_writes_once(world: World, form: Callable[[World], Form]) -> None:
    person, at, data = form(world)
    client, data = signed_in(person), {**data, "token": uuid.uuid4()}
    first = client.post(at, data)
    assert first.status_code == 303, source_of(first)
    entries, revisions = Entry.objects.count(), Revision.objects.count()
    second = client.post(at, data)
    assert (second.status_code, second["Location"]) == (303, first["Location"])
    assert (Entry.objects.count(), Revision.objects.count()) == (entries, revisions)


@pytest.mark.parametrize("form", [of_invitation, of_new_link])
def test_double_click_displays_the_invitation_link_and_writes_once(world: World, form: Callable[[World], Form]) -> None:
    person, at, data = form(world)
    client, data = signed_in(person), {**data, "token": uuid.uuid4()}
    first = client.post(at, data)
    entries = Entry.objects.count()
    second = client.post(at, data)
    assert [response.status_code for response in (first, second)] == [200, 200]
    assert all('id="link"' in response.content.decode() for response in (first, second))
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("form", [of_invitation, of_new_link])
def test_repeated_invitation_has_no_link_once_the_person_has_a_password(world: World, form: Callable[[World], Form]) -> None:
    person, at, data = form(world)
    client, data = signed_in(person), {**data, "token": uuid.uuid4()}
    assert client.post(at, data).status_code == 200
    guest = Person.objects.latest("pk")
    guest.set_password("a long enough password")
    guest.save(update_fields=["password"])
    response = client.post(at, data)
    assert response.status_code == 403
    assert 'id="link"' not in response.content.decode()


def test_repeated_invitation_has_no_link_for_a_former_administrator(world: World) -> None:
    person, at, data = of_new_link(world)
    client, data = signed_in(person), {**data, "token": uuid.uuid4()}
    assert client.post(at, data).status_code == 200
    change_person(by=world.person("administrator"), person=person, role="reader")
    response = client.post(at, data)
    assert response.status_code == 403
    assert 'id="link"' not in response.content.decode()


def test_second_click_with_the_same_file_is_a_repeated_request(world: World) -> None:
    client, token = signed_in(world.checker), uuid.uuid4()

    def upload() -> Any:
        file = SimpleUploadedFile("text.txt", "Ein Text.".encode("utf-16"))
        return client.post(reverse("desk:article-import"), {"file": file, "encoding": "utf-16", "token": token})

    first, second = upload(), upload()
    assert (first.status_code, second.status_code) == (303, 303)
    assert first["Location"] == second["Location"]


PAGES = [*(form for form in REDIRECTING if form is not of_vouching), of_invitation]


@pytest.mark.parametrize("form", PAGES)
def test_each_page_has_an_idempotency_key_in_its_form(world: World, form: Callable[[World], Form]) -> None:
    person, at, data = form(world)
    page = signed_in(person).get(at).content.decode()
    forms = [part for part in re.findall(r"<form.*?</form>", page, re.DOTALL) if f'action="{at}"' in part]
    assert len(forms) == 1
    assert len(re.findall(r'name="token" value="[0-9a-f-]{36}"', forms[0])) == 1
    assert ('name="version"' in forms[0]) == ("version" in data)


def test_person_page_has_an_idempotency_key_in_each_form(world: World) -> None:
    guest = add_person(by=world.administrator, email="guest@newsroom.example", name="Gus Guest", role="editor")
    page = signed_in(world.administrator).get(reverse("desk:person", args=[guest.pk])).content.decode()
    tokens = re.findall(r'name="token" value="([^"]+)"', page)
    assert len(tokens) == len(set(tokens)) == 2
    change_person(by=world.administrator, person=world.second_checker, role="editor")
    page = signed_in(world.editor).get(reverse("desk:person", args=[world.second_checker.pk])).content.decode()
    assert len(re.findall(r'name="token" value="[^"]+"', page)) == 1


def submitted_values(page: str, at: str) -> dict[str, str]:
    """The values that a browser would submit from a form of the returned page."""
    form = next(part for part in re.findall(r"<form.*?</form>", page, re.DOTALL) if f'action="{at}"' in part)
    values = {}
    for attributes in re.findall(r"<input ([^>]*)>", form):
        given = dict(re.findall(r'([a-z-]+)="([^"]*)"', attributes))
        if given.get("type") == "checkbox":
            if re.search(r"\bchecked\b", attributes):
                values[given["name"]] = "on"
        elif "name" in given:
            values[given["name"]] = unescape(given.get("value", ""))
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', form, re.DOTALL):
        values[name] = "".join(re.findall(r'<option value="([^"]*)" selected', options))
    values.pop("csrfmiddlewaretoken", None)
    return values


def conflict(client: Client, at: str, **changed: Any) -> Callable[[Callable[[], Any]], tuple[str, Any]]:
    """Open the form, save as someone else, submit it, then submit the returned form. Returns the page and the last response."""

    def run(meanwhile: Callable[[], Any]) -> tuple[str, Any]:
        values = {**submitted_values(client.get(at).content.decode(), at), **changed}
        meanwhile()
        rejected = client.post(at, values)
        page = source_of(rejected)
        assert rejected.status_code == 409, page
        return page, client.post(at, submitted_values(rejected.content.decode(), at))

    return run


def sections(page: str) -> dict[str, list[str]]:
    """Label of a conflict → who changed it, and the texts: opened, saved, submitted."""
    found = re.findall(r'<section class="versions" aria-label="Changes: ([^"]+)"\s+data-conflict="(\w+)"(.*?)</section>', page)
    return {label: [whose, *re.findall(r'<div class="typed" tabindex="0">(.*?)</div>', body)] for label, whose, body in found}


def reloaded(row: Model) -> Any:
    return type(row)._default_manager.get(pk=row.pk)


def test_conflict_of_an_article_does_not_revert_unchanged_fields(world: World) -> None:
    row, at = world.first_article, reverse("desk:article-edit", args=[world.first_article.pk])
    title, outlet = row.title, row.outlet.name
    page, answer = conflict(signed_in(world.checker), at, title="My title")(
        lambda: edit_article(
            person=world.second_checker,
            article=row,
            seen_version=row.version,
            title="Their title",
            outlet="Their outlet",
            author="Ann",
        )
    )
    assert sections(page) == {
        "Title": ["yours", title, "Their title", "My title"],
        "Outlet": ["theirs", outlet, "Their outlet"],
        "Author": ["theirs", row.author or "(empty)", "Ann"],
    }
    assert answer.status_code == 303
    stored = reloaded(row)
    assert (stored.title, stored.outlet.name, stored.author) == ("My title", "Their outlet", "Ann")


def test_conflict_of_a_source_does_not_revert_unchanged_fields(world: World) -> None:
    row, at = world.ministry, reverse("desk:source", args=[world.ministry.pk])
    page, answer = conflict(signed_in(world.checker), at, interest="Mine.")(
        lambda: edit_source(
            person=world.second_checker,
            source=row,
            seen_version=row.version,
            interest="Theirs.",
            country="XY",
            source_kind="agency",
        )
    )
    assert sections(page) == {
        "Interest": ["yours", row.interest or "(empty)", "Theirs.", "Mine."],
        "Country": ["theirs", row.country or "(empty)", "XY"],
        "Kind": ["theirs", row.get_source_kind_display(), "news agency"],
    }
    assert answer.status_code == 303
    stored = reloaded(row)
    assert (stored.interest, stored.country, stored.source_kind) == ("Mine.", "XY", "agency")


def test_conflict_of_a_rating_does_not_revert_unchanged_fields(world: World) -> None:
    row = rating()
    at, editor = reverse("desk:rating", args=[row.pk]), world.person("administrator")
    page, answer = conflict(signed_in(world.administrator), at, name="My name")(
        lambda: edit_rating(person=editor, rating=row, seen_version=row.version, description="Theirs.", is_active=False)
    )
    assert sections(page) == {
        "Name": ["yours", row.name, row.name, "My name"],
        "Description": ["theirs", row.description or "(empty)", "Theirs."],
        "In use": ["theirs", "yes", "no"],
    }
    assert answer.status_code == 303
    stored = reloaded(row)
    assert (stored.name, stored.description, stored.is_active) == ("My name", "Theirs.", False)


def test_conflict_of_a_person_does_not_revert_a_role(world: World) -> None:
    row, at = world.second_checker, reverse("desk:person", args=[world.second_checker.pk])
    page, answer = conflict(signed_in(world.administrator), at, name="My Name")(
        lambda: change_person(by=world.person("administrator"), person=row, seen_version=row.version, role="reader")
    )
    assert sections(page) == {"Name": ["yours", row.name, row.name, "My Name"], "Role": ["theirs", "Checker", "Reader"]}
    assert answer.status_code == 303
    stored = reloaded(row)
    assert (stored.name, stored.role) == ("My Name", "reader")


ONE_LINE = [
    (of_article, "title", "article"),
    (of_new_source, "name", "source"),
    (of_source, "interest", "source"),
    (of_rating, "name", "rating"),
    (of_person, "name", "person"),
    (of_invitation, "name", "person"),
]


@pytest.mark.parametrize(("form", "field", "kind"), ONE_LINE)
def test_line_breaks_of_a_crafted_request_are_not_stored(
    world: World, form: Callable[[World], Form], field: str, kind: str
) -> None:
    person, at, data = form(world)
    assert signed_in(person).post(at, {**data, field: "One\r\ntwo\u2028three"}).status_code in (200, 303)
    entry = Entry.objects.filter(kind=kind).latest("number")
    assert entry.after[field] == "One two three"
