"""The evidence gate: the requirements for submitting and publishing a verdict. Pure.

`REQUIREMENTS` is the table of lines; screens, the API, and the documentation are generated from it. Each newsroom sets the level
of each line. `lines` evaluates the table, and the server enforces the result.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from factcheck.web.citations import in_brackets


@dataclass(frozen=True, slots=True)
class Record:
    """The input of the gate, as plain values."""

    has_claimant: bool
    mentions: int
    waiting: int
    """number of mentions and passages of evidence that wait for a decision or for their placement in a new revision"""
    located: int
    """number of evidence items with both a source and a locator"""
    supporting: int
    contradicting: int
    independent_origins: int
    """number of origins of evidence items that are not parties to the claim"""
    parties: int
    looked_for_support: bool
    """a logged search for supporting evidence without result"""
    looked_for_contradiction: bool
    has_rationale: bool
    has_headline: bool
    has_summary: bool
    conclusion: str
    rating_conclusion: str
    cited: tuple[int, ...]
    """the numbers of evidence items that the rationale or the summary cites"""
    cited_in_rationale: bool
    items: tuple[int, ...]
    """the numbers of the evidence items that are not withdrawn"""
    incomplete: tuple[int, ...]
    """the numbers of those items without which readers cannot find the quote again: title, publisher, location, date, or quote"""

    @property
    def cited_but_missing(self) -> tuple[int, ...]:
        """The cited numbers of withdrawn items, and those that no item has."""
        return tuple(sorted(set(self.cited) - set(self.items)))

    @property
    def is_conclusion_backed(self) -> bool:
        """Whether the record has an evidence item for the conclusion. "Not enough evidence" requires none."""
        match self.conclusion:
            case "supported":
                return self.supporting > 0
            case "refuted":
                return self.contradicting > 0
            case "conflicting":
                return self.supporting > 0 and self.contradicting > 0
            case _:
                return bool(self.conclusion)


class Level(StrEnum):
    REQUIRED = "required"
    """the line blocks a submission until it is met or has a written exception"""
    ADVISED = "advised"
    """an unmet line is displayed, and blocks nothing"""
    OFF = "off"


class Place(Enum):
    """The form or page where staff fix an unmet line. `desk.verdict.queries.fix_urls` maps each to its URL."""

    CLAIM_FORM = auto()
    LIBRARY = auto()
    MENTIONS = auto()
    EVIDENCE = auto()
    EVIDENCE_FORM = auto()
    SUPPORTING_EVIDENCE_FORM = auto()
    CONTRADICTING_EVIDENCE_FORM = auto()
    PARTIES = auto()
    HEADLINE = auto()
    SUMMARY = auto()
    RATIONALE = auto()
    RATING = auto()


@dataclass(frozen=True, slots=True)
class Fix:
    """The link from an unmet line to the form or page that fixes it."""

    place: Place
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One row of the table. `key` is stored with exceptions and levels, so never change it."""

    key: str
    label: str
    hint: str
    """how to meet it"""
    fix: Fix
    is_met: Callable[[Record], bool]
    detail: Callable[[Record], str] = lambda record: ""
    """a sentence that names what this record lacks, placed before the hint"""
    may_be_waived: bool = True
    """False for what every publication contains: the claimant, the summary, and the rating. Their level is always REQUIRED"""
    default_level: Level = Level.REQUIRED


REQUIREMENTS: tuple[Requirement, ...] = (
    Requirement(
        key="claimant",
        label="The claim has a claimant",
        hint="Enter the claimant.",
        fix=Fix(Place.CLAIM_FORM, "Edit the claim"),
        is_met=lambda record: record.has_claimant,
        may_be_waived=False,
    ),
    Requirement(
        key="appearance",
        label="The claim appears in an article",
        hint="Mark the passage of an article in which the claim appears.",
        fix=Fix(Place.LIBRARY, "Choose an article"),
        is_met=lambda record: record.mentions > 0,
    ),
    Requirement(
        key="pending",
        label="No mention or passage needs a decision",
        hint=(
            "After a new revision, a quote of a mention or of evidence is being placed, has no certain place, or has a changed"
            " context. Choose its place, keep it in its revision, confirm the context, or withdraw the mention or the item."
        ),
        fix=Fix(Place.MENTIONS, "Show the mentions"),
        is_met=lambda record: record.waiting == 0,
    ),
    Requirement(
        key="evidence",
        label="At least one evidence item names its source",
        hint="Attach evidence and name its source.",
        fix=Fix(Place.EVIDENCE_FORM, "Attach evidence"),
        is_met=lambda record: record.located > 0,
    ),
    Requirement(
        key="for",
        label="Evidence for the claim, or a logged search that found none",
        hint="Attach evidence that supports the claim, or log a search that found none.",
        fix=Fix(Place.SUPPORTING_EVIDENCE_FORM, "Attach supporting evidence"),
        is_met=lambda record: record.supporting > 0 or record.looked_for_support,
    ),
    Requirement(
        key="against",
        label="Evidence against the claim, or a logged search that found none",
        hint="Attach evidence that contradicts the claim, or log a search that found none.",
        fix=Fix(Place.CONTRADICTING_EVIDENCE_FORM, "Attach contradicting evidence"),
        is_met=lambda record: record.contradicting > 0 or record.looked_for_contradiction,
    ),
    Requirement(
        key="backed",
        label="Evidence backs the conclusion",
        hint=(
            "“Supported” needs an item that supports the claim, “refuted” one that contradicts it, and “conflicting evidence” one"
            " of each."
        ),
        fix=Fix(Place.EVIDENCE_FORM, "Attach evidence"),
        is_met=lambda record: record.is_conclusion_backed,
    ),
    Requirement(
        key="origins",
        label="Two independent origins that are not parties",
        hint="Attach evidence that goes back to another origin. Parties to the claim do not count.",
        fix=Fix(Place.EVIDENCE_FORM, "Attach evidence"),
        is_met=lambda record: record.independent_origins >= 2,
        default_level=Level.ADVISED,
    ),
    Requirement(
        key="replicable",
        label="Readers can find each evidence item",
        hint=(
            "Each item needs a title, a publisher, and a quote; a web page also needs the date on which you read it, and a file"
            " without a quote needs the location within it."
        ),
        fix=Fix(Place.EVIDENCE, "Show the evidence"),
        is_met=lambda record: not record.incomplete,
        detail=lambda record: f"Incomplete: {in_brackets(record.incomplete)}.",
        default_level=Level.ADVISED,
    ),
    Requirement(
        key="parties",
        label="The parties are named",
        hint="Name each source and person in the record that has an interest in this claim.",
        fix=Fix(Place.PARTIES, "Name a party"),
        is_met=lambda record: record.parties > 0,
        default_level=Level.OFF,
    ),
    Requirement(
        key="headline",
        label="The verdict has a headline",
        hint="Write the headline: one true sentence that readers see first.",
        fix=Fix(Place.HEADLINE, "Write the headline"),
        is_met=lambda record: record.has_headline,
    ),
    Requirement(
        key="summary",
        label="The verdict has a summary",
        hint="Summarize the verdict in one sentence.",
        fix=Fix(Place.SUMMARY, "Write the summary"),
        is_met=lambda record: record.has_summary,
        may_be_waived=False,
    ),
    Requirement(
        key="rationale",
        label="The verdict has a rationale",
        hint="Explain how the evidence leads to the verdict.",
        fix=Fix(Place.RATIONALE, "Write the rationale"),
        is_met=lambda record: record.has_rationale,
    ),
    Requirement(
        key="cites",
        label="The rationale cites evidence",
        hint="Cite at least one evidence item by its number, such as [1].",
        fix=Fix(Place.RATIONALE, "Edit the rationale"),
        is_met=lambda record: record.cited_in_rationale,
        default_level=Level.ADVISED,
    ),
    Requirement(
        key="citations",
        label="No withdrawn evidence is cited",
        hint="Cite other evidence, or remove the citation.",
        fix=Fix(Place.RATIONALE, "Edit the rationale"),
        is_met=lambda record: not record.cited_but_missing,
        detail=lambda record: f"Withdrawn or unknown: {in_brackets(record.cited_but_missing)}.",
    ),
    Requirement(
        key="rating",
        label="The rating matches the conclusion",
        hint="Choose a conclusion and a rating that maps to it.",
        fix=Fix(Place.RATING, "Choose a rating"),
        is_met=lambda record: bool(record.conclusion) and record.conclusion == record.rating_conclusion,
        may_be_waived=False,
    ),
)

DEFAULT_LEVELS: Mapping[str, Level] = {requirement.key: requirement.default_level for requirement in REQUIREMENTS}
ADJUSTABLE = tuple(requirement for requirement in REQUIREMENTS if requirement.may_be_waived)
"""The requirements whose level a newsroom can set."""
LEVELS_OF_OLD_SUBMISSIONS: Mapping[str, Level] = dict.fromkeys(
    ("claimant", "appearance", "pending", "evidence", "for", "against", "summary", "rationale", "rating"), Level.REQUIRED
)
"""The levels of submissions from before levels were recorded. Never add a line."""


def markdown_table() -> str:
    """The table for the documentation."""
    rows = [
        f"| `{line.key}` | {line.label} | {line.default_level if line.may_be_waived else 'always required'} |"
        for line in REQUIREMENTS
    ]
    return "\n".join(["| Key | Line | Default level |", "| --- | --- | --- |", *rows])


@dataclass(frozen=True, slots=True)
class Line:
    """One evaluated requirement: met, missing, advised (unmet, but not required), or waived by a written exception."""

    requirement: Requirement
    is_met: bool
    level: Level
    waiver: str = ""
    """the written exception; empty if there is none or the line is met"""
    detail: str = ""
    """what the record lacks; empty if the line is met or the hint says it all"""

    @property
    def key(self) -> str:
        return self.requirement.key

    @property
    def label(self) -> str:
        return self.requirement.label

    @property
    def hint(self) -> str:
        return f"{self.detail} {self.requirement.hint}".strip()

    @property
    def fix(self) -> Fix:
        return self.requirement.fix

    @property
    def may_be_waived(self) -> bool:
        return self.requirement.may_be_waived

    @property
    def is_open(self) -> bool:
        """Whether the line is required, unmet, and without an exception."""
        return not self.is_met and self.level is Level.REQUIRED and not self.waiver

    @property
    def state(self) -> str:
        if self.is_met:
            return "ok"
        if self.level is Level.ADVISED:
            return "advised"
        return "exception" if self.waiver else "missing"


def lines(record: Record, levels: Mapping[str, Level] = DEFAULT_LEVELS, waivers: Mapping[str, str] | None = None) -> list[Line]:
    """The gate's lines for this record, without those that are off.

    `levels` maps the keys of lines to their levels; a line without a level is off. `waivers` maps keys to written exceptions,
    which apply to required lines only.
    """
    rows = []
    for requirement in REQUIREMENTS:
        level = levels.get(requirement.key, Level.OFF)
        if level is Level.OFF:
            continue
        is_met = requirement.is_met(record)
        may_waive = not is_met and level is Level.REQUIRED
        waiver = (waivers or {}).get(requirement.key, "").strip() if may_waive else ""
        rows.append(Line(requirement, is_met, level, waiver, "" if is_met else requirement.detail(record)))
    return rows


def open_lines(rows: list[Line]) -> list[Line]:
    """The lines that block a submission: required and unmet, without an exception or with one that is not allowed."""
    return [row for row in rows if row.is_open or (row.waiver and not row.may_be_waived)]


def newsroom_levels(stored: Mapping[str, str]) -> dict[str, Level]:
    """The levels of a newsroom: the defaults, replaced by the `stored` levels of adjustable lines. Unknown keys are ignored."""
    return {**DEFAULT_LEVELS, **{line.key: Level(stored[line.key]) for line in ADJUSTABLE if line.key in stored}}


def levels_at_submission(recorded: Mapping[str, str] | None) -> Mapping[str, Level]:
    """The levels that a submission recorded; None for a submission from before levels were recorded."""
    if recorded is None:
        return LEVELS_OF_OLD_SUBMISSIONS
    return {key: Level(level) for key, level in recorded.items()}
