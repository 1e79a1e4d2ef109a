"""The endpoints of the right of reply."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.filters import ClaimIsClosedFilter, IsWithdrawnFilter
from factcheck.api.schema import create_operation, update_operation
from factcheck.api.serializers.replies import NewReply, ReplyChange, ReplySerializer
from factcheck.api.serializers.strict import WithdrawalSerializer
from factcheck.api.viewsets import ReadableViewSet
from factcheck.evidence.replies import actions
from factcheck.evidence.replies.models import Reply


@extend_schema_field({"type": "boolean"})
class IsOverdueFilter(filters.BooleanFilter):
    """The filter `is_overdue`."""


class ReplyFilter(filters.FilterSet):
    is_withdrawn = IsWithdrawnFilter()
    is_closed = ClaimIsClosedFilter()
    is_overdue = IsOverdueFilter(
        method="filter_overdue", help_text="`true`: only requests whose deadline has passed and whose outcome nobody recorded."
    )

    class Meta:
        model = Reply
        fields = ("claim", "actor", "source", "outcome")

    def filter_overdue(self, rows: QuerySet[Reply], name: str, value: Any) -> QuerySet[Reply]:
        overdue = Reply.objects.overdue().values("pk")
        return rows.filter(pk__in=overdue) if value else rows.exclude(pk__in=overdue)


class ReplyViewSet(ReadableViewSet):
    """The right of reply: who was asked to comment on a claim, and what they answered."""

    queryset = Reply.objects.all()
    serializer_class = ReplySerializer
    filterset_class = ReplyFilter

    def get_queryset(self) -> QuerySet[Reply]:
        replies = Reply.objects.visible_to(self.request.user).select_related("claim", "created_by", "withdrawn_by")
        return self.leave_out_closed(replies.defer("claim__words"), "claim__closed_at")

    @create_operation(NewReply, ReplySerializer)
    def create(self, request: Request) -> Response:
        """Record a request for comment, or the reason why somebody was not asked. Nothing is sent."""
        self.permit("reply.edit")
        fields = self.validated(NewReply)
        return self.created(actions.add_reply(person=self.person, token=self.token, **fields))

    @update_operation(ReplyChange, ReplySerializer)
    def partial_update(self, request: Request, pk: int) -> Response:
        """Record the outcome of a request, or correct what was recorded. The earlier values stay in the history."""
        return self.change("reply.edit", ReplyChange, actions.change_reply, "reply")

    @update_operation(WithdrawalSerializer, ReplySerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: int) -> Response:
        """Withdraw a request or a reason, with a reason. It stays on the record."""
        return self.withdraw_row("reply.edit", actions.withdraw_reply, "reply")
