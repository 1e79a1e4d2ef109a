"""Serializers for actors, claims, mentions, and relations."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from factcheck.api.components import reference
from factcheck.api.serializers.accounts import PersonName
from factcheck.api.serializers.strict import (
    ChangeSerializer,
    ExistingRow,
    LineCharField,
    MultilineCharField,
    NamedRow,
    OtherNames,
    StrictModelSerializer,
    StrictSerializer,
)
from factcheck.articles.models import Revision, Source
from factcheck.claims.actions.closing import CHOOSABLE_REASONS
from factcheck.claims.choices import Mode
from factcheck.claims.fields import ACTOR, CLAIM, MAX_LINKS, MAX_SPANS, MAX_TOPIC_LENGTH, MAX_TOPICS
from factcheck.claims.models import Actor, Claim, Mention, Relation
from factcheck.claims.selectors import InvalidSelector, parse_selector, serialize_selector
from factcheck.evidence.models import Evidence
from factcheck.web.fields import REASON
from factcheck.web.text import normalize_line_endings

MAX_SELECTED = 200
"""Maximum number of mentions, and of items of evidence, that move in one split."""


@extend_schema_field(reference("SelectedPassage"))
class SpanField(serializers.Field[Any, Any, Any, Any]):
    """`{"selector": [TextQuoteSelector, TextPositionSelector]}`.

    Deserializes to a `SelectorInput`. Serializes any object with `exact`, `prefix`, `suffix`, `start`, and `end`.
    """

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, dict) or set(data) != {"selector"}:
            raise serializers.ValidationError('Send {"selector": […]} with a TextQuoteSelector.')
        try:
            return parse_selector(normalize_line_endings(data["selector"]))
        except InvalidSelector as error:
            raise serializers.ValidationError(str(error)) from error

    def to_representation(self, value: Any) -> Any:
        return {"selector": serialize_selector(value)}


class ActorSerializer(serializers.ModelSerializer[Actor]):
    other_names = serializers.ListField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = Actor
        fields: tuple[str, ...] = ("id", *ACTOR.names, "version")


class NewActor(StrictModelSerializer):
    source = NamedRow(  # type: ignore[assignment]  # the field of this name, not the option
        queryset=Source.objects.all(), required=False, allow_null=True
    )
    other_names = OtherNames()

    class Meta:
        model = Actor
        fields: tuple[str, ...] = ACTOR.names


class ActorChange(ChangeSerializer, NewActor):
    class Meta(NewActor.Meta):
        fields: tuple[str, ...] = (*ACTOR.names, "version")


class ActorName(serializers.ModelSerializer[Actor]):
    class Meta:
        model = Actor
        fields: tuple[str, ...] = ("id", "name")


class ClaimSerializer(serializers.ModelSerializer[Claim]):
    claimant = ActorName()
    created_by = PersonName()
    closed_by = PersonName(allow_null=True)

    class Meta:
        model = Claim
        fields: tuple[str, ...] = (
            *("id", *CLAIM.names, "created_at", "created_by"),
            *("closed_at", "closed_by", "closed_reason", "closed_note", "duplicate_of", "merged_into", "version"),
        )


@extend_schema_serializer(component_name="MentionWords")
class MentionPassage(StrictSerializer):
    """The passage of a revision in which a claim appears, as one or more spans."""

    revision = ExistingRow(queryset=Revision.objects.defer("words"))
    selection = serializers.ListField(child=SpanField(), min_length=1, max_length=MAX_SPANS)
    mode = serializers.ChoiceField(choices=Mode.choices)
    chain = serializers.ListField(
        child=NamedRow(queryset=Actor.objects.all()),
        required=False,
        max_length=MAX_LINKS,
        help_text="Ids of actors, outermost first: outlet → speaker → person quoted by the speaker.",
    )


class ClaimFields(StrictModelSerializer):
    claimant = NamedRow(queryset=Actor.objects.all())
    topics = serializers.ListField(child=LineCharField(max_length=MAX_TOPIC_LENGTH), required=False, max_length=MAX_TOPICS)

    class Meta:
        model = Claim
        fields: tuple[str, ...] = CLAIM.names


class NewClaim(ClaimFields):
    mention = MentionPassage(required=False, help_text="The first mention of the claim.")

    class Meta(ClaimFields.Meta):
        fields: tuple[str, ...] = (*CLAIM.names, "mention")


class ClaimChange(ChangeSerializer, ClaimFields):
    class Meta(ClaimFields.Meta):
        fields: tuple[str, ...] = (*CLAIM.names, "version")


class ClosingNote(ChangeSerializer):
    """An optional explanation of why a row is closed."""

    note = MultilineCharField(max_length=REASON.max_length, required=False, allow_blank=True, default="")


class ClaimClosing(ClosingNote):
    closed_reason = serializers.ChoiceField(choices=[(reason.value, reason.label) for reason in CHOOSABLE_REASONS])
    duplicate_of = ExistingRow(
        queryset=Claim.objects.defer("words"),
        required=False,
        allow_null=True,
        default=None,
        help_text="The claim to use instead. Required if the reason is `duplicate`, and not allowed otherwise.",
    )


class ClaimMerge(ClosingNote):
    into = ExistingRow(queryset=Claim.objects.defer("words"), help_text="The claim that stays.")


class ClaimSplit(ChangeSerializer, ClaimFields):
    """The fields of the new claim, and the ids of the rows that move to it."""

    mentions = serializers.ListField(child=ExistingRow(queryset=Mention.objects.all()), required=False, max_length=MAX_SELECTED)
    evidence = serializers.ListField(child=ExistingRow(queryset=Evidence.objects.all()), required=False, max_length=MAX_SELECTED)

    class Meta(ClaimFields.Meta):
        fields: tuple[str, ...] = (*CLAIM.names, "mentions", "evidence", "version")


class MentionSerializer(serializers.ModelSerializer[Mention]):
    article = serializers.IntegerField(source="revision.article_id")
    selection = serializers.SerializerMethodField()
    chain = serializers.SerializerMethodField()
    changed_context = serializers.SerializerMethodField()
    created_by = PersonName()

    class Meta:
        model = Mention
        fields: tuple[str, ...] = (
            "id",
            "claim",
            "article",
            "revision",
            "selection",
            "mode",
            "chain",
            "anchor",
            "changed_context",
            "stays_in_revision",
            "created_at",
            "created_by",
            "withdrawn_at",
            "withdrawn_reason",
            "version",
        )

    @extend_schema_field({"type": "array", "items": reference("ChangedContext")})
    def get_changed_context(self, mention: Mention) -> Any:
        return mention.changed_context

    @extend_schema_field({"type": "array", "items": reference("SelectedPassage")})
    def get_selection(self, mention: Mention) -> Any:
        return [{"selector": serialize_selector(span)} for span in mention.spans.all()]

    @extend_schema_field(ActorName(many=True))
    def get_chain(self, mention: Mention) -> Any:
        return ActorName([link.actor for link in mention.chain.all()], many=True).data


@extend_schema_serializer(component_name="NewMentionWords")
class NewMentionBody(MentionPassage):
    claim = ExistingRow(queryset=Claim.objects.defer("words"))


class MentionChange(ChangeSerializer):
    """Changes to a mention. Omitted fields keep their values.

    `selection` applies to `revision`, the newest revision of the article. Default: the current revision of the mention.
    """

    revision = ExistingRow(queryset=Revision.objects.all(), required=False)
    selection = serializers.ListField(child=SpanField(), min_length=1, max_length=MAX_SPANS, required=False)
    mode = serializers.ChoiceField(choices=Mode.choices, required=False)
    chain = serializers.ListField(child=NamedRow(queryset=Actor.objects.all()), required=False, max_length=MAX_LINKS)


class ProposedMentionPlace(serializers.Serializer[Any]):
    selection = serializers.ListField(child=SpanField(), help_text="Send it to `place/`, together with `revision`.")


class MentionProposals(serializers.Serializer[Any]):
    """The places in the newest `revision` that differ from the quote of a mention at most in typography."""

    revision = serializers.IntegerField()
    proposals = ProposedMentionPlace(many=True)


class MentionPlace(ChangeSerializer):
    """A place in the newest revision of the article, for a mention of an older one."""

    revision = ExistingRow(queryset=Revision.objects.all())
    selection = serializers.ListField(child=SpanField(), min_length=1, max_length=MAX_SPANS)


class RelationSerializer(serializers.ModelSerializer[Relation]):
    created_by = PersonName()

    class Meta:
        model = Relation
        fields: tuple[str, ...] = (
            "id",
            "claim",
            "relation_kind",
            "other",
            "created_at",
            "created_by",
            "withdrawn_at",
            "withdrawn_reason",
            "version",
        )


class NewRelation(StrictModelSerializer):
    claim = ExistingRow(queryset=Claim.objects.defer("words"))
    other = ExistingRow(queryset=Claim.objects.defer("words"))

    class Meta:
        model = Relation
        fields: tuple[str, ...] = ("claim", "relation_kind", "other")
        validators: list[Any] = []
