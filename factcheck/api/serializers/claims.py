"""Serializers for actors, claims, mentions, and relations."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from factcheck.api.serializers.accounts import PersonName
from factcheck.api.serializers.strict import (
    ChangeSerializer,
    ExistingRow,
    LineCharField,
    StrictModelSerializer,
    StrictSerializer,
)
from factcheck.articles.canonical import MAX_CODE_POINTS
from factcheck.articles.models import Revision, Source
from factcheck.claims.fields import ACTOR, CLAIM, MAX_LINKS, MAX_QUOTE_LENGTH, MAX_SPANS, MAX_TOPIC_LENGTH, MAX_TOPICS
from factcheck.claims.models import Actor, Claim, Mention, Mode, Relation
from factcheck.claims.selectors import MAX_CONTEXT_LENGTH, POSITION, QUOTE, InvalidSelector, parse_selector, serialize_selector
from factcheck.web.text import normalize_line_endings

SELECTOR = {
    "type": "array",
    "description": "W3C selectors of one passage: a TextQuoteSelector and a TextPositionSelector (code points, half-open).",
    "minItems": 1,
    "maxItems": 2,
    "items": {
        "oneOf": [
            {
                "type": "object",
                "properties": {
                    "type": {"type": "string", "enum": [QUOTE]},
                    "exact": {"type": "string", "minLength": 1, "maxLength": MAX_QUOTE_LENGTH},
                    "prefix": {"type": "string", "maxLength": MAX_CONTEXT_LENGTH},
                    "suffix": {"type": "string", "maxLength": MAX_CONTEXT_LENGTH},
                },
                "required": ["type", "exact"],
                "additionalProperties": False,
            },
            {
                "type": "object",
                "properties": {
                    "type": {"type": "string", "enum": [POSITION]},
                    "start": {"type": "integer", "minimum": 0, "maximum": MAX_CODE_POINTS},
                    "end": {"type": "integer", "minimum": 0, "maximum": MAX_CODE_POINTS},
                },
                "required": ["type", "start", "end"],
                "additionalProperties": False,
            },
        ]
    },
}
SPAN = {"type": "object", "properties": {"selector": SELECTOR}, "required": ["selector"], "additionalProperties": False}


@extend_schema_field(SPAN)
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
    class Meta:
        model = Actor
        fields: tuple[str, ...] = ("id", *ACTOR.names, "version")


class NewActor(StrictModelSerializer):
    source = ExistingRow(  # type: ignore[assignment]  # the field of this name, not the option
        queryset=Source.objects.all(), required=False, allow_null=True
    )

    class Meta:
        model = Actor
        fields: tuple[str, ...] = ACTOR.names
        extra_kwargs: dict[str, Any] = {"name": {"validators": []}}  # for an existing name, the action returns that actor


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

    class Meta:
        model = Claim
        fields: tuple[str, ...] = ("id", *CLAIM.names, "created_at", "created_by", "version")


@extend_schema_serializer(component_name="MentionWords")
class MentionPassage(StrictSerializer):
    """The passage of a revision in which a claim appears, as one or more spans."""

    revision = ExistingRow(queryset=Revision.objects.defer("words"))
    selection = serializers.ListField(child=SpanField(), min_length=1, max_length=MAX_SPANS)
    mode = serializers.ChoiceField(choices=Mode.choices)
    chain = serializers.ListField(
        child=ExistingRow(queryset=Actor.objects.all()),
        required=False,
        max_length=MAX_LINKS,
        help_text="Ids of actors, outermost first: outlet → speaker → person quoted by the speaker.",
    )


class ClaimFields(StrictModelSerializer):
    claimant = ExistingRow(queryset=Actor.objects.all())
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


class MentionSerializer(serializers.ModelSerializer[Mention]):
    article = serializers.IntegerField(source="revision.article_id")
    selection = serializers.SerializerMethodField()
    chain = serializers.SerializerMethodField()
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
            "created_at",
            "created_by",
            "withdrawn_at",
            "withdrawn_reason",
            "version",
        )

    @extend_schema_field({"type": "array", "items": SPAN})
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
    chain = serializers.ListField(child=ExistingRow(queryset=Actor.objects.all()), required=False, max_length=MAX_LINKS)


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
