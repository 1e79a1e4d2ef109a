"""The daily message with the newest signed head of the ledger."""

from __future__ import annotations

import json

from django.conf import settings
from django.core.mail import EmailMessage

from factcheck.newsroom.queries import newsroom_name
from factcheck.publishing.heads import head_values, heads_document
from factcheck.publishing.models import SignedHead


def mail_head(head: SignedHead) -> None:
    """Send the head to FACTCHECK_HEAD_MAIL_TO, with a file that `doctor --against` and the verifier read."""
    if not settings.HEAD_MAIL_TO:
        return
    document = heads_document()
    document.pop("has_more")
    document["heads"] = [head_values(head)]
    document["trees"] = [tree for tree in document["trees"] if tree["number"] == head.number]
    message = EmailMessage(
        subject=f"{newsroom_name()}: head of the ledger, entry {head.number}",
        body=(
            f"On {head.at:%Y-%m-%d} at {head.at:%H:%M} UTC, the ledger had {head.number} entries. The hash of the last one:\n\n"
            f"    {head.hash}\n\n"
            f"It is signed with key {head.key_id}. Keep this message. The attached file proves later that no entry up to this one"
            " was changed or removed:\n\n"
            "    python3 manage.py doctor --against ledger-head.json\n"
        ),
        to=settings.HEAD_MAIL_TO,
    )
    message.attach("ledger-head.json", json.dumps(document, indent=1), "application/json")
    message.send()
