"""A published check with one correction."""

from __future__ import annotations

from datetime import date
from typing import Any

from factcheck.claims.actions import add_claim, add_mention, add_relation
from factcheck.claims.anchoring import find
from factcheck.claims.models import Claim
from factcheck.demonstration.checks.cast import Cast, approve_as_editor, name_parties, quote_mention, rating_named
from factcheck.evidence.actions import attach, log_search
from factcheck.evidence.locators import PageLocator, PassageLocator
from factcheck.publishing.actions import correct, publish
from factcheck.verdicts.actions import open_verdict, save_version, submit

NYT_ADDRESS = "https://www.nytimes.com/2022/04/04/world/europe/bucha-ukraine-bodies.html"
NYT_QUOTE = "Satellite images show bodies lay in Bucha for weeks, despite Russian claims"


def publish_withdrawal(cast: Cast, accusation: Claim) -> None:
    """Publish a check about a claim that denies `accusation`, correct it, and publish it again."""
    checker, second, editor = cast.people["checker"], cast.people["second"], cast.people["editor"]
    ministry = cast.actors["mod_ru"]
    claim = add_claim(
        person=checker,
        claimant=ministry,
        statement="The bodies seen on the streets of Bucha were placed there after Russian units had withdrawn.",
        context="The ministry's response of 3 April 2022 to the accusation that Russian forces killed civilians in the town.",
        layer="proposition",
        said_on=date(2022, 4, 3),
        place="Bucha, Ukraine",
        types=["event", "causal"],
        topics=["Bucha"],
        mention=quote_mention(
            cast.courier,
            "the bodies were placed on the streets only after the withdrawal was complete",
            "indirect",
            cast.actors["courier"],
            ministry,
        ),
    )
    add_mention(
        person=second,
        claim=claim,
        mention=quote_mention(
            cast.gazette,
            "bodies appeared in the streets only after its soldiers had left",
            "indirect",
            cast.actors["gazette"],
            ministry,
        ),
    )
    add_relation(person=checker, claim=claim, relation_kind="denies", other=accusation)
    attach(
        person=checker,
        claim=claim,
        stance="contradicts",
        closeness="primary",
        quoted_from=PageLocator(NYT_ADDRESS, NYT_QUOTE),
        title="Satellite images show bodies lay in Bucha for weeks, despite Russian claims",
        published_on=date(2022, 4, 4),
        accessed_on=date(2022, 12, 8),
        source=cast.sources["nyt"],
        origin=cast.sources["maxar"],
        note="Images show that dark objects the size of bodies appeared on Yablonska Street between 9 and 11 March 2022, in the positions "
        "in which bodies were filmed in early April. Russian units held the town at that time.",
        available_since=date(2022, 4, 4),
        event_on=date(2022, 3, 1),
        event_precision="month",
    )
    attach(
        person=second,
        claim=claim,
        stance="contradicts",
        closeness="secondary",
        quoted_from=PassageLocator(
            cast.gazette,
            find(cast.gazette.text, "show dark objects the size of bodies on Yablonska Street in the middle of March"),
        ),
        source=cast.sources["gazette"],
        origin=cast.sources["maxar"],
        note="Reports the same images. It has the same origin, so it is not independent evidence.",
        available_since=date(2022, 4, 6),
    )
    attach(
        person=checker,
        claim=claim,
        stance="contradicts",
        closeness="primary",
        quoted_from=PageLocator(
            "https://www.ohchr.org/", "the unlawful killing, including by summary execution, of some 50 civilians in Bucha"
        ),
        source=cast.sources["ohchr"],
        note="Documented after a visit on 9 April 2022.",
        available_since=date(2022, 4, 22),
    )
    attach(
        person=second,
        claim=claim,
        stance="supports",
        closeness="secondary",
        quoted_from=PassageLocator(cast.courier, find(cast.courier.text, "It called the images a hoax.")),
        source=cast.sources["mod_ru"],
        note="The ministry's own account. It is a party to the dispute and offers nothing that can be examined.",
        available_since=date(2022, 4, 3),
    )
    attach(
        person=checker,
        claim=claim,
        stance="context",
        closeness="secondary",
        quoted_from=PassageLocator(cast.courier, find(cast.courier.text, "its units withdrew around 30 March")),
        source=cast.sources["mod_ru"],
        note="The date of the withdrawal according to the ministry. Anything seen before this date was seen while its units held the town.",
        available_since=date(2022, 4, 3),
    )
    log_search(
        person=second,
        claim=claim,
        sought="supports",
        place="Statements and briefings of the ministry, 3 to 30 April 2022",
        terms="images, witnesses, or dates that show the bodies being placed",
        searched_on=date(2022, 12, 9),
        note="Nothing that could be examined was found.",
    )
    text: dict[str, Any] = {
        "rating": rating_named("False"),
        "conclusion": "refuted",
        "headline": "Bodies lay on the streets of Bucha before Russian units withdrew",
        "summary": "Satellite images show bodies in the same places while Russian units held the town.",
        "rationale": (
            "The ministry says that its units left around **30 March 2022** [5] and that the bodies were placed afterwards [4].\n\n"
            "Satellite images show objects the size of bodies on Yablonska Street from **11 March** on, in the positions in which "
            "bodies were filmed in early April [1, 2]. An image of 19 March shows bodies on the street.\n\n"
            "No examinable evidence for the ministry's account was found. This verdict is about *when the bodies lay there*. "
            "Who killed these people is a separate claim, which is still open."
        ),
        "as_of": date(2022, 12, 9),
    }
    name_parties(cast, claim)
    verdict = open_verdict(person=checker, claim=claim, **text)
    submit(person=checker, verdict=verdict)
    approve_as_editor(cast, verdict)
    publish(person=editor, verdict=verdict)
    correct(
        person=checker,
        verdict=verdict,
        correction_kind="clarification",
        notice="An earlier version dated the first images to 11 March 2022. The objects appeared between 9 and 11 March. The rating is the same.",
    )
    save_version(
        person=checker,
        verdict=verdict,
        seen_version=None,
        rationale=text["rationale"].replace("from **11 March** on", "that appeared **between 9 and 11 March**"),
    )
    submit(person=checker, verdict=verdict)
    approve_as_editor(cast, verdict)
    publish(person=editor, verdict=verdict)
