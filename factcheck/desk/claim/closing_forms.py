"""The forms that close, reopen, merge, and split claims."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html

from factcheck.claims.actions.closing import CHOOSABLE_REASONS
from factcheck.claims.models import Claim
from factcheck.desk.claim import messages
from factcheck.desk.claim.forms import ClaimForm
from factcheck.web.fields import REASON
from factcheck.web.form_fields import MultilineField
from factcheck.web.submission import EditForm, IdempotentForm


def note_field() -> MultilineField:
    return MultilineField(label="Explanation", max_length=REASON.max_length, required=False, rows=2)


class CloseForm(EditForm):
    closed_reason = forms.ChoiceField(
        label="Reason",
        choices=[(reason.value, str(reason.label).capitalize()) for reason in CHOOSABLE_REASONS],
        widget=forms.RadioSelect,
        error_messages={"required": messages.CLOSED_REASON_REQUIRED},
    )
    duplicate_of = forms.ModelChoiceField(
        Claim.objects.defer("words"),
        label="Claim to use instead",
        required=False,
        error_messages={"invalid_choice": messages.OTHER_CLAIM_UNKNOWN},
    )
    note = note_field()

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of `close_claim`. Only a duplicate names another claim."""
        clean = dict(self.cleaned_data)
        if clean["closed_reason"] != "duplicate":
            clean["duplicate_of"] = None
        clean["seen_version"] = clean.pop("version")
        return clean


class ReopenForm(EditForm):
    """Reopens a claim."""


class MergeForm(IdempotentForm):
    """Merges two claims. `stays` is the id of the claim that stays, `versions` are those that the person saw, by claim id."""

    stays = forms.ChoiceField(
        label="Claim that stays", widget=forms.RadioSelect, error_messages={"required": messages.STAYS_REQUIRED}
    )
    note = note_field()
    versions = forms.RegexField(r"\d{1,9}-\d{1,9}", widget=forms.HiddenInput)

    def __init__(self, *args: Any, claims: tuple[Claim, Claim], possible: list[Claim], **options: Any) -> None:
        """`claims` is the pair; `possible` are those that may stay."""
        self.claims = claims
        versions = "-".join(str(claim.version) for claim in claims)
        initial = {"versions": versions, "stays": str(possible[0].pk) if len(possible) == 1 else ""}
        super().__init__(*args, **{"initial": initial, **options})
        choices = [(str(claim.pk), format_html("<bdi>{}</bdi>", claim.statement)) for claim in possible]
        self.fields["stays"].choices = choices  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of `merge_claims`."""
        clean = self.cleaned_data
        seen = dict(zip((claim.pk for claim in self.claims), map(int, clean["versions"].split("-")), strict=True))
        claim, into = sorted(self.claims, key=lambda row: str(row.pk) == clean["stays"])
        versions = {"seen_version": seen[claim.pk], "seen_into_version": seen[into.pk]}
        return {"claim": claim, "into": into, "note": clean["note"], "token": clean["token"], **versions}


class SplitForm(ClaimForm, EditForm):
    """The new claim, with the values of the old one, and the rows that move to it, which are the `choices`."""

    mentions = forms.TypedMultipleChoiceField(coerce=int, required=False)
    evidence = forms.TypedMultipleChoiceField(coerce=int, required=False)
    field_order = ("mentions", "evidence")  # as on the page, for the error summary

    def choose_from(self, *, mentions: list[int], evidence: list[int]) -> None:
        """Set the ids of the rows that can be selected."""
        self.fields["mentions"].choices = [(pk, pk) for pk in mentions]  # type: ignore[attr-defined]
        self.fields["evidence"].choices = [(pk, pk) for pk in evidence]  # type: ignore[attr-defined]
