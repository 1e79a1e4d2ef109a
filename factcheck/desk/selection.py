"""What people type about claims and mentions, and which words they selected, turned into clean values."""

from __future__ import annotations

import re
from typing import Any, Self

from django import forms
from django.urls import reverse_lazy
from django.utils.html import format_html

from factcheck.articles.models import Article, Revision
from factcheck.claims import dates
from factcheck.claims.anchoring import Ambiguous, Selector, Unanchored, find, select
from factcheck.claims.fields import ACTOR, CLAIM, LONGEST_TOPIC, MENTION, MOST_LINKS, MOST_QUOTED, MOST_SPANS, TOO_MANY_SPANS
from factcheck.claims.models import ClaimType, Layer, Mode
from factcheck.claims.sentences import joined
from factcheck.web.form_fields import LineField, MultilineField
from factcheck.web.names import NameInput
from factcheck.web.submission import IdempotentForm

ACTOR_OPTIONS = reverse_lazy("desk:actor-options")
NEW_ACTOR = "A new name is added when you save."
MOST_PLACES = 20
"""Places that are shown to choose from where a quote occurs several times."""

LAYERS = {
    Layer.PROPOSITION: "Is it so? What was said, as a fact about the world.",
    Layer.UTTERANCE: "Was it said? That this person said it, in these words.",
    Layer.REPORT: "Was it reported correctly? What the article makes of it.",
}


class PartialDateField(LineField):
    """A day, a month or a year in words; cleans to `dates.PartialDate` or None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, **{"help_text": "4 April 2022, April 2022 or 2022", **options})

    def clean(self, value: Any) -> dates.PartialDate | None:
        said = super().clean(value)
        if not said:
            return None
        try:
            return dates.parse(said)
        except dates.NotADate as error:
            raise forms.ValidationError(str(error)) from error


class LinesField(MultilineField):
    """A list, one entry a line; cleans to the lines that are not blank."""

    def __init__(self, *, most: int, longest: int, **options: Any) -> None:
        self.most, self.longest = most, longest
        super().__init__(max_length=most * (longest + 1), **options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        lines = [" ".join(line.split()) for line in (super().clean(value) or "").splitlines()]
        lines = [line for line in lines if line]
        if len(lines) > self.most:
            raise forms.ValidationError(f"At most {self.most} lines.")
        if long := next((line for line in lines if len(line) > self.longest), None):
            raise forms.ValidationError(f"“{long[:40]}…” has more than {self.longest} characters.")
        return lines


class ClaimForm(forms.Form):
    """A claim's own fields, for adding and for editing. `values()` are the keywords of `add_claim` and `edit_claim`."""

    statement = MultilineField(**CLAIM.control("statement"), rows=2)
    layer = forms.ChoiceField(
        **CLAIM.control("layer"),
        widget=forms.RadioSelect,
        choices=[
            (layer.value, format_html("<span><b>{}</b> {}</span>", layer.label.capitalize(), said))
            for layer, said in LAYERS.items()
        ],
        error_messages={"required": "Choose a layer."},
    )
    claimant = LineField(
        **CLAIM.control("claimant", max_length=ACTOR.max_length("name")), widget=NameInput(ACTOR_OPTIONS, new=NEW_ACTOR)
    )
    said = PartialDateField(**CLAIM.control("said_on"), required=False)
    place = LineField(**CLAIM.control("place"), required=False)
    types = forms.MultipleChoiceField(
        **CLAIM.control("types"),
        choices=[(t.value, t.label.capitalize()) for t in ClaimType],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    topics = LineField(**CLAIM.control("topics"), max_length=400, required=False)
    context = MultilineField(**CLAIM.control("context"), required=False, rows=2)

    def clean_topics(self) -> list[str]:
        topics = list(dict.fromkeys(" ".join(topic.split()) for topic in self.cleaned_data["topics"].split(",") if topic.strip()))
        if long := next((topic for topic in topics if len(topic) > LONGEST_TOPIC), None):
            raise forms.ValidationError(f"“{long[:40]}…” has more than {LONGEST_TOPIC} characters.")
        return topics

    def values(self) -> dict[str, Any]:
        """The fields as actions take them; the claimant is a name."""
        said: dates.PartialDate | None = self.cleaned_data["said"]
        return {
            **{name: self.cleaned_data[name] for name in CLAIM.own_controls},
            "said_on": said.day if said else None,
            "said_precision": said.precision if said else "day",
        }

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        """The values that the form shows for a claim (read `claimant` with it)."""
        return {
            **{name: getattr(row, name) for name in CLAIM.own_controls},
            "claimant": row.claimant.name,
            "topics": ", ".join(row.topics),
            "said": str(dates.PartialDate(row.said_on, row.said_precision)) if row.said_on else "",
        }


class MentionForm(forms.Form):
    """How a mention presents the claim: its mode, and the attribution chain as names, outermost first."""

    mode = forms.ChoiceField(
        **MENTION.control("mode"),
        choices=[("", "Choose how it is presented"), *[(m.value, m.label.capitalize()) for m in Mode]],
    )
    chain = LinesField(
        **MENTION.control("chain"),
        most=MOST_LINKS,
        longest=ACTOR.max_length("name"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-chain": ACTOR_OPTIONS, "data-chain-new": NEW_ACTOR}),
    )

    def mention_values(self) -> dict[str, Any]:
        """The fields as actions take them; the chain has names."""
        return {name: self.cleaned_data[name] for name in MENTION.names}


class SelectedField(forms.Field):
    """Selected pieces, each posted as `START-END THE WORDS`; cleans to unchecked selectors, in code points."""

    widget = forms.MultipleHiddenInput
    _piece = re.compile(r"(\d{1,9})-(\d{1,9}) (.+)", re.DOTALL)

    def clean(self, value: Any) -> list[Selector]:
        found = []
        for piece in value or []:
            # forms are sent with CRLF; a canonical text has no CR, so nothing is lost
            match = self._piece.fullmatch(piece.replace("\r\n", "\n"))
            if not match or len(match[3]) > MOST_QUOTED:
                raise forms.ValidationError(
                    f"The selection could not be read. Select the words again, at most {MOST_QUOTED:,} characters a piece."
                )
            found.append(Selector(int(match[1]), int(match[2]), match[3]))
        return found


class SentencesField(forms.Field):
    """Ticked sentences, each sent as `START-END`; cleans to pairs in code points."""

    widget = forms.MultipleHiddenInput
    _span = re.compile(r"(\d{1,9})-(\d{1,9})")

    def clean(self, value: Any) -> list[tuple[int, int]]:
        spans = [self._span.fullmatch(one) for one in value or []]
        if not all(spans):
            raise forms.ValidationError("The ticked sentences could not be read. Tick them again.")
        return [(int(span[1]), int(span[2])) for span in spans if span]


class SelectionForm(IdempotentForm):
    """Which words of `article` are meant: selected pieces, ticked sentences, a quote, or any of them together.

    After `is_valid`: `of_revision` is the revision that was on the screen and `selectors` fit its text. Where the quote occurs
    several times `places` holds (start, selector) to choose from; the choice comes back in `occurrence`.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1_000_000)
    selection = SelectedField(required=False, label="Selected words")
    sentence = SentencesField(required=False)
    quote = MultilineField(max_length=MOST_QUOTED, required=False, strip=False, label="Or quote the words", rows=10)
    occurrence = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    of_revision: Revision

    def __init__(self, data: Any = None, *, article: Article, shown: Revision | None = None, **options: Any) -> None:
        """`shown` is the revision of the article that is loaded already, if one is: it is not asked for again."""
        self.article, self.shown = article, shown
        self.selectors: list[Selector] = []
        self.places: list[tuple[int, Selector]] = []
        super().__init__(data, **options)

    def sent_on(self, revision: Revision) -> Self:
        """The same form on another revision, with the selected words as a quote: the old places mean nothing there."""
        sent: Any = self.data
        data = sent.copy()
        data["revision"] = str(revision.number)
        if self.selectors and getattr(self, "of_revision", revision) != revision:
            data["quote"] = " ".join(one.exact for one in self.selectors)
            data.setlist("selection", [])
            data.setlist("sentence", [])
        return type(self)(data, article=self.article)

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        if "revision" in self.errors or "selection" in self.errors or "sentence" in self.errors or "quote" in self.errors:
            return clean
        found = self.shown
        if found is None or found.number != clean["revision"]:
            found = self.article.revisions.filter(number=clean["revision"]).defer("words").first()
        if found is None:
            raise forms.ValidationError(
                {"revision": "The article has no such revision. Open it again and select the words there."}
            )
        self.of_revision, text = found, found.text
        try:
            self.selectors = list(clean["selection"])
            self.selectors += [select(text, start, end) for start, end in joined(text, clean["sentence"])]
            if clean["quote"].strip():
                self.selectors.append(self._quoted(text, clean["quote"], clean.get("occurrence")))
        except Unanchored as error:
            self.add_error("quote" if clean["quote"].strip() else "selection", str(error))
            return clean
        if not self.selectors:
            raise forms.ValidationError({"selection": "Select the words first: in the text, by sentence, or by quoting them."})
        if len(self.selectors) > MOST_SPANS:
            raise forms.ValidationError({"selection": TOO_MANY_SPANS})
        return clean

    def _quoted(self, text: str, quote: str, occurrence: int | None) -> Selector:
        """The one place of the quote, exactly as written but for the blank around it."""
        quote = quote.strip()
        try:
            return find(text, quote)
        except Ambiguous as several:
            if occurrence in several.starts:
                return select(text, occurrence, occurrence + len(quote))
            self.places = [(start, select(text, start, start + len(quote))) for start in several.starts[:MOST_PLACES]]
            raise Ambiguous(
                f"These words occur {len(several.starts)} times in the text. Choose below which place is meant.", several.starts
            ) from several
