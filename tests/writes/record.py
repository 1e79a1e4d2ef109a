"""The actions on articles, claims, evidence, the newsroom, and people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from factcheck.accounts.actions import add_person, change_person, invite_again, rename, vouch
from factcheck.accounts.models import Person
from factcheck.articles.actions import (
    add_source,
    close_article,
    edit_article,
    edit_source,
    import_article,
    reopen_article,
    show_text,
)
from factcheck.articles.models import Revision
from factcheck.claims.actions import (
    add_claim,
    add_mention,
    add_relation,
    change_mention,
    close_claim,
    confirm_mention_context,
    edit_actor,
    edit_claim,
    edit_party,
    get_or_create_actor,
    keep_mention,
    merge_actors,
    merge_sources,
    name_party,
    reopen_claim,
    withdraw_mention,
    withdraw_party,
    withdraw_relation,
)
from factcheck.claims.anchoring import Selector, find
from factcheck.claims.models import Actor
from factcheck.claims.new_mention import NewMention
from factcheck.evidence.actions import attach, change_evidence, log_search, withdraw_evidence
from factcheck.evidence.availability.actions import set_interval, state_no_notice
from factcheck.evidence.copies.actions import request_copy
from factcheck.evidence.copies.providing import provide_copy
from factcheck.evidence.copies.quotes import choose_place
from factcheck.evidence.copies.selecting import quote_words
from factcheck.evidence.locators import CopyLocator, FileLocator, PageLocator, PassageLocator
from factcheck.evidence.models import Evidence
from factcheck.evidence.passages import confirm_passage_context, keep_passage, place_passage
from factcheck.evidence.replies.actions import add_reply, change_reply, withdraw_reply
from factcheck.evidence.revisions import revise_article
from factcheck.merging.actions import merge_claims, split_claim
from factcheck.newsroom.actions import edit_newsroom
from factcheck.newsroom.queries import the_newsroom
from factcheck.publishing.logos.actions import remove_logo, set_logo
from tests.address_checks import gone_page
from tests.copies import QUOTE, TEXT, collected, page_item, preserved_copy
from tests.logos import add_logo, encoded, picture
from tests.world import FIRST, World
from tests.writes.write import OTHER_REASON, Write


def _new_mention(world: World, quote: str = "The mayor") -> NewMention:
    revision = world.first_article.current
    return NewMention(revision, [find(revision.text, quote)], "indirect", ["A New Speaker"])


def _confirm_mention_context(world: World) -> Write:
    mention = world.mention
    _revise(world, FIRST.replace("he told", "he denied to"))
    arguments = {"person": world.checker, "mention": mention, "seen_version": 2}
    return Write(confirm_mention_context, arguments, {"seen_version": None})


def _choose_place(world: World) -> Write:
    item = page_item(world.checker, world.open_claim)
    copy = preserved_copy(world.checker, item, collected(f"{QUOTE}. {QUOTE}."))
    arguments = {"person": world.checker, "item": item, "copy": copy, "quote": QUOTE, "start": 0, "end": len(QUOTE)}
    second = len(QUOTE) + 2
    return Write(choose_place, arguments, {"start": second, "end": second + len(QUOTE)})


def _attach_words(world: World) -> Write:
    copy = preserved_copy(world.checker, page_item(world.checker, world.open_claim))
    locator = CopyLocator(copy, Selector(0, 11, TEXT[:11]))
    arguments = {"person": world.checker, "claim": world.open_claim, "stance": "context", "closeness": "primary"}
    return Write(attach, {**arguments, "quoted_from": locator}, {"stance": "supports"})


def _quote_words(world: World) -> Write:
    copy = preserved_copy(world.checker, page_item(world.checker, world.open_claim), collected("Nothing at all."))
    arguments = {"person": world.checker, "item": copy.evidence, "copy": copy, "seen_version": 1}
    return Write(quote_words, {**arguments, "words": Selector(0, 7, "Nothing")}, {"words": Selector(8, 14, "at all")})


def _passage(world: World) -> Evidence:
    locator = PassageLocator(world.first_article.current, find(FIRST, "all was well"))
    return attach(person=world.checker, claim=world.open_claim, stance="context", closeness="primary", quoted_from=locator)


def _confirm_passage_context(world: World) -> Write:
    item = _passage(world)
    _revise(world, FIRST.replace("had announced that", "had denied that"))
    arguments = {"person": world.checker, "item": item, "seen_version": 2}
    return Write(confirm_passage_context, arguments, {"seen_version": None})


def _keep_mention(world: World) -> Write:
    mention = world.mention
    _revise(world, "Nothing of it.")
    return Write(
        keep_mention, {"person": world.checker, "mention": mention, "reason": "Removed.", "seen_version": 2}, {"reason": "?"}
    )


def _keep_passage(world: World) -> Write:
    item = _passage(world)
    _revise(world, "Nothing of it.")
    return Write(keep_passage, {"person": world.checker, "item": item, "reason": "Removed.", "seen_version": 2}, {"reason": "?"})


def _place_passage(world: World) -> Write:
    item = _passage(world)
    revision = _revise(world, FIRST.replace("all was well", "all\u00a0was well, or all  was well"))
    arguments = {"person": world.checker, "item": item, "seen_version": 2, "revision": revision}
    one, other = find(revision.text, "all\u00a0was well"), find(revision.text, "all  was well")
    return Write(place_passage, {**arguments, "selector": one}, {"selector": other})


def _revise(world: World, text: str) -> Revision:
    return revise_article(person=world.second_checker, article=world.first_article, content=text.encode())


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


def _invited_person(world: World) -> Person:
    return add_person(by=world.administrator, email="invited@newsroom.example", name="Ira Invited", role="checker")


def _other_actor(world: World) -> Actor:
    return get_or_create_actor(person=world.checker, name="M. Minister")[0]


def _withdraw_relation(world: World) -> Write:
    relation = add_relation(
        person=world.checker, claim=world.open_claim, relation_kind="denies", other=world.claim("They did it.")
    )
    return Write(
        withdraw_relation, {"person": world.checker, "relation": relation, "reason": "No.", "seen_version": 1}, OTHER_REASON
    )


def _close_claim(world: World) -> Write:
    arguments = {"person": world.checker, "claim": world.open_claim, "closed_reason": "ambiguous", "seen_version": 1}
    return Write(close_claim, arguments, {"closed_reason": "out_of_scope"})


def _reopen_claim(world: World) -> Write:
    closed = _close_claim(world).send(None)
    other = close_claim(person=world.checker, claim=world.claim("They did it."), closed_reason="ambiguous", seen_version=1)
    return Write(reopen_claim, {"person": world.checker, "claim": closed, "seen_version": 2}, {"claim": other})


def _show_text(world: World) -> Write:
    arguments = {"person": world.editor, "article": world.first_article, "may_show_text": True, "reason": "An agreement."}
    return Write(show_text, {**arguments, "seen_version": 1}, {"reason": "Another agreement."})


def _close_article(world: World) -> Write:
    article = world.article("A text that was imported by mistake.")
    arguments = {"person": world.checker, "article": article, "seen_version": 1}
    return Write(close_article, arguments, {"note": "A draft."})


def _reopen_article(world: World) -> Write:
    closed = _close_article(world).send(None)
    mistake = world.article("Another text that was imported by mistake.")
    other = close_article(person=world.checker, article=mistake, seen_version=1)
    return Write(reopen_article, {"person": world.checker, "article": closed, "seen_version": 2}, {"article": other})


def _split_claim(world: World) -> Write:
    arguments = {
        "person": world.checker,
        "claim": world.open_claim,
        "mentions": [world.mention],
        "seen_version": 1,
        "statement": "All was well.",
        "layer": "proposition",
        "claimant": "A New Claimant",
    }
    return Write(split_claim, arguments, {"statement": "Other words."})


_SEARCH = {"sought": "supports", "place": "Archive", "terms": "words", "searched_on": date(2022, 4, 10)}

_REQUEST = {"asked_on": date(2022, 4, 11), "channel": "email", "deadline": date(2022, 4, 14)}

RECORD_WRITES: dict[str, Callable[[World], Write]] = {
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
    "merge a source": lambda w: Write(
        merge_sources,
        {"person": w.checker, "source": w.ministry, "into": w.institute, "seen_version": 1},
        {"into": w.outlet},
    ),
    "merge an actor": lambda w: Write(
        merge_actors,
        {"person": w.checker, "actor": w.minister, "into": _other_actor(w), "seen_version": 1},
        {"seen_into_version": 1},
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
    "close a claim": _close_claim,
    "reopen a claim": _reopen_claim,
    "merge claims": lambda w: Write(
        merge_claims,
        {"person": w.checker, "claim": w.claim("They did it."), "into": w.open_claim, "seen_version": 1},
        {"note": "They are the same."},
    ),
    "split a claim": _split_claim,
    "show the text of an article": _show_text,
    "close an article": _close_article,
    "reopen an article": _reopen_article,
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
        withdraw_mention, {"person": w.checker, "mention": w.mention, "reason": "No.", "seen_version": 1}, OTHER_REASON
    ),
    "relate claims": lambda w: Write(
        add_relation,
        {"person": w.checker, "claim": w.open_claim, "relation_kind": "denies", "other": w.claim("They did it.")},
        {"relation_kind": "counters"},
    ),
    "withdraw a relation": _withdraw_relation,
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
        withdraw_party, {"person": w.checker, "party": w.party_on(w.open_claim), "reason": "No.", "seen_version": 1}, OTHER_REASON
    ),
    "edit the newsroom": lambda w: Write(
        edit_newsroom,
        {"person": w.administrator, "newsroom": the_newsroom(), "name": "The Gazette", "seen_version": 1},
        {"name": "The Courier"},
    ),
    "set the logo": lambda w: Write(
        set_logo,
        {
            "person": w.administrator,
            "newsroom": the_newsroom(),
            "file": ContentFile(encoded(picture())),
            "name": "logo.png",
            "seen_version": 1,
        },
        {"file": ContentFile(encoded(picture(200, 200)))},
    ),
    "remove the logo": lambda w: Write(
        remove_logo,
        {"person": w.administrator, "newsroom": add_logo(w), "seen_version": 2},
        {"seen_version": None},
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
    "place a passage": _place_passage,
    "confirm the context of a passage": _confirm_passage_context,
    "confirm the context of a mention": _confirm_mention_context,
    "keep a mention in its revision": _keep_mention,
    "keep a passage in its revision": _keep_passage,
    "withdraw evidence": lambda w: Write(
        withdraw_evidence, {"person": w.checker, "item": w.evidence, "reason": "No.", "seen_version": 1}, OTHER_REASON
    ),
    "request a copy of a page": lambda w: Write(
        request_copy,
        {"person": w.checker, "item": w.evidence},
        {"item": w.evidence_on(w.open_claim, person=w.checker, quote="Seen on another page.")},
    ),
    "choose the place of a quote in a copy": _choose_place,
    "attach words of a copy": _attach_words,
    "use words of a copy as the quote": _quote_words,
    "set the interval of checks of an address": lambda w: Write(
        set_interval, {"person": w.checker, "item": w.evidence, "days": 7}, {"days": 30}
    ),
    "state that readers need no notice": lambda w: Write(
        state_no_notice,
        {"person": w.editor, "check": gone_page(w.checker, w.evidence), "reason": "It moved within the site."},
        {"reason": "It is back."},
    ),
    "add a copy of a page": lambda w: Write(
        provide_copy,
        {
            "person": w.checker,
            "item": w.evidence,
            "file": ContentFile(b"<html><body>Words.</body></html>"),
            "name": "page.html",
            "made_how": "Saved in a browser.",
        },
        {"made_how": "Saved in another browser."},
    ),
    "log a search": lambda w: Write(
        log_search, {"person": w.checker, "claim": w.open_claim, **_SEARCH}, {"note": "Another note."}
    ),
    "record a request for comment": lambda w: Write(
        add_reply,
        {"person": w.checker, "claim": w.open_claim, "actor": w.minister, **_REQUEST},
        {"channel": "phone"},
    ),
    "record an answer": lambda w: Write(
        change_reply,
        {"person": w.checker, "reply": w.reply, "seen_version": 1, "outcome": "declined", "answered_on": date(2022, 4, 12)},
        {"answered_on": date(2022, 4, 13)},
    ),
    "withdraw a request for comment": lambda w: Write(
        withdraw_reply, {"person": w.checker, "reply": w.reply, "reason": "No.", "seen_version": 1}, OTHER_REASON
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
        vouch, {"by": w.editor, "person": _invited_person(w), "reason": "We met on Monday."}, OTHER_REASON
    ),
    "change your own name": lambda w: Write(
        rename, {"person": w.checker, "name": "Christine Checker", "seen_version": 1}, {"name": "Chris C."}
    ),
}
