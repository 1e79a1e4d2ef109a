"""Conditional requests with a date alone get the content of today: not all that changes it has a date."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.newsroom.actions import edit_newsroom
from factcheck.newsroom.queries import the_newsroom
from factcheck.publishing.actions import retract
from tests.public.test_annotated_article import check_of, show
from tests.public.test_index import publish_claim
from tests.public.test_sharing import SLUG
from tests.world import World

pytestmark = pytest.mark.django_db


def rename(world: World, name: str) -> None:
    edit_newsroom(person=world.administrator, newsroom=the_newsroom(), seen_version=None, name=name)


class TestDateAlone:
    """Some clients and proxies send If-Modified-Since without entity tags."""

    def again(self, client: Client, address: str, first: Any) -> Any:
        return client.get(address, headers={"if-modified-since": first["Last-Modified"]})

    def test_whole_text_disappears_after_its_permission_ends(self, world: World, client: Client) -> None:
        check_of(world, "The scene was arranged")
        show(world, world.first_article)
        address = reverse("public:article", args=[world.first_article.pk])
        first = client.get(address)
        show(world, world.first_article, is_shown=False)
        assert client.get(address).content != first.content
        assert self.again(client, address, first).status_code == 200

    def test_rating_of_a_retracted_related_check_disappears(self, world: World, client: Client) -> None:
        publish_claim(world, "One.")
        other = publish_claim(world, "Two.")
        first = client.get("/checks/one/")
        retract(person=world.editor, verdict=other, notice="It was wrong.")
        assert client.get("/checks/one/").content != first.content
        assert self.again(client, "/checks/one/", first).status_code == 200

    def test_newsroom_gets_its_new_name(self, world: World, client: Client) -> None:
        assert world.published
        for address in (f"/checks/{SLUG}/", "/checks/data.json"):
            rename(world, "Before")
            first = client.get(address)
            rename(world, f"After {address}")
            assert self.again(client, address, first).status_code == 200, address
