"""The people screens for all staff, and vouching for an account."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factcheck.accounts.actions import add_person, change_person
from factcheck.desk.people.queries import count_handed_over
from factcheck.ledger.models import Entry, RowVersion
from factcheck.verdicts.actions import open_verdict
from tests.pages import notices_after, parsed, signed_in, source_of
from tests.world import World

pytestmark = pytest.mark.django_db


def main(client: Client, path: str) -> str:
    return source_of(client.get(path)).split("<main")[1]


@pytest.mark.parametrize("role", ["reader", "checker", "editor"])
def test_staff_see_names_and_roles_without_addresses_or_controls(world: World, role: str) -> None:
    client = signed_in(getattr(world, role))
    assert world.second_checker.name in main(client, "/desk/people/")
    for path in ("/desk/people/", f"/desk/people/{world.second_checker.pk}/"):
        content = main(client, path)
        assert (world.second_checker.email in content, 'data-draft="person-' in content, "Invite someone" in content) == (
            False,
            False,
            False,
        )


def test_only_administrators_search_by_address(world: World) -> None:
    address = f"/desk/people/?q={world.second_checker.email}"
    found = [
        world.second_checker.name in main(signed_in(person), address)
        for person in (world.reader, world.editor, world.administrator)
    ]
    assert found == [False, False, True]
    assert world.second_checker.name in main(signed_in(world.reader), "/desk/people/?q=sam+sec")


def test_only_administrators_change_a_person(world: World) -> None:
    sent = {"name": "Sam", "role": "administrator", "is_active": "on", "version": world.second_checker.version}
    for person in (world.reader, world.checker, world.editor):
        assert signed_in(person).post(f"/desk/people/{world.second_checker.pk}/", sent).status_code == 403
    world.second_checker.refresh_from_db()
    assert (world.second_checker.role, world.second_checker.version) == ("checker", 1)


def test_editor_vouches_on_the_persons_page(world: World) -> None:
    change_person(by=world.administrator, person=world.second_checker, role="editor")
    client, page = signed_in(world.editor), f"/desk/people/{world.second_checker.pk}/"
    assert "<bdi>Ada Admin</bdi> promoted this person" in main(client, page)
    empty = client.post(f"{page}vouch/", {"reason": " "})
    assert (empty.status_code, "Explain how you know" in empty.content.decode()) == (422, True)
    response = client.post(f"{page}vouch/", {"reason": "We share a desk."})
    assert (response.status_code, response["Location"]) == (303, page)
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.person, entry.object_id, entry.reason) == (
        "person.vouched",
        world.editor,
        world.second_checker.pk,
        "We share a desk.",
    )
    assert "<bdi>Ed Editor</bdi> vouched for the account" in main(client, page)
    again = client.post(f"{page}vouch/", {"reason": "Still true."})
    assert (again.status_code, Entry.objects.latest("number")) == (409, entry)
    assert "We share a desk." in main(client, f"/desk/history/person/{world.second_checker.pk}/")


def test_refused_vouching_preserves_input(world: World) -> None:
    change_person(by=world.administrator, person=world.second_checker, role="editor")
    response = signed_in(world.administrator).post(
        f"/desk/people/{world.second_checker.pk}/vouch/", {"reason": "Trust me on this."}
    )
    text = response.content.decode()
    assert (response.status_code, "another editor has to vouch" in text, "Trust me on this." in text) == (403, True, True)


def test_new_invitation_link_is_in_the_history(world: World) -> None:
    guest = add_person(by=world.administrator, email="guest@newsroom.example", name="Gus Guest", role="editor")
    response = signed_in(world.administrator).post(f"/desk/people/{guest.pk}/invite/")
    assert response.status_code == 200
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.person, entry.object_id) == ("person.invited", world.administrator, guest.pk)


def test_page_lists_the_open_verdicts_that_someone_else_continues(world: World) -> None:
    draft, submitted = world.draft, world.submitted
    assert world.published
    page = parsed(signed_in(world.administrator).get(f"/desk/people/{world.checker.pk}/"))
    (section,) = page.all("section", aria_labelledby="open-verdicts")
    assert "reviewed again" not in section.text
    assert [item.text for item in section.all("li")] == [
        f"{draft.claim.statement} draft",
        f"{submitted.claim.statement} submitted",
    ]
    assert [link.attributes["href"] for link in section.all("a")] == [
        reverse("desk:verdict", args=[verdict.claim_id]) for verdict in (draft, submitted)
    ]
    other = parsed(signed_in(world.administrator).get(f"/desk/people/{world.second_checker.pk}/"))
    assert not other.all("section", aria_labelledby="open-verdicts")


def test_successors_who_could_no_longer_approve_are_marked(world: World) -> None:
    """They are marked before the decision, in the options themselves, so that no script is necessary."""
    assert world.draft
    assert [world.second_checker.role, world.editor.role] == ["checker", "editor"]
    page = parsed(signed_in(world.administrator).get(f"/desk/people/{world.checker.pk}/"))
    groups = {group.attributes["label"]: [option.text for option in group.all("option")] for group in page.all("optgroup")}
    assert groups == {"Checkers": ["Sam Second"], "Editors (an author cannot approve)": ["Ada Admin", "Ed Editor"]}
    assert "cannot approve them" in page.all(id="id_hand_over_to_helptext")[0].text


def test_page_says_that_approved_verdicts_are_reviewed_again(world: World) -> None:
    assert world.approved
    page = parsed(signed_in(world.administrator).get(f"/desk/people/{world.checker.pk}/"))
    (section,) = page.all("section", aria_labelledby="open-verdicts")
    assert "an approved verdict that is handed over has to be reviewed again" in section.text


def test_list_of_open_verdicts_is_bounded(world: World) -> None:
    client, page = signed_in(world.administrator), f"/desk/people/{world.checker.pk}/"
    counts = []
    for number in range(22):
        open_verdict(person=world.checker, claim=world.claim(f"Statement {number}."), as_of=date(2022, 4, 20))
        if number in (0, 2):
            with CaptureQueriesContext(connection) as captured:
                client.get(page)
            counts.append(len(captured))
    assert counts[0] == counts[1]
    (section,) = parsed(client.get(page)).all("section", aria_labelledby="open-verdicts")
    assert len(section.all("li")) == 20
    assert "And 2 other open verdicts, which are handed over too." in section.text


def test_notice_says_how_many_verdicts_were_handed_over(world: World) -> None:
    assert world.draft
    assert world.submitted
    client, page = signed_in(world.administrator), f"/desk/people/{world.checker.pk}/"
    data = {
        "name": "Chris Checker",
        "role": "reader",
        "is_active": "on",
        "version": world.checker.version,
        "hand_over_to": world.second_checker.pk,
        "token": str(uuid.uuid4()),
    }
    for _ in range(2):  # a repeated request gets the same answer
        assert notices_after(client, page, data) == ["Chris Checker was saved. 2 open verdicts were handed over to Sam Second."]


def test_count_of_handed_over_verdicts_is_bounded_by_a_value(world: World) -> None:
    """The planner cannot estimate a bound from a subquery. It would read the entries of all verdicts."""
    assert world.draft
    change = {"is_active": False, "hand_over_to": world.second_checker}
    person = change_person(by=world.administrator, person=world.checker, **change)
    with CaptureQueriesContext(connection) as captured:
        assert count_handed_over(person, world.second_checker) == 1
    assert len(captured) == 2
    version = RowVersion.objects.get(kind="person", object_id=person.pk, version=person.version)
    assert f'"number" > {version.entry_id}' in captured[1]["sql"]


def test_page_says_that_a_promotion_ends_the_sessions(world: World) -> None:
    content = main(signed_in(world.administrator), f"/desk/people/{world.second_checker.pk}/")
    assert "A person whose new role allows more is signed out everywhere, and has to sign in again." in content
    assert "Checkers can also mark claims" in content
