"""Endpoints for ratings, verdicts with their versions and moves, and reviews."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.filters import ClaimIsClosedFilter, IdFilter
from factcheck.api.schema import IDEMPOTENCY_KEY, create_operation, update_operation
from factcheck.api.serializers.publishing import DraftSerializer, Dropping, NewCheck, NewCorrection, PublishBody, Retraction
from factcheck.api.serializers.verdicts import (
    Approval,
    NewConfirmation,
    NewRating,
    NewVerdict,
    NewVersion,
    RatingChange,
    RatingSerializer,
    RecheckDate,
    RecordDifference,
    ReviewSerializer,
    Submission,
    VerdictDetail,
    VerdictSerializer,
    VerdictVersionSerializer,
    move_body,
)
from factcheck.api.viewsets import ApiViewSet, ReadableViewSet
from factcheck.evidence.custody.hiding import hidden_in_records
from factcheck.publishing import actions as publishing
from factcheck.publishing.hidden_items import hidden_items, without_hidden_items
from factcheck.verdicts import actions
from factcheck.verdicts.changes import baselines_of, changed_verdicts
from factcheck.verdicts.models import Rating, RecordChange, Review, Verdict, VerdictVersion
from factcheck.verdicts.moves import Move
from factcheck.verdicts.queries import basis_for, gate_for
from factcheck.verdicts.record import read_record
from factcheck.verdicts.record_difference import record_difference
from factcheck.verdicts.workflow import MOVES
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
    def partial_update(self, request: Request, pk: int) -> Response:
        """Edit a rating. Existing publications are not affected."""
        return self.change("rating.edit", RatingChange, actions.edit_rating, "rating")


class VerdictFilter(filters.FilterSet):
    is_closed = ClaimIsClosedFilter()

    class Meta:
        model = Verdict
        fields = ("claim", "state", "author")

    is_changed = filters.BooleanFilter(
        method="filter_changed", label="Whether the record of the published check has changed since it was approved or confirmed."
    )
    is_due = filters.BooleanFilter(method="filter_due", label="Whether the re-check date of the published check has come.")

    def filter_changed(self, rows: QuerySet[Verdict], name: str, value: bool) -> QuerySet[Verdict]:
        is_changed = Exists(RecordChange.objects.filter(verdict=OuterRef("pk"), is_open=True))
        return rows.filter(is_changed, state="published") if value else rows.exclude(is_changed & Q(state="published"))

    def filter_due(self, rows: QuerySet[Verdict], name: str, value: bool) -> QuerySet[Verdict]:
        is_due = Q(state="published", recheck_on__lte=timezone.localdate())
        return rows.filter(is_due) if value else rows.exclude(is_due)


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
        verdicts = (
            Verdict.objects.visible_to(self.request.user)
            .select_related("author", "approved", "claim__claimant")
            .defer("claim__words")
            .prefetch_related(Prefetch("versions", newest))
        )
        return self.leave_out_closed(verdicts, "claim__closed_at")

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
    def submit(self, request: Request, pk: int) -> Response:
        verdict = self.verdict_for_move("submit")
        body = self.validated(Submission)
        seen, exceptions, message = self.seen_version(body), body.pop("exceptions", {}), body.pop("message", "")
        keys = {line.key for line in gate_for(verdict.claim, verdict.latest) if line.may_be_waived}
        if unknown := [key for key in exceptions if key not in keys]:
            raise Invalid({f"exceptions.{key}": "The gate has no line with this key that allows exceptions." for key in unknown})
        saved = actions.submit(
            person=self.person,
            verdict=verdict,
            seen_version=seen,
            waivers=exceptions,
            message=message,
            text=body or None,
            token=self.token,
        )
        return self.row_response(saved)

    @update_operation(ReturnBody, VerdictDetail, description=MOVES["return"].description)
    @action(detail=True, methods=["post"], url_path="return", url_name="return")
    def give_back(self, request: Request, pk: int) -> Response:
        verdict = self.verdict_for_move("return")
        body = self.validated(ReturnBody)
        seen = self.seen_version(body)
        actions.return_verdict(person=self.person, verdict=verdict, seen_version=seen, token=self.token, **body)
        return self.row_response(verdict)

    @extend_schema(
        request=Approval, responses=VerdictDetail, parameters=[IDEMPOTENCY_KEY], description=MOVES["approve"].description
    )
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, pk: int) -> Response:
        verdict = self.verdict_for_move("approve")
        body = self.validated(Approval)
        version = get_object_or_404(verdict.versions.all(), number=body.pop("number"))
        actions.approve(person=self.person, verdict=verdict, version=version, token=self.token, **body)
        return self.row_response(verdict)

    @extend_schema(responses={200: DraftSerializer, 409: None})
    @action(detail=True)
    def preview(self, request: Request, pk: int) -> Response:
        """The document that `publish` would publish now. Send its `seen` with `publish` to publish exactly this document."""
        verdict = self.verdict_for_move("publish")
        draft = publishing.draft_publication(verdict)
        document = without_hidden_items(draft.document, verdict.claim_id, hidden_items())
        return Response(DraftSerializer({"document": document, "seen": draft.seen}).data)

    @update_operation(PublishBody, VerdictDetail, description=MOVES["publish"].description)
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, pk: int) -> Response:
        return self._publishing_move("publish", PublishBody, publishing.publish)

    @update_operation(NewCorrection, VerdictDetail, description=MOVES["correct"].description)
    @action(detail=True, methods=["post"])
    def correct(self, request: Request, pk: int) -> Response:
        return self._publishing_move("correct", NewCorrection, publishing.correct)

    @update_operation(Retraction, VerdictDetail, description=MOVES["retract"].description)
    @action(detail=True, methods=["post"])
    def retract(self, request: Request, pk: int) -> Response:
        return self._publishing_move("retract", Retraction, publishing.retract)

    @update_operation(NewCheck, VerdictDetail, description=MOVES["recheck"].description)
    @action(detail=True, methods=["post"])
    def recheck(self, request: Request, pk: int) -> Response:
        return self._publishing_move("recheck", NewCheck, publishing.recheck)

    @update_operation(Dropping, VerdictDetail, description=MOVES["drop"].description)
    @action(detail=True, methods=["post"])
    def drop(self, request: Request, pk: int) -> Response:
        return self._publishing_move("drop", Dropping, publishing.drop)

    @update_operation(NewConfirmation, VerdictDetail, description=MOVES["confirm"].description)
    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, pk: int) -> Response:
        return self._publishing_move("confirm", NewConfirmation, actions.confirm)

    @update_operation(RecheckDate, VerdictDetail)
    @action(detail=True, methods=["post"], url_path="recheck-date", url_name="recheck-date")
    def recheck_date(self, request: Request, pk: int) -> Response:
        """Set the day on which the published check appears in the queue again; null removes it."""
        verdict = self.get_object()
        self.permit("verdict.recheck_date", verdict)
        body = self.validated(RecheckDate)
        seen = self.seen_version(body)
        actions.set_recheck_date(person=self.person, verdict=verdict, seen_version=seen, token=self.token, **body)
        return self.row_response(verdict)

    @extend_schema(responses=RecordDifference)
    @action(detail=True)
    def changes(self, request: Request, pk: int) -> Response:
        """The difference between the current record of a check and the one that was approved or last confirmed."""
        verdict = self.get_object()
        baseline = baselines_of([verdict.pk]).get(verdict.pk)
        record = read_record(verdict.claim)
        values = baseline.values if baseline else None
        rows = []
        if baseline and values is not None:
            current = baseline.comparable(record)
            rows = record_difference(values, current, hidden=hidden_in_records(values, current))
        changed = bool(baseline) and verdict.pk in changed_verdicts([verdict.pk])
        return Response(RecordDifference({"basis": record.digest, "is_changed": changed, "rows": rows}).data)

    def _publishing_move(self, name: str, serializer: type[Any], make_move: Callable[..., object]) -> Response:
        verdict = self.verdict_for_move(name)
        body = self.validated(serializer)
        seen = self.seen_version(body)
        make_move(person=self.person, verdict=verdict, seen_version=seen, token=self.token, **body)
        return self.row_response(verdict)

    def verdict_for_move(self, move: str) -> Verdict:
        """The requested verdict. Raises NotAllowed or Refused unless the person may make this move now."""
        verdict: Verdict = self.get_object()
        self.permit(MOVES[move].permission, verdict)
        return verdict


def _generic_move(move: Move) -> Any:
    """The view method of a move without an operation of its own."""
    serializer = move_body(move)

    def make_move(self: VerdictViewSet, request: Request, pk: int) -> Response:
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
    def create(self, request: Request, verdict: int) -> Response:
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
        verdict = IdFilter(field_name="verdict_version__verdict")

        class Meta:
            model = Review
            fields = ("decision",)

    filterset_class = ReviewFilter

    def get_queryset(self) -> QuerySet[Review]:
        verdicts = Verdict.objects.visible_to(self.request.user)
        return Review.objects.filter(verdict_version__verdict__in=verdicts).select_related("verdict_version", "created_by")
