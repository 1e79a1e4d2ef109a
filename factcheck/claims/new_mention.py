"""What a person selected in a text, on its way to an action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from factcheck.articles.models import Revision
from factcheck.claims.anchoring import Selector
from factcheck.claims.models import Actor


@dataclass(frozen=True, slots=True)
class NewMention:
    """One selector for each span, in code points of `revision`'s text; the chain has actors or names, outermost first."""

    revision: Revision
    selectors: Sequence[Selector]
    mode: str
    chain: Sequence[Actor | str] = field(default_factory=tuple)
