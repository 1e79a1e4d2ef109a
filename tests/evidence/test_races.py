"""Two people at one item at once, with real transactions: exactly one wins. One form sent twice: one row."""

import uuid
from datetime import date

import pytest

from factcheck.evidence.actions import FileLocator, PageLocator, attach, change_evidence, log_search, withdraw_evidence
from factcheck.evidence.models import Evidence, SearchLogEntry
from factcheck.ledger.models import Entry
from factcheck.web.errors import EditConflict, Refused
from tests.verdicts.test_races import at_once, chain_is_whole
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_changes_of_one_item_exactly_one_wins(world: World) -> None:
    item, first, second = world.evidence, world.checker, world.second_checker
    answers = at_once(
        lambda: change_evidence(person=first, item=item, seen_version=1, stance="supports"),
        lambda: change_evidence(person=second, item=item, seen_version=1, stance="context"),
    )
    won = [answer for answer in answers if isinstance(answer, Evidence)]
    lost = [answer for answer in answers if isinstance(answer, EditConflict)]
    assert (len(won), len(lost)) == (1, 1)
    now = Evidence.objects.get(pk=item.pk)
    assert (now.stance, now.version) == (won[0].stance, 2)
    assert lost[0].current == {"stance": won[0].stance}
    assert Entry.objects.filter(action="evidence.changed").count() == 1
    assert chain_is_whole()


def test_a_change_and_a_withdrawal_do_not_both_take_effect(world: World) -> None:
    item, first, second = world.evidence, world.checker, world.second_checker
    answers = at_once(
        lambda: change_evidence(person=first, item=item, seen_version=1, note="Another note."),
        lambda: withdraw_evidence(person=second, item=item, seen_version=1, reason="Wrong place."),
    )
    assert sorted(isinstance(answer, Refused) for answer in answers) == [False, True]
    assert Evidence.objects.get(pk=item.pk).version == 2


@pytest.mark.parametrize(
    "found",
    [PageLocator("https://institute.example/", "Words."), FileLocator("a.txt", "text/plain", b"bytes")],
    ids=["page", "file"],
)
def test_one_form_sent_three_times_at_once_attaches_one_item(found: PageLocator | FileLocator, world: World) -> None:
    claim, person, token = world.open_claim, world.checker, uuid.uuid4()

    def send() -> Evidence:
        return attach(person=person, claim=claim, stance="context", closeness="primary", quoted_from=found, token=token)

    assert {answer.pk for answer in at_once(send, send, send)} == {Evidence.objects.get().pk}
    assert Entry.objects.filter(action="evidence.added").count() == 1
    assert chain_is_whole()


def test_one_search_form_sent_twice_at_once_logs_one_line(world: World) -> None:
    claim, person, token = world.open_claim, world.checker, uuid.uuid4()
    fields = {"sought": "supports", "place": "Archive", "terms": "words", "searched_on": date(2022, 4, 10)}
    answers = at_once(*[lambda: log_search(person=person, claim=claim, token=token, **fields)] * 2)
    assert {answer.pk for answer in answers} == {SearchLogEntry.objects.get().pk}
