"""The three acts on selected words: a new claim, another mention of one, evidence for one."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import cache
from typing import Any

from django import forms
from django.template.loader import render_to_string

from factcheck.articles.models import Article
from factcheck.claims.forms import ClaimForm, MentionForm, SelectionForm
from factcheck.claims.models import Claim
from factcheck.evidence.forms import EvidenceFieldsForm


class ActForm(SelectionForm):
    """What the three have in common: the selection, the token of the form, and the rule that is asked."""

    act: str
    rule: str

    def __init__(self, data: Any = None, *, article: Article, number: int = 0, **options: Any) -> None:
        initial = {"token": uuid.uuid4(), "revision": number, **options.pop("initial", {})}
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
    act, rule = "claim", "claim.add"


class NewMentionForm(MentionForm, OfClaimForm):
    act, rule = "mention", "mention.add"


class PassageForm(EvidenceFieldsForm, OfClaimForm):
    act, rule = "passage", "evidence.attach"

    def clean(self) -> dict[str, Any]:
        clean = super().clean()
        if len(self.selectors) > 1:
            raise forms.ValidationError({"selection": "A passage is one piece. Attach the pieces one by one."})
        return clean


ACTS = {form.act: form for form in (NewClaimForm, NewMentionForm, PassageForm)}


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
