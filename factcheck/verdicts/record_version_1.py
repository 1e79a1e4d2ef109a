"""Version 1 of the digest of a record: the ids and versions of its rows. Approvals of that version are still compared by it.

Any new version of a row changes the digest, even if readers see no difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from factcheck.claims.models import Attribution, Claim, Mention, Relation
from factcheck.evidence.models import Evidence, SearchLogEntry
from factcheck.ledger.chain import digest
from factcheck.ledger.kinds import kind_of
from factcheck.verdicts.models import VerdictVersion
from factcheck.verdicts.record import last_submissions

_ARTICLE = ("revision__article__version", "revision__article__outlet__version")
_BASIS: list[tuple[type[Model], tuple[str, ...]]] = [
    (Claim, ("version", "claimant__version")),
    (Mention, ("version", *_ARTICLE)),
    (Attribution, ("actor_id", "actor__version")),
    (Relation, ("version", "other__version")),
    (Evidence, ("version", "source__version", "origin__version", *_ARTICLE)),
    (SearchLogEntry, ("version",)),
]
_CLAIM_LOOKUPS: dict[type[Model], str] = {Claim: "pk", Attribution: "mention__claim_id"}
"""Model → lookup of its claim, if it is not `claim_id`."""


def digest_of_version_1(claim: Claim) -> str:
    """The current digest of the claim's record. See `digests_of_version_1`."""
    return digests_of_version_1({claim.pk: None})[claim.pk]


def digests_of_version_1(claims: Mapping[int, int | None]) -> dict[int, str]:
    """The digests of claims' records by their ids: each row that a review depends on, with its version. Any change alters them.

    A record includes the rows that it refers to, because they are published with it: the claimant, articles and their outlets,
    the actors of attribution chains, sources and origins, related claims, and the rating of the newest version. It also includes
    the last submission, so that a review of an earlier submission does not apply to a later one. `claims` maps each id to the
    number of the entry of that submission; None stands for the newest one. The number of queries does not depend on the claims.
    """
    rows: dict[int, list[list[Any]]] = {pk: [] for pk in claims}
    for model, columns in _BASIS:
        of_claim = _CLAIM_LOOKUPS.get(model, "claim_id")
        records = model._default_manager.filter(**{f"{of_claim}__in": list(claims)})
        for claim, *row in records.order_by("id").values_list(of_claim, "id", *columns):
            rows[claim].append([kind_of(model), *row])
    newest = VerdictVersion.objects.filter(verdict__claim__in=claims).order_by("verdict_id", "-number").distinct("verdict_id")
    ratings = list(newest.values_list("verdict__claim_id", "verdict_id", "rating_id", "rating__version"))
    submissions = last_submissions([verdict for _, verdict, *_ in ratings])
    for claim, verdict, *rating in ratings:
        submission = claims[claim]
        rows[claim] += [["rating", *rating], ["submission", submissions.get(verdict, 0) if submission is None else submission]]
    return {claim: digest(values) for claim, values in rows.items()}
