"""What the screens of a verdict read: versions, the gate with the way to what is missing, the summary for the claim's page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse

from factcheck.claims.models import Claim
from factcheck.evidence.models import Stance
from factcheck.verdicts import gate
from factcheck.verdicts.difference import Change, changes
from factcheck.verdicts.fields import VERDICT
from factcheck.verdicts.models import Review, Verdict, VerdictVersion, Waiver
from factcheck.verdicts.queries import gate_of


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the gate, with the address where it is put right (empty where it is met)."""

    key: str
    label: str
    is_met: bool
    hint: str
    waiver: str
    url: str = ""
    link: str = ""

    @property
    def is_open(self) -> bool:
        return not self.is_met and not self.waiver


def steps(claim: Claim, lines: Iterable[gate.Line]) -> list[Step]:
    """The gate's lines, each with the way to what it asks for."""
    found = []
    for line in lines:
        url, link = ("", "") if line.is_met else _way(claim, line.key)
        found.append(Step(line.key, line.label, line.is_met, line.hint, line.waiver, url, link))
    return found


def _way(claim: Claim, key: str) -> tuple[str, str]:
    editor = reverse("desk:verdict", args=[claim.pk])
    attach = reverse("desk:evidence-add", args=[claim.pk])
    match key:
        case "claimant":
            return reverse("desk:claim-edit", args=[claim.pk]), "Edit the claim"
        case "appearance":
            return reverse("articles:library"), "Choose an article"
        case "pending":
            return reverse("desk:claim", args=[claim.pk]) + "#mentions", "Show the mentions"
        case "evidence":
            return attach, "Attach evidence"
        case "for":
            return f"{attach}?stance={Stance.SUPPORTS.value}", "Attach evidence for it"
        case "against":
            return f"{attach}?stance={Stance.CONTRADICTS.value}", "Attach evidence against it"
        case _:
            return f"{editor}#id_{key}", "Write it"


def verdict_of(claim: Claim) -> Verdict | None:
    return Verdict.objects.filter(claim=claim).select_related("author", "approved").first()


def versions_of(verdict: Verdict) -> list[VerdictVersion]:
    """All versions, newest first, without their rationale, each with its reviews. Two queries."""
    reviews = Prefetch("reviews", Review.objects.select_related("created_by").order_by("id"))
    return list(verdict.versions.select_related("created_by", "rating").defer("rationale").prefetch_related(reviews))


def exceptions_before(verdict: Verdict) -> dict[str, str]:
    """Line of the gate → the exception written last for it, for any version: what is offered again for the next one."""
    written = Waiver.objects.filter(verdict_version__verdict=verdict).order_by("verdict_version__number", "id")
    return dict(written.values_list("line", "reason"))


def text_of(version: VerdictVersion) -> dict[str, Any]:
    """The version as words on the screen."""
    return {
        **VERDICT.values_of(version),
        "rating": version.rating.name if version.rating else "",
        "conclusion": version.get_conclusion_display() if version.conclusion else "",
    }


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions beside each other, the older first."""

    before: VerdictVersion
    after: VerdictVersion
    changes: list[Change]


def comparison(verdict: Verdict, first: int, second: int) -> Comparison | None:
    """The versions numbered `first` and `second` compared; None where either does not exist."""
    if max(first, second) > verdict.latest.number or min(first, second) < 1:
        return None
    pair = verdict.versions.filter(number__in=[first, second]).select_related("rating", "created_by")
    found = {version.number: version for version in pair}
    before, after = found.get(min(first, second)), found.get(max(first, second))
    return Comparison(before, after, changes(text_of(before), text_of(after))) if before and after else None


@dataclass(frozen=True, slots=True)
class Summary:
    """What `desk/verdict/summary.html` shows on the claim's page. Without a verdict, all but the gate is empty."""

    claim: Claim
    verdict: Verdict | None
    version: VerdictVersion | None
    steps: list[Step]

    @property
    def met(self) -> int:
        return sum(not step.is_open for step in self.steps)

    @property
    def open_steps(self) -> list[Step]:
        return [step for step in self.steps if step.is_open]


def summary_of(claim: Claim) -> Summary:
    """The summary for the claim's page. Six queries at most."""
    verdict = verdict_of(claim)
    version = verdict.latest if verdict else None
    return Summary(claim, verdict, version, steps(claim, gate_of(claim, version)))
