"""The table of availability notices."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from factcheck.evidence.models import Evidence
from factcheck.ledger.models import Immutable
from factcheck.publishing.notices.fields import KIND_LABELS, NOTICE, NoticeKind
from factcheck.web.fields import MAX_URL_LENGTH
from factcheck.web.http_urls import http_url_constraint
from factcheck.web.text import storable

PERSON = settings.AUTH_USER_MODEL
NOTICE_KINDS = [(kind.value, KIND_LABELS[kind]) for kind in NoticeKind]


class AvailabilityNotice(Immutable):
    """What an editor tells readers about the address of one item of a published check. A later notice supersedes it.

    `publication` was current when the notice was published. `item_number` and `address` are those of its document.
    """

    editable_fields = NOTICE
    publication = models.ForeignKey("publishing.Publication", on_delete=models.PROTECT, related_name="notices")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="availability_notices")
    item_number = models.PositiveIntegerField()
    address = models.CharField(max_length=MAX_URL_LENGTH, validators=[storable])
    notice_kind = models.CharField(max_length=12, choices=NOTICE_KINDS)
    checked_on = models.DateField()
    text = models.TextField(max_length=NOTICE.max_length("text"), validators=[storable])
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta(Immutable.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="notice_has_text"),
            http_url_constraint("address", "notice_address_is_http"),
            models.CheckConstraint(condition=~Q(address=""), name="notice_has_address"),
        ]

    def __str__(self) -> str:
        return f"{self.notice_kind}: {self.address}"
