"""Drafts do not leak. Each test stores a secret in unpublished fields, then searches all public pages for it."""

from __future__ import annotations

import pytest
from django.test import Client

from factcheck.claims.actions import add_relation, withdraw_mention, withdraw_relation
from factcheck.claims.models import Mention
from factcheck.evidence.actions import withdraw_evidence
from factcheck.publishing.actions import correct, publish
from factcheck.publishing.models import Publication
from factcheck.verdicts.actions import open_verdict, return_verdict, save_version
from factcheck.verdicts.models import Rating, Verdict
from tests.sql import without_triggers
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister", "institute", "editor")]

SECRET = "HUSHHUSH"


def everything_public(client: Client) -> str:
    addresses = ["/", "/corrections/", "/method/", "/checks/feed.atom", "/robots.txt"]
    for slug, number in Publication.objects.values_list("slug", "number"):
        addresses += [f"/checks/{slug}/", f"/checks/{slug}/versions/{number}/", f"/checks/{slug}/claimreview.json"]
    pages = [client.get(address) for address in addresses]
    assert {page.status_code for page in pages} == {200}
    return "".join(page.content.decode() for page in pages) + client.get("/checks/data.json").getvalue().decode()


def test_unpublished_claims_are_not_public(world: World, client: Client) -> None:
    assert world.published
    claim = world.claim(f"{SECRET} claim", context=SECRET, topics=[SECRET], place=SECRET)
    world.evidence_on(claim, note=SECRET, quote=SECRET)
    for verdict in (world.ready(claim, summary=SECRET, rationale=SECRET), world.ready(world.claim(SECRET))):
        world.submit(verdict)
    world.approve(world.submit(world.ready(world.claim(f"{SECRET} approved"))))
    assert SECRET not in everything_public(client)


def test_next_version_is_not_public_before_it_is_published(world: World, client: Client) -> None:
    verdict = world.published
    before = everything_public(client)
    correct(person=world.checker, verdict=verdict, correction_kind="clarification", notice=SECRET)
    save_version(
        person=world.checker,
        verdict=Verdict.objects.get(pk=verdict.pk),
        seen_version=None,
        summary=SECRET,
        rationale=SECRET,
        rating=Rating.objects.get(name="True"),
        conclusion="supported",
    )
    world.evidence_on(verdict.claim, "supports", note=SECRET, quote=SECRET)
    assert everything_public(client) == before
    world.approve(world.submit(Verdict.objects.get(pk=verdict.pk)))
    assert everything_public(client) == before


def test_withdrawn_rows_are_not_published(world: World, client: Client) -> None:
    claim, other = world.claim(), world.claim(f"{SECRET} other", quote="the town had been left")
    item = world.evidence_on(claim, note=SECRET, quote=SECRET)
    withdraw_evidence(person=world.checker, item=item, reason=SECRET)
    relation = add_relation(person=world.checker, claim=claim, relation_kind="denies", other=other)
    withdraw_relation(person=world.checker, relation=relation, reason=SECRET)
    mention = Mention.objects.get(claim=world.claim(SECRET, article=world.article(f"{SECRET} stands here.\n"), quote=SECRET))
    withdraw_mention(person=world.checker, mention=mention, reason=SECRET)
    publish(person=world.editor, verdict=world.approve(world.submit(world.ready(claim))))
    assert SECRET not in everything_public(client)
    assert SECRET not in str(Publication.objects.get().document)


def test_only_the_statement_of_a_denied_claim_is_public(world: World, client: Client) -> None:
    claim = world.claim()
    other = world.claim("They did it.", quote="the town had been left", context=SECRET, place=SECRET)
    world.evidence_on(other, note=SECRET, quote=SECRET)
    open_verdict(person=world.checker, claim=other, summary=SECRET)
    add_relation(person=world.checker, claim=claim, relation_kind="denies", other=other)
    publish(person=world.editor, verdict=world.approve(world.submit(world.ready(claim))))
    page = everything_public(client)
    assert "They did it." in page
    assert SECRET not in page


def test_claims_that_deny_the_published_claim_are_not_public(world: World, client: Client) -> None:
    claim = world.claim()
    denial = world.claim(f"{SECRET} denial", quote="the town had been left")
    add_relation(person=world.checker, claim=denial, relation_kind="denies", other=claim)
    publish(person=world.editor, verdict=world.approve(world.submit(world.ready(claim))))
    assert SECRET not in everything_public(client)


def test_review_reasons_are_not_public(world: World, client: Client) -> None:
    verdict = world.submit(world.ready())
    return_verdict(person=world.editor, verdict=verdict, reason=SECRET)
    save_version(person=world.checker, verdict=Verdict.objects.get(pk=verdict.pk), seen_version=None, summary="Second try.")
    publish(person=world.editor, verdict=world.approve(world.submit(Verdict.objects.get(pk=verdict.pk))))
    assert SECRET not in everything_public(client)


def test_email_addresses_are_not_public(world: World, client: Client) -> None:
    """Not even if a person's name is an email address, which an earlier version accepted."""
    with without_triggers() as cursor:
        cursor.execute("UPDATE accounts_person SET name = 'editor@newsroom.example' WHERE id = %s", [world.editor.pk])
    world.editor.refresh_from_db()
    verdict = world.approved
    publish(person=world.other_editor, verdict=Verdict.objects.get(pk=verdict.pk))
    page = everything_public(client)
    assert "@newsroom.example" not in page
    assert "a member of the newsroom" in page
    for person in (world.checker, world.editor, world.other_editor):
        assert person.email not in page


def test_contributors_who_are_not_authors_are_not_public(world: World, client: Client) -> None:
    claim = world.claim()
    world.evidence_on(claim, person=world.second_checker)
    publish(person=world.other_editor, verdict=world.approve(world.submit(world.ready(claim))))
    page = everything_public(client)
    assert "Chris Checker" in page
    assert "Ed Editor" in page
    assert "Sam Second" not in page
    assert "Olga Other" not in page
