"""Serializers for evidence and the search log."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from factcheck.api.components import nullable, reference
from factcheck.api.serializers.accounts import PersonName
from factcheck.api.serializers.archive import CaptureSerializer
from factcheck.api.serializers.claims import SpanField
from factcheck.api.serializers.strict import (
    ChangeSerializer,
    ExistingRow,
    MultilineCharField,
    NamedRow,
    StrictModelSerializer,
    UploadedFileField,
)
from factcheck.articles.models import Revision, Source
from factcheck.claims.models import Claim
from factcheck.claims.selectors import serialize_selector
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.fields import (
    ADDRESS_OF_PAGES_ONLY,
    EVIDENCE,
    MAX_QUOTE_LENGTH,
    QUOTATION,
    SEARCH,
    SURROUNDINGS_OF_PAGES_ONLY,
)
from factcheck.evidence.models import Evidence, SearchLogEntry
from factcheck.evidence.timing import TIMING_LABELS, timing


class EvidenceSerializer(serializers.ModelSerializer[Evidence]):
    """An evidence item. `found_in` is its type: passage (revision, selection), address (web page), or file (capture).

    `timing`: whether the item was known when the claim was made, from `available_since` and the date of the claim; `unknown`
    without one of them, and `unclear` if their precision does not permit an answer.
    """

    found_in = serializers.ChoiceField(choices=["passage", "address", "file"], source="locator_kind")
    exact = serializers.CharField(source="shown_quote", help_text="The quote. It is empty while a takedown hides the item.")
    selection = serializers.SerializerMethodField()
    changed_context = serializers.SerializerMethodField()
    timing = serializers.SerializerMethodField()
    capture = CaptureSerializer(allow_null=True)
    created_by = PersonName()
    withdrawn_by = PersonName(allow_null=True)

    class Meta:
        model = Evidence
        fields: tuple[str, ...] = (
            "id",
            "claim",
            "number",
            *EVIDENCE.names,
            "found_in",
            "revision",
            "selection",
            "anchor",
            "changed_context",
            "stays_in_revision",
            "address",
            "fetching",
            "may_show_surroundings",
            "timing",
            "capture",
            "exact",
            "is_hidden",
            "created_at",
            "created_by",
            "withdrawn_at",
            "withdrawn_by",
            "withdrawn_reason",
            "version",
        )

    @extend_schema_field({"type": "array", "items": reference("ChangedContext")})
    def get_changed_context(self, item: Evidence) -> Any:
        return [] if item.is_hidden else item.changed_context

    @extend_schema_field(serializers.ChoiceField(choices=[*TIMING_LABELS]))
    def get_timing(self, item: Evidence) -> str:
        claim = item.claim
        return timing(item.available_since, item.available_precision, claim.said_on, claim.said_precision)

    @extend_schema_field(nullable("SelectedPassage"))
    def get_selection(self, item: Evidence) -> Any:
        return {"selector": serialize_selector(item)} if item.revision_id and not item.is_hidden else None


class EvidenceFields(StrictModelSerializer):
    source = NamedRow(  # type: ignore[assignment]  # the field of this name, not the option
        queryset=Source.objects.all(), required=False, allow_null=True
    )
    origin = NamedRow(queryset=Source.objects.all(), required=False, allow_null=True)

    class Meta:
        model = Evidence
        fields: tuple[str, ...] = EVIDENCE.names


class EvidenceChange(ChangeSerializer, EvidenceFields):
    """Corrections of an evidence item. Omitted fields keep their values.

    `address` belongs to a web page, `exact` to a web page or a file, and `selection` to a passage. `selection` applies to
    `revision`, a revision of the same article. Default: the current revision of the item.
    """

    revision = ExistingRow(queryset=Revision.objects.defer("words"), required=False)
    selection = SpanField(required=False)
    exact = MultilineCharField(required=False, allow_blank=True, max_length=MAX_QUOTE_LENGTH)

    class Meta(EvidenceFields.Meta):
        fields: tuple[str, ...] = (*EVIDENCE.names, *QUOTATION.names, "revision", "selection", "version")


_OF_PAGES_ONLY = {"fetching": ADDRESS_OF_PAGES_ONLY, "may_show_surroundings": SURROUNDINGS_OF_PAGES_ONLY}


class NewEvidence(EvidenceFields):
    """An evidence item from exactly one place: `revision` or `copy` with `selection`, or `address` with `exact`.

    `copy` is a preserved copy of an item of the same claim. The new item has the address and the bytes of the copy.
    """

    claim = ExistingRow(queryset=Claim.objects.defer("words"))
    revision = ExistingRow(queryset=Revision.objects.defer("words"), required=False)
    copy = ExistingRow(queryset=EvidenceCopy.objects.select_related("text", "evidence"), required=False)
    selection = SpanField(required=False)
    exact = MultilineCharField(
        required=False,
        allow_blank=True,
        max_length=MAX_QUOTE_LENGTH,
        help_text="The quote from the page.",
    )

    class Meta(EvidenceFields.Meta):
        fields: tuple[str, ...] = ("claim", *EVIDENCE.names, "revision", "copy", "selection", *QUOTATION.names)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        places = [name for name in ("revision", "copy", "address") if attrs.get(name)]
        if not places and "selection" in attrs:
            raise serializers.ValidationError({"revision": "Send revision or copy, in whose text the selection is."})
        if len(places) != 1:
            raise serializers.ValidationError(
                {"address": "Send either revision or copy with selection, or address with exact. To attach a file, send a form."}
            )
        is_page = places == ["address"]
        if is_page == ("selection" in attrs):
            raise serializers.ValidationError(
                {"selection": "A web page has no selection." if is_page else "Send the selection of the words in the text."}
            )
        if not is_page:
            for name, sentence in _OF_PAGES_ONLY.items():
                if attrs.get(name):
                    raise serializers.ValidationError({name: sentence})
            if "exact" in attrs:
                raise serializers.ValidationError({"exact": "The selection contains the quote. Omit this field."})
        return attrs


class EvidenceUpload(EvidenceFields):
    """An evidence item with a file from a multipart form. The bytes are stored unchanged."""

    claim = ExistingRow(queryset=Claim.objects.defer("words"))
    file = UploadedFileField(allow_empty_file=True)
    exact = MultilineCharField(
        required=False, allow_blank=True, max_length=MAX_QUOTE_LENGTH, help_text="The quote from the file."
    )

    class Meta(EvidenceFields.Meta):
        fields: tuple[str, ...] = ("claim", *EVIDENCE.names, "file", "exact")


class ProposedEvidencePlace(serializers.Serializer[Any]):
    selection = SpanField(help_text="Send it to `place/`, together with `revision`.")


class EvidenceProposals(serializers.Serializer[Any]):
    """The places in the newest `revision` that differ from the quote of a passage at most in typography."""

    revision = serializers.IntegerField()
    proposals = ProposedEvidencePlace(many=True)


class EvidencePlace(ChangeSerializer):
    """A place in the newest revision of the article, for a passage of an older one."""

    revision = ExistingRow(queryset=Revision.objects.defer("words"))
    selection = SpanField()


class SearchSerializer(serializers.ModelSerializer[SearchLogEntry]):
    created_by = PersonName()

    class Meta:
        model = SearchLogEntry
        fields: tuple[str, ...] = (
            "id",
            "claim",
            *SEARCH.names,
            "created_at",
            "created_by",
            "version",
        )


class NewSearch(StrictModelSerializer):
    claim = ExistingRow(queryset=Claim.objects.defer("words"))

    class Meta:
        model = SearchLogEntry
        fields: tuple[str, ...] = ("claim", *SEARCH.names)
