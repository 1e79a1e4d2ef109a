"""A changed text of an article: what moves with it, and what waits for a person."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from factcheck.articles.actions import edit_article
from tests.pages import alerts, field_errors, refused_fields, source_of, values
from tests.world import FIRST, World


def send(client: Client, world: World, **fields: object):
    return client.post(f"/desk/articles/{world.first_article.pk}/revise/", {"encoding": "utf-8", "version": 1, **fields})


@pytest.mark.django_db
def test_page_after_a_revision_tells_what_was_carried_needs_review_and_is_orphaned(client: Client, world: World) -> None:
    world.claim("The scene was arranged.", quote="The scene was arranged")
    world.claim("The town was left.", quote="the town had been left on 30 March")
    world.claim("All was well.", quote="all was well")
    changed = (
        FIRST.replace("left on 30 March", "left on 31 March").replace("all was well", "well") + "all was well, all was well\n"
    )
    client.force_login(world.checker)
    answer = send(client, world, content=changed)
    assert (answer.status_code, answer["Location"]) == (303, f"/desk/articles/{world.first_article.pk}/revise/2/")
    text = source_of(client.get(answer["Location"]))
    assert "1 mention </dd>" in text
    review, orphans = text.split('id="orphans"')
    assert "All was well." in review.split('id="review"')[1]
    assert "The town was left." in orphans


@pytest.mark.django_db
def test_revision_of_an_uploaded_file_keeps_the_old_text(client: Client, world: World) -> None:
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
def test_text_that_cannot_be_a_revision_is_refused_beside_its_field(
    client: Client, fields: dict[str, object], at_fault: str, world: World
) -> None:
    client.force_login(world.checker)
    answer = send(client, world, **fields)
    assert refused_fields(answer) == set(field_errors(answer)) == {at_fault}
    assert world.first_article.revisions.count() == 1


@pytest.mark.django_db
def test_old_screen_keeps_the_pasted_text_and_can_be_sent_again(client: Client, world: World) -> None:
    edit_article(person=world.second_checker, article=world.first_article, seen_version=1, title="Another title")
    client.force_login(world.checker)
    answer = send(client, world, content="A changed text.")
    assert answer.status_code == 409
    assert len(alerts(answer)) == 1
    assert (values(answer, "content"), values(answer, "version")) == (["A changed text."], ["2"])
    assert send(client, world, content="A changed text.", version=2).status_code == 303


@pytest.mark.django_db
def test_page_after_a_revision_costs_the_same_for_one_and_for_three_mentions(
    client: Client, django_assert_num_queries, world: World
) -> None:
    client.force_login(world.checker)
    for quote in ("The scene was arranged", "the town had been left", "all was well"):
        world.claim(f"About {quote}.", quote=quote)
    send(client, world, content="Nothing of it is left.")
    address = f"/desk/articles/{world.first_article.pk}/revise/2/"
    with django_assert_num_queries(7):  # session, person, article, revision; waiting, their words, standing
        assert client.get(address).content.count(b'class="quoted"') == 3
