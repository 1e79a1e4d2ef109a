"""Endpoints for actors, claims, mentions, and relations."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.errors import AmbiguousSelection
from factcheck.api.exchange import ExportingViewSet
from factcheck.api.filters import ClaimIsClosedFilter, IdFilter, IsClosedFilter, IsWithdrawnFilter
from factcheck.api.named import NamedViewSet, filter_by_name, merge_serializer
from factcheck.api.schema import create_operation, update_operation
from factcheck.api.serializers.claims import (
    ActorChange,
    ActorSerializer,
    ClaimChange,
    ClaimClosing,
    ClaimMerge,
    ClaimSerializer,
    ClaimSplit,
    MentionChange,
    MentionPlace,
    MentionProposals,
    MentionSerializer,
    NewActor,
    NewClaim,
    NewMentionBody,
    NewRelation,
    RelationSerializer,
)
from factcheck.api.serializers.strict import ChangeSerializer, WithdrawalSerializer
from factcheck.api.viewsets import ReadableViewSet, renaming_errors
from factcheck.articles.models import Revision
from factcheck.claims import actions
from factcheck.claims.anchoring import AnchorError, Selector
from factcheck.claims.models import Actor, Claim, Mention, Relation
from factcheck.claims.new_mention import NewMention
from factcheck.claims.placing import proposed_places
from factcheck.claims.selectors import AmbiguousQuote, SelectorInput, resolve_selector
from factcheck.claims.variants import is_variant
from factcheck.evidence.copies.models import PreservedText
from factcheck.merging.actions import merge_claims, split_claim
from factcheck.web.errors import Invalid
from factcheck.web.search import parse

NOT_A_VARIANT = "This text differs from the quote in more than typography. To select other text, change the mention."


def resolve_selection(source: Revision | PreservedText, selector: SelectorInput) -> Selector:
    """The passage of an article, or the words of a copy, that the selector identifies.

    Raises AmbiguousSelection if the quote occurs several times, and Invalid(selection) if it does not match the text.
    """
    try:
        return resolve_selector(source.text, selector)
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
    name = filters.CharFilter(method=filter_by_name, max_length=200)

    class Meta:
        model = Actor
        fields = ("name", "actor_kind", "source")


class ActorViewSet(NamedViewSet):
    """People and organizations that make claims."""

    queryset = Actor.objects.all()
    serializer_class = ActorSerializer
    filterset_class = ActorFilter
    merge_rows = staticmethod(actions.merge_actors)
    merge_body = merge_serializer(Actor.objects.all(), "ActorMerge")

    @create_operation(NewActor, ActorSerializer, responses={201: ActorSerializer, 200: ActorSerializer})
    def create(self, request: Request) -> Response:
        """Add an actor. If an actor with this name exists, the response is 200 with that actor, unchanged."""
        self.permit("actor.edit")
        fields = self.validated(NewActor)
        with renaming_errors(claimant="name"):
            actor, is_new = actions.get_or_create_actor(person=self.person, token=self.token, **fields)
        return self.created(actor) if is_new else self.row_response(actor)

    @update_operation(ActorChange, ActorSerializer)
    def partial_update(self, request: Request, pk: int) -> Response:
        return self.change("actor.edit", ActorChange, actions.edit_actor, "actor")

    @update_operation(merge_body, ActorSerializer)
    @action(detail=True, methods=["post"])
    def merge(self, request: Request, pk: int) -> Response:
        """Merge this actor into another one. Its names become other names of that actor, which is the response."""
        return self.merge_row("actor.edit", "actor")


class ClaimFilter(filters.FilterSet):
    q = filters.CharFilter(method="search", max_length=200, label="Search terms for the statement and the context.")
    article = IdFilter(method="in_article", label="Claims with a mention in this article.")
    is_closed = IsClosedFilter()

    class Meta:
        model = Claim
        fields = ("layer", "claimant", "said_on")

    def search(self, queryset: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        if not value.strip():
            return queryset
        terms = parse(value)
        return queryset.filter(words=terms.query) if terms else queryset.none()

    def in_article(self, queryset: QuerySet[Claim], name: str, value: int) -> QuerySet[Claim]:
        mentions = Mention.objects.filter(revision__article=value, withdrawn_at=None)
        return queryset.filter(pk__in=mentions.values("claim_id"))


class ClaimViewSet(ExportingViewSet):
    """Self-contained, neutrally worded statements. One claim can appear in many articles."""

    queryset = Claim.objects.all()
    serializer_class = ClaimSerializer
    filterset_class = ClaimFilter

    def get_queryset(self) -> QuerySet[Claim]:
        claims = Claim.objects.visible_to(self.request.user).select_related("claimant", "created_by", "closed_by")
        return self.leave_out_closed(claims.defer("words"))

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
    def partial_update(self, request: Request, pk: int) -> Response:
        return self.change("claim.edit", ClaimChange, actions.edit_claim, "claim")

    @update_operation(ClaimClosing, ClaimSerializer)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, pk: int) -> Response:
        """Close the claim with a reason. Lists leave it out, and nothing can be written to it until it is reopened."""
        return self.change_state("claim.close", ClaimClosing, actions.close_claim, "claim")

    @update_operation(ChangeSerializer, ClaimSerializer)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: int) -> Response:
        """Reopen the claim. A merged claim cannot be reopened; split the claim into which it was merged."""
        return self.change_state("claim.reopen", ChangeSerializer, actions.reopen_claim, "claim")

    @update_operation(ClaimMerge, ClaimSerializer)
    @action(detail=True, methods=["post"])
    def merge(self, request: Request, pk: int) -> Response:
        """Move everything attached to this claim to the claim `into`, and close it. The response is this claim.

        At most one of the claims may have a verdict, and that claim has to be `into`. Otherwise, the response is 409.
        """
        return self.change_state("claim.merge", ClaimMerge, merge_claims, "claim")

    @create_operation(ClaimSplit, ClaimSerializer, has_version=True)
    @action(detail=True, methods=["post"])
    def split(self, request: Request, pk: int) -> Response:
        """Add a claim and move the selected mentions and evidence of this claim to it. `version` is that of this claim.

        The new claim needs another statement or another layer than this one. Otherwise, the response is 422.
        """
        claim = self.get_object()
        self.permit("claim.split", claim)
        fields = self.validated(ClaimSplit)
        seen = self.seen_version(fields)
        with renaming_errors(selected="mentions"):
            added = split_claim(person=self.person, claim=claim, seen_version=seen, token=self.token, **fields)
        return self.created(added)


class MentionFilter(filters.FilterSet):
    article = IdFilter(field_name="revision__article", label="Mentions in any revision of this article.")
    is_withdrawn = IsWithdrawnFilter()
    is_closed = ClaimIsClosedFilter()

    class Meta:
        model = Mention
        fields = ("claim", "revision", "mode", "anchor")


class MentionViewSet(ReadableViewSet):
    """The passages of revisions in which claims appear, as W3C selectors with positions in code points."""

    queryset = Mention.objects.all()
    serializer_class = MentionSerializer
    filterset_class = MentionFilter

    def get_queryset(self) -> QuerySet[Mention]:
        mentions = (
            Mention.objects.visible_to(self.request.user)
            .with_parts()
            .select_related("claim", "revision", "created_by")
            .defer("claim__words", "revision__text", "revision__words")
        )
        return self.leave_out_closed(mentions, "claim__closed_at")

    @create_operation(NewMentionBody, MentionSerializer)
    def create(self, request: Request) -> Response:
        """Add a mention to a claim. If a quote without a position is ambiguous, the response is 422 with all `places`."""
        self.permit("mention.add")
        fields = self.validated(NewMentionBody)
        mention = actions.add_mention(person=self.person, claim=fields["claim"], mention=new_mention(fields), token=self.token)
        return self.created(mention)

    @update_operation(MentionChange, MentionSerializer)
    def partial_update(self, request: Request, pk: int) -> Response:
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

    @extend_schema(responses=MentionProposals)
    @action(detail=True)
    def proposals(self, request: Request, pk: int) -> Response:
        """The places in the newest revision that a person can accept for a mention of an older revision."""
        mention = self.get_object()
        newest, places = proposed_places(list(mention.spans.all()), quoted_from=mention.revision)
        return Response(
            MentionProposals({"revision": newest.pk, "proposals": [{"selection": list(place)} for place in places]}).data
        )

    @update_operation(MentionPlace, MentionSerializer)
    @action(detail=True, methods=["post"])
    def place(self, request: Request, pk: int) -> Response:
        """Place the mention in the newest revision, at a copy or a typographic variant of its quote (see `proposals/`).

        To select other text, change the mention.
        """
        mention = self.get_object()
        self.permit("mention.change", mention)
        fields = self.validated(MentionPlace)
        seen, revision = self.seen_version(fields), fields["revision"]
        selectors = [resolve_selection(revision, selector) for selector in fields["selection"]]
        quotes = [span.exact for span in mention.spans.all()]
        if len(quotes) != len(selectors) or not all(map(is_variant, quotes, (selector.exact for selector in selectors))):
            raise Invalid({"selection": NOT_A_VARIANT})
        return self.row_response(
            actions.change_mention(
                person=self.person,
                mention=mention,
                revision=revision,
                selectors=selectors,
                seen_version=seen,
                token=self.token,
            )
        )

    @update_operation(ChangeSerializer, MentionSerializer)
    @action(detail=True, methods=["post"], url_path="confirm-context", url_name="confirm-context")
    def confirm_context(self, request: Request, pk: int) -> Response:
        """Confirm that the changed text next to the mention (`changed_context`) does not affect it."""
        return self.change_state("mention.change", ChangeSerializer, actions.confirm_mention_context, "mention")

    @update_operation(WithdrawalSerializer, MentionSerializer)
    @action(detail=True, methods=["post"])
    def keep(self, request: Request, pk: int) -> Response:
        """Decide, with a reason, that the mention stays in its revision, because the newest one does not contain its words."""
        return self.withdraw_row("mention.change", actions.keep_mention, "mention")

    @update_operation(WithdrawalSerializer, MentionSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: int) -> Response:
        """Withdraw the mention with a reason. It stays in the record."""
        return self.withdraw_row("mention.change", actions.withdraw_mention, "mention")


class RelationFilter(filters.FilterSet):
    is_withdrawn = IsWithdrawnFilter()
    is_closed = ClaimIsClosedFilter()

    class Meta:
        model = Relation
        fields = ("claim", "relation_kind", "other")


class RelationViewSet(ReadableViewSet):
    """Relations between claims: denies, counters, is part of, is the same as."""

    queryset = Relation.objects.all()
    serializer_class = RelationSerializer
    filterset_class = RelationFilter

    def get_queryset(self) -> QuerySet[Relation]:
        claims = Claim.objects.visible_to(self.request.user)
        relations = Relation.objects.filter(claim__in=claims).select_related("claim", "created_by").defer("claim__words")
        return self.leave_out_closed(relations, "claim__closed_at")

    @create_operation(NewRelation, RelationSerializer)
    def create(self, request: Request) -> Response:
        self.permit("relation.add")
        fields = self.validated(NewRelation)
        return self.created(actions.add_relation(person=self.person, token=self.token, **fields))

    @update_operation(WithdrawalSerializer, RelationSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: int) -> Response:
        """Withdraw the relation with a reason. It stays in the record."""
        return self.withdraw_row("relation.add", actions.withdraw_relation, "relation", subject=lambda relation: relation.claim)
