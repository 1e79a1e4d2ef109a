"""The input of actions that add a mention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from factcheck.articles.models import Revision
from factcheck.claims.anchoring import Selector
from factcheck.claims.models import Actor


@dataclass(frozen=True, slots=True)
class NewMention:
    """A selection in an article, with one selector for each span.

    Selectors count code points in the text of `revision`. `chain` contains actors or names of actors, outermost first.
    """

    revision: Revision
    selectors: Sequence[Selector]
    mode: str
    chain: Sequence[Actor | str] = field(default_factory=tuple)
