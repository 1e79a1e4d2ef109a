"""What is typed on the screens of a claim."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms

from factcheck.articles.forms import SourceNameField
from factcheck.claims.forms import ClaimForm, MentionForm
from factcheck.claims.models import Actor, Claim, Mention, Relation
from factcheck.web.addresses import HttpField


class EditForm(ClaimForm):
    """A claim's fields with the version that was on the screen."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class MentionChangeForm(MentionForm):
    """Mode and chain; the words are chosen anew beside it, or stay."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    @staticmethod
    def of(mention: Mention) -> dict[str, Any]:
        return {"mode": mention.mode, "chain": [link.actor.name for link in mention.chain.all()], "version": mention.version}


class ReasonForm(forms.Form):
    """Taking something back, as it was on the screen at `version`."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    reason = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="It stays on the record with this reason.",
    )


class RelationForm(forms.Form):
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)
    relation_kind = forms.ChoiceField(label="This claim", choices=Relation.RelationKind, widget=forms.RadioSelect)
    other = forms.ModelChoiceField(
        Claim.objects.defer("words"),
        label="The other claim",
        error_messages={"required": "Choose the other claim.", "invalid_choice": "There is no such claim. Choose another one."},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        options["initial"] = {"token": uuid.uuid4(), **(options.get("initial") or {})}
        super().__init__(*args, **options)


class ActorForm(forms.Form):
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    name = forms.CharField(max_length=200)
    actor_kind = forms.ChoiceField(label="Kind", choices=Actor.ActorKind, widget=forms.RadioSelect)
    description = forms.CharField(label="Office or role", max_length=200, required=False)
    same_as = HttpField(label="Identifying address", max_length=500, required=False, help_text="Such as an entry in Wikidata.")
    source = SourceNameField(
        label="Source that it represents", help_text="For an outlet or institution that speaks itself: the name of a source."
    )

    @staticmethod
    def of(actor: Actor) -> dict[str, Any]:
        return {
            **{name: getattr(actor, name) for name in ("name", "actor_kind", "description", "same_as", "version")},
            "source": actor.source.name if actor.source else "",
        }

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())
