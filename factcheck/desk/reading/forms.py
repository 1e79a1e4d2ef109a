"""The forms for selected text: a new claim, another mention of a claim, evidence for a claim."""

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
from factcheck.desk.selection import SelectionForm


class ActForm(SelectionForm):
    """What the three have in common: the selection, and the permission that the action asks."""

    act: str
    permission: str

    def __init__(self, data: Any = None, *, article: Article, number: int = 0, **options: Any) -> None:
        initial = {"revision": number, **options.pop("initial", {})}
        super().__init__(data, article=article, initial=initial, auto_id=f"{self.act}_%s", **options)


class OfClaimForm(ActForm):
    """An act on a claim that exists."""

    claim = forms.IntegerField(error_messages={"required": "Choose the claim first."}, min_value=1)

    def clean_claim(self) -> Claim:
        found = Claim.objects.select_related("claimant").filter(pk=self.cleaned_data["claim"]).first()
        if found is None:
            raise forms.ValidationError("There is no such claim. Choose another one.")
        return found


class NewClaimForm(ClaimForm, MentionForm, ActForm):
    act, permission = "claim", "claim.add"


class NewMentionForm(MentionForm, OfClaimForm):
    act, permission = "mention", "mention.add"


class NewPassageForm(PassageFieldsForm, OfClaimForm):
    act, permission = "passage", "evidence.attach"


ACTS = {form.act: form for form in (NewClaimForm, NewMentionForm, NewPassageForm)}


@dataclass(frozen=True, slots=True)
class BlankForm:
    """A form that nobody has typed into, for the desk: its fields as finished `markup`, revision and token apart."""

    act: str
    markup: str
    number: int
    token: uuid.UUID


def blank_forms(number: int) -> dict[str, BlankForm]:
    """The forms of the three acts for revision `number`."""
    return {act: BlankForm(act, _markup(act), number, uuid.uuid4()) for act in ACTS}


@cache
def _markup(act: str) -> str:
    """The same for everybody and every article, so written once in a process."""
    return render_to_string(f"desk/reading/{act}_fields.html", {"form": ACTS[act](article=Article())})
