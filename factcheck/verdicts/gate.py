"""The evidence gate: the requirements for submitting and publishing a verdict. Pure.

`REQUIREMENTS` is the table of lines; screens, the API, and the documentation are generated from it. Each newsroom sets the level
of each line. `lines` evaluates the table, and the server enforces the result.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from factcheck.verdicts.gate_record import Record, attached_earlier_note, broken_sets_note, request_is_open
from factcheck.web.citations import in_brackets


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
    REPLIES = auto()
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
    under_way: Callable[[Record], str] = lambda record: ""
    """a sentence in place of the hint while what would meet the line is under way"""
    note: Callable[[Record], str] = lambda record: ""
    """a sentence about items that the line does not count, also displayed if it is met"""
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
        note=broken_sets_note,
    ),
    Requirement(
        key="against",
        label="Evidence against the claim, or a logged search that found none",
        hint="Attach evidence that contradicts the claim, or log a search that found none.",
        fix=Fix(Place.CONTRADICTING_EVIDENCE_FORM, "Attach contradicting evidence"),
        is_met=lambda record: record.contradicting > 0 or record.looked_for_contradiction,
        note=broken_sets_note,
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
        note=broken_sets_note,
    ),
    Requirement(
        key="origins",
        label="Two independent origins that are not parties",
        hint="Attach evidence that goes back to another origin. Parties to the claim do not count.",
        fix=Fix(Place.EVIDENCE_FORM, "Attach evidence"),
        is_met=lambda record: record.independent_origins >= 2,
        note=broken_sets_note,
        default_level=Level.ADVISED,
    ),
    Requirement(
        key="preserved",
        label="Each web item is preserved",
        hint="Fetch a copy of the page, or add one that you saved.",
        fix=Fix(Place.EVIDENCE, "Show the evidence"),
        is_met=lambda record: not record.unpreserved,
        detail=lambda record: f"No copy of the current address: {in_brackets(record.unpreserved)}.",
        note=lambda record: attached_earlier_note(record.older_unpreserved),
        default_level=Level.ADVISED,
    ),
    Requirement(
        key="quote_found",
        label="The quote of each web item is in its copy",
        hint="Open the copy to choose or confirm the place, correct the quote, or add another copy.",
        fix=Fix(Place.EVIDENCE, "Show the evidence"),
        is_met=lambda record: not record.unfound,
        detail=lambda record: " ".join(f"{label}: {in_brackets(numbers)}." for label, numbers in record.unfound_by_label),
        note=lambda record: attached_earlier_note(record.older_unfound),
        default_level=Level.ADVISED,
    ),
    Requirement(
        key="replicable",
        label="Readers can find each item, or its details are withheld for a stated reason",
        hint=(
            "Each item needs a title, a publisher, and a quote; a web page also needs the date on which you read it, and a file"
            " without a quote needs the location within it. If details must be withheld, choose the reason in the item’s form."
        ),
        fix=Fix(Place.EVIDENCE, "Show the evidence"),
        is_met=lambda record: not record.incomplete,
        detail=lambda record: f"Incomplete: {in_brackets(record.incomplete)}.",
        note=lambda record: attached_earlier_note(record.older_incomplete),
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
        key="reply",
        label="The right of reply was offered, or a reason why not",
        hint="Ask whoever the verdict concerns for comment, and record the outcome, or say why you do not ask.",
        fix=Fix(Place.REPLIES, "Ask for comment"),
        is_met=lambda record: record.is_reply_offered,
        under_way=lambda record: request_is_open(record.reply_open_until) if record.reply_open_until else "",
        default_level=Level.ADVISED,
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
        label="Every cited item is attached",
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
    note: str = ""
    """which items the line does not count, if there are any"""
    under_way: str = ""
    """what is already being done, in place of the hint; empty if nothing is"""

    @property
    def key(self) -> str:
        return self.requirement.key

    @property
    def label(self) -> str:
        return self.requirement.label

    @property
    def hint(self) -> str:
        return " ".join(filter(None, (self.detail, self.under_way or self.requirement.hint, self.note)))

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
        detail = "" if is_met else requirement.detail(record)
        under_way = "" if is_met else requirement.under_way(record)
        rows.append(Line(requirement, is_met, level, waiver, detail, requirement.note(record), under_way))
    return rows


def open_lines(rows: list[Line]) -> list[Line]:
    """The lines that block a submission: required and unmet, without an exception or with one that is not allowed."""
    return [row for row in rows if row.is_open or (row.waiver and not row.may_be_waived)]


def newsroom_levels(stored: Mapping[str, str]) -> dict[str, Level]:
    """The levels of a newsroom: the defaults, replaced by the `stored` levels of adjustable lines. Unknown keys are ignored."""
    return {**DEFAULT_LEVELS, **{line.key: Level(stored[line.key]) for line in ADJUSTABLE if line.key in stored}}


def leaves_out_broken_sets(levels: Mapping[str, str]) -> bool:
    """Whether items of a set with a withdrawn item do not count: not in submissions from before that rule.

    The rule came with the line `preserved`, whose level every later submission records, also if it is off.
    """
    return "preserved" in levels


def levels_at_submission(recorded: Mapping[str, str] | None) -> Mapping[str, Level]:
    """The levels that a submission recorded; None for a submission from before levels were recorded."""
    if recorded is None:
        return LEVELS_OF_OLD_SUBMISSIONS
    return {key: Level(level) for key, level in recorded.items()}
