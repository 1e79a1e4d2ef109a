"""A new revision of an article: which mentions move, and which need a decision."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from factcheck.articles.actions import edit_article
from tests.pages import alerts, field_errors, refused_fields, source_of, values
from tests.world import FIRST, World


def send(client: Client, world: World, **fields: object):
    return client.post(f"/desk/articles/{world.first_article.pk}/revise/", {"encoding": "utf-8", "version": 1, **fields})


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
    text = source_of(client.get(response["Location"]))
    assert "1 mention </dd>" in text
    review, orphans = text.split('id="orphans"')
    assert "All was well." in review.split('id="review"')[1]
    assert "The town was left." in orphans
    for part in (review, orphans):
        assert "These mentions need a decision" in part


@pytest.mark.django_db
def test_screens_use_the_same_terms_for_a_mention_that_needs_a_decision(client: Client, world: World) -> None:
    claim = world.claim("The town was left.", quote="the town had been left on 30 March")
    client.force_login(world.checker)
    send(client, world, content=FIRST.replace("left on 30 March", "left on 31 March"))
    page = source_of(client.get(f"/desk/claims/{claim.pk}/"))
    assert "1 mention needs a decision" in page
    assert "No mention needs a decision" in page  # the line of the evidence gate
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
    with django_assert_num_queries(
        7
    ):  # session, person, article, revision; pending mentions, their spans, and the number of moved ones
        assert client.get(address).content.count(b'class="quoted"') == 3
