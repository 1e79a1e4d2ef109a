"""A returned verdict about a statement that is quoted in another statement."""

from __future__ import annotations

from datetime import date

from factcheck.claims.actions import add_claim
from factcheck.claims.anchoring import find
from factcheck.demonstration.checks.cast import Cast, name_parties, quote_mention, rating_named
from factcheck.evidence.actions import attach, log_search
from factcheck.evidence.locators import PassageLocator
from factcheck.verdicts.actions import open_verdict, return_verdict, submit


def return_mayor(cast: Cast) -> None:
    """Submit and return a verdict about a mention with the chain outlet → minister → mayor."""
    checker, actors = cast.people["checker"], cast.actors
    claim = add_claim(
        person=checker,
        claimant=actors["lavrov"],
        statement="The mayor of Bucha announced, while Russian troops were leaving, that everything was all right.",
        context="The foreign minister's account of what the mayor said. Whether the mayor said this and whether it was true are separate questions.",
        layer="utterance",
        said_on=date(2022, 4, 4),
        place="Moscow, Russia",
        types=["quote"],
        topics=["Bucha"],
        mention=quote_mention(
            cast.courier,
            'the town\'s mayor had announced that "everything was all right."',
            "direct",
            actors["courier"],
            actors["lavrov"],
            actors["fedoruk"],
        ),
    )
    attach(
        person=checker,
        claim=claim,
        stance="context",
        closeness="secondary",
        quoted_from=PassageLocator(
            cast.courier, find(cast.courier.text, '"March 31 will go down in the history of our settlement,"')
        ),
        source=cast.sources["interfax"],
        origin=cast.sources["council"],
        note="The mayor's video message about the liberation of the town.",
        available_since=date(2022, 4, 1),
    )
    log_search(
        person=checker,
        claim=claim,
        sought="supports",
        place="Page of the city council and press reports, 30 March to 3 April 2022",
        terms="mayor, all right, everything is fine",
        searched_on=date(2022, 4, 11),
        note="No announcement with this wording.",
    )
    log_search(
        person=checker,
        claim=claim,
        sought="contradicts",
        place="Fact-checks of press agencies, April 2022",
        terms="Fedoruk video everyone alive",
        searched_on=date(2022, 4, 11),
        note="Not read in full yet.",
    )
    name_parties(cast, claim)
    verdict = open_verdict(
        person=checker,
        claim=claim,
        rating=rating_named("Unproven"),
        conclusion="not_enough",
        headline="No record shows the mayor of Bucha announcing that everything was all right",
        summary="No announcement with this wording was found.",
        rationale="The mayor announced the liberation of the town. No record shows him saying that everything was all right.",
        as_of=date(2022, 4, 11),
    )
    submit(person=checker, verdict=verdict)
    return_verdict(
        person=cast.people["editor"],
        verdict=verdict,
        reason="AFP Fact Check investigated older videos of the mayor that were shared out of context in April 2022. "
        "Please read its report, attach it, and state in the rationale which video you mean.",
    )
