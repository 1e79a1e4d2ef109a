"""The public page on method: the requirements for publication, with the levels of the newsroom."""

from __future__ import annotations

import pytest
from django.test import Client

from factcheck.newsroom.queries import the_newsroom
from factcheck.verdicts import gate
from factcheck.verdicts.actions import set_gate_levels
from tests.pages import parsed
from tests.world import World

pytestmark = pytest.mark.django_db

FIXED = "always required"
REQUIRED = "required, unless the page states the reason for an exception"


def listed(client: Client) -> dict[str, str]:
    (region,) = parsed(client.get("/method/")).all("div", **{"aria-label": "Requirements"})
    rows = [row for row in region.all("tr") if row.all("td")]
    return {row.all("th")[0].text.strip(): row.all("td")[0].text.strip() for row in rows}


def test_all_lines_of_the_gate_are_listed_in_order(client: Client) -> None:
    levels = {gate.Level.REQUIRED: REQUIRED, gate.Level.ADVISED: "advised"}
    lines = [line for line in gate.REQUIREMENTS if line.default_level is not gate.Level.OFF]
    expected = {line.label: levels[line.default_level] if line.may_be_waived else FIXED for line in lines}
    assert list(listed(client).items()) == list(expected.items())


def test_levels_of_the_newsroom_are_listed_at_once(client: Client, world: World) -> None:
    before = client.get("/method/")["ETag"]
    levels = {"for": "advised", "appearance": "off"}
    set_gate_levels(person=world.administrator, newsroom=the_newsroom(), levels=levels, seen_version=the_newsroom().version)
    labels = {line.key: line.label for line in gate.REQUIREMENTS}
    now = listed(client)
    assert now[labels["for"]] == "advised"
    assert labels["appearance"] not in now
    assert now[labels["backed"]] == REQUIRED
    assert client.get("/method/", headers={"If-None-Match": before}).status_code == 200
