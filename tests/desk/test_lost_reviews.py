"""Before an editor makes an edit that costs them the right to approve a verdict, the page of the form says so."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.urls import resolve, reverse

from factcheck.accounts.actions import change_person, rename
from factcheck.accounts.models import Person
from factcheck.articles.actions import edit_article, edit_source
from factcheck.claims.actions import (
    add_mention,
    add_relation,
    change_mention,
    close_claim,
    edit_actor,
    edit_claim,
    edit_party,
    get_or_create_actor,
    merge_actors,
    merge_sources,
    name_party,
    withdraw_mention,
    withdraw_party,
    withdraw_relation,
)
from factcheck.claims.anchoring import Selector, find
from factcheck.claims.new_mention import NewMention
from factcheck.desk.lost_reviews import FORM_PAGES, WITHOUT_LOSS, warning_for
from factcheck.desk.urls import urlpatterns
from factcheck.evidence.actions import attach, change_evidence, log_search, withdraw_evidence
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.locators import CopyLocator, FileLocator
from factcheck.evidence.models import Evidence
from factcheck.evidence.replies.actions import add_reply, change_reply, withdraw_reply
from factcheck.evidence.revisions import revise_article
from factcheck.merging.actions import split_claim
from factcheck.newsroom.queries import the_newsroom
from factcheck.publishing.actions import correct, edit_correction_notice
from factcheck.publishing.models import Correction
from factcheck.verdicts.actions import add_rating, edit_rating, save_version, set_gate_levels
from factcheck.verdicts.models import Rating, Verdict
from factcheck.web.decisions import can
from tests.copies import TEXT, preserved_copy
from tests.pages import parsed, signed_in, source_of
from tests.plugin import rolled_back
from tests.routes import all_rows
from tests.verdicts.test_four_eyes import SubmittedRecord
from tests.world import FIRST, World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("minister", "institute")]


@dataclass
class Case:
    """A page with a form, and an edit that the form makes. The administrator could approve the verdict before the edit."""

    url_name: str
    row: Callable[[SubmittedRecord], int | None]
    edit: Callable[[SubmittedRecord, Person], Any]


def mention_of(record: SubmittedRecord) -> Any:
    return record.claim.mentions.get()


def party_of(record: SubmittedRecord) -> Any:
    return record.claim.parties.get()


def reply_of(record: SubmittedRecord) -> Any:
    return record.claim.replies.get()


def change_reply_of(record: SubmittedRecord, by: Person, **fields: Any) -> Any:
    return change_reply(person=by, reply=reply_of(record), seen_version=None, **fields)


def another_quote(record: SubmittedRecord) -> NewMention:
    revision = record.world.first_article.current
    return NewMention(revision, [find(revision.text, "The mayor")], "indirect", ["A New Speaker"])


def search(record: SubmittedRecord, by: Person) -> None:
    fields = {"sought": "supports", "place": "Archive", "terms": "words", "searched_on": date(2022, 4, 10)}
    log_search(person=by, claim=record.claim, **fields)


def claim_id(record: SubmittedRecord) -> int:
    return int(record.claim.pk)


def article_id(record: SubmittedRecord) -> int:
    return int(mention_of(record).revision.article_id)


def copy_of(record: SubmittedRecord) -> EvidenceCopy:
    """A copy of a page of the claim, which is in review."""
    page = record.claim.evidence.exclude(address="").earliest("id")
    return EvidenceCopy.objects.filter(evidence=page).first() or preserved_copy(record.world.checker, page)


def attach_words(record: SubmittedRecord, by: Person) -> Evidence:
    locator = CopyLocator(copy_of(record), Selector(0, 11, TEXT[:11]))
    return attach(person=by, claim=record.claim, stance="context", closeness="primary", quoted_from=locator)


CASES = [
    Case("claim", claim_id, search),
    Case("claim-edit", claim_id, lambda r, by: edit_claim(person=by, claim=r.claim, seen_version=None, place="Oslo")),
    Case("claim-edit", lambda r: r.other.pk, lambda r, by: edit_claim(person=by, claim=r.other, seen_version=None, place="Oslo")),
    Case(
        "claim-close",
        lambda r: r.other.pk,
        lambda r, by: close_claim(person=by, claim=r.other, closed_reason="ambiguous", seen_version=None),
    ),
    Case(
        "claim-split",
        claim_id,
        lambda r, by: split_claim(
            person=by, claim=r.claim, mentions=[mention_of(r)], claimant="A Speaker", statement="It was so.", layer="report"
        ),
    ),
    Case(
        "source-merge",
        lambda r: r.world.institute.pk,
        lambda r, by: merge_sources(person=by, source=r.world.institute, into=r.world.ministry),
    ),
    Case(
        "actor-merge",
        lambda r: r.claim.claimant_id,
        lambda r, by: merge_actors(
            person=by, actor=r.claim.claimant, into=get_or_create_actor(person=r.world.checker, name="M. Minister")[0]
        ),
    ),
    Case("party-add", claim_id, lambda r, by: name_party(person=by, claim=r.claim, source=r.world.institute, interest="Paid.")),
    Case(
        "party",
        lambda r: party_of(r).pk,
        lambda r, by: edit_party(person=by, party=party_of(r), seen_version=None, interest="Paid."),
    ),
    Case("reply-add", claim_id, lambda r, by: r.world.reply_on(r.claim, person=by)),
    Case("reply-skip", claim_id, lambda r, by: add_reply(person=by, claim=r.claim, name="He", not_asked_because="Dead.")),
    Case("reply", lambda r: reply_of(r).pk, lambda r, by: change_reply_of(r, by, channel="phone")),
    Case("reply-answer", lambda r: reply_of(r).pk, lambda r, by: change_reply_of(r, by, outcome="no_answer")),
    Case("reply-withdraw", lambda r: reply_of(r).pk, lambda r, by: withdraw_reply(person=by, reply=reply_of(r), reason="No.")),
    Case("party-withdraw", lambda r: party_of(r).pk, lambda r, by: withdraw_party(person=by, party=party_of(r), reason="No.")),
    Case(
        "relation-add",
        claim_id,
        lambda r, by: add_relation(person=by, claim=r.claim, relation_kind="counters", other=r.other),
    ),
    Case(
        "relation-withdraw",
        lambda r: r.relation.pk,
        lambda r, by: withdraw_relation(person=by, relation=r.relation, reason="No."),
    ),
    Case("evidence-add", claim_id, lambda r, by: r.world.evidence_on(r.claim, person=by, quote="Seen on 12 March.")),
    Case("copy", lambda r: copy_of(r).pk, attach_words),
    Case("search-add", claim_id, search),
    Case("board", claim_id, lambda r, by: change_evidence(person=by, item=r.item, seen_version=None, note="No.")),
    Case(
        "evidence-move", lambda r: r.item.pk, lambda r, by: change_evidence(person=by, item=r.item, seen_version=None, note="No.")
    ),
    Case(
        "mention",
        lambda r: mention_of(r).pk,
        lambda r, by: change_mention(person=by, mention=mention_of(r), seen_version=None, mode="scare", chain=["A New Speaker"]),
    ),
    Case(
        "mention-withdraw",
        lambda r: mention_of(r).pk,
        lambda r, by: withdraw_mention(person=by, mention=mention_of(r), reason="No."),
    ),
    Case("evidence", lambda r: r.item.pk, lambda r, by: change_evidence(person=by, item=r.item, seen_version=None, note="No.")),
    Case(
        "evidence-withdraw", lambda r: r.item.pk, lambda r, by: withdraw_evidence(person=by, item=r.item, reason="It is a copy.")
    ),
    Case("article", article_id, lambda r, by: add_mention(person=by, claim=r.claim, mention=another_quote(r))),
    Case("article", lambda r: r.passage.article_id, lambda r, by: r.world.evidence_on(r.claim, person=by, quote="Seen.")),
    Case(
        "revise",
        article_id,
        lambda r, by: revise_article(
            person=by, article=mention_of(r).revision.article, content=b"New. " + FIRST.encode(), seen_version=1
        ),
    ),
    Case(
        "article-edit",
        article_id,
        lambda r, by: edit_article(person=by, article=mention_of(r).revision.article, seen_version=None, title="Another"),
    ),
    Case(
        "article-edit",
        lambda r: r.passage.article_id,
        lambda r, by: edit_article(person=by, article=r.passage.article, seen_version=None, title="Another title"),
    ),
    Case(
        "source",
        lambda r: r.world.institute.pk,
        lambda r, by: edit_source(person=by, source=r.world.institute, seen_version=None, country="Nepal"),
    ),
    Case(
        "source", lambda r: r.origin.pk, lambda r, by: edit_source(person=by, source=r.origin, seen_version=None, country="Nepal")
    ),
    Case(
        "source",
        lambda r: r.world.outlet.pk,
        lambda r, by: edit_source(person=by, source=r.world.outlet, seen_version=None, country="Nepal"),
    ),
    Case(
        "actor",
        lambda r: r.world.minister.pk,
        lambda r, by: edit_actor(person=by, actor=r.world.minister, seen_version=None, description="mayor"),
    ),
    Case(
        "person",
        lambda r: r.world.checker.pk,
        lambda r, by: change_person(by=by, person=Person.objects.get(pk=r.world.checker.pk), name="Christine Checker"),
    ),
    Case("profile", lambda r: None, lambda r, by: rename(person=by, name="Ada A.", seen_version=None)),
    Case(
        "rating",
        lambda r: Rating.objects.get(name="True").pk,
        lambda r, by: edit_rating(person=by, rating=Rating.objects.get(name="True"), seen_version=None, description="Right."),
    ),
    Case("rating-add", lambda r: None, lambda r, by: add_rating(person=by, name="Outdated", conclusion="refuted")),
    Case(
        "gate-levels",
        lambda r: None,
        lambda r, by: set_gate_levels(person=by, newsroom=the_newsroom(), levels={"backed": "off"}, seen_version=None),
    ),
]


def page(person: Person, url_name: str, row: int | None) -> Any:
    response = signed_in(person).get(reverse(f"desk:{url_name}", args=[] if row is None else [row]))
    assert response.status_code == 200
    return response


def warnings(response: Any) -> list[str]:
    notes = [element for element in parsed(response).walk() if "data-lost-reviews" in element.attributes]
    return [note.text for note in notes]


def complete_record(world: World) -> SubmittedRecord:
    """Created once for all cases; each is a copy, in a savepoint and with a report of its own."""
    world.administrator  # noqa: B018  # so that the copies contain the account
    record = SubmittedRecord(world)
    world.party_on(record.claim)
    world.reply_on(record.claim)
    return record


def test_page_warns_an_editor_exactly_if_its_edit_costs_the_review(world: World, subtests: pytest.Subtests) -> None:
    record = complete_record(world)
    for case in CASES:
        with subtests.test(case.url_name), rolled_back():
            require_warning(copy.deepcopy(record), case)


def require_warning(record: SubmittedRecord, case: Case) -> None:
    editor = record.world.administrator
    assert can(editor, "verdict.approve", record.verdict)
    (warning,) = warnings(page(editor, case.url_name, case.row(record)))
    assert f"“{record.claim.statement.removesuffix('.')}" in warning
    case.edit(record, editor)
    assert not can(editor, "verdict.approve", record.verdict)
    is_contribution = "you become a contributor to" in warning
    assert is_contribution == record.claim.contributions.filter(person=editor).exists()
    assert can(editor, "verdict.return", record.verdict)


def test_others_see_no_warning(world: World, subtests: pytest.Subtests) -> None:
    record = complete_record(world)
    world.evidence_on(record.claim, person=world.administrator, quote="Seen on 12 March.")  # they cannot approve it anyway
    for case in CASES:
        with subtests.test(case.url_name), rolled_back():
            require_no_warning(copy.deepcopy(record), case)


def require_no_warning(record: SubmittedRecord, case: Case) -> None:
    assert warnings(page(record.world.administrator, case.url_name, case.row(record))) == []
    if case.url_name not in ("person", "rating", "rating-add", "gate-levels"):
        assert warnings(page(record.world.checker, case.url_name, case.row(record))) == []


def test_cases_include_each_page() -> None:
    """The text of a verdict, a correction, and forms without their own page have other tests."""
    others = {
        *("verdict", "correct", "claim-add", "mention-add", "passage-add", "evidence-stance", "claim-reopen", "claim-merge"),
        *("copy-attach", "copy-quote-words"),
        *("revised", "mention-place", "mention-context", "evidence-place", "evidence-context", "mention-keep", "evidence-keep"),
    }
    assert {case.url_name for case in CASES} | others == set(FORM_PAGES)


def test_each_form_is_listed() -> None:
    """A new route that accepts POST needs an entry: which reviews its form costs, or why it costs none."""
    posted = {pattern.name for pattern in urlpatterns if "POST" in getattr(pattern.callback, "allowed_methods", ("POST",))}
    pages = {name for name in FORM_PAGES if name not in posted}
    assert not set(FORM_PAGES) & set(WITHOUT_LOSS)
    assert posted | pages == set(FORM_PAGES) | set(WITHOUT_LOSS)
    assert pages == {"claim", "article", "copy", "revised", "board"}  # pages with forms of other routes


def test_page_that_contains_a_listed_form_is_listed_itself(world: World) -> None:
    SubmittedRecord(world)
    administrator = world.administrator
    missing: dict[str, set[str]] = {}
    for row in all_rows():
        if row.method != "GET" or not row.name.startswith("desk:") or row.expected("administrator") != 200:
            continue
        with rolled_back():
            url = reverse(row.name, kwargs=row.args(copy.deepcopy(world))) + row.query
            response = signed_in(administrator).get(url)
            response.getvalue()
        if response.status_code != 200 or "text/html" not in response.headers["Content-Type"]:
            continue
        actions = {form.attributes.get("action", "") for form in parsed(response).all("form", method="post")}
        names = {resolve(action.partition("?")[0]).url_name for action in actions if action.startswith("/desk/")}
        costly = {name for name in names if name in FORM_PAGES}
        if costly and row.name.removeprefix("desk:") not in FORM_PAGES:
            missing.setdefault(row.name, set()).update(costly)
    assert missing == {}


def test_text_of_a_draft_warns_a_possible_reviewer(world: World) -> None:
    verdict, editor = world.draft, world.editor
    (warning,) = warnings(page(editor, "verdict", verdict.claim_id))
    assert "you become a contributor to" in warning
    save_version(person=editor, verdict=verdict, seen_version=verdict.version, summary="Another sentence.")
    world.submit(verdict)
    assert not can(editor, "verdict.approve", Verdict.objects.get(pk=verdict.pk))
    assert warnings(page(world.checker, "verdict", verdict.claim_id)) == []


def test_notice_of_a_correction_warns_a_possible_reviewer(world: World) -> None:
    verdict, editor = world.published, world.other_editor
    correct(person=world.checker, verdict=verdict, correction_kind="typo", notice="One letter.")
    assert len(warnings(page(editor, "correct", verdict.pk))) == 1
    edit_correction_notice(person=editor, correction=Correction.objects.get(), notice="Two letters.", seen_version=1)
    world.submit(Verdict.objects.get(pk=verdict.pk))
    assert not can(editor, "verdict.approve", Verdict.objects.get(pk=verdict.pk))


def test_sentence_counts_the_other_claims(world: World) -> None:
    world.submit(world.ready(world.claim("Another statement.")))
    world.submit(world.ready(world.claim("A third statement.")))
    world.submit(world.ready(world.claim("A fourth statement.")))
    (warning,) = warnings(page(world.administrator, "rating-add", None))
    assert warning == (
        "If you save this, you can no longer approve the verdicts that are waiting for review on “Another statement”"
        " and 2 other claims."
    )


@pytest.mark.parametrize(
    ("suffix", "verb"),
    [("-merge", "merge"), ("-split", "split"), ("-close", "close"), ("-reopen", "reopen"), ("-withdraw", "withdraw")],
)
def test_warning_names_what_the_page_does(suffix: str, verb: str) -> None:
    """These pages do not save a form, so the sentence must not begin with “If you save this”."""
    conditions = {name: form.condition for name, form in FORM_PAGES.items() if name.endswith(suffix)}
    assert conditions
    assert [name for name, condition in conditions.items() if not condition.startswith(f"If you {verb} this")] == []


def test_claims_to_choose_from_say_that_a_review_would_be_lost(world: World) -> None:
    claim = world.submitted.claim
    url = reverse("desk:claim-options") + "?q=scene"
    headers = {"HX-Request": "true"}
    sentence = "you can no longer approve its verdict"
    assert sentence in source_of(signed_in(world.editor).get(url, headers=headers))
    assert sentence not in source_of(signed_in(world.checker).get(url, headers=headers))
    world.evidence_on(claim, person=world.editor, quote="Seen.")
    assert sentence not in source_of(signed_in(world.editor).get(url, headers=headers))


def test_warning_takes_one_query_for_editors_and_none_for_others(world: World, django_assert_num_queries: Any) -> None:
    claim, editor, checker = world.submitted.claim, world.editor, world.checker
    for name in FORM_PAGES:
        parameters = dict.fromkeys(
            (
                "claim_id",
                "article_id",
                "mention_id",
                "party_id",
                "relation_id",
                "reply_id",
                "evidence_id",
                "source_id",
                "actor_id",
            ),
            claim.pk,
        )
        parameters |= {"copy_id": claim.pk, "verdict_id": claim.pk, "person_id": claim.pk, "rating_id": claim.pk}
        with django_assert_num_queries(1):
            warning_for(editor, name, parameters)
        with django_assert_num_queries(0):
            warning_for(checker, name, parameters)


def test_review_links_to_the_sources_themselves(world: World) -> None:
    record = SubmittedRecord(world)
    response = signed_in(world.editor).get(reverse("desk:review", args=[record.verdict.pk]))
    titles = [quote.all("a")[0].attributes["href"] for quote in parsed(response).all("p", class_="item-quote")]
    article = reverse("desk:article", args=[record.passage.article_id])
    passage = f"{article}?revision={record.passage.number}&claim={record.claim.pk}#passage-{record.item.pk}"
    assert passage in titles
    assert "https://institute.example/images" in titles
    assert not any(url.startswith("/desk/evidence/") for url in titles)


def test_file_in_the_review_is_downloaded_from_its_title(world: World) -> None:
    verdict = world.submitted
    item = attach(
        person=world.checker,
        claim=verdict.claim,
        stance="context",
        closeness="primary",
        quoted_from=FileLocator("a.txt", "text/plain", b"bytes"),
        source=world.institute,
    )
    response = signed_in(world.editor).get(reverse("desk:review", args=[verdict.pk]))
    (title,) = parsed(response).all(id=f"evidence-{item.pk}-what")
    assert title.all("a")[0].attributes["href"] == reverse("desk:evidence-file", args=[item.pk])
