"""Actors, claims, their mentions and their relations."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django_filters import rest_framework as filters
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.errors import AmbiguousSelection
from factcheck.api.schema import create_operation, update_operation
from factcheck.api.serializers.claims import (
    ActorChange,
    ActorSerializer,
    ClaimChange,
    ClaimSerializer,
    MentionChange,
    MentionSerializer,
    NewActor,
    NewClaim,
    NewMentionBody,
    NewRelation,
    RelationSerializer,
)
from factcheck.api.serializers.strict import WithdrawalSerializer
from factcheck.api.viewsets import ReadableViewSet, renaming_errors
from factcheck.articles.models import Revision
from factcheck.claims import actions
from factcheck.claims.anchoring import AnchorError, Selector
from factcheck.claims.models import Actor, Attribution, Claim, Mention, Relation
from factcheck.claims.new_mention import NewMention
from factcheck.claims.selectors import AmbiguousQuote, SelectorInput, resolve_selector
from factcheck.web.errors import Invalid
from factcheck.web.search import parse


def resolve_selection(revision: Revision, said: SelectorInput) -> Selector:
    """The selector that was meant; raises what the door answers where the quote stands nowhere or at several places."""
    try:
        return resolve_selector(revision.text, said)
    except AmbiguousQuote as error:
        raise AmbiguousSelection("selection", error) from error
    except AnchorError as error:
        raise Invalid({"selection": str(error)}) from error


def new_mention(words: dict[str, Any]) -> NewMention:
    revision = words["revision"]
    selectors = [resolve_selection(revision, said) for said in words["selection"]]
    return NewMention(revision, selectors, words["mode"], words.get("chain", ()))


class ActorFilter(filters.FilterSet):
    name = filters.CharFilter(lookup_expr="icontains", max_length=200)

    class Meta:
        model = Actor
        fields = ("name", "actor_kind", "source")


class ActorViewSet(ReadableViewSet):
    """People and organizations who say things."""

    queryset = Actor.objects.all()
    serializer_class = ActorSerializer
    filterset_class = ActorFilter

    @create_operation(NewActor, ActorSerializer, once=False, responses={201: ActorSerializer, 200: ActorSerializer})
    def create(self, request: Request) -> Response:
        """Add an actor. Where one of this name is known, the answer is 200 with that one, unchanged."""
        self.permit("actor.edit")
        fields = self.validated(NewActor)
        newest = Actor.objects.order_by("-id").values_list("pk", flat=True).first() or 0
        with renaming_errors(claimant="name"):
            actor = actions.get_or_create_actor(person=self.person, **fields)
        return self.created(actor) if actor.pk > newest else self.row_response(actor)

    @update_operation(ActorChange, ActorSerializer)
    def partial_update(self, request: Request, pk: str) -> Response:
        actor = self.get_object()
        self.permit("actor.edit", actor)
        fields = self.validated(ActorChange, of=actor)
        return self.row_response(
            actions.edit_actor(
                person=self.person, actor=actor, seen_version=self.seen_version(fields), token=self.token, **fields
            )
        )


class ClaimFilter(filters.FilterSet):
    q = filters.CharFilter(method="words", max_length=200, label="Words of the statement or the context.")
    article = filters.NumberFilter(
        method="in_article", min_value=1, max_value=2**53, label="Claims with a mention in this article."
    )

    class Meta:
        model = Claim
        fields = ("layer", "claimant", "said_on")

    def words(self, queryset: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        if not value.strip():
            return queryset
        sought = parse(value)
        return queryset.filter(words=sought.query) if sought else queryset.none()

    def in_article(self, queryset: QuerySet[Claim], name: str, value: Any) -> QuerySet[Claim]:
        mentions = Mention.objects.filter(revision__article=int(value), withdrawn_at=None)
        return queryset.filter(pk__in=mentions.values("claim_id"))


class ClaimViewSet(ReadableViewSet):
    """Self-contained statements in neutral words, canonical across articles."""

    queryset = Claim.objects.all()
    serializer_class = ClaimSerializer
    filterset_class = ClaimFilter

    def get_queryset(self) -> QuerySet[Claim]:
        return Claim.objects.visible_to(self.request.user).select_related("claimant", "created_by").defer("words")

    @create_operation(NewClaim, ClaimSerializer)
    def create(self, request: Request) -> Response:
        """Add a claim, with its first mention where there is one."""
        self.permit("claim.add")
        fields = self.validated(NewClaim)
        words = fields.pop("mention", None)
        with renaming_errors(selection="mention.selection", chain="mention.chain"):
            claim = actions.add_claim(
                person=self.person, mention=new_mention(words) if words else None, token=self.token, **fields
            )
        return self.created(claim)

    @update_operation(ClaimChange, ClaimSerializer)
    def partial_update(self, request: Request, pk: str) -> Response:
        claim = self.get_object()
        self.permit("claim.edit", claim)
        fields = self.validated(ClaimChange, of=claim)
        return self.row_response(
            actions.edit_claim(
                person=self.person, claim=claim, seen_version=self.seen_version(fields), token=self.token, **fields
            )
        )


class MentionFilter(filters.FilterSet):
    article = filters.NumberFilter(field_name="revision__article", min_value=1, max_value=2**53)
    is_withdrawn = filters.BooleanFilter(field_name="withdrawn_at", lookup_expr="isnull", exclude=True)

    class Meta:
        model = Mention
        fields = ("claim", "revision", "mode", "anchor")


class MentionViewSet(ReadableViewSet):
    """The words of a revision in which a claim appears, as W3C selectors in code points."""

    queryset = Mention.objects.all()
    serializer_class = MentionSerializer
    filterset_class = MentionFilter

    def get_queryset(self) -> QuerySet[Mention]:
        return (
            Mention.objects.filter(claim__in=Claim.objects.visible_to(self.request.user))
            .select_related("revision", "created_by")
            .defer("revision__text", "revision__words")
            .prefetch_related("spans", Prefetch("chain", Attribution.objects.select_related("actor")))
        )

    @create_operation(NewMentionBody, MentionSerializer)
    def create(self, request: Request) -> Response:
        """Mark another place. A quote without position must stand once between its prefix and suffix: else 422 with places."""
        self.permit("mention.add")
        words = self.validated(NewMentionBody)
        mention = actions.add_mention(person=self.person, claim=words["claim"], mention=new_mention(words), token=self.token)
        return self.created(mention)

    @update_operation(MentionChange, MentionSerializer)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change the words, the mode or the chain; the claim's evidence stays as it is.

        A mention that a new revision left behind is tied to the newest one by naming it as `revision` with the words.
        """
        mention = self.get_object()
        self.permit("mention.change", mention)
        parts = self.validated(MentionChange, of=mention)
        seen = self.seen_version(parts)
        if "selection" in parts:
            revision = parts.get("revision") or mention.revision
            parts["selectors"] = [resolve_selection(revision, said) for said in parts.pop("selection")]
        elif "revision" in parts:
            raise Invalid({"selection": "Say which words of this revision the mention is tied to."})
        return self.row_response(
            actions.change_mention(person=self.person, mention=mention, seen_version=seen, token=self.token, **parts)
        )

    @update_operation(WithdrawalSerializer, MentionSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """Take the mark back, with a reason. It stays in the record."""
        mention = self.get_object()
        self.permit("mention.change", mention)
        said = self.validated(WithdrawalSerializer)
        seen = self.seen_version(said)
        return self.row_response(
            actions.withdraw_mention(
                person=self.person, mention=mention, reason=said["reason"], seen_version=seen, token=self.token
            )
        )


class RelationViewSet(ReadableViewSet):
    """How one claim stands to another: denies, counters, is part of, is the same as."""

    queryset = Relation.objects.all()
    serializer_class = RelationSerializer
    filterset_fields = ("claim", "relation_kind", "other")

    def get_queryset(self) -> QuerySet[Relation]:
        claims = Claim.objects.visible_to(self.request.user)
        return Relation.objects.filter(claim__in=claims).select_related("created_by")

    @create_operation(NewRelation, RelationSerializer)
    def create(self, request: Request) -> Response:
        self.permit("relation.add")
        fields = self.validated(NewRelation)
        return self.created(actions.add_relation(person=self.person, token=self.token, **fields))

    @update_operation(WithdrawalSerializer, RelationSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """Take the relation back, with a reason. It stays in the record."""
        relation = self.get_object()
        self.permit("relation.add", relation.claim)
        said = self.validated(WithdrawalSerializer)
        seen = self.seen_version(said)
        return self.row_response(
            actions.withdraw_relation(
                person=self.person, relation=relation, reason=said["reason"], seen_version=seen, token=self.token
            )
        )
