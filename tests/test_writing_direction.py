"""Each page isolates the texts of people and articles, so that Hebrew or Arabic letters do not reorder the text beside them.

The pages are those of the table of routes, and pages of rows in further states. Each is requested after all texts in the database
are rewritten in Hebrew letters: a new page, template, or column is tested without a change here.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from factcheck.accounts.tokens import issue_token
from factcheck.articles.actions import close_article
from factcheck.claims.actions import add_relation, close_claim, withdraw_mention
from factcheck.evidence.actions import change_evidence, withdraw_evidence
from factcheck.evidence.revisions import revise_article
from factcheck.merging.actions import merge_claims
from factcheck.newsroom.queries import the_newsroom
from factcheck.publishing.actions import correct, publish, retract
from factcheck.publishing.models import Publication
from factcheck.verdicts.actions import confirm, save_version, set_gate_levels, set_recheck_date, submit
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.queries import basis_for
from tests.editable import EDITABLE, all_rows
from tests.pages import parsed
from tests.routes import Row
from tests.routes import all_rows as route_rows
from tests.world import FIRST, World
from tests.writing_direction import HEBREW, exposed_texts, rewrite_in_hebrew_letters

PAGES = [
    row
    for row in route_rows()
    if row.method == "GET"
    and row.expected("administrator") == 200
    and not row.name.startswith("api:")
    # the rewritten record differs from the approved one, so there is no preview; its content is that of public:check
    and row.name != "desk:publish-preview"
]


def exposed(client: Client, url: str) -> list[str]:
    """The texts in Hebrew letters on the page that are not isolated. Responses other than HTML have none."""
    response = client.get(url)
    if response.status_code in (301, 302, 303, 308):  # a merged claim leads to the remaining one
        response = client.get(response["Location"])
    if response.streaming:
        response.getvalue()  # otherwise, the file stays open
    assert response.status_code == 200, (url, response.status_code)
    return list(exposed_texts(parsed(response))) if response["Content-Type"].startswith("text/html") else []


@pytest.mark.parametrize("row", PAGES, ids=str)
def test_page_isolates_each_text(row: Row, rolled_back_world: World, client: Client) -> None:
    url = reverse(row.name, kwargs=row.args(rolled_back_world)) + row.query
    rewrite_in_hebrew_letters()
    if row.name.removeprefix("public:").split("-")[0] in ("topic", "claimant", "source"):  # their addresses contain the name
        url = reverse(row.name, kwargs=row.args(rolled_back_world))
    client.force_login(rolled_back_world.administrator)
    assert not exposed(client, url)


def desk(name: str, *args: Any, query: str = "") -> str:
    return reverse(f"desk:{name}", args=args) + query


def a_row_of_each_kind(world: World) -> list[str]:
    rows = all_rows(world)
    claim, article = rows["claim"], rows["article"]
    EDITABLE["correction"].add(world, rows, EDITABLE["correction"].samples(world, rows))
    histories = [desk("history", row.kind, row.pk) for row in rows.values() if hasattr(row, "kind")]
    return [
        *histories,
        *(desk(name, claim.pk) for name in ("claim", "claim-edit", "verdict", "claim-close", "claim-merge", "claim-split")),
        *(desk(name, article.pk) for name in ("article", "article-edit", "revise")),
        *(desk("article", article.pk, query=query) for query in (f"?claim={claim.pk}", "?plain=1", f"?plain=1&claim={claim.pk}")),
        desk("evidence", rows["evidence"].pk),
        desk("mention", rows["mention"].pk),
        desk("source", rows["source"].pk),
        desk("actor", rows["actor"].pk),
        desk("evidence-add", claim.pk, query=f"?kind=passage&article={article.pk}"),
        *(desk(name) for name in ("queue", "claims", "library", "sources", "people", "checks", "ratings", "newsroom")),
    ]


def a_disputed_claim(world: World) -> list[str]:
    claim = world.claim(context="Said in a speech.", place="Kyiv")
    for source in (None, world.institute):
        world.party_on(claim, source)
    other = world.claim("Nothing was arranged.", quote="rejected the accusation")
    add_relation(person=world.checker, claim=claim, relation_kind="denies", other=other)
    for label in ("A", "A"):
        world.evidence_on(
            claim, origin=world.ministry, evidence_set=label, locator="page 7", title="A report", author="A. Writer"
        )
    gone = world.evidence_on(claim, "supports")
    withdraw_evidence(person=world.checker, item=gone, reason="It was a copy.", seen_version=None)
    late = world.claim("A third statement.", quote="announced that all was well")
    withdraw_mention(person=world.checker, mention=late.mentions.get(), reason="Wrong claim.", seen_version=None)
    verdict = world.ready(claim, rationale="It is **old** [1].")
    save_version(person=world.checker, verdict=verdict, seen_version=None, rationale="It is **new** [1].")
    set_gate_levels(person=world.administrator, newsroom=the_newsroom(), levels={"origins": "required"}, seen_version=None)
    submit(person=world.checker, verdict=verdict, waivers={"origins": "There is only one archive."})
    pages = [desk("claim", late.pk), desk("verdict", claim.pk, query="?from=1&to=2"), desk("history", "claim", claim.pk)]
    return [
        *pages,
        desk("claim", claim.pk),
        desk("review", verdict.pk),
        desk("queue", query="?part=others"),
        desk("queue"),
        desk("search", query="?q=arranged"),
    ]


def a_published_dispute(world: World) -> list[str]:
    review = a_disputed_claim(world)
    verdict = world.approve(Verdict.objects.get(state="submitted"))
    publish(person=world.editor, verdict=verdict)
    slug = Publication.objects.get(verdict=verdict).slug
    return [review[3], review[1], desk("checks"), desk("search", query="?q=arranged"), f"/checks/{slug}/", "/"]


def an_approved_verdict(world: World) -> list[str]:
    a_disputed_claim(world)
    verdict = world.approve(Verdict.objects.get(state="submitted"))
    return [desk("verdict", verdict.claim_id), desk("queue"), desk("claims")]


def an_open_correction(world: World) -> list[str]:
    verdict = world.published
    correct(person=world.checker, verdict=verdict, correction_kind="clarification", notice="The date\nwas added.")
    return [desk("drop", verdict.pk), desk("correct", verdict.pk), desk("verdict", verdict.claim_id), desk("queue")]


def a_corrected_check(world: World) -> list[str]:
    verdict = world.published
    an_open_correction(world)
    verdict = Verdict.objects.get(pk=verdict.pk)
    text = {"summary": "Images of 11 March show it.", "headline": "Images of March show the scene"}
    save_version(person=world.checker, verdict=verdict, seen_version=None, **text)
    publish(person=world.editor, verdict=world.approve(world.submit(Verdict.objects.get(pk=verdict.pk))))
    slug = Publication.objects.filter(verdict=verdict)[0].slug
    return ["/", "/corrections/", f"/checks/{slug}/", f"/checks/{slug}/versions/1/", f"/checks/{slug}/versions/2/"]


def a_retracted_check(world: World) -> list[str]:
    verdict = world.published
    retract(person=world.editor, verdict=verdict, notice="The images\nwere misdated.")
    slug = Publication.objects.filter(verdict=verdict)[0].slug
    public = ["/", "/corrections/", f"/checks/{slug}/", f"/checks/{slug}/versions/1/"]
    return [*public, desk("recheck", verdict.pk), desk("checks"), desk("claim", verdict.claim_id)]


def a_changed_check(world: World) -> list[str]:
    verdict = world.published
    world.evidence_on(verdict.claim, person=world.second_checker, quote="Seen again.")
    item = verdict.claim.evidence.earliest("pk")
    change_evidence(person=world.second_checker, item=item, seen_version=None, note="It shows another place.", origin="An Agency")
    verdict = Verdict.objects.get(pk=verdict.pk)
    set_recheck_date(person=world.editor, verdict=verdict, recheck_on=localdate() + timedelta(days=1))
    return [desk("confirm", verdict.pk), desk("queue"), desk("verdict", verdict.claim_id), desk("checks")]


def a_confirmed_check(world: World) -> list[str]:
    verdict = world.published
    world.evidence_on(verdict.claim, person=world.second_checker, quote="Seen again.")
    verdict = Verdict.objects.get(pk=verdict.pk)
    confirm(person=world.editor, verdict=verdict, reason="The quote adds nothing.", basis=basis_for(verdict.claim))
    return [desk("verdict", verdict.claim_id), desk("history", "verdict", verdict.pk), desk("claim", verdict.claim_id)]


def a_returned_verdict(world: World) -> list[str]:
    verdict = world.returned
    world.evidence_on(verdict.claim, quote="Seen again.")
    save_version(person=world.checker, verdict=verdict, seen_version=None, summary="Images show it.")
    return [desk("verdict", verdict.claim_id), desk("claim", verdict.claim_id), desk("history", "verdict", verdict.pk)]


def closed_rows(world: World) -> list[str]:
    claim, article = world.claim("Nothing was arranged."), world.second_article
    closed = world.claim("Another.")
    merged = world.claim("It was arranged.")
    close_claim(
        person=world.checker, claim=closed, closed_reason="duplicate", duplicate_of=claim, note="The same.", seen_version=1
    )
    merge_claims(person=world.checker, claim=merged, into=claim, seen_version=None, note="The same claim.")
    close_article(person=world.checker, article=article, seen_version=None, note="Imported twice.")
    return [
        *(desk("claim", pk) for pk in (claim.pk, closed.pk, merged.pk)),
        *(desk("article", world.first_article.pk, query=query) for query in ("?closed=1", "?plain=1&closed=1")),
        *(desk("verdict", closed.pk), desk("claim-reopen", closed.pk), desk("article", world.first_article.pk)),
        *(desk("article", article.pk), desk("article-edit", article.pk), desk("article-reopen", article.pk)),
        *(desk("history", "claim", merged.pk), desk("history", "article", article.pk)),
        *(desk("claims", query="?closed=1"), desk("library", query="?closed=1"), desk("search", query="?q=arranged&closed=1")),
    ]


def a_merge(world: World) -> list[str]:
    claim, other = world.submitted.claim, world.claim("It was arranged.", quote="The scene was arranged")
    world.evidence_on(other)
    query = f"?other={other.pk}"
    return [desk("claim-merge", claim.pk, query=query), desk("claim-split", claim.pk), desk("claim-options", query="?q=arranged")]


def a_new_revision(world: World) -> list[str]:
    article = world.first_article
    claims = [
        world.claim("The scene was arranged.", quote="The scene was arranged"),
        world.claim("The town was left.", quote="the town had been left on 30 March"),
        world.claim("All was well.", quote="all was well"),
        world.claim("A second official spoke.", quote="A second official said"),
    ]
    changed = (
        FIRST.replace("left on 30 March", "left on 31 March").replace("all was well", "well") + "all was well, all was well\n"
    )
    changed = changed.replace("A second official", "A\u00a0second official").replace("rejected", "denied")
    revise_article(person=world.checker, article=article, content=changed.encode())
    mentions = [claim.mentions.get() for claim in claims]
    return [
        desk("revised", article.pk, 2),
        desk("article", article.pk),
        desk("article", article.pk, query="?revision=1"),
        *(desk("claim", claim.pk) for claim in claims),
        *(desk("mention", mention.pk) for mention in mentions),
    ]


def people_with_tokens(world: World) -> list[str]:
    if not world.administrator.tokens.exists():
        issue_token(by=world.administrator, person=world.administrator, name="export")
    return [desk("profile"), desk("people"), desk("person", world.checker.pk), desk("history", "person", world.checker.pk)]


STATES: list[Callable[[World], list[str]]] = [
    a_row_of_each_kind,
    a_disputed_claim,
    a_published_dispute,
    an_approved_verdict,
    an_open_correction,
    a_corrected_check,
    a_retracted_check,
    a_changed_check,
    a_confirmed_check,
    a_returned_verdict,
    closed_rows,
    a_merge,
    a_new_revision,
    people_with_tokens,
]


@pytest.mark.django_db
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
@pytest.mark.parametrize("role", ["checker", "editor", "administrator"])
def test_pages_of_rows_in_this_state_isolate_each_text(state: Any, role: str, world: World, client: Client) -> None:
    urls = state(world)
    person = world.of_role(role)
    assert person
    rewrite_in_hebrew_letters()
    client.force_login(person)
    found = {url: texts for url in dict.fromkeys(urls) if (texts := exposed(client, url))}
    assert not found, json.dumps(found, indent=1, ensure_ascii=False)


def test_letters_are_rewritten(rolled_back_world: World) -> None:
    """The rewriting itself changes texts but no position."""
    claim = rolled_back_world.open_claim
    before = claim.mentions.get().spans.get()
    rewrite_in_hebrew_letters()
    claim.refresh_from_db()
    after = claim.mentions.get().spans.get()
    assert any(letter in claim.statement for letter in HEBREW)
    assert after.exact != before.exact
    text = after.mention.revision.text
    assert text[after.start : after.end] == after.exact
