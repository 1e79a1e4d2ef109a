"""The type of requests to staff views. `web.access.staff` guarantees that their user is a person."""

from __future__ import annotations

from django.http import HttpRequest

from factcheck.accounts.models import Person


class StaffRequest(HttpRequest):
    user: Person
