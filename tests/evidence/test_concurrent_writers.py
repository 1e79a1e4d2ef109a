"""Twenty-two writers at once: eleven actions, each sent twice, as by a double click. None is lost, and none is done twice."""

from __future__ import annotations

import io
import uuid
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from factcheck.evidence.actions import attach, change_evidence, withdraw_evidence
from factcheck.evidence.availability.actions import request_check
from factcheck.evidence.availability.models import AddressWatch
from factcheck.evidence.copies.actions import add_fetched_copy, request_copy
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.copies.providing import provide_copy
from factcheck.evidence.custody.actions import hide_evidence, lift_takedown
from factcheck.evidence.custody.models import Takedown
from factcheck.evidence.locators import PageLocator
from factcheck.evidence.models import Evidence
from factcheck.ledger.models import Entry
from factcheck.operations.doctor import examine
from factcheck.publishing.models import AvailabilityNotice
from factcheck.publishing.notices.actions import publish_notice
from tests.copies import begin, collected, page_item, preserved_copy
from tests.verdicts.test_races import chain_is_intact, run_concurrently
from tests.world import World

HTML = b"<!doctype html><body><article><p>All was well, the mayor said to the council on Monday.</p></article></body>"


def actions_on(world: World) -> dict[str, Callable[[], Any]]:
    """Eleven actions by name. Each repetition has the token of the first one."""
    person, editor, claim, public = (
        world.checker,
        world.editor,
        world.open_claim,
        world.published.claim.evidence.earliest("number"),
    )
    items = [page_item(person, claim, address=f"https://news.example/{number}") for number in range(9)]
    corrected, moved, withdrawn, hidden, shown, checked, provided, fetched, requested = items
    takedown = hide_evidence(person=editor, item=shown, reason_code="safety", reason="A person is in danger.")
    preserved_copy(person, checked)
    request = request_copy(person=person, item=fetched)
    attempt, page = begin(request), collected("All was well in the other place.")
    token = [uuid.uuid4() for _ in range(8)]
    new = PageLocator("https://other.example/", "Words.")
    return {
        "evidence.changed": lambda: change_evidence(
            person=person, item=corrected, seen_version=1, note="The date was wrong.", token=token[0]
        ),
        "evidence.moved": lambda: change_evidence(
            person=person, item=moved, seen_version=1, stance="contradicts", token=token[1]
        ),
        "evidence.withdrawn": lambda: withdraw_evidence(person=person, item=withdrawn, reason="Wrong page.", token=token[2]),
        "takedown.added": lambda: hide_evidence(
            person=editor, item=hidden, reason_code="safety", reason="A person is in danger.", token=token[3]
        ),
        "takedown.lifted": lambda: lift_takedown(person=editor, takedown=takedown, reason="The danger is over.", token=token[4]),
        "check": lambda: request_check(person=person, item=checked),
        "provided": lambda: provide_copy(
            person=person, item=provided, file=io.BytesIO(HTML), name="page.html", made_how="Saved.", token=token[5]
        ),
        "fetched": lambda: add_fetched_copy(request=request, attempt=attempt, page=page),
        "notice.published": lambda: publish_notice(
            person=editor, item=public, notice_kind="gone", checked_on=date(2026, 1, 2), text="The page is gone.", token=token[6]
        ),
        "evidence.added": lambda: attach(
            person=person, claim=claim, stance="context", closeness="secondary", quoted_from=new, token=token[7]
        ),
        "copy.requested": lambda: request_copy(person=person, item=requested),
    }


@pytest.mark.django_db(transaction=True)
def test_each_action_of_twenty_two_writers_is_done_once_and_extends_one_chain(world: World) -> None:
    actions = actions_on(world)
    before, captures = Entry.objects.count(), EvidenceCopy.objects.count()
    results = run_concurrently(*[action for action in actions.values() for _ in range(2)])
    by_name = dict(zip(actions, zip(results[::2], results[1::2], strict=True), strict=True))
    for name, pair in by_name.items():
        assert not any(isinstance(result, Exception) for result in pair), (name, pair)
        assert len({result.pk for result in pair if result is not None}) == 1, (name, pair)
    assert [result is None for result in by_name.pop("fetched")].count(True) == 1
    assert all(None not in pair for pair in by_name.values())

    recorded = Counter(Entry.objects.order_by("number")[before:].values_list("action", flat=True))
    assert recorded == {
        "evidence.changed": 2,
        "evidence.withdrawn": 1,
        "takedown.added": 1,
        "takedown.lifted": 1,
        "copy.added": 2,
        "quote.searched": 2,
        "notice.published": 1,
        "evidence.added": 1,
        "copy.requested": 1,
    }
    corrected, moved, withdrawn, hidden, shown = Evidence.objects.filter(claim=world.open_claim).order_by("number")[:5]
    assert (corrected.note, corrected.version, moved.stance, moved.version) == ("The date was wrong.", 2, "contradicts", 2)
    assert (withdrawn.withdrawn_at is None, hidden.is_hidden, shown.is_hidden) == (False, True, False)
    assert (Takedown.objects.count(), AvailabilityNotice.objects.count(), AddressWatch.objects.count()) == (2, 1, 1)
    assert EvidenceCopy.objects.count() == captures + 2
    numbers = Entry.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, len(numbers) + 1))
    assert chain_is_intact()
    assert [result.findings for result in examine() if result.findings] == []
