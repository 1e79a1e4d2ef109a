"""The right of reply, dates of events, and timing in published documents, and on the pages that readers see."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factcheck.evidence.actions import change_evidence
from factcheck.evidence.replies.actions import withdraw_reply
from factcheck.publishing.actions import draft_publication, publish
from factcheck.verdicts.models import Verdict
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister", "institute", "editor")]


def publish_check(world: World, verdict: Verdict) -> dict[str, Any]:
    publish(person=world.editor, verdict=verdict, seen_version=verdict.version)
    return dict(verdict.publications.get().document)


def page_of(document: dict[str, Any]) -> str:
    source = Client().get(reverse("public:check", args=[document["slug"]])).content.decode()
    return " ".join(unescape(re.sub(r"<[^>]*>", "", source)).split())


def test_document_and_page_have_each_outcome_and_no_contact_details(world: World) -> None:
    claim, today = world.claim(), timezone.localdate()
    secret = {"contact": "secret@ministry.example", "question": "Confidential question to secret@ministry.example"}
    answer = {"outcome": "answered", "answer": "“It was <b>not</b> us.”", "answered_on": date(2022, 4, 12)}
    world.reply_on(claim, **secret, **answer, answered_by="A spokesperson", channel_note="to the press office")
    world.reply_on(claim, actor=None, source=world.ministry, outcome="declined", answered_on=date(2022, 4, 13), **secret)
    world.reply_on(claim, actor=None, name="The port", outcome="no_answer")
    world.reply_on(claim, actor=None, name="The harbor")  # overdue; nobody has recorded the outcome
    world.reply_on(claim, actor=None, name="The mayor", asked_on=today, deadline=today + timedelta(days=3), channel="phone")
    withdraw_reply(person=world.checker, reply=world.reply_on(claim, actor=None, name="Nobody"), reason="A mistake.")
    world.no_reply_on(claim)
    document = publish_check(world, world.approve(world.submit(world.ready(claim))))
    assert [(reply["name"], reply["outcome"]) for reply in document["replies"]] == [
        ("Mikhail Minister", "answered"),
        ("The Ministry", "declined"),
        ("The port", "no_answer"),
        ("The harbor", "no_answer"),
        ("The mayor", "open"),
        ("The author of the post", "not_asked"),
    ]
    assert "secret" not in str(document)
    assert "Confidential" not in str(document)
    page = page_of(document)
    for words in (
        "We asked Mikhail Minister for comment on 11 April 2022 (email, to the press office).",
        "A spokesperson answered on 12 April 2022: “It was <b>not</b> us.”",
        "The Ministry declined to comment on 13 April 2022.",
        "The port did not answer by 14 April 2022.",
        "The harbor did not answer by 14 April 2022.",
        "The deadline for an answer is",
        "We did not ask The author of the post for comment: Nobody knows who it is.",
    ):
        assert words in page, words
    assert "Nobody for comment" not in page


def test_document_without_replies_has_no_section(world: World) -> None:
    document = publish_check(world, world.approved)
    assert document["replies"] == []
    assert "Right of reply" not in page_of(document)


def test_document_and_page_have_the_date_of_the_event_and_the_timing(world: World) -> None:
    claim = world.claim()  # made on 4 April 2022
    item = world.evidence_on(claim, event_on=date(2022, 3, 1), event_precision="month", available_since=date(2022, 4, 22))
    change_evidence(
        person=world.checker,
        item=item,
        seen_version=1,
        source_check="From a source who must not be named.",
        content_check="Fits.",
    )
    world.evidence_on(claim, "supports", quote="Other.", available_since=date(2022, 4, 1), available_precision="month")
    document = publish_check(world, world.approve(world.submit(world.ready(claim))))
    late = next(each for each in document["evidence"]["contradicts"] if each["number"] == item.number)
    (unclear,) = document["evidence"]["supports"]
    assert (late["event_on"], late["event_precision"], late["timing"]) == ("2022-03-01", "month", "after")
    assert (unclear["event_on"], unclear["timing"]) == (None, "unclear")
    assert "must not be named" not in str(document)
    page = page_of(document)
    assert "event: March 2022" in page
    assert "available since 22 April 2022: became known only after the claim was made" in page
    assert "available since April 2022: unclear whether known before the claim was made" in page


def test_preview_contains_the_same_replies_as_the_publication(world: World) -> None:
    verdict = world.approve(world.submit(world.ready(world.reply_on(world.claim()).claim)))
    assert draft_publication(verdict).document["replies"] == publish_check(world, verdict)["replies"]
