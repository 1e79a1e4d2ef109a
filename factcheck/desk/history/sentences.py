"""One sentence for each action in the history: what a person did to which row. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factcheck.verdicts.workflow import MOVES

SYSTEM = "Factcheck"
"""The subject of entries without a person: the worker, commands, and migrations."""
SHORT = 60
"""Code points. Values up to this length are part of the sentence; longer ones are in the details."""
MAX_NAMED = 3
"""Maximum number of changed fields that a sentence names."""

DECISIONS = frozenset(move.action for move in MOVES.values()) - {"verdict.handed_over"} | {"verdict.corrected"}
"""Actions that move a verdict to another state."""

_OF_VERDICT = {
    "opened": "proposed {row}, version {number}",
    "saved": "saved version {number} of {row}",
    "submitted": "submitted version {version} of {row} for review",
    "taken_back": "took {row} back",
    "handed_over": "handed {row} over to another author",
    "returned": "returned version {version} of {row} to its author",
    "approved": "approved version {version} of {row}",
    "reopened": "reopened {row} as a draft",
    "published": "published version {version} of {row}",
    "correcting": "opened a correction of {row}",
    "corrected": "published version {version} of {row} as a correction",
    "confirmed": "confirmed {row} after a change of the record",
    "rechecked": "checked {row} again and kept it",
    "recheck_date_set": "set the date of the next check of {row}",
    "dropped": "dropped the correction of {row}",
}
_PHRASES = {
    **{f"verdict.{verb}": phrase for verb, phrase in _OF_VERDICT.items()},
    "address.interval_set": "set the {row}",
    "address.no_notice": "stated why readers need no notice: {row}",
    "address.result_changed": "found another result: {row}",
    "article.imported": "imported {row}",
    "capture.verified": "recorded the {row}",
    "claim.exported": "exported a package of the claim: {row}",
    "claim.imported": "imported a claim from a package: {row}",
    "claim.split": "split {row}",
    "copy.added": "added {row}",
    "copy.pictured": "made a picture of {row}",
    "copy.requested": "made a {row}",
    "correction.reworded": "reworded {row}",
    "evidence.added": "attached {row} {stance}",
    "evidence.carried": "found the passage of {row} in a new revision",
    "evidence.context_confirmed": "confirmed {row} in its changed context",
    "evidence.exported": "handed over an {row}",
    "evidence.kept": "kept the passage of {row} in its revision",
    "evidence.placed": "placed {row} in a new revision",
    "evidence.waits_for_placement": "could not place {row} in a new revision",
    "hold.ended": "ended the {row}",
    "hold.placed": "placed a {row}",
    "mention.carried": "found the {row} in a new revision",
    "mention.context_confirmed": "confirmed the {row} in its changed context",
    "mention.kept": "kept the {row} in its revision",
    "mention.waits_for_placement": "could not place the {row} in a new revision",
    "newsroom.gate": "set the levels of the evidence gate of {row}",
    "newsroom.logo": "changed the logo of {row}",
    "newsroom.logo_removed": "removed the logo of {row}",
    "notice.published": "published an {row}",
    "party.named": "named {row} in the dispute",
    "person.factor_reset": "removed the second factors of {row}",
    "person.invited": "created a new invitation link for {row}",
    "person.password_replaced": "replaced the password of {row}",
    "person.vouched": "vouched for {row}",
    "quote.placed": "chose the {row}",
    "quote.searched": "searched for the {row}",
    "reply.answered": "recorded the outcome of the {row}",
    "reply.not_requested": "recorded why nobody was asked: {row}",
    "reply.requested": "recorded a {row}",
    "reply.withdrawn": "withdrew the {row}",
    "search.logged": "logged the {row}",
    "takedown.added": "added the {row}",
    "takedown.lifted": "lifted the {row}",
}
_PAST_TENSE = {"withdrawn": "withdrew"}
_STANCES = {"supports": "as supporting", "contradicts": "as contradicting", "context": "as context"}
_NEED_ARTICLE = ("correction notice ", "mention in ", "request for comment ", "relation of ", "search ")
"""Beginnings of row names that stand without an article elsewhere."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field that an action changed, with displayed values."""

    label: str
    before: str
    after: str

    @property
    def is_short(self) -> bool:
        return max(len(self.before), len(self.after)) <= SHORT and "\n" not in self.before + self.after


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sentence. A name of a row can be a link, and a value has its own writing direction."""

    text: str
    is_row: bool = False
    is_value: bool = False


def sentence_for(action: str, row: str, after: Mapping[str, str], changes: Sequence[Change]) -> list[Part]:
    """The predicate of the sentence for an action.

    `row`: the displayed name of the row; `after`: displayed values by field; `changes`: the changed fields.
    """
    changes = [change for change in changes if change.label != "state"]
    subject = Part(row, is_row=True)
    if action not in _PHRASES and changes and action.endswith((".changed", ".edited", ".renamed")):
        return _change_parts(subject, changes)
    phrase = _PHRASES.get(action) or f"{_past_tense(action)} {_article(row)}{{row}}"
    if action == "verdict.saved":
        phrase += _with(changes)
    for name in ("number", "version"):
        value = after.get(name, "")
        phrase = phrase.replace(f"{{{name}}}", value) if value else phrase.replace(f"version {{{name}}} of ", "")
    before, _, rest = phrase.replace("{stance}", _STANCES.get(after.get("stance", ""), "")).partition("{row}")
    return [Part(before), subject, Part(rest.rstrip())]


def _past_tense(action: str) -> str:
    """ "claim.closed" → "closed"."""
    verb = action.partition(".")[2] or action
    return _PAST_TENSE.get(verb, verb.replace("_", " "))


def _article(row: str) -> str:
    return "the " if row.startswith(_NEED_ARTICLE) else ""


def _change_parts(subject: Part, changes: Sequence[Change]) -> list[Part]:
    first = changes[0]
    of_row = [subject] if not _article(subject.text) else [Part("the "), subject]
    if len(changes) > 1 or not first.is_short:
        return [Part(f"changed {_list(changes)} of "), *of_row]
    old, new = Part(first.before, is_value=True), Part(first.after, is_value=True)
    if not first.before:
        return [Part(f"set the {first.label} of "), *of_row, Part(" to "), new]
    if not first.after:
        return [Part(f"removed the {first.label} of "), *of_row]
    return [Part(f"changed the {first.label} of "), *of_row, Part(" from "), old, Part(" to "), new]


def _with(changes: Sequence[Change]) -> str:
    changes = [change for change in changes if change.label not in ("version", "number")]
    return f" with changes in {_list(changes)}" if changes else ""


def _list(changes: Sequence[Change]) -> str:
    """ "the rating, the summary, and 2 more fields"."""
    names = [f"the {change.label}" for change in changes[:MAX_NAMED]]
    if more := len(changes) - len(names):
        names.append(f"{more} more field{'s' if more > 1 else ''}")
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])}, and {names[-1]}"
