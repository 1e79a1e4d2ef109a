"""An open claim that the other claims deny."""

from __future__ import annotations

from datetime import date

from factcheck.claims.actions import add_claim, add_mention
from factcheck.claims.models import Claim
from factcheck.demonstration.checks.cast import Cast, quote_mention
from factcheck.evidence.actions import attach
from factcheck.evidence.locators import PageLocator


def gather_accusation(cast: Cast) -> Claim:
    """Add a claim that has evidence but no verdict."""
    checker, ukraine = cast.people["checker"], cast.actors["ukraine"]
    claim = add_claim(
        person=checker,
        claimant=ukraine,
        statement="Russian forces killed civilians in Bucha in March 2022.",
        context="Ukraine's accusation, which Russian officials deny.",
        layer="proposition",
        said_on=date(2022, 4, 3),
        place="Bucha, Ukraine",
        types=["event"],
        topics=["Bucha"],
        mention=quote_mention(
            cast.courier,
            "Ukraine accuses Russian forces of having killed civilians in Bucha.",
            "indirect",
            cast.actors["courier"],
            ukraine,
        ),
    )
    add_mention(
        person=cast.people["second"],
        claim=claim,
        mention=quote_mention(
            cast.gazette,
            "Russian soldiers killed the people who lay there",
            "indirect",
            cast.actors["gazette"],
            ukraine,
        ),
    )
    attach(
        person=checker,
        claim=claim,
        stance="supports",
        closeness="primary",
        quoted_from=PageLocator(
            "https://www.ohchr.org/",
            "Killings of civilians: summary executions and attacks on individual civilians in Kyiv, Chernihiv, and Sumy regions",
        ),
        source=cast.sources["ohchr"],
        note="The report, quoted by its title, documents at least 441 civilians killed in 102 villages and towns between 24 February and "
        "6 April 2022, 73 of them in Bucha; 105 more cases there were being corroborated.",
        available_since=date(2022, 12, 7),
    )
    return claim
