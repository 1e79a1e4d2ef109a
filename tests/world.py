"""A small newsroom for tests: people whose roles never change, two articles, and a claim for each state of a verdict.

The regular actions create everything, each part on first use, so that a test creates only what it needs.
"""

from __future__ import annotations

import itertools
from datetime import date
from functools import cached_property
from typing import Any

from factcheck.accounts.actions import add_person
from factcheck.accounts.models import Person, Role
from factcheck.articles.actions import add_source, import_article
from factcheck.articles.models import Article, Source
from factcheck.claims.actions import NewMention, add_claim, get_or_create_actor, name_party
from factcheck.claims.anchoring import find
from factcheck.claims.models import Actor, Claim, Mention, Party
from factcheck.evidence.actions import PageLocator, attach, log_search
from factcheck.evidence.models import Evidence, Reply, SearchLogEntry
from factcheck.evidence.replies.actions import add_reply
from factcheck.verdicts.actions import approve, open_verdict, return_verdict, submit
from factcheck.verdicts.models import Rating, Verdict
from factcheck.verdicts.queries import basis_for

PASSWORD = "a long enough password"

FIRST = (
    "The minister spoke on Monday. “The scene was arranged,” he told reporters, and rejected the accusation.\n\n"
    "A second official said that the town had been left on 30 March. The mayor, he added, had announced that all was well.\n"
)
SECOND = (
    "Officials repeated on Wednesday that the scene had been arranged after the withdrawal.\n\n"
    "The prosecutor counted 410 bodies in the region. Nobody else has confirmed the figure.\n"
)


class World:
    """Each property is created once, on first use."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def complete(self) -> World:
        """Create everything now, for tests that share a newsroom."""
        for name, value in vars(World).items():
            if isinstance(value, cached_property):
                getattr(self, name)
        return self

    def person(self, role: Role | str, name: str = "") -> Person:
        number = next(self._numbers)
        name = name or f"{Role(role).label} {number}"
        return add_person(by=None, email=f"person{number}@newsroom.example", name=name, role=role, password=PASSWORD)

    @cached_property
    def reader(self) -> Person:
        return self.person(Role.READER, "Rita Reader")

    @cached_property
    def checker(self) -> Person:
        """The author of every verdict."""
        return self.person(Role.CHECKER, "Chris Checker")

    @cached_property
    def second_checker(self) -> Person:
        return self.person(Role.CHECKER, "Sam Second")

    @cached_property
    def editor(self) -> Person:
        """An editor who has contributed to nothing, and so can review everything."""
        return self.person(Role.EDITOR, "Ed Editor")

    @cached_property
    def other_editor(self) -> Person:
        return self.person(Role.EDITOR, "Olga Other")

    @cached_property
    def administrator(self) -> Person:
        return self.person(Role.ADMINISTRATOR, "Ada Admin")

    def of_role(self, role: str) -> Person | None:
        return None if role == "anonymous" else getattr(self, role)

    @cached_property
    def outlet(self) -> Source:
        return add_source(person=self.checker, name="The Daily Example", source_kind="outlet", country="India")

    @cached_property
    def ministry(self) -> Source:
        return add_source(person=self.checker, name="The Ministry", source_kind="government", interest="Is accused itself.")

    @cached_property
    def institute(self) -> Source:
        return add_source(person=self.checker, name="The Institute", source_kind="research", address="https://institute.example/")

    def article(self, text: str = FIRST, **details: Any) -> Article:
        details.setdefault("outlet", self.outlet)
        return import_article(person=self.checker, content=text.encode(), **details).article

    @cached_property
    def first_article(self) -> Article:
        return self.article(FIRST, title="The minister denies", published_on=date(2022, 4, 4), language="en")

    @cached_property
    def second_article(self) -> Article:
        return self.article(SECOND, title="The figure and the denial", published_on=date(2022, 4, 6), language="en")

    @cached_property
    def minister(self) -> Actor:
        return get_or_create_actor(
            person=self.checker, name="Mikhail Minister", actor_kind="person", description="foreign minister"
        )[0]

    def claim(self, statement: str = "The scene was arranged after the withdrawal.", **fields: Any) -> Claim:
        quote = fields.pop("quote", "The scene was arranged")
        article = fields.pop("article", None) or self.first_article
        revision = article.current
        mention = NewMention(revision, [find(revision.text, quote)], fields.pop("mode", "direct"), [self.minister])
        fields = {"layer": "proposition", "said_on": date(2022, 4, 4), "types": ["event"], "topics": ["Examples"], **fields}
        return add_claim(
            person=fields.pop("person", self.checker),
            claimant=fields.pop("claimant", self.minister),
            statement=statement,
            mention=mention,
            **fields,
        )

    @cached_property
    def open_claim(self) -> Claim:
        """A claim with only a mention."""
        return self.claim()

    @cached_property
    def mention(self) -> Mention:
        return self.open_claim.mentions.get()

    def evidence_on(self, claim: Claim, stance: str = "contradicts", **fields: Any) -> Evidence:
        fields = {"source": self.institute, "note": "It shows the place earlier.", "closeness": "primary", **fields}
        page = PageLocator(fields.pop("address", "https://institute.example/images"), fields.pop("quote", "Seen since 11 March."))
        return attach(person=fields.pop("person", self.checker), claim=claim, stance=stance, quoted_from=page, **fields)

    def party_on(self, claim: Claim, source: Source | None = None, **fields: Any) -> Party:
        """A party to the claim, by default the ministry."""
        named = {} if "actor" in fields else {"source": source or self.ministry}
        return name_party(person=self.checker, claim=claim, **{"interest": "Is accused itself.", **named, **fields})

    @cached_property
    def evidence(self) -> Evidence:
        return self.evidence_on(self.open_claim)

    @cached_property
    def search(self) -> SearchLogEntry:
        return self.search_on(self.open_claim)

    @cached_property
    def reply(self) -> Reply:
        return self.reply_on(self.open_claim)

    def reply_on(self, claim: Claim, **fields: Any) -> Reply:
        """A request for comment on the claim, by default to the minister, whose deadline has passed."""
        request = {"actor": self.minister, "asked_on": date(2022, 4, 11), "channel": "email", "deadline": date(2022, 4, 14)}
        return add_reply(person=fields.pop("person", self.checker), claim=claim, **{**request, **fields})

    def no_reply_on(self, claim: Claim, name: str = "The author of the post") -> Reply:
        """A reason why somebody was not asked for comment on the claim."""
        return add_reply(person=self.checker, claim=claim, name=name, not_asked_because="Nobody knows who it is.")

    def search_on(self, claim: Claim, sought: str = "supports") -> SearchLogEntry:
        return log_search(
            person=self.checker,
            claim=claim,
            sought=sought,
            place="Press archive",
            terms="scene arranged",
            searched_on=date(2022, 4, 10),
        )

    def ready(self, claim: Claim | None = None, **text: Any) -> Verdict:
        """A draft that meets all lines of the evidence gate."""
        claim = claim or self.claim()
        is_supported = text.get("conclusion") == "supported"
        self.evidence_on(claim, "supports" if is_supported else "contradicts")
        self.search_on(claim, "contradicts" if is_supported else "supports")
        text = {
            "rating": Rating.objects.get(name="False"),
            "conclusion": "refuted",
            "headline": "Images from before the withdrawal show the scene",
            "summary": "Images show the scene before the withdrawal.",
            "rationale": "The images are **older** than the withdrawal.",
            "as_of": date(2022, 4, 20),
            **text,
        }
        return open_verdict(person=self.checker, claim=claim, **text)

    @cached_property
    def draft(self) -> Verdict:
        return self.ready()

    def submit(self, verdict: Verdict) -> Verdict:
        """Submit the newest version; after a return, with a message, so that the version does not have to change."""
        message = "Please read it again." if self._reload(verdict).state == "returned" else ""
        return submit(person=verdict.author, verdict=verdict, message=message)

    @cached_property
    def submitted(self) -> Verdict:
        return self.submit(self.ready())

    @cached_property
    def returned(self) -> Verdict:
        verdict = self.submit(self.ready())
        return_verdict(person=self.editor, verdict=verdict, reason="Name the source of the images.")
        return self._reload(verdict)

    def approve(self, verdict: Verdict) -> Verdict:
        approve(person=self.editor, verdict=verdict, version=verdict.latest, basis=basis_for(verdict.claim))
        return self._reload(verdict)

    @cached_property
    def approved(self) -> Verdict:
        return self.approve(self.submit(self.ready()))

    @cached_property
    def published(self) -> Verdict:
        from factcheck.publishing.actions import publish

        verdict = self.approve(self.submit(self.ready()))
        publish(person=self.editor, verdict=verdict)
        return self._reload(verdict)

    @staticmethod
    def _reload(verdict: Verdict) -> Verdict:
        return Verdict.objects.get(pk=verdict.pk)
