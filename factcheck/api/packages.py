"""Endpoints that verify packages of claims, and import them."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.parsing import StorableFormParser, StorableJSONParser
from factcheck.api.schema import FORM
from factcheck.api.serializers.strict import StrictSerializer, UploadedFileField
from factcheck.api.viewsets import ApiViewSet
from factcheck.exchange.imported_values import SameNames
from factcheck.exchange.importing import import_staged
from factcheck.exchange.models import ClaimImport
from factcheck.exchange.staging import StagedPackage, WrongPart, receive_part, stage_package, staged_package
from factcheck.exchange.unproven import CLAIM

MAX_OFFSET = 2**40
TOKEN = OpenApiParameter("token", OpenApiTypes.UUID, OpenApiParameter.PATH, description="The UUID of the upload.")


class PackagePart(StrictSerializer):
    """A part of a package that begins at `offset`, in bytes. `token` is a new UUID for each package."""

    token = serializers.UUIDField()
    offset = serializers.IntegerField(min_value=0, max_value=MAX_OFFSET)
    file = UploadedFileField()


class ReceivedBytes(serializers.Serializer[Any]):
    """`size` is the number of bytes that the server has; the next part begins there."""

    size = serializers.IntegerField()


class NewPackage(StrictSerializer):
    """A package to verify: `file`, or the parts that were sent with the same token, which have `total` bytes together.

    `key` is the id of the other newsroom’s signing key, from another source than the package.
    """

    token = serializers.UUIDField()
    file = UploadedFileField(required=False)
    total = serializers.IntegerField(min_value=1, max_value=MAX_OFFSET, required=False)
    key = serializers.RegexField(r"^[0-9a-f]{16}$", required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("file" in attrs) == ("total" in attrs):
            raise serializers.ValidationError({"file": "Send either the file, or the total size of the parts that you sent."})
        return attrs


class PackageReport(serializers.Serializer[Any]):
    """What was verified, what was not, and what an import creates and does not create. Nothing was imported."""

    token = serializers.UUIDField()
    sha256 = serializers.CharField()
    size = serializers.IntegerField()
    verified = serializers.ListField(child=serializers.CharField())
    unverified = serializers.ListField(child=serializers.CharField())
    newsroom = serializers.CharField()
    key = serializers.CharField()
    is_key_known = serializers.BooleanField()
    claim = serializers.IntegerField()
    statement = serializers.CharField()
    mentions = serializers.IntegerField()
    parties = serializers.IntegerField()
    evidence = serializers.ListField(child=serializers.IntegerField())
    articles = serializers.ListField(child=serializers.CharField())
    sources = serializers.ListField(child=serializers.CharField())
    actors = serializers.ListField(child=serializers.CharField())
    unproven = serializers.ListField(
        child=serializers.CharField(), help_text="“claim,” and numbers of items that nothing in the package proves"
    )
    not_imported = serializers.DictField(child=serializers.IntegerField())


class ImportDecision(StrictSerializer):
    """`same_names`: whether sources and actors whose name exists here are used, or separate ones are added.

    `accepted` are the unproven parts to import nevertheless: “claim,” and numbers of items. Other unproven items are left out.
    """

    same_names = serializers.ChoiceField(choices=[choice.value for choice in SameNames])
    accepted = serializers.ListField(child=serializers.RegexField(r"^(claim|[1-9][0-9]{0,8})$"), default=list, max_length=10_000)


class ImportedClaim(serializers.ModelSerializer[ClaimImport]):
    """The provenance of an imported claim. `claim` is its id here; everything else but `id` is of the other newsroom."""

    class Meta:
        model = ClaimImport
        fields: tuple[str, ...] = (
            "id",
            "claim",
            "newsroom",
            "their_claim",
            "first_entry",
            "key",
            "is_key_known",
            "is_claim_unproven",
            "unproven_items",
            "package_sha256",
            "package_size",
            "created_at",
        )


class PackageViewSet(ApiViewSet):
    """Packages of claims from other newsrooms. An upload belongs to the person who sent it, and is kept for a day."""

    lookup_field = "token"
    lookup_value_converter = "uuid"
    parser_classes = (StorableFormParser,)
    serializer_class = PackageReport

    @extend_schema(request={FORM: PackagePart}, responses={200: ReceivedBytes, 409: ReceivedBytes})
    @action(detail=False, methods=["post"])
    def parts(self, request: Request) -> Response:
        """Send a part of a package. Parts have to arrive in order; one that arrived before changes nothing."""
        self.permit("package.verify")
        fields = self.validated(PackagePart)
        try:
            size = receive_part(person=self.person, token=fields["token"], offset=fields["offset"], part=fields["file"])
        except WrongPart as error:
            return Response({"size": error.size}, status=error.status)
        return Response({"size": size})

    @extend_schema(request={FORM: NewPackage}, responses={201: PackageReport})
    def create(self, request: Request) -> Response:
        """Verify a package. Nothing is imported, and a package that is not accepted is not kept."""
        self.permit("package.verify")
        fields = self.validated(NewPackage)
        staged = stage_package(
            person=self.person,
            token=fields["token"],
            file=fields.get("file"),
            total=fields.get("total"),
            trusted=[fields["key"]] if "key" in fields else [],
        )
        return Response(_report(staged), status=status.HTTP_201_CREATED)

    @extend_schema(parameters=[TOKEN], responses={200: PackageReport, 404: None})
    def retrieve(self, request: Request, token: uuid.UUID) -> Response:
        """The report about a package that you sent."""
        staged = staged_package(self.person, token)
        if staged is None:
            raise Http404
        return Response(_report(staged))

    @extend_schema(parameters=[TOKEN], request=ImportDecision, responses={201: ImportedClaim})
    @action(detail=True, methods=["post"], url_path="import", url_name="import", parser_classes=[StorableJSONParser])
    def import_claim(self, request: Request, token: uuid.UUID) -> Response:
        """Import the claim of a verified package. It is verified once more; a repeated request returns the same claim."""
        self.permit("claim.import")
        fields = self.validated(ImportDecision)
        row = import_staged(person=self.person, token=token, same_names=fields["same_names"], accepted=fields["accepted"])
        return Response(ImportedClaim(row).data, status=status.HTTP_201_CREATED)


def _report(staged: StagedPackage) -> dict[str, Any]:
    preview = staged.preview
    names = ("newsroom", "key", "claim", "statement", "mentions", "parties", "sources", "actors")
    return {
        "token": staged.token,
        "sha256": staged.sha256,
        "size": staged.size,
        "verified": staged.verified,
        "unverified": staged.unverified,
        "is_key_known": bool(staged.trusted),
        "evidence": [item["number"] for item in preview["items"]],
        "articles": [article["title"] for article in preview["articles"]],
        "unproven": [
            *([CLAIM] if preview["unproven_claim"] else []),
            *(str(number) for number, _ in preview["unproven_items"]),
        ],
        "not_imported": dict(preview["not_imported"]),
        **{name: preview[name] for name in names},
    }
