"""Every kind of write, for tests that apply to all of them: a first request, a repeated one, and one with different content."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model

from factcheck.accounts.actions import add_person, change_person, invite_again, rename, vouch
from factcheck.accounts.models import Person
from factcheck.articles.actions import add_source, edit_article, edit_source, import_article
from factcheck.claims.actions import (
    add_claim,
    add_mention,
    add_relation,
    change_mention,
    edit_actor,
    edit_claim,
    edit_party,
    get_or_create_actor,
    name_party,
    revise_article,
    withdraw_mention,
    withdraw_party,
    withdraw_relation,
)
from factcheck.claims.anchoring import find
from factcheck.claims.new_mention import NewMention
from factcheck.evidence.actions import attach, change_evidence, log_search, withdraw_evidence
from factcheck.evidence.locators import FileLocator, PageLocator, PassageLocator
from factcheck.newsroom.actions import edit_newsroom
from factcheck.newsroom.queries import the_newsroom
from factcheck.publishing.actions import correct, draft_publication, edit_correction_notice, publish, retract
from factcheck.publishing.models import Correction
from factcheck.verdicts.actions import (
    add_rating,
    approve,
    edit_rating,
    hand_over,
    move,
    open_verdict,
    return_verdict,
    save_version,
    set_gate_levels,
    submit,
)
from factcheck.verdicts.models import Rating, Verdict
from factcheck.verdicts.queries import basis_for
from tests.world import FIRST, World


@dataclass(frozen=True)
class Write:
    """An action with its keyword arguments; `other` replaces some of them to make a different request."""

    action: Callable[..., Any]
    arguments: dict[str, Any]
    other: dict[str, Any]

    def send(self, token: uuid.UUID | None) -> Model:
        """Call the action and return the row that it writes."""
        return outcome_row(self.action(**self.arguments, token=token))

    def send_other(self, token: uuid.UUID | None) -> Model:
        return outcome_row(self.action(**{**self.arguments, **self.other}, token=token))


def outcome_row(outcome: Any) -> Model:
    """The row of an outcome. The outcomes of an import and of `get_or_create_actor` also state whether the row is new."""
    if isinstance(outcome, tuple):
        outcome, _ = outcome
    row: Model = getattr(outcome, "article", outcome) if type(outcome).__name__ == "ImportResult" else outcome
    return row


def _new_mention(world: World, quote: str = "The mayor") -> NewMention:
    revision = world.first_article.current
    return NewMention(revision, [find(revision.text, quote)], "indirect", ["A New Speaker"])


def _attach(locator: Callable[[World], Any]) -> Callable[[World], Write]:
    def build(world: World) -> Write:
        arguments = {
            "person": world.checker,
            "claim": world.open_claim,
            "stance": "context",
            "closeness": "primary",
            "quoted_from": locator(world),
            "source": "A new source",
            "origin": "Another new source",
        }
        return Write(attach, arguments, {"stance": "supports"})

    return build


def _correcting_verdict(world: World) -> Verdict:
    verdict = world.published
    correct(person=world.editor, verdict=verdict, correction_kind="typo", notice="One letter.", seen_version=verdict.version)
    return Verdict.objects.get(pk=verdict.pk)


def _invited_person(world: World) -> Person:
    return add_person(by=world.administrator, email="invited@newsroom.example", name="Ira Invited", role="checker")


def _publish(world: World) -> Write:
    verdict = world.approved
    seen = {"seen_version": verdict.version, "seen_document": draft_publication(verdict).seen}
    return Write(publish, {"person": world.editor, "verdict": verdict, **seen}, {"seen_document": "0" * 64})


def _approve(world: World) -> Write:
    verdict = world.submitted
    reviewed = {"version": verdict.latest, "basis": basis_for(verdict.claim)}
    return Write(approve, {"person": world.editor, "verdict": verdict, **reviewed}, {"reason": "Well done."})


def _save_version(world: World) -> Write:
    arguments = {"person": world.checker, "verdict": world.draft, "seen_version": 1, "summary": "Another text."}
    return Write(save_version, arguments, {"summary": "A third text."})


def _edit_notice(world: World) -> Write:
    correction = Correction.objects.get(verdict=_correcting_verdict(world))
    arguments = {"person": world.editor, "correction": correction, "notice": "Two letters.", "seen_version": 1}
    return Write(edit_correction_notice, arguments, {"notice": "Three letters."})


def _withdraw_relation(world: World) -> Write:
    relation = add_relation(
        person=world.checker, claim=world.open_claim, relation_kind="denies", other=world.claim("They did it.")
    )
    return Write(withdraw_relation, {"person": world.checker, "relation": relation, "reason": "No.", "seen_version": 1}, _REASON)


_REASON = {"reason": "Another reason."}
_SEARCH = {"sought": "supports", "place": "Archive", "terms": "words", "searched_on": date(2022, 4, 10)}

WRITES: dict[str, Callable[[World], Write]] = {
    "import an article": lambda w: Write(
        import_article, {"person": w.checker, "content": b"A text.", "outlet": "A new outlet"}, {"content": b"Other words."}
    ),
    "edit an article": lambda w: Write(
        edit_article,
        {"person": w.checker, "article": w.first_article, "seen_version": 1, "outlet": "A new outlet"},
        {"outlet": "Another outlet"},
    ),
    "revise an article": lambda w: Write(
        revise_article,
        {"person": w.checker, "article": w.mention.revision.article, "content": b"New. " + FIRST.encode(), "seen_version": 1},
        {"content": b"Other words."},
    ),
    "add a source": lambda w: Write(add_source, {"person": w.checker, "name": "A source"}, {"name": "Another source"}),
    "edit a source": lambda w: Write(
        edit_source, {"person": w.checker, "source": w.institute, "seen_version": 1, "country": "Nepal"}, {"country": "Bhutan"}
    ),
    "add an actor": lambda w: Write(get_or_create_actor, {"person": w.checker, "name": "A New Actor"}, {"description": "mayor"}),
    "edit an actor": lambda w: Write(
        edit_actor,
        {"person": w.checker, "actor": w.minister, "seen_version": 1, "description": "mayor"},
        {"description": "clerk"},
    ),
    "add a claim": lambda w: Write(
        add_claim,
        {
            "person": w.checker,
            "claimant": "A New Claimant",
            "mention": _new_mention(w),
            "statement": "The mayor had announced it.",
            "layer": "utterance",
        },
        {"statement": "Other words."},
    ),
    "edit a claim": lambda w: Write(
        edit_claim,
        {"person": w.checker, "claim": w.open_claim, "seen_version": 1, "claimant": "A New Claimant"},
        {"claimant": "Another Claimant"},
    ),
    "add a mention": lambda w: Write(
        add_mention,
        {"person": w.checker, "claim": w.open_claim, "mention": _new_mention(w)},
        {"mention": _new_mention(w, "all was well")},
    ),
    "change a mention": lambda w: Write(
        change_mention,
        {"person": w.checker, "mention": w.mention, "seen_version": 1, "mode": "scare", "chain": ["A New Speaker"]},
        {"mode": "indirect"},
    ),
    "withdraw a mention": lambda w: Write(
        withdraw_mention, {"person": w.checker, "mention": w.mention, "reason": "No.", "seen_version": 1}, _REASON
    ),
    "relate claims": lambda w: Write(
        add_relation,
        {"person": w.checker, "claim": w.open_claim, "relation_kind": "denies", "other": w.claim("They did it.")},
        {"relation_kind": "counters"},
    ),
    "withdraw a relation": _withdraw_relation,
    "hand a verdict over": lambda w: Write(
        hand_over,
        {"person": w.checker, "verdict": w.draft, "to": w.second_checker, "reason": "On leave.", "seen_version": w.draft.version},
        _REASON,
    ),
    "name a party": lambda w: Write(
        name_party,
        {"person": w.checker, "claim": w.open_claim, "source": w.ministry, "interest": "Is accused."},
        {"interest": "Is not accused."},
    ),
    "edit a party": lambda w: Write(
        edit_party,
        {"person": w.checker, "party": w.party_on(w.open_claim), "interest": "Is not accused.", "seen_version": 1},
        {"interest": "Is paid."},
    ),
    "withdraw a party": lambda w: Write(
        withdraw_party, {"person": w.checker, "party": w.party_on(w.open_claim), "reason": "No.", "seen_version": 1}, _REASON
    ),
    "edit the newsroom": lambda w: Write(
        edit_newsroom,
        {"person": w.administrator, "newsroom": the_newsroom(), "name": "The Gazette", "seen_version": 1},
        {"name": "The Courier"},
    ),
    "set the levels of the gate": lambda w: Write(
        set_gate_levels,
        {"person": w.administrator, "newsroom": the_newsroom(), "levels": {"backed": "off"}, "seen_version": 1},
        {"levels": {"backed": "advised"}},
    ),
    "attach a page": _attach(lambda w: PageLocator("https://institute.example/", "Words.")),
    "attach a file": _attach(lambda w: FileLocator("a.txt", "text/plain", b"bytes")),
    "attach a passage": _attach(
        lambda w: PassageLocator(w.second_article.current, find(w.second_article.current.text, "410 bodies"))
    ),
    "change evidence": lambda w: Write(
        change_evidence,
        {"person": w.checker, "item": w.evidence, "seen_version": 1, "source": "A new source"},
        {"note": "Another note."},
    ),
    "withdraw evidence": lambda w: Write(
        withdraw_evidence, {"person": w.checker, "item": w.evidence, "reason": "No.", "seen_version": 1}, _REASON
    ),
    "log a search": lambda w: Write(
        log_search, {"person": w.checker, "claim": w.open_claim, **_SEARCH}, {"note": "Another note."}
    ),
    "open a verdict": lambda w: Write(
        open_verdict, {"person": w.checker, "claim": w.open_claim, "summary": "One."}, {"summary": "Two."}
    ),
    "save a version": _save_version,
    "submit": lambda w: Write(
        submit, {"person": w.checker, "verdict": w.draft, "seen_version": 1}, {"waivers": {"mentions": "Another reason."}}
    ),
    "approve": _approve,
    "return": lambda w: Write(
        return_verdict,
        {"person": w.editor, "verdict": w.submitted, "reason": "Name the source.", "seen_version": w.submitted.version},
        _REASON,
    ),
    "reopen": lambda w: Write(
        move,
        {
            "person": w.editor,
            "verdict": w.approved,
            "name": "reopen",
            "seen_version": w.approved.version,
            "reason": "Again.",
        },
        _REASON,
    ),
    "add a rating": lambda w: Write(
        add_rating, {"person": w.administrator, "name": "Outdated", "conclusion": "refuted"}, {"name": "Old"}
    ),
    "edit a rating": lambda w: Write(
        edit_rating,
        {"person": w.administrator, "rating": Rating.objects.get(name="False"), "seen_version": 1, "description": "Wrong."},
        {"description": "Not right."},
    ),
    "publish": _publish,
    "open a correction": lambda w: Write(
        correct,
        {
            "person": w.editor,
            "verdict": w.published,
            "correction_kind": "typo",
            "notice": "One letter.",
            "seen_version": w.published.version,
        },
        {"notice": "Two letters."},
    ),
    "reword a correction": _edit_notice,
    "retract": lambda w: Write(
        retract,
        {"person": w.editor, "verdict": w.published, "notice": "It was wrong.", "seen_version": w.published.version},
        {"notice": "It was not right."},
    ),
    "invite a person": lambda w: Write(
        add_person,
        {"by": w.administrator, "email": "new@newsroom.example", "name": "New", "role": "checker"},
        {"name": "Newer"},
    ),
    "change a person": lambda w: Write(
        change_person,
        {"by": w.administrator, "person": w.second_checker, "seen_version": 1, "role": "editor"},
        {"role": "reader"},
    ),
    "invite a person again": lambda w: Write(
        invite_again, {"by": w.administrator, "person": _invited_person(w)}, {"person": w.second_checker}
    ),
    "vouch for a person": lambda w: Write(
        vouch, {"by": w.editor, "person": _invited_person(w), "reason": "We met on Monday."}, _REASON
    ),
    "change your own name": lambda w: Write(
        rename, {"person": w.checker, "name": "Christine Checker", "seen_version": 1}, {"name": "Chris C."}
    ),
}
