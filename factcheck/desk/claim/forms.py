"""What is typed on the screens of a claim."""

from __future__ import annotations

from typing import Any

from django import forms

from factcheck.articles.forms import SourceNameField
from factcheck.claims.fields import ACTOR
from factcheck.claims.forms import ClaimForm, MentionForm
from factcheck.claims.models import Actor, Claim, Mention, Relation
from factcheck.web.addresses import HttpField
from factcheck.web.fields import REASON
from factcheck.web.form_fields import LineField, MultilineField
from factcheck.web.submission import EditForm, IdempotentForm


class ClaimEditForm(ClaimForm, EditForm):
    """Edits a claim."""


class MentionChangeForm(MentionForm, EditForm):
    """Mode and attribution chain. The quoted text is selected in a form of its own."""

    @classmethod
    def initial_of(cls, row: Mention) -> dict[str, Any]:
        return {"mode": row.mode, "chain": [link.actor.name for link in row.chain.all()]}

    @classmethod
    def initial_at(cls, row: Mention, version: int) -> dict[str, Any]:
        values = row.values_at(version)
        initial = cls.initial_of(row)
        if "chain" in values:
            names = dict(Actor.objects.filter(pk__in=values["chain"]).values_list("pk", "name"))
            initial["chain"] = [names[actor] for actor in values["chain"] if actor in names]
        return {**initial, "mode": values.get("mode", initial["mode"])}


class ReasonForm(EditForm):
    """Withdrawing a row."""

    reason = MultilineField(**REASON.control_options, rows=2)

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of an action that withdraws a row."""
        clean = self.cleaned_data
        return {"reason": clean["reason"], "seen_version": clean["version"], "token": clean["token"]}


class RelationForm(IdempotentForm):
    relation_kind = forms.ChoiceField(label="This claim", choices=Relation.RelationKind, widget=forms.RadioSelect)
    other = forms.ModelChoiceField(
        Claim.objects.defer("words"),
        label="The other claim",
        error_messages={"required": "Choose the other claim.", "invalid_choice": "There is no such claim. Choose another one."},
    )


class ActorForm(EditForm):
    name = LineField(**ACTOR.control("name"))
    actor_kind = forms.ChoiceField(**ACTOR.control("actor_kind"), choices=Actor.ActorKind, widget=forms.RadioSelect)
    description = LineField(**ACTOR.control("description"), required=False)
    same_as = HttpField(**ACTOR.control("same_as"), required=False)
    source = SourceNameField(**ACTOR.control("source"))

    @classmethod
    def initial_of(cls, row: Actor) -> dict[str, Any]:
        return {**ACTOR.values_of(row), "source": row.source.name if row.source else ""}

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def values(self) -> dict[str, Any]:
        """The keyword arguments of `edit_actor`."""
        return {name: self.cleaned_data[name] for name in ACTOR.names}
