"""A submitted verdict about a figure that an article attributes to the wrong source."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from factcheck.claims.actions import add_claim
from factcheck.claims.anchoring import find
from factcheck.demonstration.checks.cast import Cast, name_parties, quote_mention, rating_named
from factcheck.evidence.actions import attach, log_search
from factcheck.evidence.copies.providing import provide_copy
from factcheck.evidence.locators import PageLocator, PassageLocator
from factcheck.evidence.models import ItemFetching
from factcheck.evidence.replies.actions import add_reply
from factcheck.evidence.replies.models import Channel, ReplyOutcome
from factcheck.verdicts.actions import open_verdict, submit

PAGES = Path(__file__).parents[1] / "pages"
HOW_IT_WAS_MADE = (
    "This page was written for the demonstration and is not published anywhere. Its file is a part of the software, so the"
    " demonstration requests nothing from other servers."
)


def submit_figure(cast: Cast) -> None:
    """Submit a verdict about a claim in the “report” layer."""
    second, gazette = cast.people["second"], cast.actors["gazette"]
    claim = add_claim(
        person=second,
        claimant=gazette,
        statement="The Ukrainian Defense Ministry gave the figure of 410 bodies in the Kyiv region.",
        context="Both articles report the figure, but attribute it to different sources.",
        layer="report",
        said_on=date(2022, 4, 6),
        place="Kyiv region, Ukraine",
        types=["numerical", "quote"],
        topics=["Bucha", "Figures"],
        mention=quote_mention(
            cast.gazette,
            "The Defense Ministry in Kyiv put the number of bodies found in Bucha, Irpin, and other places in the region at 410.",
            "indirect",
            gazette,
        ),
    )
    attach(
        person=second,
        claim=claim,
        stance="contradicts",
        closeness="secondary",
        quoted_from=PassageLocator(
            cast.courier,
            find(
                cast.courier.text,
                "The Prosecutor General, Iryna Venediktova, said on Sunday that the bodies of 410 civilians had been recovered",
            ),
        ),
        source=cast.sources["courier"],
        origin=cast.sources["prosecutor"],
        note="Names the Prosecutor General and the period of the count, 1 to 3 April 2022, as do other press reports of the time.",
        available_since=date(2022, 4, 5),
    )
    page = attach(
        person=second,
        claim=claim,
        stance="contradicts",
        closeness="secondary",
        quoted_from=PageLocator(
            "https://courier.demonstration.example/figures",
            "The figure was first published on Sunday, 3 April, by Ukraine’s Prosecutor General, Iryna Venediktova.",
            ItemFetching.NEVER,
            may_show_surroundings=True,
        ),
        source=cast.sources["courier"],
        origin=cast.sources["prosecutor"],
        title="Whose figure is it?",
        published_on=date(2022, 4, 7),
        accessed_on=date(2022, 4, 12),
        note="Traces the figure to its first publication, and says that the ministry repeated it.",
    )
    with (PAGES / "figures.html").open("rb") as file:
        provide_copy(person=second, item=page, file=file, name="figures.html", made_how=HOW_IT_WAS_MADE)
    log_search(
        person=second,
        claim=claim,
        sought="supports",
        place="Press reports of 3 to 6 April 2022",
        terms="Defense Ministry Ukraine 410 bodies",
        searched_on=date(2022, 4, 12),
        note="All reports name the Prosecutor General.",
    )
    add_reply(
        person=second,
        claim=claim,
        actor=gazette,
        asked_on=date(2022, 4, 8),
        channel=Channel.EMAIL,
        deadline=date(2022, 4, 11),
        contact="desk@gazette.demonstration.example",
        question="Your article attributes the figure of 410 bodies to the Defense Ministry. What is this attribution based on?",
        outcome=ReplyOutcome.NO_ANSWER,
    )
    name_parties(cast, claim)
    verdict = open_verdict(
        person=second,
        claim=claim,
        rating=rating_named("Mostly false"),
        conclusion="refuted",
        headline="The figure of 410 bodies came from Ukraine’s Prosecutor General",
        summary="The figure is correct, but its source is not: it came from the Prosecutor General.",
        rationale=(
            "On 3 April 2022 the Prosecutor General, Iryna Venediktova, said that the bodies of 410 civilians had been recovered "
            "between 1 and 3 April, and that 140 of them had been examined.\n\n"
            "The article attributes the same figure to the Defense Ministry. This verdict is about the report, not about the figure."
        ),
        as_of=date(2022, 4, 12),
    )
    submit(person=second, verdict=verdict)
