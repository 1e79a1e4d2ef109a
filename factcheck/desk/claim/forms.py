"""Forms for the claim screens: claim, mention, relation, and actor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.html import format_html

from factcheck.claims import dates
from factcheck.claims.fields import ACTOR, CLAIM, MAX_LINKS, MAX_TOPIC_LENGTH, MENTION, PARTY
from factcheck.claims.models import Actor, Claim, ClaimType, Layer, Mention, Mode, Party, Relation
from factcheck.desk.claim import messages
from factcheck.desk.form_fields import LinesField, PartialDateField, SourceNameField
from factcheck.desk.messages import too_long
from factcheck.evidence.parties import PossibleParty
from factcheck.web.form_fields import HttpUrlField, LineField, MultilineField, NameInput
from factcheck.web.submission import EditForm, IdempotentForm

ACTOR_OPTIONS = reverse_lazy("desk:actor-options")


LAYER_QUESTIONS = {
    Layer.PROPOSITION: messages.PROPOSITION_QUESTION,
    Layer.UTTERANCE: messages.UTTERANCE_QUESTION,
    Layer.REPORT: messages.REPORT_QUESTION,
}


class ClaimForm(forms.Form):
    """The fields of a claim. `values()` returns the keyword arguments of `add_claim` and `edit_claim`."""

    statement = MultilineField(**CLAIM.control("statement"), rows=2)
    layer = forms.ChoiceField(
        **CLAIM.control("layer"),
        widget=forms.RadioSelect,
        choices=[
            (layer.value, format_html("<span><b>{}</b> {}</span>", layer.label.capitalize(), question))
            for layer, question in LAYER_QUESTIONS.items()
        ],
        error_messages={"required": messages.LAYER_REQUIRED},
    )
    claimant = LineField(
        **CLAIM.control("claimant", max_length=ACTOR.max_length("name")), widget=NameInput(ACTOR_OPTIONS, new=messages.NEW_ACTOR)
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
        if long := next((topic for topic in topics if len(topic) > MAX_TOPIC_LENGTH), None):
            raise forms.ValidationError(too_long(long, MAX_TOPIC_LENGTH))
        return topics

    def values(self) -> dict[str, Any]:
        """The keyword arguments of actions. The claimant is a name."""
        date: dates.PartialDate | None = self.cleaned_data["said"]
        return {
            **{name: self.cleaned_data[name] for name in CLAIM.own_controls},
            "said_on": date.day if date else None,
            "said_precision": date.precision if date else "day",
        }

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        """The initial values for a claim. `claimant` should be loaded."""
        return {
            **{name: getattr(row, name) for name in CLAIM.own_controls},
            "claimant": row.claimant.name,
            "topics": ", ".join(row.topics),
            "said": str(dates.PartialDate(row.said_on, row.said_precision)) if row.said_on else "",
        }


class MentionForm(forms.Form):
    """How a mention presents the claim: the mode, and the names of the attribution chain, outermost first."""

    mode = forms.ChoiceField(
        **MENTION.control("mode"),
        choices=[("", messages.MODE_REQUIRED), *[(m.value, m.label.capitalize()) for m in Mode]],
    )
    chain = LinesField(
        **MENTION.control("chain"),
        most=MAX_LINKS,
        longest=ACTOR.max_length("name"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-chain": ACTOR_OPTIONS, "data-chain-new": messages.NEW_ACTOR}),
    )

    def mention_values(self) -> dict[str, Any]:
        """The keyword arguments of actions. The chain consists of names."""
        return {name: self.cleaned_data[name] for name in MENTION.names}


class ClaimEditForm(ClaimForm, EditForm):
    """Edits a claim."""


class MentionChangeForm(MentionForm, EditForm):
    """Mode and attribution chain. SelectionForm selects the quoted text."""

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


class RelationForm(IdempotentForm):
    relation_kind = forms.ChoiceField(label="This claim", choices=Relation.RelationKind, widget=forms.RadioSelect)
    other = forms.ModelChoiceField(
        Claim.objects.defer("words"),
        label="Related claim",
        error_messages={"required": messages.OTHER_CLAIM_REQUIRED, "invalid_choice": messages.OTHER_CLAIM_UNKNOWN},
    )


class PartyForm(IdempotentForm):
    """Names a party: a source or an actor of the claim's record (`choices`), with its interest."""

    who = forms.ChoiceField(
        label="Source or person",
        widget=forms.RadioSelect,
        error_messages={"required": messages.PARTY_REQUIRED, "invalid_choice": messages.PARTY_UNKNOWN},
    )
    interest = LineField(**PARTY.control("interest"))

    def __init__(self, *args: Any, choices: Sequence[PossibleParty], **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows = {choice.key: choice for choice in choices}
        self.fields["who"].choices = [(choice.key, choice.label) for choice in choices]  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of `name_party`."""
        clean = self.cleaned_data
        chosen = self.rows[clean["who"]]
        return {"source": chosen.source, "actor": chosen.actor, "interest": clean["interest"], "token": clean["token"]}


class PartyEditForm(EditForm):
    interest = LineField(**PARTY.control("interest"))

    @classmethod
    def initial_of(cls, row: Party) -> dict[str, Any]:
        return PARTY.values_of(row)

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in PARTY.names}

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of `edit_party`."""
        return {**self.values(), "seen_version": self.cleaned_data["version"], "token": self.cleaned_data["token"]}


class ActorForm(EditForm):
    name = LineField(**ACTOR.control("name"))
    actor_kind = forms.ChoiceField(**ACTOR.control("actor_kind"), choices=Actor.ActorKind, widget=forms.RadioSelect)
    description = LineField(**ACTOR.control("description"), required=False)
    same_as = HttpUrlField(**ACTOR.control("same_as"), required=False)
    source = SourceNameField(**ACTOR.control("source"))

    @classmethod
    def initial_of(cls, row: Actor) -> dict[str, Any]:
        return {**ACTOR.values_of(row), "source": row.source.name if row.source else ""}

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def values(self) -> dict[str, Any]:
        """The keyword arguments of `edit_actor`."""
        return {name: self.cleaned_data[name] for name in ACTOR.names}
