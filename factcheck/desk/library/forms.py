"""Importing a text, the details of an article, sources, and narrowing the library down."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse_lazy

from factcheck.archive.fields import MOST_FILE_NAME
from factcheck.archive.models import Method
from factcheck.articles import readers
from factcheck.articles.canonical import MAX_BYTES
from factcheck.articles.fields import ARTICLE, NAME_TOO_LONG, SOURCE, file_too_large
from factcheck.articles.language import InvalidLanguageTag, normalize_language_tag
from factcheck.articles.models import Article, Source
from factcheck.web.form_fields import DayField, LineField, MultilineField
from factcheck.web.http_urls import validate_http_url
from factcheck.web.names import NameInput
from factcheck.web.submission import EditForm, IdempotentForm
from factcheck.web.text import storable

SOURCE_OPTIONS = reverse_lazy("desk:source-options")


class SourceNameField(LineField):
    """The name of a source that exists, case ignored; cleans to the Source or None. Older addresses have its id instead."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **{"max_length": SOURCE.max_length("name"), "required": False, "widget": NameInput(SOURCE_OPTIONS), **options}
        )

    def clean(self, value: Any) -> Source | None:
        name = " ".join(super().clean(value).split())
        if not name:
            return None
        source = Source.objects.filter(name__iexact=name).first()
        if source is None and name.isascii() and name.isdigit() and len(name) <= 18:
            source = Source.objects.filter(pk=name).first()
        if source is None:
            raise forms.ValidationError("There is no source with exactly this name. Choose one of the sources.", code="unknown")
        return source


class TextForm(forms.Form):
    """A text as pasted or as a file, with what an action takes with it: see `text`."""

    content = MultilineField(
        label="Text",
        required=False,
        strip=False,  # articles.canonical limits the length
        rows=12,
        help_text="Paste it here, or choose a file below.",
    )
    file = forms.FileField(
        label="Text file",
        required=False,
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": readers.accept_attribute()}),
        help_text=f"{readers.format_names()} of at most {MAX_BYTES // 1_000_000} million bytes.",
    )
    encoding = forms.ChoiceField(
        label="Encoding of the file",
        choices=list(readers.encodings().items()),
        initial=readers.default_encoding(),
        help_text="What is not valid in it is refused, never guessed.",
    )
    confirm_encoding = forms.BooleanField(label="Confirm the encoding", required=False)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > MAX_BYTES:
            raise forms.ValidationError(file_too_large(file.size))
        if file and len(file.name) > MOST_FILE_NAME:
            raise forms.ValidationError(NAME_TOO_LONG)
        if file:
            storable(file.name)
        return file

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if {"content", "file"} & self.errors.keys():
            return given
        if given.get("file") and given.get("content", "").strip():
            self.add_error("file", "There is a pasted text and a file. Leave one of them out.")
        elif not given.get("file") and not given.get("content"):
            self.add_error("content", "Paste a text or choose a file.")
        return given

    @property
    def field_of_text(self) -> str:
        """The field that a refusal of the text belongs to."""
        return "file" if self.is_valid() and self.cleaned_data.get("file") else "content"

    def text(self) -> dict[str, Any]:
        """Bytes and what is declared about them; a pasted text is plain UTF-8, whatever was chosen for files."""
        if file := self.cleaned_data["file"]:
            return {
                "content": file.read(),
                "media_type": file.content_type or "",
                "encoding": self.cleaned_data["encoding"],
                "confirm_encoding": self.cleaned_data["confirm_encoding"],
                "method": Method.UPLOAD,
                "name": file.name,
            }
        return {"content": self.cleaned_data["content"].encode(), "encoding": "utf-8", "method": Method.PASTE, "name": ""}


class DetailsForm(forms.Form):
    """What is known of an article beside its text. Everything may be left open."""

    title = LineField(**ARTICLE.control("title"), required=False)
    outlet_name = LineField(
        **ARTICLE.control("outlet", max_length=SOURCE.max_length("name")),
        required=False,
        widget=NameInput(SOURCE_OPTIONS, new="A new name is added to the sources when you save."),
    )
    author = LineField(**ARTICLE.control("author"), required=False)
    published_on = DayField(**ARTICLE.control("published_on"), required=False)
    address = LineField(**ARTICLE.control("address"), required=False, widget=forms.URLInput, validators=[validate_http_url])
    language = LineField(**ARTICLE.control("language"), required=False)
    is_graphic = forms.BooleanField(**ARTICLE.control("is_graphic"), required=False)

    def clean_language(self) -> str:
        try:
            return normalize_language_tag(self.cleaned_data["language"])
        except InvalidLanguageTag as error:
            raise forms.ValidationError(str(error)) from error

    def values(self) -> dict[str, Any]:
        """The details as actions take them; the outlet is a name, an empty one for none."""
        return {field.name: self.cleaned_data[field.control] for field in ARTICLE}


class ImportForm(TextForm, DetailsForm, IdempotentForm):
    field_order = ("content", "file", "encoding", "confirm_encoding")  # then the details, in the order of the screen

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = "Left open, it is the first line of the text."


class ArticleEditForm(DetailsForm, EditForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = True

    @classmethod
    def initial_of(cls, row: Article) -> dict[str, Any]:
        values = {name: getattr(row, name) for name in ARTICLE.own_controls}
        return {**values, "outlet_name": row.outlet.name if row.outlet else ""}


class SourceForm(forms.ModelForm):  # type: ignore[type-arg]
    field_order = ("name", "source_kind", "country")  # then the others: the order of the screen
    address = LineField(**SOURCE.control("address"), required=False, widget=forms.URLInput, validators=[validate_http_url])

    class Meta:
        model = Source
        fields = SOURCE.names
        field_classes = {"name": LineField, "country": LineField, "interest": LineField}
        labels = SOURCE.form_labels
        help_texts = SOURCE.help_texts

    def validate_unique(self) -> None:
        """Nothing: the action reports a duplicate name, with the same message on every screen and in the API."""

    def values(self) -> dict[str, Any]:
        """The fields as `add_source` and `edit_source` take them."""
        return {name: self.cleaned_data[name] for name in SOURCE.names}


class NewSourceForm(SourceForm, IdempotentForm):
    """Adding a source."""


class SourceEditForm(SourceForm, EditForm):
    @classmethod
    def initial_of(cls, row: Source) -> dict[str, Any]:
        return forms.model_to_dict(row, SOURCE.names)


class NarrowForm(forms.Form):
    """What the library shows: words of the text or title, and one outlet."""

    q = LineField(label="Words", required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"}))
    outlet = SourceNameField()
