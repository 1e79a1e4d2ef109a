"""The people screens for all staff, and vouching for an account."""

from __future__ import annotations

import pytest
from django.test import Client

from factcheck.accounts.actions import add_person, change_person
from factcheck.ledger.models import Entry
from tests.pages import signed_in, source_of
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
    assert "Ada Admin promoted this person" in main(client, page)
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
    assert "Ed Editor vouched for the account" in main(client, page)
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
