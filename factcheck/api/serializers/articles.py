"""Serializers for sources, articles, and revisions."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from factcheck.api.serializers.accounts import PersonName
from factcheck.api.serializers.archive import CaptureSerializer
from factcheck.api.serializers.strict import (
    ChangeSerializer,
    ExistingRow,
    LineCharField,
    MultilineCharField,
    NamedRow,
    OtherNames,
    StrictModelSerializer,
    StrictSerializer,
)
from factcheck.archive.fields import MAX_FILE_NAME
from factcheck.articles import readers
from factcheck.articles.canonical import MAX_BYTES, MAX_CODE_POINTS
from factcheck.articles.fields import ARTICLE, SOURCE, file_too_large
from factcheck.articles.models import Article, Revision, Source
from factcheck.web.fields import REASON


class SourceSerializer(serializers.ModelSerializer[Source]):
    other_names = serializers.ListField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = Source
        fields: tuple[str, ...] = ("id", *SOURCE.names, "version")


class NewSource(StrictModelSerializer):
    other_names = OtherNames()

    class Meta:
        model = Source
        fields: tuple[str, ...] = SOURCE.names


class SourceChange(ChangeSerializer, NewSource):
    class Meta(NewSource.Meta):
        fields: tuple[str, ...] = (*SOURCE.names, "version")


class RevisionName(serializers.ModelSerializer[Revision]):
    """A revision without its text. `length` counts code points."""

    class Meta:
        model = Revision
        fields: tuple[str, ...] = ("id", "number", "sha256", "length", "imported_at")


class RevisionSerializer(RevisionName):
    reader = serializers.SerializerMethodField(help_text="The reader that converted the original bytes to text.")
    reader_version = serializers.SerializerMethodField()

    class Meta(RevisionName.Meta):
        fields: tuple[str, ...] = (
            *("id", "article", "number", "sha256", "length", "encoding", "reader", "reader_version", "imported_at", "version"),
        )

    def get_reader(self, revision: Revision) -> str:
        return revision.reader_and_version[0]

    def get_reader_version(self, revision: Revision) -> int:
        return revision.reader_and_version[1]


class RevisionDetail(RevisionSerializer):
    """A revision with its canonical text and the capture of its original bytes."""

    text = serializers.CharField(trim_whitespace=False)
    original = CaptureSerializer()

    class Meta(RevisionSerializer.Meta):
        fields: tuple[str, ...] = (*RevisionSerializer.Meta.fields, "text", "original")


class ArticleSerializer(serializers.ModelSerializer[Article]):
    """An article. `revision` is the newest revision, from the prefetched attribute `newest`."""

    revision = serializers.SerializerMethodField()
    closed_by = PersonName(allow_null=True)

    class Meta:
        model = Article
        fields: tuple[str, ...] = (
            *("id", *ARTICLE.names, "imported_at", "revision"),
            *("closed_at", "closed_by", "closed_reason", "closed_note", "version"),
        )

    @extend_schema_field(RevisionName)
    def get_revision(self, article: Article) -> Any:
        return RevisionName(article.newest[0]).data  # type: ignore[attr-defined]


class ArticleDetails(StrictModelSerializer):
    outlet = NamedRow(queryset=Source.objects.all(), required=False, allow_null=True)

    class Meta:
        model = Article
        fields: tuple[str, ...] = ARTICLE.names


class ArticleChange(ChangeSerializer, ArticleDetails):
    class Meta(ArticleDetails.Meta):
        fields: tuple[str, ...] = (*ARTICLE.names, "version")


class ArticleClosing(ChangeSerializer):
    note = MultilineCharField(
        max_length=REASON.max_length, required=False, allow_blank=True, default="", help_text="An optional explanation."
    )


class ArticleTextShown(ChangeSerializer):
    may_show_text = serializers.BooleanField()
    reason = MultilineCharField(
        max_length=REASON.max_length,
        required=False,
        allow_blank=True,
        default="",
        help_text="What permits the newsroom to show the whole text. Required if it is shown.",
    )


class EncodingFields(StrictSerializer):
    """The declared encoding of a file."""

    encoding = serializers.ChoiceField(
        choices=list(readers.encodings()),
        required=False,
        help_text=f"The encoding of the file. {readers.DEFAULT_ENCODING}.",
    )
    confirm_encoding = serializers.BooleanField(
        required=False, help_text="True if the encoding is correct although the bytes are also valid in a more likely encoding."
    )


class JsonText(EncodingFields):
    """A text in a JSON body: either `text`, or the bytes of a file in base64 with their encoding."""

    text = serializers.CharField(
        required=False, trim_whitespace=False, allow_blank=True, max_length=2 * MAX_CODE_POINTS, help_text="The text."
    )
    content_base64 = serializers.CharField(
        required=False, max_length=MAX_BYTES * 4 // 3 + 4, help_text="The bytes of a file. They are stored unchanged."
    )
    media_type = serializers.ChoiceField(
        choices=readers.media_types(),
        required=False,
        help_text="The media type of content_base64. Default: from the name.",
    )
    name = LineCharField(required=False, max_length=MAX_FILE_NAME, allow_blank=True, help_text="The name of the file.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Add `content` (bytes) and `content_field`, the name of the field that contained it."""
        if ("text" in attrs) == ("content_base64" in attrs):
            raise serializers.ValidationError({"text": "Send either text or content_base64."})
        if "text" in attrs:
            if attrs.pop("encoding", "utf-8") != "utf-8":
                raise serializers.ValidationError(
                    {"encoding": "The field text is already decoded. To set an encoding, send content_base64."}
                )
            if "media_type" in attrs:
                raise serializers.ValidationError(
                    {"media_type": "The field text is plain text. To set a media type, send content_base64."}
                )
            declared = {"media_type": "text/plain", "encoding": "utf-8"}
            return {**declared, "content": attrs.pop("text").encode(), "content_field": "text", **attrs}
        try:
            content = base64.b64decode(attrs.pop("content_base64").encode(), validate=True)
        except binascii.Error as error:
            raise serializers.ValidationError({"content_base64": f"Invalid base64: {error}."}) from error
        return attrs | {"content": content, "content_field": "content_base64"}


class UploadedText(EncodingFields):
    """A text uploaded as a file of a multipart form, with the media type of its part."""

    file = serializers.FileField(allow_empty_file=True, help_text=f"{readers.format_names()}, at most {MAX_BYTES:,} bytes.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        file = attrs.pop("file")
        if file.size > MAX_BYTES:
            raise serializers.ValidationError({"file": file_too_large(file.size)})
        declared = {"media_type": file.content_type or "", "name": file.name or ""}
        return attrs | declared | {"content": file, "content_field": "file"}


class ImportDetails(ArticleDetails):
    """The details of an imported article. The title is optional."""

    class Meta(ArticleDetails.Meta):
        extra_kwargs: dict[str, Any] = {"title": {"required": False, "allow_blank": True}}


class NewArticle(JsonText, ImportDetails):
    class Meta(ImportDetails.Meta):
        fields: tuple[str, ...] = (
            *("text", "content_base64", "media_type", "encoding", "confirm_encoding", "name"),
            *ARTICLE.names,
        )


class ArticleUpload(UploadedText, ImportDetails):
    class Meta(ImportDetails.Meta):
        fields: tuple[str, ...] = ("file", "encoding", "confirm_encoding", *ARTICLE.names)


class NewRevision(ChangeSerializer, JsonText):
    """The next revision of an article. `version` is that of the article."""

    article = ExistingRow(queryset=Article.objects.all())


class RevisionUpload(ChangeSerializer, UploadedText):
    article = ExistingRow(queryset=Article.objects.all())
