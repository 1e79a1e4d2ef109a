"""The pages of topics, claimants, and sources, related checks, and what search may find."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factcheck.claims.actions import edit_actor, edit_claim, get_or_create_actor
from factcheck.evidence.actions import change_evidence
from factcheck.evidence.custody.actions import hide_evidence
from factcheck.evidence.models import Evidence
from factcheck.publishing.actions import correct, publish, retract
from factcheck.publishing.listing import subject_page
from factcheck.publishing.models import Publication
from factcheck.publishing.related import related_checks
from factcheck.publishing.slugs import name_slug
from factcheck.verdicts.actions import save_version
from factcheck.verdicts.models import Verdict
from tests.pages import parsed
from tests.public.test_index import listed, publish_claim
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("checker")]
NAMES = (
    "Міноборони України",
    "Ministry of Defence — Bucha’s «office»",
    "İstanbul",
    "ﷺ" * 60,
    "國防部",
    "a\u0301b",
    "x" * 200,
    "…",
    "CO₂ (gas)",
    "H\u0331alid al-J\u030cuwayni",
    "Heart \U0001fa77 day",
    "\U0001fae8",
)


def subject(client: Client, kind: str, name: str) -> list[str]:
    response = client.get(reverse(f"public:{kind}", args=[name_slug(name)]))
    assert response.status_code == 200
    return [row.all("h2")[0].text for row in parsed(response).all("li", class_="check-row")]


@pytest.mark.parametrize("name", NAMES)
def test_database_computes_the_slugs_of_python(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT factcheck_name_slug(%s), factcheck_name_slugs(ARRAY[%s, %s])", [name, name, name])
        one, several = cursor.fetchone()
    slug = name_slug(name)
    assert one == slug
    assert several == ([slug] if slug else [])
    assert name_slug(slug) == slug
    assert len(slug) <= 120


def test_pages_list_the_checks_of_their_subject(world: World, client: Client) -> None:
    other, _ = get_or_create_actor(person=world.checker, name="Olena Other")
    publish_claim(world, "One.", topics=["Human rights", "War"])
    publish_claim(world, "Two.", topics=["War"], claimant=other)
    assert subject(client, "topic", "War") == ["Two.", "One."]
    assert subject(client, "topic", "human RIGHTS") == ["One."]
    assert subject(client, "claimant", "Olena Other") == ["Two."]
    assert subject(client, "source", "The Institute") == ["Two.", "One."]
    page = parsed(client.get("/topics/human-rights/"))
    assert page.all("h1")[0].text == "Human rights"


@pytest.mark.parametrize("name", ["H\u0331alid al-J\u030cuwayni", "Heart \U0001fa77 day", "\U0001fae8"])
def test_unusual_names_have_pages_and_filters(world: World, client: Client, name: str) -> None:
    actor, _ = get_or_create_actor(person=world.checker, name=name)
    publish_claim(world, "One.", topics=[name], claimant=actor)
    assert client.get("/").status_code == 200
    if slug := name_slug(name):
        for kind in ("topic", "claimant"):
            assert client.get(reverse(f"public:{kind}", args=[slug])).status_code == 200, kind
        assert listed(client, f"?q={name}") == ["One."]
    assert listed(client, f"?topic={name}") == ["One."]
    assert listed(client, f"?claimant={name}") == ["One."]


def test_other_spellings_redirect_and_unknown_names_are_not_found(world: World, client: Client) -> None:
    publish_claim(world, "One.", topics=["Human rights"])
    response = client.get("/topics/Human%20Rights/")
    assert (response.status_code, response["Location"]) == (301, "/topics/human-rights/")
    for address in ("/topics/peace/", "/claimants/nobody/", "/sources/nothing/", "/topics/.../", "/topics/" + "x" * 400 + "/"):
        assert client.get(address).status_code == 404, address
    assert client.get("/topics/human-rights/?page=nonsense").status_code == 422
    for hostile in ("%00", "%ED%A0%80", "%FF"):
        assert client.get(f"/topics/{hostile}/", follow=True).status_code == 404


def test_names_in_other_scripts_have_pages(world: World, client: Client) -> None:
    speaker, _ = get_or_create_actor(person=world.checker, name="Олена Іванова")
    publish_claim(world, "One.", topics=["Права людини"], claimant=speaker)
    for address in ("/topics/права-людини/", "/claimants/олена-іванова/"):
        assert client.get(address).status_code == 200, address
    response = client.get("/claimants/ОЛЕНА%20Іванова/", follow=True)
    assert (response.status_code, len(response.redirect_chain)) == (200, 1)


def test_retracted_checks_are_displayed_as_such(world: World, client: Client) -> None:
    retract(person=world.editor, verdict=publish_claim(world, "Withdrawn.", topics=["War"]), notice="It was wrong.")
    (row,) = parsed(client.get("/topics/war/")).all("li", class_="check-row")
    assert "Retracted" in row.all("div", class_="check-answer")[0].text
    assert "False" not in row.all("div", class_="check-answer")[0].text


def test_unpublished_material_does_not_exist_for_readers(world: World, client: Client) -> None:
    publish_claim(world, "One.")
    secret, _ = get_or_create_actor(person=world.checker, name="Secret Speaker")
    world.submit(world.ready(world.claim("Confidential harvest.", topics=["Unheard"], claimant=secret), headline="Hidden."))
    for query in ("confidential", "harvest", "hidden", "secret"):
        assert listed(client, f"?q={query}") == []
    for address in ("/topics/unheard/", "/claimants/secret-speaker/"):
        assert client.get(address).status_code == 404
    page = client.get("/").content.decode()
    assert "Secret Speaker" not in page
    assert "Unheard" not in page


def republish(world: World, verdict: Verdict, **text: Any) -> None:
    correct(person=world.checker, verdict=verdict, correction_kind="typo", notice="A name.")
    save_version(person=world.checker, verdict=Verdict.objects.get(pk=verdict.pk), seen_version=None, summary="Better.", **text)
    publish(person=world.editor, verdict=world.approve(world.submit(Verdict.objects.get(pk=verdict.pk))))


def test_former_name_of_a_claimant_has_an_empty_page_once_all_checks_have_the_new_one(world: World, client: Client) -> None:
    other, _ = get_or_create_actor(person=world.checker, name="Olena Other")
    verdict = publish_claim(world, "Two.", claimant=other)
    edit_actor(person=world.editor, actor=other, seen_version=None, name="Olena Newname")
    assert subject(client, "claimant", "Olena Other") == ["Two."]
    assert client.get("/claimants/olena-newname/").status_code == 404
    republish(world, verdict)
    assert subject(client, "claimant", "Olena Other") == []
    assert "No current check is listed here." in client.get("/claimants/olena-other/").content.decode()
    assert subject(client, "claimant", "Olena Newname") == ["Two."]


def test_page_of_a_wrongly_named_claimant_does_not_lead_to_another_person(world: World, client: Client) -> None:
    wrong, _ = get_or_create_actor(person=world.checker, name="Jane Doe", actor_kind="person")
    right, _ = get_or_create_actor(person=world.checker, name="John Smith", actor_kind="person")
    verdict = publish_claim(world, "One.", claimant=wrong)
    edit_claim(person=world.checker, claim=verdict.claim, seen_version=None, claimant=right)
    republish(world, Verdict.objects.get(pk=verdict.pk))
    assert subject(client, "claimant", "John Smith") == ["One."]
    for address in ("/claimants/jane-doe/", "/claimants/jane-doe/feed.atom", "/claimants/jane-doe/feed.rss"):
        response = client.get(address)
        assert response.status_code == 200, address
        assert "John Smith" not in response.content.decode()
        assert "john-smith" not in response.content.decode()


def test_source_of_a_hidden_item_is_not_listed(world: World, client: Client) -> None:
    verdict = publish_claim(world, "One.")
    name = Publication.objects.get().document["evidence"]["contradicts"][0]["source"]["name"]
    assert subject(client, "source", name) == ["One."]
    item = verdict.claim.evidence.get()
    hide_evidence(person=world.editor, item=item, reason_code="court_order", reason="A court order.", reference="1")
    assert client.get(reverse("public:source", args=[name_slug(name)])).status_code == 404


def publish_with_archive(world: World, statement: str) -> Evidence:
    """An item from the source “Rare archive” in a published check. Each has its own page and quote."""
    claim = world.claim(statement)
    address = f"https://rare.example/{claim.pk}"
    item = world.evidence_on(claim, source="Rare archive", address=address, quote=f"Words {claim.pk}.")
    publish(person=world.editor, verdict=world.approve(world.submit(world.ready(claim, headline=statement))))
    return item


def hide(world: World, item: Evidence) -> None:
    hide_evidence(person=world.editor, item=item, reason_code="court_order", reason="A court order.", reference="1")


def test_page_of_a_source_goes_on_after_checks_in_which_takedowns_hide_it(world: World) -> None:
    items = [publish_with_archive(world, statement) for statement in ("One.", "Two.", "Three.", "Four.")]
    for item in items[2:]:
        hide(world, item)
    first = subject_page("source", "rare-archive", size=2)
    assert first
    assert [row.statement for row in first.page.items] == ["Two.", "One."]
    newer = subject_page("source", "rare-archive", cursor=first.page.newer, size=2)
    assert newer
    assert [row.statement for row in newer.page.items] == ["Two.", "One."]


def test_former_source_has_a_page_while_a_takedown_of_something_else_is_in_force(world: World, client: Client) -> None:
    hide(world, publish_with_archive(world, "One."))
    assert client.get("/sources/rare-archive/").status_code == 404
    item = publish_with_archive(world, "Two.")
    change_evidence(person=world.checker, item=item, seen_version=None, source="Another institute")
    republish(world, Verdict.objects.get(claim=item.claim))
    assert subject(client, "source", "Rare archive") == []
    assert "No current check is listed here." in client.get("/sources/rare-archive/").content.decode()


def test_related_checks_have_a_fixed_order_and_no_retracted_ones(world: World) -> None:
    other, _ = get_or_create_actor(person=world.checker, name="Olena Other")
    publish_claim(world, "Same claimant.", topics=["Peace"])
    publish_claim(world, "Same topic.", topics=["War"], claimant=other)
    publish_claim(world, "Same claimant and topic.", topics=["War", "Peace"])
    publish_claim(world, "Neither.", topics=["Harvest"], claimant=other)
    retract(person=world.editor, verdict=publish_claim(world, "Withdrawn.", topics=["War"]), notice="It was wrong.")
    verdict = publish_claim(world, "This.", topics=["War"])
    document = Publication.objects.get(verdict=verdict).document
    with CaptureQueriesContext(connection) as captured:
        found = [(check.headline, check.rank) for check in related_checks({**document, "appearances": []})]
    assert found == [("Same claimant and topic.", 3), ("Same claimant.", 4), ("Same topic.", 5)]
    assert len(captured) == 1


def test_related_checks_include_other_layers_of_the_same_words(world: World, client: Client) -> None:
    first, second = publish_claim(world, "One.", topics=["War"]), publish_claim(world, "Two.", topics=["War"])
    documents = {p.verdict_id: p.document for p in Publication.objects.all()}
    same = documents[first.pk]["appearances"] == documents[second.pk]["appearances"]
    found = [(check.headline, check.rank) for check in related_checks(documents[second.pk])]
    assert found == [("One.", 2 if same else 3)]
    page = parsed(client.get(reverse("public:check", args=[documents[second.pk]["slug"]])))
    assert [link.text for link in page.all("ul", class_="related")[0].all("a")] == ["One."]
    (questions,) = page.all("ul", class_="questions")
    assert len(questions.all("a")) == 1
    assert "This check" in questions.text


def test_new_publications_appear_among_the_related_checks_of_a_cached_page(world: World, client: Client) -> None:
    publish_claim(world, "One.", topics=["War"])
    address = reverse("public:check", args=[Publication.objects.get().slug])
    assert "Related checks" not in client.get(address).content.decode()
    publish_claim(world, "Two.", topics=["War"])
    assert "Related checks" in client.get(address).content.decode()
