"""The endpoints of the parties to claims."""

from __future__ import annotations

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.filters import ClaimIsClosedFilter, IsWithdrawnFilter
from factcheck.api.schema import create_operation, update_operation
from factcheck.api.serializers.parties import NewParty, PartyChange, PartySerializer
from factcheck.api.serializers.strict import WithdrawalSerializer
from factcheck.api.viewsets import ReadableViewSet
from factcheck.claims import actions
from factcheck.claims.models import Party


class PartyFilter(filters.FilterSet):
    is_withdrawn = IsWithdrawnFilter()
    is_closed = ClaimIsClosedFilter()

    class Meta:
        model = Party
        fields = ("claim", "source", "actor")


class PartyViewSet(ReadableViewSet):
    """Sources and actors with an interest in a claim. They are labeled wherever they appear, including on public pages."""

    queryset = Party.objects.all()
    serializer_class = PartySerializer
    filterset_class = PartyFilter

    def get_queryset(self) -> QuerySet[Party]:
        parties = Party.objects.visible_to(self.request.user).select_related("claim", "created_by").defer("claim__words")
        return self.leave_out_closed(parties, "claim__closed_at")

    @create_operation(NewParty, PartySerializer)
    def create(self, request: Request) -> Response:
        """Name a party to a claim. Send either `source` or `actor`."""
        self.permit("party.edit")
        fields = self.validated(NewParty)
        return self.created(actions.name_party(person=self.person, token=self.token, **fields))

    @update_operation(PartyChange, PartySerializer)
    def partial_update(self, request: Request, pk: int) -> Response:
        """Change the interest of a party. To name someone else, withdraw the party and name another one."""
        return self.change("party.edit", PartyChange, actions.edit_party, "party")

    @update_operation(WithdrawalSerializer, PartySerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: int) -> Response:
        """Withdraw the party with a reason. It stays on the record."""
        return self.withdraw_row("party.edit", actions.withdraw_party, "party", subject=lambda party: party.claim)
