"""Serializers for ratings, verdicts with their versions, and reviews."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from factcheck.accounts.models import Person
from factcheck.api.serializers.accounts import PersonName
from factcheck.api.serializers.strict import (
    ChangeSerializer,
    ExistingRow,
    MultilineCharField,
    StrictModelSerializer,
    StrictSerializer,
)
from factcheck.claims.models import Claim
from factcheck.verdicts.fields import MAX_REVIEW_REASON, MAX_WAIVER_REASON, RATING, VERDICT
from factcheck.verdicts.models import Conclusion, Rating, Review, Verdict, VerdictVersion
from factcheck.verdicts.moves import Move
from factcheck.verdicts.record_difference import ChangeKind

GATE_STATES = ("ok", "exception", "missing", "advised")


class RatingSerializer(serializers.ModelSerializer[Rating]):
    class Meta:
        model = Rating
        fields: tuple[str, ...] = ("id", *RATING.names, "version")


class NewRating(StrictModelSerializer):
    class Meta:
        model = Rating
        fields: tuple[str, ...] = RATING.names
        # The action rejects a duplicate name, but only after it has recognized a repeated request.
        extra_kwargs: dict[str, Any] = {"name": {"validators": []}}


class RatingChange(ChangeSerializer, NewRating):
    class Meta(NewRating.Meta):
        fields: tuple[str, ...] = (*RATING.names, "version")


class RatingName(serializers.ModelSerializer[Rating]):
    class Meta:
        model = Rating
        fields: tuple[str, ...] = ("id", "name")


class VerdictVersionSerializer(serializers.ModelSerializer[VerdictVersion]):
    rating = RatingName(allow_null=True)
    conclusion = serializers.ChoiceField(choices=Conclusion.choices, allow_blank=True)
    created_by = PersonName()

    class Meta:
        model = VerdictVersion
        fields: tuple[str, ...] = ("id", "verdict", "number", *VERDICT.names, "created_at", "created_by")


class VerdictSerializer(serializers.ModelSerializer[Verdict]):
    author = PersonName()
    approved = serializers.IntegerField(
        source="approved.number", allow_null=True, default=None, help_text="The number of the approved version."
    )
    latest = VerdictVersionSerializer(help_text="The newest version.")

    class Meta:
        model = Verdict
        fields: tuple[str, ...] = ("id", "claim", "state", "author", "approved", "latest", "moved_at", "recheck_on", "version")


class GateLine(serializers.Serializer[Any]):
    """One line of the evidence gate."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # the field of this name, not the option
    state = serializers.ChoiceField(choices=GATE_STATES)
    hint = serializers.CharField()
    waiver = serializers.CharField(allow_blank=True, help_text="The written exception, if there is one.")


class MoveDecision(serializers.Serializer[Any]):
    """Whether you may make this move now; `reason` explains a refusal."""

    name = serializers.CharField()
    is_allowed = serializers.BooleanField()
    reason = serializers.CharField(allow_blank=True)


class VerdictDetail(VerdictSerializer):
    basis = serializers.CharField(help_text="The digest of the claim’s record. Send it with an approval.")
    gate = GateLine(many=True)
    moves = MoveDecision(many=True)

    class Meta(VerdictSerializer.Meta):
        fields: tuple[str, ...] = (*VerdictSerializer.Meta.fields, "basis", "gate", "moves")


class VerdictText(StrictModelSerializer):
    rating = ExistingRow(queryset=Rating.objects.all(), required=False, allow_null=True)
    conclusion = serializers.ChoiceField(choices=Conclusion.choices, required=False, allow_blank=True)
    as_of = serializers.DateField(required=False, help_text="Default: today.")

    class Meta:
        model = VerdictVersion
        fields: tuple[str, ...] = VERDICT.names


class NewVerdict(VerdictText):
    claim = ExistingRow(queryset=Claim.objects.defer("words"))

    class Meta(VerdictText.Meta):
        fields: tuple[str, ...] = ("claim", *VERDICT.names)


class NewVersion(ChangeSerializer, VerdictText):
    """The next version. Omitted fields keep their previous values, but a new rating sets the conclusion.

    `version` is that of the verdict.
    """

    class Meta(VerdictText.Meta):
        fields: tuple[str, ...] = (*VERDICT.names, "version")


@extend_schema_serializer(component_name="Move")
class MoveBody(ChangeSerializer):
    """A move without a reason. It requires only the version that the client read."""


def move_body(move: Move) -> type[ChangeSerializer]:
    """The serializer for the body of a plain move or `return`: with `reason` if the move has one, optional or required."""
    if not move.reason:
        return MoveBody
    reason = MultilineCharField(
        max_length=MAX_REVIEW_REASON,
        required=False,
        allow_blank=True,
        default="",
        help_text=move.reason.help or move.reason.label,
    )
    fields: dict[str, Any] = {"reason": reason}
    if move.takes_person:
        fields["to"] = ExistingRow(queryset=Person.objects.all(), help_text="The id of the person.")
    return type(move.name.title().replace("_", ""), (ChangeSerializer,), fields)


class Submission(ChangeSerializer, VerdictText):
    """Fields of the text that differ from the newest version are saved as a new version. Omitted fields keep their values."""

    message = MultilineCharField(
        max_length=MAX_REVIEW_REASON,
        required=False,
        allow_blank=True,
        default="",
        help_text="For the editor. Required if nothing has changed since an editor returned the verdict.",
    )
    exceptions = serializers.DictField(
        child=MultilineCharField(max_length=MAX_WAIVER_REASON, allow_blank=True),
        required=False,
        help_text="Written exceptions: the key of an unmet gate line → the reason.",
    )

    class Meta(VerdictText.Meta):
        fields: tuple[str, ...] = (*VERDICT.names, "message", "exceptions", "version")


class Approval(StrictSerializer):
    """Identifies what the editor read: the version number, and the digest of the claim's record (`basis`)."""

    number = serializers.IntegerField(min_value=1, max_value=2_147_483_647)
    basis = serializers.RegexField(r"^[0-9a-f]{64}$")
    reason = MultilineCharField(max_length=MAX_REVIEW_REASON, required=False, allow_blank=True, default="")


class NewConfirmation(ChangeSerializer):
    """Identifies the record that the editor compared (`basis`, from `changes`), and says why nothing needs correcting."""

    reason = MultilineCharField(max_length=MAX_REVIEW_REASON, allow_blank=True)
    basis = serializers.RegexField(r"^[0-9a-f]{64}$")
    recheck_on = serializers.DateField(
        required=False, allow_null=True, default=None, help_text="The next re-check date. Without it, a later date stays."
    )


class RecheckDate(ChangeSerializer):
    recheck_on = serializers.DateField(allow_null=True)


class ChangedValueSerializer(serializers.Serializer[Any]):
    field = serializers.CharField()
    title = serializers.CharField(source="label")
    before = serializers.CharField(allow_blank=True)
    after = serializers.CharField(allow_blank=True)


class ChangedRowSerializer(serializers.Serializer[Any]):
    part = serializers.CharField(help_text="Such as `evidence` or `mentions`.")
    kind = serializers.ChoiceField(choices=[(kind.value, kind.value) for kind in ChangeKind])
    title = serializers.CharField()
    values = ChangedValueSerializer(many=True, source="fields")


class RecordDifference(serializers.Serializer[Any]):
    """`rows` are empty for checks that version 0.1 approved: it stored no values to compare."""

    basis = serializers.CharField(help_text="The digest of the current record, for `approve` and `confirm`.")
    is_changed = serializers.BooleanField()
    rows = ChangedRowSerializer(many=True)


class ReviewSerializer(serializers.ModelSerializer[Review]):
    verdict = serializers.IntegerField(source="verdict_version.verdict_id")
    number = serializers.IntegerField(source="verdict_version.number", help_text="The number of the reviewed version.")
    created_by = PersonName()

    class Meta:
        model = Review
        fields: tuple[str, ...] = ("id", "verdict", "number", "decision", "reason", "basis", "created_at", "created_by")
