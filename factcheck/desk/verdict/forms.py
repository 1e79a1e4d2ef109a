"""Forms for the verdict screen: the text of a version, submission for review, and plain moves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from factcheck.accounts.models import Person, Role
from factcheck.desk.verdict import messages
from factcheck.verdicts import gate
from factcheck.verdicts.fields import MAX_REVIEW_REASON, MAX_WAIVER_REASON, VERDICT
from factcheck.verdicts.models import Conclusion, Rating, Verdict, VerdictVersion
from factcheck.verdicts.queries import version_at
from factcheck.verdicts.workflow import Move
from factcheck.web.dates import is_future
from factcheck.web.form_fields import DayField, MultilineField
from factcheck.web.submission import EditForm


class RatingSelect(forms.Select):
    """A select whose options name their conclusion, which static/js/rating-conclusion.js copies to the field `conclusion`."""

    def create_option(self, name: str, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **options)
        rating = getattr(value, "instance", None)
        option["attrs"]["data-conclusion"] = rating.conclusion if rating else ""
        return option


class RatingField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    widget = RatingSelect

    def label_from_instance(self, rating: Rating) -> str:
        retired = "" if rating.is_active else ", no longer in use"
        return f"{rating.name} ({rating.get_conclusion_display()}{retired})"


class VerdictForm(EditForm):
    """The text of a version. `version` is the version of the verdict row on the page; empty for a new verdict."""

    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    rating = RatingField(**VERDICT.control("rating"), queryset=Rating.objects.none(), required=False, empty_label="none yet")
    conclusion = forms.ChoiceField(
        **VERDICT.control("conclusion"), choices=[("", "same as the rating"), *Conclusion.choices], required=False
    )
    summary = MultilineField(**VERDICT.control("summary"), required=False, rows=2)
    rationale = MultilineField(**VERDICT.control("rationale"), required=False, rows=16)
    as_of = DayField(**VERDICT.control("as_of"), required=False)

    def __init__(self, *args: Any, latest: VerdictVersion | None = None, seen: int | None = None, **kwargs: Any) -> None:
        """`latest`: the version to edit. `seen`: the version of the verdict row on the page."""
        initial = self._values_of(latest) | {"version": seen} if latest else {"as_of": timezone.localdate()}
        super().__init__(*args, **{"initial": initial, **kwargs})
        # an inactive rating remains a choice if this verdict already has it
        current = Q(pk=latest.rating_id) if latest and latest.rating_id else Q()
        self.fields["rating"].queryset = Rating.objects.filter(Q(is_active=True) | current)  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, row: Verdict) -> dict[str, Any]:
        return cls._values_of(row.latest)

    @classmethod
    def initial_at(cls, row: Verdict, version: int) -> dict[str, Any]:
        return cls._values_of(version_at(row, version) or row.latest)

    @staticmethod
    def _values_of(version: VerdictVersion) -> dict[str, Any]:
        """The values of a version. A conclusion that is the same as that of the rating is empty, so it follows a new rating."""
        is_derived = version.rating is not None and version.rating.conclusion == version.conclusion
        conclusion = "" if is_derived else version.conclusion
        return {**VERDICT.values_of(version), "rating": version.rating_id, "conclusion": conclusion}

    def rating_choices(self) -> list[Rating]:
        """The ratings that can be chosen. Also keeps them as the choices of the field, so that it needs no other query."""
        field: Any = self.fields["rating"]
        field.choices = list(field.choices)
        return [value.instance for value, _ in field.choices if value]

    def clean_as_of(self) -> date:
        as_of: date = self.cleaned_data["as_of"] or timezone.localdate()
        if is_future(as_of):
            raise forms.ValidationError(messages.DATE_IN_FUTURE)
        return as_of

    def clean(self) -> dict[str, Any]:
        """Complete an empty conclusion here as well as in the action, so that an edit conflict displays it."""
        values = super().clean() or self.cleaned_data
        if not values.get("conclusion") and values.get("rating"):
            values["conclusion"] = values["rating"].conclusion
        return values

    def text(self) -> dict[str, Any]:
        """The keyword arguments of `open_verdict` and `save_version`."""
        return {name: self.cleaned_data[name] for name in VERDICT.names}


class SubmitForm(EditForm):
    """Submits a verdict for review, with a field for a written exception to each unmet line of the gate that may be waived."""

    def __init__(self, *args: Any, lines: Iterable[gate.Line] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for line in lines:
            # if the line has been met meanwhile, its field remains, so that no input is lost
            has_field = line.is_open or self.data.get(f"exception_{line.key}")
            if has_field and line.may_be_waived:
                self.fields[f"exception_{line.key}"] = MultilineField(
                    label=messages.exception_label(line.label),
                    required=False,
                    max_length=MAX_WAIVER_REASON,
                    rows=2,
                    help_text=messages.EXCEPTION_HELP,
                )

    def exceptions(self) -> list[Any]:
        """The bound fields of the exceptions."""
        return [self[name] for name in self.fields if name.startswith("exception_")]

    @property
    def is_begun(self) -> bool:
        """Whether any exception has text."""
        return any(field.value() for field in self.exceptions())

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of `verdicts.actions.move`; `waivers`: key of the gate line → written exception."""
        clean = self.cleaned_data
        exceptions = {name: text for name, text in clean.items() if name.startswith("exception_") and text}
        waivers = {name.removeprefix("exception_"): text for name, text in exceptions.items()}
        return {"seen_version": clean["version"], "token": clean["token"], "waivers": waivers}


class MoveForm(EditForm):
    """A move of the verdict, with a reason field if the move has one, and a choice of people if it names one."""

    def __init__(self, *args: Any, move: Move, **kwargs: Any) -> None:
        # a page may contain the forms of several moves
        super().__init__(*args, **{"auto_id": f"id_{move.name}_%s", **kwargs})
        if move.takes_person:
            writers = Person.objects.filter(is_active=True).exclude(role=Role.READER).order_by("name")
            self.fields["to"] = forms.ModelChoiceField(
                writers,
                label=messages.NEW_AUTHOR,
                empty_label=messages.CHOOSE_PERSON,
                error_messages={"required": messages.NEW_AUTHOR_REQUIRED},
            )
        if move.reason:
            self.fields["reason"] = MultilineField(
                label=move.reason.label,
                help_text=move.reason.help,
                required=move.needs_reason,
                error_messages={"required": move.reason.missing},
                max_length=MAX_REVIEW_REASON,
                rows=2,
            )

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of `verdicts.actions.move`."""
        clean = dict(self.cleaned_data)
        return {"seen_version": clean.pop("version"), **clean}
