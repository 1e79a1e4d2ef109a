"""What a person types about a verdict, turned into clean values. What may be done with it is decided in `actions`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from factcheck.verdicts import gate
from factcheck.verdicts.fields import MOST_REVIEW_REASON, MOST_WAIVER_REASON, VERDICT
from factcheck.verdicts.models import Conclusion, Rating, Verdict, VerdictVersion
from factcheck.verdicts.queries import version_at
from factcheck.verdicts.workflow import Move
from factcheck.web.dates import is_future
from factcheck.web.form_fields import DayField, MultilineField
from factcheck.web.submission import EditForm


class RatingField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable when it runs
    def label_from_instance(self, rating: Rating) -> str:
        retired = "" if rating.is_active else ", no longer in use"
        return f"{rating.name} ({rating.get_conclusion_display()}{retired})"


class VerdictForm(EditForm):
    """One version of a verdict. `version` is the version of the verdict on the screen; empty for the first one."""

    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    rating = RatingField(
        **VERDICT.control("rating"), queryset=Rating.objects.none(), required=False, empty_label="not chosen yet"
    )
    conclusion = forms.ChoiceField(
        **VERDICT.control("conclusion"), choices=[("", "the one of the rating"), *Conclusion.choices], required=False
    )
    summary = MultilineField(**VERDICT.control("summary"), required=False, rows=2)
    rationale = MultilineField(**VERDICT.control("rationale"), required=False, rows=16)
    as_of = DayField(**VERDICT.control("as_of"), required=False)

    def __init__(self, *args: Any, latest: VerdictVersion | None = None, seen: int | None = None, **kwargs: Any) -> None:
        """`latest` is the version to start from, `seen` the verdict's version shown with it."""
        start = self._values_of(latest) | {"version": seen} if latest else {"as_of": timezone.localdate()}
        super().__init__(*args, **{"initial": start, **kwargs})
        # a rating that went out of use stays choosable where this verdict has it already
        kept = Q(pk=latest.rating_id) if latest and latest.rating_id else Q()
        self.fields["rating"].queryset = Rating.objects.filter(Q(is_active=True) | kept)  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, row: Verdict) -> dict[str, Any]:
        return cls._values_of(row.latest)

    @classmethod
    def initial_at(cls, row: Verdict, version: int) -> dict[str, Any]:
        return cls._values_of(version_at(row, version) or row.latest)

    @staticmethod
    def _values_of(version: VerdictVersion) -> dict[str, Any]:
        return {**VERDICT.values_of(version), "rating": version.rating_id}

    def clean_as_of(self) -> date:
        said: date = self.cleaned_data["as_of"] or timezone.localdate()
        if is_future(said):
            raise forms.ValidationError("This day has not come yet. Give the day up to which you looked.")
        return said

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not said.get("conclusion") and said.get("rating"):
            said["conclusion"] = said["rating"].conclusion
        return said

    def text(self) -> dict[str, Any]:
        """What `actions.open_verdict` and `save_version` take."""
        return {name: self.cleaned_data[name] for name in VERDICT.names}


class SubmitForm(EditForm):
    """Sending to review, with a written exception for each line of the gate that is missing and may be let through."""

    def __init__(self, *args: Any, lines: Iterable[gate.Line] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for line in lines:
            # a line that is met by now keeps the field of what was typed for it
            is_asked = line.is_open or self.data.get(f"exception_{line.key}")
            if is_asked and line.may_be_waived:
                self.fields[f"exception_{line.key}"] = MultilineField(
                    label=f"Exception: {line.label[0].lower()}{line.label[1:]}",
                    required=False,
                    max_length=MOST_WAIVER_REASON,
                    rows=2,
                    help_text="Why this verdict can do without. The editor reads it, and so does everybody once it is published.",
                )

    def exceptions(self) -> list[Any]:
        """The bound fields of the exceptions."""
        return [self[name] for name in self.fields if name.startswith("exception_")]

    @property
    def is_begun(self) -> bool:
        """Whether anything stands in the exceptions already."""
        return any(field.value() for field in self.exceptions())

    def arguments(self) -> dict[str, Any]:
        """What `actions.move` takes: among it the written exceptions by line of the gate."""
        clean = self.cleaned_data
        written = {name: text for name, text in clean.items() if name.startswith("exception_") and text}
        waivers = {name.removeprefix("exception_"): text for name, text in written.items()}
        return {"seen_version": clean["version"], "token": clean["token"], "waivers": waivers}


class MoveForm(EditForm):
    """A plain move of the verdict, with the reason for which the table of moves asks."""

    def __init__(self, *args: Any, move: Move, **kwargs: Any) -> None:
        # several moves may have a form on one page
        super().__init__(*args, **{"auto_id": f"id_{move.name}_%s", **kwargs})
        if move.reason:
            self.fields["reason"] = MultilineField(
                label=move.reason.label,
                help_text=move.reason.help,
                required=move.needs_reason,
                error_messages={"required": move.reason.missing},
                max_length=MOST_REVIEW_REASON,
                rows=2,
            )

    def arguments(self) -> dict[str, Any]:
        """What `actions.move` takes."""
        clean = dict(self.cleaned_data)
        return {"seen_version": clean.pop("version"), **clean}
