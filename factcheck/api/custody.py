"""Endpoints for takedowns, legal holds, recorded verifications, and exports."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django_filters import rest_framework as filters
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.filters import IdFilter, ItemFilter
from factcheck.api.schema import create_operation, update_operation
from factcheck.api.serializers.custody import (
    ExportSerializer,
    HoldSerializer,
    NewExport,
    NewHold,
    NewTakedown,
    NewVerification,
    TakedownSerializer,
    VerificationSerializer,
)
from factcheck.api.serializers.strict import WithdrawalSerializer
from factcheck.api.viewsets import ReadableViewSet, renaming_errors
from factcheck.claims.models import Claim
from factcheck.evidence.custody import actions
from factcheck.evidence.custody.models import CaptureVerification, EvidenceExport, LegalHold, Takedown


class IsInForceFilter(filters.BooleanFilter):
    """The filter `is_in_force`. Without it, lists contain also what has ended."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"field_name": "ended_at", "lookup_expr": "isnull", **options})


class TakedownFilter(filters.FilterSet):
    evidence = ItemFilter()
    is_in_force = IsInForceFilter()

    class Meta:
        model = Takedown
        fields = ("reason_code",)


class TakedownViewSet(ReadableViewSet):
    """Takedowns: items and copies that editors hide from staff and readers. Nothing is deleted."""

    queryset = Takedown.objects.all()
    serializer_class = TakedownSerializer
    filterset_class = TakedownFilter

    def get_queryset(self) -> QuerySet[Takedown]:
        rows = Takedown.objects.filter(evidence__claim__in=Claim.objects.visible_to(self.request.user))
        return rows.select_related("evidence", "created_by", "ended_by")

    @create_operation(NewTakedown, TakedownSerializer)
    def create(self, request: Request) -> Response:
        """Hide an item, or one of its copies. Readers see the date and the reason in its place."""
        self.permit("evidence.hide")
        fields = self.validated(NewTakedown)
        item = fields.pop("evidence")
        return self.created(actions.hide_evidence(person=self.person, item=item, token=self.token, **fields))

    @update_operation(WithdrawalSerializer, TakedownSerializer)
    @action(detail=True, methods=["post"])
    def lift(self, request: Request, pk: int) -> Response:
        """Lift a takedown with a reason, so that what it hides is displayed again."""
        return self.withdraw_row("evidence.hide", actions.lift_takedown, "takedown", subject=lambda row: row.evidence)


class HoldFilter(filters.FilterSet):
    evidence = ItemFilter()
    claim = IdFilter(field_name="claim__id")
    is_in_force = IsInForceFilter()

    class Meta:
        model = LegalHold
        fields: tuple[str, ...] = ()


class HoldViewSet(ReadableViewSet):
    """Legal holds: they forbid the removal of the stored bytes of an item, or of all items of a claim."""

    queryset = LegalHold.objects.all()
    serializer_class = HoldSerializer
    filterset_class = HoldFilter

    def get_queryset(self) -> QuerySet[LegalHold]:
        claims = Claim.objects.visible_to(self.request.user)
        rows = LegalHold.objects.filter(Q(claim__in=claims) | Q(evidence__claim__in=claims))
        return rows.select_related("created_by", "ended_by")

    @create_operation(NewHold, HoldSerializer)
    def create(self, request: Request) -> Response:
        """Put an item, or a claim with all its items, under a legal hold."""
        self.permit("evidence.hold")
        fields = self.validated(NewHold)
        claim, item = fields.pop("claim", None), fields.pop("evidence", None)
        hold = actions.place_hold(person=self.person, claim=claim, item=item, token=self.token, **fields)
        return self.created(hold)

    @update_operation(WithdrawalSerializer, HoldSerializer)
    @action(detail=True, methods=["post"])
    def end(self, request: Request, pk: int) -> Response:
        """End a legal hold with a reason."""
        return self.withdraw_row("evidence.hold", actions.end_hold, "hold")


class FileFilter(filters.FilterSet):
    evidence = ItemFilter()
    capture = IdFilter(field_name="capture__id")


class VerificationViewSet(ReadableViewSet):
    """Recorded verifications: whether the stored bytes of a file of an item had their hash when a person asked."""

    queryset = CaptureVerification.objects.all()
    serializer_class = VerificationSerializer
    filterset_class = FileFilter

    def get_queryset(self) -> QuerySet[CaptureVerification]:
        rows = CaptureVerification.objects.filter(evidence__claim__in=Claim.objects.visible_to(self.request.user))
        return rows.select_related("created_by")

    @create_operation(NewVerification, VerificationSerializer)
    def create(self, request: Request) -> Response:
        """Compare the stored bytes of a file with their hash now, and record the result, also if they are damaged."""
        self.permit("evidence.verify")
        fields = self.validated(NewVerification)
        item = fields.pop("evidence")
        with renaming_errors(file="capture"):
            return self.created(actions.verify_file(person=self.person, item=item, token=self.token, **fields))


class ExportViewSet(ReadableViewSet):
    """Recorded exports: files of items that were handed over, with the recipient, the purpose, and the hash of the file."""

    queryset = EvidenceExport.objects.all()
    serializer_class = ExportSerializer
    filterset_class = FileFilter

    def get_queryset(self) -> QuerySet[EvidenceExport]:
        rows = EvidenceExport.objects.filter(evidence__claim__in=Claim.objects.visible_to(self.request.user))
        return rows.select_related("created_by")

    @create_operation(NewExport, ExportSerializer)
    def create(self, request: Request) -> Response:
        """Record that a file is handed over. Its bytes are verified first. The page of the item delivers the file."""
        self.permit("evidence.export")
        fields = self.validated(NewExport)
        item = fields.pop("evidence")
        with renaming_errors(file="capture"):
            return self.created(actions.export_file(person=self.person, item=item, token=self.token, **fields))
