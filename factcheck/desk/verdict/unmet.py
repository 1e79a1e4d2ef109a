"""The unmet lines of the evidence gate that refused a submission or a publication, as a list with links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms.boundfield import BoundField

from factcheck.desk.verdict import messages
from factcheck.desk.verdict.forms import exception_field
from factcheck.verdicts import gate
from factcheck.verdicts.actions import GateNotPassed


@dataclass(frozen=True, slots=True)
class UnmetLine:
    """An unmet line with the URL of the form or page that fixes it, and the id of the field for a written exception.

    Both are empty if the page has no such link.
    """

    line: gate.Line
    url: str
    exception_id: str


def unmet_context(
    refusal: GateNotPassed, *, urls: Mapping[gate.Place, str] | None = None, exceptions: Iterable[BoundField] = ()
) -> dict[str, Any]:
    """The context of `desk/verdict/unmet.html`. `exceptions` are the fields on the page; `urls` is None on other pages."""
    ids = {field.name: field.id_for_label for field in exceptions}
    rows = [
        UnmetLine(line, urls.get(line.fix.place, "") if urls else "", ids.get(exception_field(line.key), ""))
        for line in refusal.unmet
    ]
    return {
        "unmet": rows,
        "unmet_heading": messages.UNMET_ON_PUBLICATION if urls is None else messages.UNMET_ON_SUBMISSION,
        "unmet_note": messages.text_saved(refusal.saved_version) if refusal.saved_version else "",
    }
