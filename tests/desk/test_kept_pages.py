"""Pages whose markup is kept equal fresh ones, for everybody, after each change of what they show."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.accounts.actions import change_person
from factcheck.accounts.models import Role, StaffSession
from factcheck.evidence.custody.actions import hide_evidence, lift_takedown, place_hold
from tests.pages import empty_markup_cache, signed_in
from tests.world import World

pytestmark = pytest.mark.django_db


def without_tokens(page: str) -> str:
    """The page without what differs in each response."""
    page = re.sub(r'(csrfmiddlewaretoken" value=")[^"]*', r"\1", page)
    return re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "", page)


def differences(world: World) -> list[tuple[str, str]]:
    """The roles and the addresses of kept pages that differ from fresh ones."""
    claim = world.open_claim
    names = ("claims", "queue", "library", "sources", "checks")
    desk = reverse("desk:article", args=[world.first_article.pk])
    addresses = [
        *(f"{desk}{query}" for query in ("", f"?claim={claim.pk}", "?show=mine", "?open=1")),
        *(reverse(f"desk:{name}", args=[claim.pk]) for name in ("claim", "board", "verdict")),
        *(reverse(f"desk:{name}") for name in names),
        reverse("desk:search") + "?q=scene",
    ]
    found = []
    for person in (world.checker, world.reader, world.editor, world.administrator):
        client = signed_in(person)
        for address in addresses:
            kept = [without_tokens(client.get(address).content.decode()) for _ in range(2)]
            with empty_markup_cache():
                fresh = without_tokens(client.get(address).content.decode())
            if kept != [fresh, fresh]:
                found.append((person.role, address))
    return found


def test_kept_pages_equal_fresh_pages(world: World) -> None:
    item = world.evidence
    world.ready(world.open_claim)
    assert differences(world) == []
    takedown = hide_evidence(person=world.editor, item=item, reason_code="court_order", reason="An order.")
    assert differences(world) == []
    lift_takedown(person=world.editor, takedown=takedown, reason="Annulled.")
    assert differences(world) == []
    change_person(by=world.administrator, person=world.checker, role=Role.READER, hand_over_to=world.editor)
    assert differences(world) == []
    place_hold(person=world.editor, claim=world.open_claim, reason="A letter of a lawyer.")
    assert differences(world) == []


def test_session_of_another_person_and_ended_accounts_are_not_signed_in(world: World, client: Client) -> None:
    address = reverse("desk:profile")
    client.force_login(world.checker)
    assert world.checker.email in client.get(address).content.decode()
    # The column and the data of a session must name the same person.
    StaffSession.objects.update(person=world.editor)
    assert world.editor.email not in client.get(address).content.decode()
    StaffSession.objects.update(person=world.checker)
    world.checker.set_password("another password for the test")
    world.checker.save(update_fields=["password"])
    assert client.get(address).status_code == 302
    client.force_login(world.checker)
    change_person(by=world.administrator, person=world.checker, is_active=False)
    assert client.get(address).status_code == 302
