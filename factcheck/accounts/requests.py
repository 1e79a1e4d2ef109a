"""What a staff view is called with: a request whose `user` is a person. For types alone; `web.access.staff` sees to it."""

from __future__ import annotations

from django.http import HttpRequest

from factcheck.accounts.models import Person


class StaffRequest(HttpRequest):
    user: Person
