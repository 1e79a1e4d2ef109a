"""Forms for the claim screens: claim, mention, relation, and actor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.html import format_html

from factcheck.articles.models import Source
from factcheck.claims import dates
from factcheck.claims.choices import ClaimType, Layer, Mode
from factcheck.claims.fields import ACTOR, CLAIM, MAX_LINKS, MAX_TOPIC_LENGTH, MENTION, PARTY
from factcheck.claims.models import Actor, Claim, Mention, Party, Relation
from factcheck.desk.claim import messages
from factcheck.desk.form_fields import SOURCE_OPTIONS, OtherNamesField, PartialDateField, SourceNameField, other_names_at
from factcheck.desk.messages import too_long
from factcheck.desk.name_fields import ExistingNameField, NameField, NameLinesField, NewNameInput, NewNamesTextarea
from factcheck.evidence.parties import PossibleParty
from factcheck.web.form_fields import HttpUrlField, LineField, MultilineField
from factcheck.web.layer_words import layer_legend
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
            (
                layer.value,
                format_html("<span>{} <b>{}</b> {}</span>", layer_legend(layer.value), layer.label.capitalize(), question),
            )
            for layer, question in LAYER_QUESTIONS.items()
        ],
        error_messages={"required": messages.LAYER_REQUIRED},
    )
    claimant = NameField(
        Actor,
        **CLAIM.control("claimant", max_length=ACTOR.max_length("name")),
        widget=NewNameInput(ACTOR_OPTIONS, new=messages.NEW_ACTOR),
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
    chain = NameLinesField(
        Actor,
        **MENTION.control("chain"),
        most=MAX_LINKS,
        longest=ACTOR.max_length("name"),
        required=False,
        widget=NewNamesTextarea(attrs={"rows": 2, "data-chain": ACTOR_OPTIONS, "data-chain-new": messages.NEW_ACTOR}),
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
    relation_kind = forms.ChoiceField(
        label="This claim", choices=Relation.RelationKind, widget=forms.RadioSelect, help_text=messages.RELATION_KINDS
    )
    other = forms.ModelChoiceField(
        Claim.objects.defer("words"),
        label="Related claim",
        error_messages={"required": messages.OTHER_CLAIM_REQUIRED, "invalid_choice": messages.OTHER_CLAIM_UNKNOWN},
    )


class PartyForm(IdempotentForm):
    """Names a party with its interest: a source or an actor of the claim's record, or any other existing one by its name.

    `choices` are those of the record that are not parties yet. `named` are the parties: choosing one is valid, so that a repeated
    request reaches the action, but they are not offered.
    """

    OTHER = "other"

    who = forms.ChoiceField(
        label="Source or person",
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": messages.PARTY_UNKNOWN},
    )
    source = ExistingNameField(
        Source, options_url=SOURCE_OPTIONS, label=messages.OTHER_SOURCE, help_text=messages.OTHER_SOURCE_HELP
    )
    actor = ExistingNameField(Actor, options_url=ACTOR_OPTIONS, label=messages.OTHER_ACTOR, help_text=messages.OTHER_ACTOR_HELP)
    interest = LineField(**PARTY.control("interest"))

    def __init__(self, *args: Any, choices: Sequence[PossibleParty], named: Sequence[PossibleParty] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows = {choice.key: choice for choice in (*choices, *named)}
        who: Any = self.fields["who"]
        other = (self.OTHER, messages.OTHER_PARTY)
        who.choices = [*((key, key) for key in self.rows), other]  # all that are valid
        who.widget.choices = [*((choice.key, format_html("<bdi>{}</bdi>", choice.label)) for choice in choices), other]
        self.has_choices = bool(choices)

    @property
    def error_fields(self) -> dict[str, str]:
        """Field of `name_party` → field of this form that contains the party."""
        return {"source": "who", "actor": "who"} if self.data.get("who") in self.rows else {}

    def clean(self) -> None:
        if any(name in self.errors for name in ("who", "source", "actor")):
            return
        parties = self._parties()
        if not parties:
            self.add_error("who" if self.has_choices else "source", messages.PARTY_REQUIRED)
        elif len(parties) > 1:
            self.add_error("actor" if self.cleaned_data["actor"] else "source", messages.ONE_PARTY_ONLY)

    def _parties(self) -> list[dict[str, Any]]:
        """The parties that are chosen or entered, as keyword arguments."""
        clean = self.cleaned_data
        chosen = self.rows.get(clean["who"])
        entered = [{name: clean[name]} for name in ("source", "actor") if clean[name]]
        return [{"source": chosen.source, "actor": chosen.actor}, *entered] if chosen else entered

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of `name_party`."""
        (party,) = self._parties()
        return {**party, "interest": self.cleaned_data["interest"], "token": self.cleaned_data["token"]}


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
    other_names = OtherNamesField(**ACTOR.control("other_names"))
    actor_kind = forms.ChoiceField(
        **ACTOR.control("actor_kind"),
        choices=[choice for choice in Actor.ActorKind.choices if choice[0] != Actor.ActorKind.UNKNOWN],
        widget=forms.RadioSelect,
        error_messages={"required": messages.ACTOR_KIND_REQUIRED},
    )
    description = LineField(**ACTOR.control("description"), required=False)
    same_as = HttpUrlField(**ACTOR.control("same_as"), required=False)
    source = SourceNameField(**ACTOR.control("source"))

    @classmethod
    def initial_of(cls, row: Actor) -> dict[str, Any]:
        return {**ACTOR.values_of(row), "source": row.source.name if row.source else ""}

    @classmethod
    def initial_at(cls, row: Actor, version: int) -> dict[str, Any]:
        return {**cls.initial_of(row.at_version(version)), **other_names_at(row, version)}

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def values(self) -> dict[str, Any]:
        """The keyword arguments of `edit_actor`."""
        return {name: self.cleaned_data[name] for name in ACTOR.names}
