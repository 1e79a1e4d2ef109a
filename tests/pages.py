"""What tests do with pages of the product: request them as somebody, post forms, and find what they contain."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from factcheck.accounts.models import Person


def signed_in(person: Person) -> Client:
    """A client of its own in which `person` is signed in."""
    client = Client()
    client.force_login(person)
    return client


def post(client: Client, name: str, pk: int, data: dict[str, Any], **more: Any) -> HttpResponse:
    """The response to `data` posted to the route `name`, such as "desk:claim-edit", of the row `pk`."""
    return client.post(reverse(name, args=[pk]), data, **more)


def source_of(response: Any) -> str:
    """The HTML of a page with each run of white space as one space."""
    return re.sub(r"\s+", " ", response.content.decode())
