"""The evidence beside the rationale: where the rationale cites each item, what backs a conclusion, and links from citations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import cached_property

from factcheck.desk.board.presentation import BoardView, ItemRow, board_view
from factcheck.evidence.models import Stance
from factcheck.evidence.queries import BoardItem, EvidenceBoard
from factcheck.verdicts.models import Conclusion, Rating
from factcheck.web.citations import numbers_in_plain_text
from factcheck.web.markdown import cited_numbers
from factcheck.web.text import normalize_line_endings

_BACKING: Final = {
    Conclusion.SUPPORTED: (Stance.SUPPORTS,),
    Conclusion.REFUTED: (Stance.CONTRADICTS,),
    Conclusion.CONFLICTING: (Stance.SUPPORTS, Stance.CONTRADICTS),
}
_BETWEEN_PARAGRAPHS: Final = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def cited_paragraphs(rationale: str) -> dict[int, tuple[int, ...]]:
    """Cited number → the paragraphs that cite it, counted from 1. static/js/citations.js counts in the same way."""
    rationale = normalize_line_endings(rationale)
    cited = set(cited_numbers(rationale))
    found: dict[int, list[int]] = {}
    for at, paragraph in enumerate(_BETWEEN_PARAGRAPHS.split(rationale.strip()), start=1):
        for number in cited.intersection(numbers_in_plain_text(paragraph)):
            found.setdefault(number, []).append(at)
    return {number: tuple(found.get(number, ())) for number in cited}


def where_cited(paragraphs: tuple[int, ...]) -> str:
    """ "cited ¶1, ¶3"; only "cited" if the paragraph is not known."""
    return f"cited {', '.join(f'¶{number}' for number in paragraphs)}".strip()


@dataclass(frozen=True, slots=True)
class Backing:
    """The items that back a conclusion: of each side that it needs, one for each independent origin that counts."""

    conclusion: str
    label: str
    rows: tuple[ItemRow, ...]

    @property
    def needs_evidence(self) -> bool:
        return self.conclusion in _BACKING

    @property
    def lacks_a_side(self) -> bool:
        """Whether the conclusion needs items on several sides, and some but not all of these sides have one."""
        needed = set(_BACKING.get(Conclusion(self.conclusion), ()))
        return bool(self.rows) and needed != {row.item.row.stance for row in self.rows}


@dataclass(frozen=True)
class CitableEvidence:
    """The evidence beside the text of a verdict. `cited`: see `cited_paragraphs`."""

    view: BoardView
    board: EvidenceBoard
    cited: Mapping[int, tuple[int, ...]]

    @cached_property
    def rows(self) -> tuple[ItemRow, ...]:
        """The items without the withdrawn ones, by number."""
        rows = (row for side in self.view.sides for group in side.sets for row in group.rows)
        return tuple(sorted(rows, key=lambda row: row.item.row.number))

    @property
    def withdrawn(self) -> list[BoardItem]:
        """The withdrawn items that the rationale still cites."""
        return [item for item in self.board.withdrawn if item.row.number in self.cited]

    @property
    def cited_rows(self) -> list[ItemRow]:
        return [row for row in self.rows if row.item.row.number in self.cited]

    @property
    def uncited_rows(self) -> list[ItemRow]:
        return [row for row in self.rows if row.item.row.number not in self.cited]

    @property
    def urls(self) -> dict[int, str]:
        """The URL of each displayed item on the same page, by number."""
        items = [*(row.item for row in self.rows), *self.withdrawn]
        return {item.row.number: f"#evidence-{item.row.pk}" for item in items}

    @cached_property
    def uses(self) -> dict[int, str]:
        """Number → where the rationale cites the item, in words."""
        return {number: where_cited(paragraphs) for number, paragraphs in self.cited.items()}

    @property
    def backings(self) -> list[Backing]:
        """What backs each possible conclusion."""
        return [Backing(value, label, self._backing(value)) for value, label in Conclusion.choices]

    def _backing(self, conclusion: str) -> tuple[ItemRow, ...]:
        chosen: dict[tuple[str, int], ItemRow] = {}
        for row in self.rows:
            item, root = row.item, row.item.root
            if item.row.stance in _BACKING.get(Conclusion(conclusion), ()) and root and not (row.is_party or item.set_withdrawn):
                chosen.setdefault((item.row.stance, root.pk), row)
        return tuple(chosen.values())


def citable_evidence(board: EvidenceBoard, rationale: str) -> CitableEvidence:
    """No query."""
    return CitableEvidence(board_view(board), board, cited_paragraphs(rationale))


@dataclass(frozen=True, slots=True)
class RatingPill:
    """One choice of the rating. `rating` is None for the choice of no rating. `tag`: the radio button as HTML."""

    rating: Rating | None
    tag: str
    id: str
    label: str
    is_chosen: bool


def rating_pills(field: Iterable[object]) -> list[RatingPill]:
    """The choices of the bound field `rating`."""
    pills = []
    for choice in field:
        data = choice.data  # type: ignore[attr-defined]
        rating = getattr(data["value"], "instance", None)
        pills.append(
            RatingPill(rating, choice.tag(), choice.id_for_label, str(choice.choice_label), bool(data["selected"]))  # type: ignore[attr-defined]
        )
    return pills
