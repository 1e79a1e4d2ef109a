"""Endpoints for actors, claims, mentions, and relations."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
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
from factcheck.claims.models import Actor, Claim, Mention, Relation
from factcheck.claims.new_mention import NewMention
from factcheck.claims.selectors import AmbiguousQuote, SelectorInput, resolve_selector
from factcheck.web.errors import Invalid
from factcheck.web.search import parse


def resolve_selection(revision: Revision, selector: SelectorInput) -> Selector:
    """The passage that the selector identifies.

    Raises AmbiguousSelection if the quote occurs several times, and Invalid(selection) if it does not match the text.
    """
    try:
        return resolve_selector(revision.text, selector)
    except AmbiguousQuote as error:
        raise AmbiguousSelection("selection", error) from error
    except AnchorError as error:
        raise Invalid({"selection": str(error)}) from error


def new_mention(fields: dict[str, Any]) -> NewMention:
    """The mention that the validated `fields` of a `MentionPassage` describe."""
    revision = fields["revision"]
    selectors = [resolve_selection(revision, selector) for selector in fields["selection"]]
    return NewMention(revision, selectors, fields["mode"], fields.get("chain", ()))


class ActorFilter(filters.FilterSet):
    name = filters.CharFilter(lookup_expr="icontains", max_length=200)

    class Meta:
        model = Actor
        fields = ("name", "actor_kind", "source")


class ActorViewSet(ReadableViewSet):
    """People and organizations that make claims."""

    queryset = Actor.objects.all()
    serializer_class = ActorSerializer
    filterset_class = ActorFilter

    @create_operation(NewActor, ActorSerializer, responses={201: ActorSerializer, 200: ActorSerializer})
    def create(self, request: Request) -> Response:
        """Add an actor. If an actor with this name exists, the response is 200 with that actor, unchanged."""
        self.permit("actor.edit")
        fields = self.validated(NewActor)
        with renaming_errors(claimant="name"):
            actor, is_new = actions.get_or_create_actor(person=self.person, token=self.token, **fields)
        return self.created(actor) if is_new else self.row_response(actor)

    @update_operation(ActorChange, ActorSerializer)
    def partial_update(self, request: Request, pk: str) -> Response:
        return self.change("actor.edit", ActorChange, actions.edit_actor, "actor")


class ClaimFilter(filters.FilterSet):
    q = filters.CharFilter(method="search", max_length=200, label="Search terms for the statement and the context.")
    article = filters.NumberFilter(
        method="in_article", min_value=1, max_value=2**53, label="Claims with a mention in this article."
    )

    class Meta:
        model = Claim
        fields = ("layer", "claimant", "said_on")

    def search(self, queryset: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        if not value.strip():
            return queryset
        terms = parse(value)
        return queryset.filter(words=terms.query) if terms else queryset.none()

    def in_article(self, queryset: QuerySet[Claim], name: str, value: Any) -> QuerySet[Claim]:
        mentions = Mention.objects.filter(revision__article=int(value), withdrawn_at=None)
        return queryset.filter(pk__in=mentions.values("claim_id"))


class ClaimViewSet(ReadableViewSet):
    """Self-contained, neutrally worded statements. One claim can appear in many articles."""

    queryset = Claim.objects.all()
    serializer_class = ClaimSerializer
    filterset_class = ClaimFilter

    def get_queryset(self) -> QuerySet[Claim]:
        return Claim.objects.visible_to(self.request.user).select_related("claimant", "created_by").defer("words")

    @create_operation(NewClaim, ClaimSerializer)
    def create(self, request: Request) -> Response:
        """Add a claim, optionally with its first mention."""
        self.permit("claim.add")
        fields = self.validated(NewClaim)
        mention = fields.pop("mention", None)
        with renaming_errors(selection="mention.selection", chain="mention.chain"):
            claim = actions.add_claim(
                person=self.person, mention=new_mention(mention) if mention else None, token=self.token, **fields
            )
        return self.created(claim)

    @update_operation(ClaimChange, ClaimSerializer)
    def partial_update(self, request: Request, pk: str) -> Response:
        return self.change("claim.edit", ClaimChange, actions.edit_claim, "claim")


class MentionFilter(filters.FilterSet):
    article = filters.NumberFilter(field_name="revision__article", min_value=1, max_value=2**53)
    is_withdrawn = filters.BooleanFilter(field_name="withdrawn_at", lookup_expr="isnull", exclude=True)

    class Meta:
        model = Mention
        fields = ("claim", "revision", "mode", "anchor")


class MentionViewSet(ReadableViewSet):
    """The passages of revisions in which claims appear, as W3C selectors with positions in code points."""

    queryset = Mention.objects.all()
    serializer_class = MentionSerializer
    filterset_class = MentionFilter

    def get_queryset(self) -> QuerySet[Mention]:
        return (
            Mention.objects.visible_to(self.request.user)
            .with_parts()
            .select_related("revision", "created_by")
            .defer("revision__text", "revision__words")
        )

    @create_operation(NewMentionBody, MentionSerializer)
    def create(self, request: Request) -> Response:
        """Add a mention to a claim. If a quote without a position is ambiguous, the response is 422 with all `places`."""
        self.permit("mention.add")
        fields = self.validated(NewMentionBody)
        mention = actions.add_mention(person=self.person, claim=fields["claim"], mention=new_mention(fields), token=self.token)
        return self.created(mention)

    @update_operation(MentionChange, MentionSerializer)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change the passage, the mode, or the attribution chain. The claim's evidence does not change.

        To anchor a mention of an older revision in the newest one, send the newest as `revision` together with `selection`.
        """
        mention = self.get_object()
        self.permit("mention.change", mention)
        fields = self.validated(MentionChange, of=mention)
        seen = self.seen_version(fields)
        if "selection" in fields:
            revision = fields.get("revision") or mention.revision
            fields["selectors"] = [resolve_selection(revision, selector) for selector in fields.pop("selection")]
        elif "revision" in fields:
            raise Invalid({"selection": "Send the selection of the mention in this revision."})
        return self.row_response(
            actions.change_mention(person=self.person, mention=mention, seen_version=seen, token=self.token, **fields)
        )

    @update_operation(WithdrawalSerializer, MentionSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """Withdraw the mention with a reason. It stays in the record."""
        return self.withdraw_row("mention.change", actions.withdraw_mention, "mention")


class RelationViewSet(ReadableViewSet):
    """Relations between claims: denies, counters, is part of, is the same as."""

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
        """Withdraw the relation with a reason. It stays in the record."""
        return self.withdraw_row("relation.add", actions.withdraw_relation, "relation", subject=lambda relation: relation.claim)
