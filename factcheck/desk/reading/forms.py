"""The three forms for selected text: a new claim, a mention of an existing claim, and evidence for a claim."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import cache
from typing import Any

from django import forms
from django.template.loader import render_to_string

from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.desk.claim.forms import ClaimForm, MentionForm
from factcheck.desk.evidence.forms import PassageFieldsForm
from factcheck.desk.name_fields import ask_once
from factcheck.desk.reading import messages
from factcheck.desk.selection import SelectionForm


class SelectedTextForm(SelectionForm):
    """The base of the three forms: the selection, the name of the form, and the permission of its action."""

    name: str
    permission: str

    def __init__(self, data: Any = None, *, article: Article, number: int = 0, **options: Any) -> None:
        initial = {"revision": number, **options.pop("initial", {})}
        super().__init__(data, article=article, initial=initial, auto_id=f"{self.name}_%s", **options)


class ExistingClaimForm(SelectedTextForm):
    """A form for an existing claim."""

    claim = forms.IntegerField(error_messages={"required": messages.CLAIM_REQUIRED}, min_value=1)

    def clean_claim(self) -> Claim:
        return _existing_claim(self.cleaned_data["claim"])


def _existing_claim(pk: int) -> Claim:
    claim = Claim.objects.select_related("claimant").filter(pk=pk).first()
    if claim is None:
        raise forms.ValidationError(messages.CLAIM_UNKNOWN)
    return claim


class FollowedClaimantForm(SelectedTextForm):
    """A form whose attribution chain starts with the outlet and follows the claimant.

    With JavaScript, the browser fills in the chain while a person enters the claimant, and the person can remove it again. The
    page without JavaScript sends `follow_claimant`, so that the server completes a chain that consists of the outlet alone.
    """

    def clean(self) -> dict[str, Any]:
        clean = super().clean()
        outlet = self.article.outlet.name if self.article.outlet else ""
        claimant = clean["claim"].claimant.name if clean.get("claim") else clean.get("claimant")
        if self.data.get("follow_claimant") and clean.get("chain") == [outlet] and claimant and claimant != outlet:
            clean["chain"] = [outlet, claimant]
        return clean


class NewClaimForm(ClaimForm, MentionForm, FollowedClaimantForm):
    """`denies` is sent by the button of a similar claim that the new one denies."""

    denies = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
    name, permission = "claim", "claim.add"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # as on the page, for the error summary
        self.order_fields([*SelectedTextForm.base_fields, "statement", "layer", "claimant", *MentionForm.base_fields])
        ask_once(self, "claimant", "chain")  # the chain of a new claim usually ends with its claimant

    @property
    def denied(self) -> Claim | None:
        """The claim that the submitted form denies, so that the form still does when it is displayed again."""
        value = str(self["denies"].value() or "") if self.is_bound else ""
        is_number = value.isascii() and value.isdigit() and len(value) <= 18
        return Claim.objects.filter(pk=int(value)).first() if is_number else None

    def clean_denies(self) -> Claim | None:
        return _existing_claim(self.cleaned_data["denies"]) if self.cleaned_data["denies"] else None


class NewMentionForm(MentionForm, ExistingClaimForm, FollowedClaimantForm):
    name, permission = "mention", "mention.add"


class NewPassageForm(PassageFieldsForm, ExistingClaimForm):
    name, permission = "passage", "evidence.attach"


FORMS = {form.name: form for form in (NewClaimForm, NewMentionForm, NewPassageForm)}


@dataclass(frozen=True, slots=True)
class BlankForm:
    """An empty form for the desk. `markup`: its rendered fields, except the revision and the idempotency key.

    `token` is None in cached markup, in which the key is filled in afterwards (see the tag `cached`).
    """

    name: str
    markup: str
    number: int
    token: uuid.UUID | None = None


def blank_forms(number: int) -> dict[str, BlankForm]:
    """The three forms, empty, for revision `number`, for cached markup."""
    return {name: BlankForm(name, _fields_markup(name), number) for name in FORMS}


def blank_form(name: str, number: int) -> BlankForm:
    """One of the forms, empty, for revision `number`."""
    return BlankForm(name, _fields_markup(name), number, uuid.uuid4())


@cache
def _fields_markup(name: str) -> str:
    """The rendered fields of a form. They are the same for every person and article, so each process renders them once."""
    return render_to_string(f"desk/reading/{name}_fields.html", {"form": FORMS[name](article=Article())})
