"""The forms that export a claim, and import one from a package."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings

from factcheck.archive.fields import MAX_FILE_NAME
from factcheck.desk.exchange import messages
from factcheck.evidence.fields import file_too_large
from factcheck.exchange.imported_values import SameNames
from factcheck.exchange.models import MAX_EXPORT_REASON
from factcheck.web.form_fields import LineField, MultilineField, RequiredMessages
from factcheck.web.submission import IdempotentForm

KEY = re.compile(r"[0-9a-f]{16}")


class ClaimExportForm(RequiredMessages, forms.Form):
    """`choices` maps the ids of the items to whether they are protected. Protected items are not chosen at first."""

    with_originals = forms.BooleanField(label=messages.ORIGINALS, help_text=messages.ORIGINALS_HELP, required=False, initial=True)
    items = forms.TypedMultipleChoiceField(coerce=int, required=False, label=messages.ITEMS)
    reason = MultilineField(
        label=messages.REASON, help_text=messages.REASON_HELP, required=False, rows=3, max_length=MAX_EXPORT_REASON
    )

    def __init__(self, *args: Any, choices: Mapping[int, bool], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["items"].choices = [(pk, pk) for pk in choices]  # type: ignore[attr-defined]
        self.fields["items"].initial = [pk for pk, is_protected in choices.items() if not is_protected]


class PackageForm(IdempotentForm):
    """A package to verify: a file, or, with `total`, the parts that were sent with the same token. `total` is in bytes."""

    file = forms.FileField(
        label="Package",
        required=False,
        max_length=MAX_FILE_NAME,
        error_messages={"empty": messages.FILE_EMPTY},
        help_text=messages.package_help(settings.MAX_PACKAGE_BYTES),
    )
    total = forms.IntegerField(required=False, min_value=1, max_value=2**40, widget=forms.HiddenInput)
    key = LineField(label="Key of the other newsroom", required=False, max_length=40, help_text=messages.KEYS_HELP)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["token"].required = self.is_bound

    def clean_key(self) -> list[str]:
        key = "".join(self.cleaned_data["key"].split()).lower()
        if key and not KEY.fullmatch(key):
            raise forms.ValidationError(messages.KEY_WRONG)
        return [key] if key else []

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or {}
        file = clean.get("file")
        if file is not None and file.size > settings.MAX_UPLOAD_BYTES:
            self.add_error("file", file_too_large(file.size, settings.MAX_UPLOAD_BYTES))
        elif file is None and not clean.get("total") and "file" not in self.errors:
            self.add_error("file", messages.FILE_REQUIRED)
        return clean


class PackagePartForm(RequiredMessages, forms.Form):
    """A part of a package that begins at `offset`, in bytes."""

    token = forms.UUIDField()
    offset = forms.IntegerField(min_value=0, max_value=2**40)
    file = forms.FileField(max_length=MAX_FILE_NAME)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.MAX_UPLOAD_BYTES:
            raise forms.ValidationError(file_too_large(file.size, settings.MAX_UPLOAD_BYTES))
        return file


class PackageImportForm(RequiredMessages, forms.Form):
    """Confirms the import of a verified package. `unproven` are the parts that the package does not prove, with their labels."""

    same_names = forms.ChoiceField(
        label=messages.SAME_NAMES,
        choices=[(SameNames.USE.value, messages.USE_NAMES), (SameNames.SEPARATE.value, messages.SEPARATE_NAMES)],
        widget=forms.RadioSelect,
        error_messages={"required": messages.SAME_NAMES_REQUIRED},
    )
    accepted = forms.MultipleChoiceField(
        label=messages.ACCEPTED, help_text=messages.ACCEPTED_HELP, widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, unproven: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["accepted"].choices = unproven  # type: ignore[attr-defined]
