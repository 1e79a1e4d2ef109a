"""A new revision of an article: which mentions move, and which need a decision."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from factcheck.articles.actions import edit_article
from factcheck.claims.anchoring import find
from factcheck.evidence import revisions
from factcheck.evidence.actions import attach
from factcheck.evidence.locators import PassageLocator
from factcheck.evidence.models import Evidence
from factcheck.ledger.models import Entry
from tests.pages import alerts, field_errors, links, parsed, refused_fields, source_of, values
from tests.world import FIRST, World

pytestmark = pytest.mark.prepared("first_article", "minister")


def send(client: Client, world: World, **fields: object):
    return client.post(f"/desk/articles/{world.first_article.pk}/revise/", {"encoding": "utf-8", "version": 1, **fields})


def counts(response: HttpResponse) -> dict[str, int]:
    """The numbers on the page after a revision."""
    found = re.findall(r'data-count="(\w+)"[^>]*>\s*(\d+)', response.content.decode())
    return {name: int(number) for name, number in found}


@pytest.mark.django_db
def test_page_after_a_revision_counts_moved_ambiguous_and_orphaned_mentions(client: Client, world: World) -> None:
    world.claim("The scene was arranged.", quote="The scene was arranged")
    world.claim("The town was left.", quote="the town had been left on 30 March")
    world.claim("All was well.", quote="all was well")
    changed = (
        FIRST.replace("left on 30 March", "left on 31 March").replace("all was well", "well") + "all was well, all was well\n"
    )
    client.force_login(world.checker)
    response = send(client, world, content=changed)
    assert (response.status_code, response["Location"]) == (303, f"/desk/articles/{world.first_article.pk}/revise/2/")
    page = client.get(response["Location"])
    assert counts(page) == {"placed": 1, "needs_review": 1, "orphans": 1, "all": 3}
    review, orphans = source_of(page).split('id="orphans"')
    assert "All was well." in review.split('id="review"')[1]
    assert "The town was left." in orphans
    for part in (review, orphans):
        assert "These mentions and passages need a decision" in part


@pytest.mark.django_db
def test_screens_use_the_same_terms_for_a_mention_that_needs_a_decision(client: Client, world: World) -> None:
    claim = world.claim("The town was left.", quote="the town had been left on 30 March")
    client.force_login(world.checker)
    send(client, world, content=FIRST.replace("left on 30 March", "left on 31 March"))
    page = source_of(client.get(f"/desk/claims/{claim.pk}/"))
    assert "1 mention needs a decision" in page
    assert "No mention or passage needs a decision" in page  # the line of the evidence gate
    assert "1 mention needs a decision" in source_of(client.get(f"/desk/articles/{world.first_article.pk}/"))
    for old in ("pending", "could not be placed", "carried over"):
        assert old not in re.sub(r'(class|id|href)="[^"]*"', "", page)


@pytest.mark.django_db
def test_revision_from_an_uploaded_file_preserves_the_old_text(client: Client, world: World) -> None:
    client.force_login(world.checker)
    file = SimpleUploadedFile("new.txt", "Буча".encode("windows-1251"))
    assert send(client, world, file=file, encoding="windows-1251", content="").status_code == 303
    texts = list(world.first_article.revisions.order_by("number").values_list("text", flat=True))
    assert texts == [FIRST, "Буча"]
    page = client.get(f"/desk/articles/{world.first_article.pk}/edit/").content.decode()
    assert page.index("Revision 2") < page.index("Revision 1")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "at_fault"),
    [
        ({"content": FIRST}, "content"),
        ({"file": SimpleUploadedFile("x.txt", b"ab\xff")}, "file"),
        ({}, "content"),
    ],
)
def test_invalid_text_of_a_revision_is_a_field_error(
    client: Client, fields: dict[str, object], at_fault: str, world: World
) -> None:
    client.force_login(world.checker)
    response = send(client, world, **fields)
    assert refused_fields(response) == set(field_errors(response)) == {at_fault}
    assert world.first_article.revisions.count() == 1


@pytest.mark.django_db
def test_outdated_page_preserves_the_pasted_text_and_can_be_submitted_again(client: Client, world: World) -> None:
    edit_article(person=world.second_checker, article=world.first_article, seen_version=1, title="Another title")
    client.force_login(world.checker)
    response = send(client, world, content="A changed text.")
    assert response.status_code == 409
    assert len(alerts(response)) == 1
    assert (values(response, "content"), values(response, "version")) == (["A changed text."], ["2"])
    assert send(client, world, content="A changed text.", version=2).status_code == 303


@pytest.mark.django_db
def test_number_of_queries_does_not_depend_on_the_mentions(client: Client, django_assert_num_queries, world: World) -> None:
    client.force_login(world.checker)
    for quote in ("The scene was arranged", "the town had been left", "all was well"):
        world.claim(f"About {quote}.", quote=quote)
    send(client, world, content="Nothing of it is left.")
    address = f"/desk/articles/{world.first_article.pk}/revise/2/"
    # session, person, article, revision, newest revision, earlier text; counts of mentions and passages; mentions and their
    # spans, passages
    with django_assert_num_queries(10):
        assert client.get(address).content.count(b'class="quoted"') == 3


def marked_passage(world: World, quote: str) -> Evidence:
    revision = world.first_article.current
    locator = PassageLocator(revision, find(revision.text, quote))
    return attach(person=world.checker, claim=world.open_claim, stance="context", closeness="primary", quoted_from=locator)


def decision_forms(response: HttpResponse) -> list[tuple[str, dict[str, str]]]:
    """The action and the hidden fields of each form in the list of decisions."""
    text = source_of(response).split('id="decisions"')[1]
    forms = re.findall(r'<form[^>]*action="([^"]+)"[^>]*>(.*?)</form>', text)
    return [
        (action, dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', body)))
        for action, body in forms
        if action.endswith(("/place/", "/context/"))
    ]


@pytest.mark.django_db
def test_proposed_place_of_a_mention_and_of_a_passage_is_accepted_without_javascript(client: Client, world: World) -> None:
    claim = world.claim("All was well.", quote="that all was well")
    item = marked_passage(world, "that all was well")
    client.force_login(world.second_checker)
    at = send(client, world, content=FIRST.replace("all was well", "all\u00a0was well"))["Location"]
    page = client.get(at)
    assert counts(page) == {"placed": 1, "needs_review": 2, "orphans": 0, "all": 3}
    assert "[no-break space]" in source_of(page)
    entries = Entry.objects.count()
    for action, data in decision_forms(page):
        assert client.post(action, data)["Location"] == f"{at}#decisions"
    assert Entry.objects.count() == entries + 2
    assert counts(client.get(at)) == {"placed": 3, "needs_review": 0, "orphans": 0, "all": 3}
    assert claim.mentions.get().spans.get().exact == "that all\u00a0was well"
    item.refresh_from_db()
    assert (item.exact, item.anchor, item.revision.number) == ("that all\u00a0was well", "", 2)


@pytest.mark.django_db
def test_place_that_is_not_proposed_is_refused(client: Client, world: World) -> None:
    world.claim("All was well.", quote="that all was well")
    client.force_login(world.checker)
    at = send(client, world, content=FIRST.replace("all was well", "all\u00a0was well"))["Location"]
    ((action, data),) = decision_forms(client.get(at))
    start, end = map(int, data["place"].split("-"))
    for place, status in ((f"{start - 5}-{end}", 409), ("0-5", 409), ("x", 422), ("", 422)):
        assert client.post(action, {**data, "place": place}).status_code == status
    assert client.post(action, {**data, "revision": "7"}).status_code == 409
    assert client.post(action, {**data, "version": "1"}).status_code == 409


@pytest.mark.django_db
def test_changed_context_is_displayed_and_confirmed(client: Client, world: World) -> None:
    claim = world.claim("All was well.", quote="all was well")
    client.force_login(world.checker)
    at = send(client, world, content=FIRST.replace("had announced that", "had denied that"))["Location"]
    page = client.get(at)
    assert counts(page) == {"placed": 1, "needs_review": 0, "orphans": 0, "all": 1}
    text = source_of(page)
    assert "<del><bdi>announced that</bdi></del>" in text
    assert "<ins><bdi>denied that</bdi></ins>" in text
    assert "changed context" in source_of(client.get(f"/desk/claims/{claim.pk}/"))
    ((action, data),) = decision_forms(page)
    assert client.post(action, data).status_code == 303
    assert claim.mentions.get().changed_context == []
    assert "There is nothing left to do" in source_of(client.get(at))


@pytest.mark.django_db
def test_page_polls_while_quotes_are_being_placed(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries
) -> None:
    monkeypatch.setattr(revisions, "PLACED_IMMEDIATELY", 0)
    world.claim("All was well.", quote="all was well")
    client.force_login(world.checker)
    at = send(client, world, content="New. " + FIRST)["Location"]
    page = client.get(at)
    assert counts(page) == {"placed": 0, "needs_review": 0, "orphans": 0, "being_placed": 1, "all": 1}
    assert 'hx-trigger="every 2s"' in source_of(page)
    revisions.place_batch(world.first_article.pk)
    # session, person, article, revision, newest revision, counts of mentions and passages
    with django_assert_num_queries(6):
        fragment = client.get(at, headers={"HX-Request": "true", "HX-Request-Type": "partial"})
    assert "<html" not in fragment.content.decode()
    assert counts(fragment) == {"placed": 1, "needs_review": 0, "orphans": 0, "all": 1}
    assert "hx-trigger" not in fragment.content.decode()


@pytest.mark.django_db
def test_texts_are_compared_by_paragraph(client: Client, world: World) -> None:
    client.force_login(world.checker)
    at = send(client, world, content=FIRST.replace("30 March", "31 March"))["Location"]
    text = source_of(client.get(at)).split('id="texts"')[1]
    assert re.findall(r"<(del|ins)>.*?</span>(.*?)<span", text) == [("del", "30"), ("ins", "31")]
    assert "The minister spoke on Monday." in text


@pytest.mark.django_db
def test_long_lists_state_how_many_quotes_are_not_displayed(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        world.claim(f"The town was left {number}.", quote="the town had been left on 30 March")
    monkeypatch.setattr("factcheck.desk.new_revision.views.MAX_ROWS", 3)
    client.force_login(world.checker)
    at = send(client, world, content=FIRST.replace("left on 30 March", "left on 31 March"))["Location"]
    page = client.get(at)
    assert source_of(page).count('<li class="stack is-tight" id="mention-') == 3
    assert "1 more is not displayed." in source_of(page)
    every = client.get(f"{at}?all=1")
    assert source_of(every).count('<li class="stack is-tight" id="mention-') == 4
    assert "not displayed" not in source_of(every)


@pytest.mark.django_db
def test_long_list_does_not_displace_another_one(client: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        world.claim(f"The town was left {number}.", quote="the town had been left on 30 March")
    world.claim("All was well.", quote="all was well")
    monkeypatch.setattr("factcheck.desk.new_revision.views.MAX_ROWS", 1)
    client.force_login(world.checker)
    changed = FIRST.replace("left on 30 March", "left on 31 March").replace("all was well", "well")
    page = client.get(send(client, world, content=changed + "all was well, all was well\n")["Location"])
    assert source_of(page).count('<li class="stack is-tight" id="mention-') == 2


@pytest.mark.django_db
def test_quotes_that_left_the_text_link_to_their_place_in_the_old_revision(client: Client, world: World) -> None:
    quote = "the town had been left on 30 March"
    claim = world.claim("The town was left.", quote=quote)
    passage = PassageLocator(world.first_article.current, find(FIRST, quote))
    item = attach(person=world.checker, claim=claim, stance="context", closeness="primary", quoted_from=passage)
    client.force_login(world.checker)
    revised = send(client, world, content=FIRST.replace("left on 30 March", "left on 31 March"))["Location"]
    article = f"/desk/articles/{world.first_article.pk}/"
    of_mention, of_passage = f"{article}?revision=1&claim={claim.pk}", f"{article}?revision=1&claim={claim.pk}#passage-{item.pk}"
    assert {of_mention, of_passage} <= set(links(client.get(revised)))
    for page in (f"/desk/claims/{claim.pk}/", f"/desk/evidence/{item.pk}/"):
        assert of_passage in links(client.get(page)), page
    old = parsed(client.get(of_mention))
    assert old.all(id=f"passage-{item.pk}")
    assert old.all(id=f"claim-{claim.pk}")[0].attributes["data-marks"]
