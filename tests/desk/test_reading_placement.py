"""What the reading desk states about mentions that are not placed in the newest revision."""

from __future__ import annotations

import pytest
from django.test import Client

from factcheck.claims.actions import NewMention, add_mention, keep_mention
from factcheck.claims.anchoring import find
from factcheck.claims.models import Claim
from factcheck.evidence.revisions import revise_article
from tests.desk.reading import address
from tests.world import FIRST, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(world: World) -> Claim:
    """A claim with a mention that is placed in revision 2, and an orphan."""
    claim = world.claim("The town was left.", quote="the town had been left on 30 March")
    revision = world.first_article.current
    new = NewMention(revision, [find(revision.text, "all was well")], "direct", [])
    add_mention(person=world.checker, claim=claim, mention=new)
    content = FIRST.replace("all was well", "nothing was known").encode()
    revise_article(person=world.checker, article=world.first_article, content=content)
    return claim


@pytest.mark.parametrize("query", ["", "&plain=1"])
def test_panel_counts_placed_and_waiting_mentions(client: Client, world: World, claim: Claim, query: str) -> None:
    client.force_login(world.checker)
    url = f"{address(world)}?claim={claim.pk}{query}"
    page = " ".join(client.get(url).content.decode().split())
    assert "1 mention placed, 1 waiting" in page
    assert "orphan: last placed in revision 1" in page
    assert 'last placed in <a href="?revision=1">revision 1</a>' in page
    orphan = claim.mentions.get(anchor="orphan")
    keep_mention(person=world.checker, mention=orphan, reason="The outlet removed it.", seen_version=None)
    page = " ".join(client.get(url).content.decode().split())
    assert "waiting</span>" not in page
    assert "only in revision 1" in page
