"""Forms for the library: importing a text, the details of an article, sources, and filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms

from factcheck.archive.fields import MAX_FILE_NAME
from factcheck.archive.models import Method
from factcheck.articles import readers
from factcheck.articles.canonical import MAX_BYTES, MAX_CODE_POINTS
from factcheck.articles.fields import ARTICLE, NAME_TOO_LONG, SOURCE, file_too_large
from factcheck.articles.language import InvalidLanguageTag, normalize_language_tag
from factcheck.articles.models import Article, Source
from factcheck.articles.recognition import repeats_title, without_first_line
from factcheck.desk.form_fields import OtherNamesField, SourceNameField, other_names_at
from factcheck.desk.library import messages
from factcheck.desk.name_fields import AddedNameField, SourceNewNameField
from factcheck.web.form_fields import DayField, LineField, MultilineField
from factcheck.web.http_urls import validate_http_url
from factcheck.web.submission import EditForm, IdempotentForm
from factcheck.web.text import storable


class TextForm(forms.Form):
    """A pasted text or a file. `text()` returns the keyword arguments of the action."""

    content = MultilineField(
        label="Text",
        required=False,
        strip=False,
        rows=12,
        help_text=messages.content_help(MAX_CODE_POINTS),
    )
    file = forms.FileField(
        label="File",
        required=False,
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": readers.accept_attribute()}),
        help_text=messages.file_help(readers.format_names(), MAX_BYTES),
    )
    encoding = forms.ChoiceField(
        label="File encoding",
        required=False,
        choices=[("", messages.DECLARED_ENCODING), *readers.encodings().items()],
        help_text=messages.ENCODING_HELP,
    )
    confirm_encoding = forms.BooleanField(label="Confirm the encoding", required=False)
    max_length = MAX_CODE_POINTS
    """Code points. Browsers would cut off a longer paste at an attribute of the field; `text-length.js` reports it instead."""

    def clean_content(self) -> str:
        text: str = self.cleaned_data["content"]
        if len(text) > MAX_CODE_POINTS + 1:  # one more, because a byte order mark does not count
            raise forms.ValidationError(messages.text_too_long(len(text), MAX_CODE_POINTS))
        return text

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > MAX_BYTES:
            raise forms.ValidationError(file_too_large(file.size))
        if file and len(file.name) > MAX_FILE_NAME:
            raise forms.ValidationError(NAME_TOO_LONG)
        if file:
            storable(file.name)
        return file

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if {"content", "file"} & self.errors.keys():
            return values
        if values.get("file") and values.get("content", "").strip():
            self.add_error("file", messages.TEXT_AND_FILE)
        elif not values.get("file") and not values.get("content"):
            self.add_error("content", messages.TEXT_MISSING)
        return values

    @property
    def field_of_text(self) -> str:
        """The field that displays an error of the text."""
        return "file" if self.is_valid() and self.cleaned_data.get("file") else "content"

    @property
    def may_choose_file_again(self) -> bool:
        """Whether the form was submitted with a file that can be imported, possibly in another encoding, and without a text."""
        file: Any = self.files.get("file")
        if not file or file.size > MAX_BYTES or len(file.name) > MAX_FILE_NAME or self.data.get("content", "").strip():
            return False
        file.seek(0)
        return readers.can_be_read(file.read(), media_type=file.content_type or "", name=file.name)

    def text(self) -> dict[str, Any]:
        """The bytes with their media type, encoding, and method. A pasted text is plain text in UTF-8 in any case."""
        if file := self.cleaned_data["file"]:
            return {
                "content": file,
                "media_type": file.content_type or "",
                "encoding": self.cleaned_data["encoding"],
                "confirm_encoding": self.cleaned_data["confirm_encoding"],
                "method": Method.UPLOAD,
                "name": file.name,
            }
        content = self.cleaned_data["content"].encode()
        return {"content": content, "media_type": "text/plain", "encoding": "utf-8", "method": Method.PASTE, "name": ""}


class DetailsForm(forms.Form):
    """The details of an article. All fields are optional."""

    title = LineField(**ARTICLE.control("title"), required=False)
    outlet_name = SourceNewNameField(**ARTICLE.control("outlet", max_length=SOURCE.max_length("name")))
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
        """The keyword arguments of actions. The outlet is a name, or empty."""
        return {field.name: self.cleaned_data[field.control] for field in ARTICLE}


class ImportForm(TextForm, DetailsForm, IdempotentForm):
    """`first_line`: what to do with a first line of a pasted text that repeats the title."""

    field_order = ("content", "file", "encoding", "confirm_encoding", "title", "first_line")  # then the other details
    first_line = forms.ChoiceField(
        label="First line of the text",
        required=False,
        choices=messages.FIRST_LINE_CHOICES,
        widget=forms.RadioSelect,
        help_text=messages.FIRST_LINE_HELP,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = messages.TITLE_HELP

    @property
    def is_title_repeated(self) -> bool:
        """Whether the first line of the pasted text is the title. Then the page asks about it."""
        return repeats_title(self["content"].value() or "", self["title"].value() or "")

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not self.is_title_repeated:
            self.errors.pop("first_line", None)
        elif not values.get("first_line") and "first_line" not in self.errors:
            self.add_error("first_line", messages.FIRST_LINE_REPEATED)
        return values

    def text(self) -> dict[str, Any]:
        values = super().text()
        if self.is_title_repeated and self.cleaned_data["first_line"] == "leave_out":
            values["content"] = without_first_line(self.cleaned_data["content"]).encode()
        return values


class ArticleEditForm(DetailsForm, EditForm):
    @classmethod
    def initial_of(cls, row: Article) -> dict[str, Any]:
        values = {name: getattr(row, name) for name in ARTICLE.own_controls}
        return {**values, "outlet_name": row.outlet.name if row.outlet else ""}


class SourceForm(forms.ModelForm):  # type: ignore[type-arg]
    field_order = ("name", "source_kind", "country")  # then the others, in the order of the page
    address = LineField(**SOURCE.control("address"), required=False, widget=forms.URLInput, validators=[validate_http_url])
    other_names = OtherNamesField(**SOURCE.control("other_names"))

    class Meta:
        model = Source
        fields = [name for name in SOURCE.names if name != "other_names"]
        field_classes = {"name": LineField, "country": LineField, "interest": LineField}
        labels = SOURCE.form_labels
        help_texts = SOURCE.help_texts

    def validate_unique(self) -> None:
        """Does nothing: the action reports duplicate names, with the same message on every screen and in the API."""

    def values(self) -> dict[str, Any]:
        """The keyword arguments of `add_source` and `edit_source`."""
        return {name: self.cleaned_data[name] for name in SOURCE.names}


class NewSourceForm(SourceForm, IdempotentForm):
    """Adds a source. The name of an existing one is an error, which the action raises."""

    name = AddedNameField(Source, **SOURCE.control("name"))


class SourceEditForm(SourceForm, EditForm):
    @classmethod
    def initial_of(cls, row: Source) -> dict[str, Any]:
        return SOURCE.values_of(row)

    @classmethod
    def initial_at(cls, row: Source, version: int) -> dict[str, Any]:
        return {**SOURCE.values_of(row.at_version(version)), **other_names_at(row, version)}


class LibraryFilterForm(forms.Form):
    """The filters of the library: a search in text and title, and one outlet."""

    q = LineField(label="Title or text", required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"}))
    outlet = SourceNameField()
    closed = forms.BooleanField(label="Closed articles", required=False)


@dataclass(frozen=True, slots=True)
class LibraryFilters:
    """Valid values of the filters, as they were typed, for the markup of the form."""

    q: str = ""
    outlet: str = ""
    closed: bool = False

    @property
    def form(self) -> LibraryFilterForm:
        """A form that displays them, and validates nothing."""
        return LibraryFilterForm(initial={"q": self.q, "outlet": self.outlet, "closed": self.closed})
