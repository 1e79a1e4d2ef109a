"""The evidence gate above the text of a verdict: one cell for each line, and only the lines that are not met in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from factcheck.desk.verdict.forms import exception_field
from factcheck.verdicts import gate
from factcheck.verdicts.gate_counts import count_text, unmet_text

_KINDS: Final = {
    "ok": ("is-met", "met", "mark-met"),
    "advised": ("is-advised", "advised", "mark-missing"),
    "missing": ("is-missing", "missing", "mark-missing"),
    "exception": ("is-exception", "exception", "mark-exception"),
}


@dataclass(frozen=True, slots=True)
class StripLine:
    """One line with the URL of the place that fixes it, and the id of the field for a written exception.

    Both are empty if the page has no such place.
    """

    line: gate.Line
    url: str = ""
    exception_id: str = ""

    @property
    def kind(self) -> str:
        return _KINDS[self.line.state][0]

    @property
    def word(self) -> str:
        return _KINDS[self.line.state][1]

    @property
    def symbol(self) -> str:
        return _KINDS[self.line.state][2]


@dataclass(frozen=True, slots=True)
class GateStrip:
    """All lines as cells, and those that are not met in words. `counts`: from `gate_counts`."""

    cells: tuple[StripLine, ...]
    rows: tuple[StripLine, ...]
    counts: str

    @property
    def met(self) -> int:
        return sum(cell.line.is_met for cell in self.cells)

    @property
    def unmet(self) -> str:
        return unmet_text(self.lines)

    @property
    def lines(self) -> list[gate.Line]:
        return [cell.line for cell in self.cells]


def gate_strip(lines: Sequence[gate.Line], urls: Mapping[gate.Place, str], exceptions: Collection[str] = ()) -> GateStrip:
    """`urls`: see `queries.fix_urls`. `exceptions`: the names of the fields for written exceptions that the page displays."""
    cells = tuple(StripLine(line, urls[line.fix.place], _exception_id(line, exceptions)) for line in lines)
    return GateStrip(
        cells=cells,
        rows=tuple(cell for cell in cells if not cell.line.is_met),
        counts=count_text(lines),
    )


def live_gate_strip(lines: Sequence[gate.Line], urls: Mapping[gate.Place, str], *, has_exceptions: bool) -> GateStrip:
    """The strip while a person writes. `has_exceptions`: the page has the field for each exception, which script displays."""
    return gate_strip(lines, urls, [exception_field(line.key) for line in gate.ADJUSTABLE] if has_exceptions else ())


def _exception_id(line: gate.Line, exceptions: Collection[str]) -> str:
    name = exception_field(line.key)
    return f"id_{name}" if line.may_be_waived and name in exceptions else ""
