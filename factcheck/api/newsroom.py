"""The endpoint of the newsroom's settings."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.schema import update_operation
from factcheck.api.serializers.newsroom import NewsroomChange, NewsroomSerializer
from factcheck.api.viewsets import ApiViewSet
from factcheck.newsroom.actions import edit_newsroom
from factcheck.newsroom.models import Newsroom
from factcheck.newsroom.queries import the_newsroom
from factcheck.verdicts.actions import set_gate_levels


class NewsroomViewSet(ApiViewSet):
    """The name of the newsroom, its contact address, and the levels of its evidence gate."""

    queryset = Newsroom.objects.all()
    serializer_class = NewsroomSerializer
    pagination_class = None

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The settings. Empty fields fall back to the environment variables of the installation."""
        return self.row_response(the_newsroom())

    @update_operation(NewsroomChange, NewsroomSerializer)
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Change the settings. Send `gate_levels` or other fields, not both: each is an entry of its own in the ledger."""
        row = the_newsroom()
        self.permit("newsroom.edit", row)
        fields = self.validated(NewsroomChange, of=row)
        seen, levels = self.seen_version(fields), fields.pop("gate_levels", None)
        if levels is None:
            return self.row_response(
                edit_newsroom(person=self.person, newsroom=row, seen_version=seen, token=self.token, **fields)
            )
        return self.row_response(
            set_gate_levels(person=self.person, newsroom=row, levels=levels, seen_version=seen, token=self.token)
        )
