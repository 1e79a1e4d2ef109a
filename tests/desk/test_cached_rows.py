"""Rows of lists whose markup a process keeps: each change of what they show appears at once, for everybody."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from factcheck.accounts.actions import rename
from factcheck.articles.actions import edit_article, edit_source
from factcheck.claims.actions import edit_actor, edit_claim
from factcheck.claims.models import Claim
from factcheck.evidence.models import Evidence
from factcheck.publishing.actions import retract
from factcheck.verdicts.actions import edit_rating, set_recheck_date
from factcheck.verdicts.models import Rating, Verdict
from tests.address_checks import gone_page
from tests.copies import page_item, preserved_copy
from tests.desk.reading import address, form_data
from tests.pages import empty_markup_cache, signed_in
from tests.world import World

pytestmark = pytest.mark.django_db
NEW = "Zirconium and vanadium"

Change = Callable[[World], Any]


def claim_of(world: World) -> Claim:
    return Claim.objects.latest("pk")


def new_claimant(world: World) -> None:
    claimant = claim_of(world).claimant
    edit_actor(person=world.editor, actor=claimant, seen_version=claimant.version, name=NEW)


def new_statement(world: World) -> None:
    claim = claim_of(world)
    edit_claim(person=world.checker, claim=claim, seen_version=claim.version, statement=NEW)


def new_day(world: World) -> None:
    claim = claim_of(world)
    edit_claim(person=world.checker, claim=claim, seen_version=claim.version, said_on=localdate().replace(2021, 2, 3))


def new_rating(world: World) -> None:
    rating = Rating.objects.get(name="False")
    edit_rating(person=world.administrator, rating=rating, seen_version=rating.version, name=NEW)


def new_source(which: str) -> Change:
    def change(world: World) -> None:
        source = getattr(world, which)
        edit_source(person=world.editor, source=source, seen_version=source.version, name=NEW)

    return change


def new_details(**values: Any) -> Change:
    def change(world: World) -> None:
        article = world.first_article
        edit_article(person=world.checker, article=article, seen_version=article.version, **values)

    return change


CLAIM_ROW: dict[str, tuple[Change, str]] = {
    "the claimant": (new_claimant, NEW),
    "the statement": (new_statement, NEW),
    "the day": (new_day, "3 February 2021"),
    "the party": (lambda w: w.party_on(claim_of(w), actor=w.minister), "party to the dispute"),
}
RATED: dict[str, tuple[Change, str]] = {**CLAIM_ROW, "the rating": (new_rating, NEW)}
AUTHOR: dict[str, tuple[Change, str]] = {"the author": (lambda w: rename(person=w.checker, name=NEW), NEW)}
LISTS: dict[str, tuple[str, str, Change, dict[str, tuple[Change, str]]]] = {
    "library": (
        "/desk/articles/",
        "reader",
        lambda w: w.ready(),
        {
            "the outlet": (new_source("outlet"), NEW),
            "the title": (new_details(title=NEW), NEW),
            "the author": (new_details(author=NEW), NEW),
            "the language": (new_details(language="tlh"), "tlh"),
            "a warning": (new_details(is_graphic=True), "content warning"),
            "the importer": (lambda w: rename(person=w.checker, name=NEW), NEW),
            "a claim": (lambda w: w.claim("Another one."), "2 claims"),
            "a publication": (lambda w: w.published, "1 published"),
        },
    ),
    "claims": (
        "/desk/claims/",
        "reader",
        lambda w: w.submit(w.ready()),
        {
            **RATED,
            **AUTHOR,
            "the state": (lambda w: w.approve(Verdict.objects.get()), "approved"),
            "the evidence": (lambda w: w.evidence_on(claim_of(w), "context", quote="Seen."), 'title="1 context"'),
        },
    ),
    "queue": (
        "/desk/",
        "editor",
        lambda w: w.submit(w.ready()),
        {
            **RATED,
            **AUTHOR,
            "the state": (lambda w: w.approve(Verdict.objects.get()), "Approved, and not published yet"),
            "the evidence": (lambda w: w.evidence_on(claim_of(w), "context", quote="Seen."), 'title="1 context"'),
        },
    ),
    "queue of the author": (
        "/desk/",
        "checker",
        lambda w: w.returned,
        {**RATED, "the editor": (lambda w: rename(person=w.editor, name=NEW), f"Returned by <bdi>{NEW}")},
    ),
    "changed": (
        "/desk/?part=changed",
        "editor",
        lambda w: w.evidence_on(w.published.claim, person=w.second_checker, quote="Seen."),
        {**RATED, **AUTHOR, "another change": (new_day, "changed twice")}
        | {"the author": (lambda w: rename(person=w.second_checker, name=NEW), NEW)},
    ),
    "due": (
        "/desk/?part=due",
        "editor",
        lambda w: set_recheck_date(person=w.checker, verdict=w.published, recheck_on=localdate() + timedelta(days=3)),
        {**RATED, **AUTHOR},
    ),
    "overdue": (
        "/desk/?part=replies",
        "checker",
        lambda w: w.reply,
        {"the statement": (new_statement, NEW), "the actor": (new_claimant, NEW)},
    ),
    "addresses": (
        "/desk/?part=addresses",
        "editor",
        lambda w: gone_page(w.checker, _copied(w)),
        {
            **{name: change for name, change in CLAIM_ROW.items() if name != "the day"},
            "another page": (lambda w: gone_page(w.checker, _copied(w, "https://news.example/b")), "[2]"),
        },
    ),
    "checks": (
        "/desk/checks/",
        "editor",
        lambda w: w.published,
        {
            **AUTHOR,
            "a retraction": (
                lambda w: retract(person=w.editor, verdict=w.published, notice="The images are of another place."),
                "retracted (was:",
            ),
        },
    ),
    "sources": (
        "/desk/sources/",
        "reader",
        lambda w: w.evidence,
        {
            "the name": (new_source("institute"), NEW),
            "the interest": (
                lambda w: edit_source(person=w.editor, source=w.outlet, seen_version=w.outlet.version, interest=NEW),
                NEW,
            ),
            "the country": (
                lambda w: edit_source(person=w.editor, source=w.outlet, seen_version=w.outlet.version, country="Peru"),
                "Peru",
            ),
            "the articles": (lambda w: (w.article("One."), w.article("Two.")), '"is-number">3</td>'),
            "the evidence": (
                lambda w: [w.evidence_on(claim_of(w), quote=quote) for quote in ("One.", "Two.", "Three.")],
                'class="is-number">4</td>',
            ),
        },
    ),
    "reading desk": (
        "",
        "checker",
        lambda w: w.submit(w.ready()),
        {
            **{name: change for name, change in RATED.items() if name != "the day"},
            "the outlet": (new_source("outlet"), NEW),
            "the state": (lambda w: w.approve(Verdict.objects.get()), "is-approved"),
            "the evidence": (lambda w: w.evidence_on(claim_of(w), "context", quote="Seen."), 'title="1 context"'),
        },
    ),
}
CASES = {f"{name}: {what}": (name, what) for name, (*_, changes) in LISTS.items() for what in changes}


def _copied(world: World, url: str = "https://news.example/a") -> Evidence:
    item = page_item(world.checker, world.open_claim, address=url)
    preserved_copy(world.checker, item)
    return item


_LIST = re.compile(r'<(?:ul class="[^"]*work-list|ol id="claims"|tbody).*?</(?:ul|ol|tbody)>', re.DOTALL)


def rows_of(client: Client, url: str) -> str:
    """The markup of the list."""
    match = _LIST.search(client.get(url).text)
    assert match
    return match[0]


@pytest.mark.parametrize(("name", "what"), CASES.values(), ids=CASES)
def test_change_appears_at_once(name: str, what: str, world: World) -> None:
    url, role, prepare, changes = LISTS[name]
    change, words = changes[what]
    prepare(world)
    url = url or address(world)
    person = world.of_role(role)
    assert person
    with time_machine.travel(datetime.now(UTC) + timedelta(days=4)):
        client = signed_in(person)
        for _ in range(2):
            assert words not in rows_of(client, url)
    change(world)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=4)):
        assert words in rows_of(signed_in(person), url)


@pytest.mark.parametrize("name", LISTS)
def test_unchanged_rows_are_rendered_once(name: str, world: World) -> None:
    url, role, prepare, _ = LISTS[name]
    prepare(world)
    person = world.of_role(role)
    assert person
    with time_machine.travel(datetime.now(UTC) + timedelta(days=4), tick=False), empty_markup_cache() as kept:
        client = signed_in(person)
        rows = rows_of(client, url or address(world))
        number = len(kept)
        assert rows_of(client, url or address(world)) == rows
    assert len(kept) == number > 0


def test_only_a_new_row_of_a_list_is_rendered(world: World) -> None:
    for number in range(3):
        world.claim(f"Statement {number}.")
    client = signed_in(world.reader)
    with empty_markup_cache() as kept:
        rows_of(client, "/desk/claims/")
        before = len(kept)
        world.claim("Another one.")
        assert "Another one." in rows_of(client, "/desk/claims/")
        assert len(kept) - before == 2  # the row and the list


def test_row_of_a_saved_claim_is_that_of_the_page(world: World) -> None:
    client = signed_in(world.checker)
    saved = client.post(address(world, "claim-add"), form_data(), headers={"HX-Request": "true"}).text
    claim = Claim.objects.get()
    row = re.compile(rf'<li id="claim-{claim.pk}".*?</article>', re.DOTALL)
    (inserted,) = row.findall(saved)
    (selected,) = row.findall(client.get(address(world), {"claim": claim.pk}).text)
    (listed,) = row.findall(client.get(address(world)).text)
    assert inserted == listed  # the script selects it, so that never two rows are selected
    assert inserted == selected.replace(' aria-current="true"', "")
    assert f'data-claim="{claim.pk}"' in listed


def test_next_step_and_waiting_time_are_those_of_the_request(world: World) -> None:
    world.submit(world.ready())
    now = datetime.now(UTC)
    for days, words in ((3, "3 days"), (4, "4 days"), (3, "3 days")):
        with time_machine.travel(now + timedelta(days=days, minutes=1)):
            assert f"<span>{words}</span>" in rows_of(signed_in(world.editor), "/desk/")
    assert ">Review</a>" in rows_of(signed_in(world.editor), "/desk/?part=mine")
    assert ">Read</a>" in rows_of(signed_in(world.reader), "/desk/?part=others")
    assert 'data-key="n"' in rows_of(signed_in(world.editor), "/desk/")


def test_actions_of_a_check_appear_only_for_those_who_may_use_them(world: World) -> None:
    url = reverse("desk:retract", args=[world.published.pk])
    for person, may in ((world.editor, True), (world.reader, False), (world.editor, True)):
        assert (url in rows_of(signed_in(person), "/desk/checks/")) is may
