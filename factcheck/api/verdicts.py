"""Endpoints for ratings, verdicts with their versions and moves, and reviews."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.schema import IDEMPOTENCY_KEY, create_operation, update_operation
from factcheck.api.serializers.publishing import DraftSerializer, NewCorrection, PublishBody, Retraction
from factcheck.api.serializers.verdicts import (
    Approval,
    NewRating,
    NewVerdict,
    NewVersion,
    RatingChange,
    RatingSerializer,
    ReviewSerializer,
    Submission,
    VerdictDetail,
    VerdictSerializer,
    VerdictVersionSerializer,
    move_body,
)
from factcheck.api.viewsets import ApiViewSet, ReadableViewSet
from factcheck.publishing import actions as publishing
from factcheck.verdicts import actions
from factcheck.verdicts.models import Rating, Review, Verdict, VerdictVersion
from factcheck.verdicts.queries import basis_for, gate_for
from factcheck.verdicts.workflow import MOVES, Move
from factcheck.web.decisions import can
from factcheck.web.errors import Invalid

ReturnBody = move_body(MOVES["return"])


class RatingViewSet(ReadableViewSet):
    """The newsroom's rating scale. Each rating maps to one conclusion."""

    queryset = Rating.objects.all()
    serializer_class = RatingSerializer
    filterset_fields = ("conclusion", "is_active")

    @create_operation(NewRating, RatingSerializer)
    def create(self, request: Request) -> Response:
        self.permit("rating.edit")
        return self.created(actions.add_rating(person=self.person, token=self.token, **self.validated(NewRating)))

    @update_operation(RatingChange, RatingSerializer)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Edit a rating. Existing publications are not affected."""
        return self.change("rating.edit", RatingChange, actions.edit_rating, "rating")


class VerdictFilter(filters.FilterSet):
    class Meta:
        model = Verdict
        fields = ("claim", "state", "author")


class VerdictViewSet(ReadableViewSet):
    """The verdict of a claim, and its moves."""

    queryset = Verdict.objects.all()
    serializer_class = VerdictSerializer
    detail_serializer = VerdictDetail
    filterset_class = VerdictFilter

    def get_queryset(self) -> QuerySet[Verdict]:
        newest = (
            VerdictVersion.objects.select_related("rating", "created_by").order_by("verdict_id", "-number").distinct("verdict_id")
        )
        return (
            Verdict.objects.visible_to(self.request.user)
            .select_related("author", "approved", "claim__claimant")
            .defer("claim__words")
            .prefetch_related(Prefetch("versions", newest))
        )

    def row_response(self, row: Any, *, code: int = 200) -> Response:
        verdict: Any = self.get_queryset().get(pk=row.pk)
        verdict.basis = basis_for(verdict.claim)
        verdict.gate = gate_for(verdict.claim, verdict.latest)
        decisions = [(name, can(self.person, move.permission, verdict)) for name, move in MOVES.items()]
        verdict.moves = [{"name": name, "is_allowed": bool(decision), "reason": decision.reason} for name, decision in decisions]
        return Response(VerdictDetail(verdict).data, status=code, headers={"ETag": f'"{verdict.version}"'})

    @extend_schema(responses=VerdictDetail)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The verdict with its newest version, the evidence gate, the `basis` for an approval, and the moves available to you."""
        return super().retrieve(request, *args, **kwargs)

    @create_operation(NewVerdict, VerdictDetail)
    def create(self, request: Request) -> Response:
        """Create a verdict with its first version. You are its author."""
        self.permit("verdict.open")
        text = self.validated(NewVerdict)
        return self.created(actions.open_verdict(person=self.person, token=self.token, **text))

    @update_operation(Submission, VerdictDetail, description=MOVES["submit"].description)
    @action(detail=True, methods=["post"])
    def submit(self, request: Request, pk: str) -> Response:
        verdict = self.verdict_for_move("submit")
        body = self.validated(Submission)
        seen, exceptions = self.seen_version(body), body.get("exceptions", {})
        keys = {line.key for line in gate_for(verdict.claim, verdict.latest) if line.may_be_waived}
        if unknown := [key for key in exceptions if key not in keys]:
            raise Invalid({f"exceptions.{key}": "The gate has no line with this key that allows exceptions." for key in unknown})
        return self.row_response(
            actions.submit(person=self.person, verdict=verdict, seen_version=seen, waivers=exceptions, token=self.token)
        )

    @update_operation(ReturnBody, VerdictDetail, description=MOVES["return"].description)
    @action(detail=True, methods=["post"], url_path="return", url_name="return")
    def give_back(self, request: Request, pk: str) -> Response:
        verdict = self.verdict_for_move("return")
        body = self.validated(ReturnBody)
        seen = self.seen_version(body)
        actions.return_verdict(person=self.person, verdict=verdict, seen_version=seen, token=self.token, **body)
        return self.row_response(verdict)

    @extend_schema(
        request=Approval, responses=VerdictDetail, parameters=[IDEMPOTENCY_KEY], description=MOVES["approve"].description
    )
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, pk: str) -> Response:
        verdict = self.verdict_for_move("approve")
        body = self.validated(Approval)
        version = get_object_or_404(verdict.versions.all(), number=body.pop("number"))
        actions.approve(person=self.person, verdict=verdict, version=version, token=self.token, **body)
        return self.row_response(verdict)

    @extend_schema(responses={200: DraftSerializer, 409: None})
    @action(detail=True)
    def preview(self, request: Request, pk: str) -> Response:
        """The document that `publish` would publish now. Send its `seen` with `publish` to publish exactly this document."""
        return Response(DraftSerializer(publishing.draft_publication(self.verdict_for_move("publish"))).data)

    @update_operation(PublishBody, VerdictDetail, description=MOVES["publish"].description)
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, pk: str) -> Response:
        verdict = self.verdict_for_move("publish")
        body = self.validated(PublishBody)
        seen = self.seen_version(body)
        publishing.publish(person=self.person, verdict=verdict, seen_version=seen, token=self.token, **body)
        return self.row_response(verdict)

    @update_operation(NewCorrection, VerdictDetail, description=MOVES["correct"].description)
    @action(detail=True, methods=["post"])
    def correct(self, request: Request, pk: str) -> Response:
        verdict = self.verdict_for_move("correct")
        body = self.validated(NewCorrection)
        seen = self.seen_version(body)
        publishing.correct(person=self.person, verdict=verdict, seen_version=seen, token=self.token, **body)
        return self.row_response(verdict)

    @update_operation(Retraction, VerdictDetail, description=MOVES["retract"].description)
    @action(detail=True, methods=["post"])
    def retract(self, request: Request, pk: str) -> Response:
        verdict = self.verdict_for_move("retract")
        body = self.validated(Retraction)
        seen = self.seen_version(body)
        publishing.retract(person=self.person, verdict=verdict, seen_version=seen, token=self.token, **body)
        return self.row_response(verdict)

    def verdict_for_move(self, move: str) -> Verdict:
        """The requested verdict. Raises NotAllowed or Refused unless the person may make this move now."""
        verdict: Verdict = self.get_object()
        self.permit(MOVES[move].permission, verdict)
        return verdict


def _generic_move(move: Move) -> Any:
    """The view method of a move without an operation of its own."""
    serializer = move_body(move)

    def make_move(self: VerdictViewSet, request: Request, pk: str) -> Response:
        verdict = self.verdict_for_move(move.name)
        body = self.validated(serializer)
        seen = self.seen_version(body)
        actions.move(person=self.person, verdict=verdict, name=move.name, seen_version=seen, token=self.token, **body)
        return self.row_response(verdict)

    make_move.__name__ = move.name
    operation = action(detail=True, methods=["post"], url_path=move.name, url_name=move.name)(make_move)
    return update_operation(serializer, VerdictDetail, description=move.description)(operation)


for _move in MOVES.values():
    if _move.is_plain or _move.takes_person:
        setattr(VerdictViewSet, _move.name, _generic_move(_move))


class VerdictVersionViewSet(ApiViewSet, ListModelMixin):
    """The immutable versions of a verdict, newest first."""

    queryset = VerdictVersion.objects.all()
    serializer_class = VerdictVersionSerializer
    filter_backends = ()

    def get_queryset(self) -> QuerySet[VerdictVersion]:
        return VerdictVersion.objects.filter(verdict=self.kwargs.get("verdict")).select_related("rating", "created_by")

    def verdict(self) -> Verdict:
        return get_object_or_404(Verdict.objects.visible_to(self.request.user), pk=self.kwargs["verdict"])

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        self.verdict()
        return super().list(request, *args, **kwargs)

    @create_operation(NewVersion, VerdictVersionSerializer, has_version=True)
    def create(self, request: Request, verdict: str) -> Response:
        """Save the next version. Omitted fields keep their previous values, but a new rating sets the conclusion.

        `version` is that of the verdict.
        """
        row = self.verdict()
        self.permit("verdict.save", row)
        text = self.validated(NewVersion)
        seen = self.seen_version(text)
        saved = actions.save_version(person=self.person, verdict=row, seen_version=seen, token=self.token, **text)
        return Response(VerdictVersionSerializer(saved).data, status=201)


class ReviewViewSet(ReadableViewSet):
    """Reviews by editors, each of one version."""

    queryset = Review.objects.all()
    serializer_class = ReviewSerializer

    class ReviewFilter(filters.FilterSet):
        verdict = filters.NumberFilter(field_name="verdict_version__verdict", min_value=1, max_value=2**53)

        class Meta:
            model = Review
            fields = ("decision",)

    filterset_class = ReviewFilter

    def get_queryset(self) -> QuerySet[Review]:
        verdicts = Verdict.objects.visible_to(self.request.user)
        return Review.objects.filter(verdict_version__verdict__in=verdicts).select_related("verdict_version", "created_by")
