"""A draft verdict about the wording of a statement."""

from __future__ import annotations

from datetime import date

from factcheck.claims.actions import add_claim, add_mention
from factcheck.demonstration.checks.cast import Cast, name_parties, quote_mention, rating_named
from factcheck.evidence.actions import attach
from factcheck.evidence.locators import PageLocator
from factcheck.verdicts.actions import open_verdict


def draft_staged(cast: Cast) -> None:
    """Open a draft verdict about a claim in the “utterance” layer."""
    second, actors = cast.people["second"], cast.actors
    claim = add_claim(
        person=second,
        claimant=actors["lavrov"],
        statement="Sergey Lavrov said on 4 April 2022 that the scene in Bucha was staged.",
        layer="utterance",
        said_on=date(2022, 4, 4),
        place="Moscow, Russia",
        types=["quote"],
        topics=["Bucha"],
        mention=quote_mention(
            cast.courier,
            "The scene was staged after Russian units had left the town, he said in Moscow.",
            "indirect",
            actors["courier"],
            actors["lavrov"],
        ),
    )
    add_mention(
        person=second,
        claim=claim,
        mention=quote_mention(
            cast.gazette,
            'The pictures were "staged," Foreign Minister Lavrov said on Monday.',
            "scare",
            actors["gazette"],
            actors["lavrov"],
        ),
    )
    attach(
        person=second,
        claim=claim,
        stance="supports",
        closeness="secondary",
        quoted_from=PageLocator("https://tass.com/", "fake attack"),
        source=cast.sources["tass"],
        note="Reports the minister's statement on the same day. The address of the report itself is still missing.",
        available_since=date(2022, 4, 4),
    )
    name_parties(cast, claim)
    open_verdict(
        person=second,
        claim=claim,
        rating=rating_named("True"),
        conclusion="supported",
        headline="Sergey Lavrov called the scene in Bucha staged on 4 April 2022",
        summary="Several agencies quote him with this wording.",
        rationale="",
        as_of=date(2022, 4, 12),
    )
