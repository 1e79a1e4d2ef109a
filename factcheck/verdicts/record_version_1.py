"""Version 1 of the digest of a record: the ids and versions of its rows. Approvals of that version are still compared by it.

Any new version of a row changes the digest, even if readers see no difference.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from factcheck.claims.models import Attribution, Claim, Mention, Relation
from factcheck.evidence.models import Evidence, SearchLogEntry
from factcheck.ledger.chain import digest
from factcheck.ledger.kinds import kind_of
from factcheck.verdicts.models import VerdictVersion
from factcheck.verdicts.record import last_submission_number

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
    """The digest of the claim's record: each row that a review depends on, with its version. Any change alters the digest.

    The record includes the rows that it refers to, because they are published with it: the claimant, articles and their
    outlets, the actors of attribution chains, sources and origins, related claims, and the rating of the newest version. It
    also includes the last submission, so that a review of an earlier submission does not apply to a later one.
    """
    rows: list[list[Any]] = []
    for model, columns in _BASIS:
        records = model._default_manager.filter(**{_CLAIM_LOOKUPS.get(model, "claim_id"): claim.pk})
        rows += [[kind_of(model), *row] for row in records.order_by("id").values_list("id", *columns)]
    newest = VerdictVersion.objects.filter(verdict__claim=claim).order_by("-number")[:1]
    for verdict_id, *rating in newest.values_list("verdict_id", "rating_id", "rating__version"):
        rows += [["rating", *rating], ["submission", last_submission_number(verdict_id)]]
    return digest(rows)
