"""The look of the settings: tabs, groups, and messages that name a setting."""

from __future__ import annotations

import pytest
from django.urls import reverse

from factcheck.desk.evidence.messages import NO_SURROUNDINGS
from factcheck.evidence.copies.rules import NEVER_AT_ALL
from factcheck.newsroom.fields import NEWSROOM
from factcheck.newsroom.models import Fetching, QuoteSurroundings
from tests.pages import parsed, signed_in
from tests.world import World


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("screen", "current"), [("newsroom", "Newsroom"), ("gate-levels", "Evidence gate"), ("ratings", "Rating scale")]
)
def test_tabs_lead_to_each_screen_of_the_settings(world: World, screen: str, current: str) -> None:
    page = parsed(signed_in(world.administrator).get(reverse(f"desk:{screen}")))
    (tabs,) = page.all("nav", class_="segments")
    assert [link.text.strip() for link in tabs.all("a")] == ["Newsroom", "Evidence gate", "Rating scale"]
    assert [link.text.strip() for link in tabs.all("a") if "aria-current" in link.attributes] == [current]


@pytest.mark.django_db
def test_no_setting_is_marked_as_optional(world: World) -> None:
    """All of them are, because the installation provides the values of empty fields."""
    assert not parsed(signed_in(world.administrator).get(reverse("desk:newsroom"))).all(class_="optional")


def test_messages_name_the_setting_and_its_value() -> None:
    labels = NEWSROOM.form_labels
    assert f"“{labels['page_fetching']}” is “{Fetching.NEVER.label}”" in NEVER_AT_ALL
    assert f"“{labels['quote_surroundings']}” is “{QuoteSurroundings.NEVER.label}”" in NO_SURROUNDINGS
