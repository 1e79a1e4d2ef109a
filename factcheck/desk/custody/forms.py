"""Forms of the custody screens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from factcheck.archive.models import Capture
from factcheck.desk.custody import messages
from factcheck.evidence.custody.fields import (
    END,
    EXPORT,
    HOLD,
    PURPOSE_REQUIRED,
    REASON_CODE_REQUIRED,
    REASON_REQUIRED,
    RECIPIENT_REQUIRED,
    TAKEDOWN,
)
from factcheck.evidence.custody.files import StoredFile
from factcheck.evidence.custody.models import ExportForm, TakedownReason
from factcheck.evidence.models import EvidenceCopy
from factcheck.web.form_fields import LineField, MultilineField
from factcheck.web.submission import EditForm, IdempotentForm


class TakedownForm(IdempotentForm):
    """What is hidden, and why. `copy` is empty for the whole item."""

    copy = forms.ChoiceField(**TAKEDOWN.control("copy"), required=False, widget=forms.RadioSelect)
    reason_code = forms.ChoiceField(
        **TAKEDOWN.control("reason_code"),
        choices=TakedownReason,
        widget=forms.RadioSelect,
        error_messages={"required": REASON_CODE_REQUIRED},
    )
    reason = MultilineField(**TAKEDOWN.control("reason"), error_messages={"required": REASON_REQUIRED})
    reference = LineField(**TAKEDOWN.control("reference"), required=False)

    def __init__(self, *args: Any, copies: Sequence[EvidenceCopy], **options: Any) -> None:
        super().__init__(*args, **options)
        self.copies = {str(copy.pk): copy for copy in copies}
        choices = [("", messages.WHOLE_ITEM), *((pk, messages.only_copy(copy.number)) for pk, copy in self.copies.items())]
        self.fields["copy"].choices = choices  # type: ignore[attr-defined]
        if not copies:  # there is nothing to choose
            self.fields["copy"].widget = forms.HiddenInput()

    def values(self) -> dict[str, Any]:
        """The keyword arguments of the action."""
        return {**self.cleaned_data, "copy": self.copies.get(self.cleaned_data["copy"])}


class HoldForm(IdempotentForm):
    reason = MultilineField(**HOLD.control("reason"), error_messages={"required": REASON_REQUIRED})
    reference = LineField(**HOLD.control("reference"), required=False)


class EndForm(EditForm):
    """The reason for the end of a takedown or a hold."""

    reason = MultilineField(**END.control_options, error_messages={"required": REASON_REQUIRED}, rows=2)

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of the action."""
        clean = self.cleaned_data
        return {"reason": clean["reason"], "seen_version": clean["version"], "token": clean["token"]}


class EvidenceExportForm(IdempotentForm):
    """Which file is handed over, to whom, and for what. The value of `file` is the form and the id of the capture."""

    file = forms.ChoiceField(**EXPORT.control("file"), widget=forms.RadioSelect)
    recipient = LineField(**EXPORT.control("recipient"), error_messages={"required": RECIPIENT_REQUIRED})
    purpose = MultilineField(**EXPORT.control("purpose"), error_messages={"required": PURPOSE_REQUIRED})

    def __init__(self, *args: Any, files: Sequence[StoredFile], **options: Any) -> None:
        super().__init__(*args, **options)
        self.options: dict[str, tuple[ExportForm, Capture]] = {}
        choices: list[tuple[str, SafeString]] = []
        for file in files:
            as_wacz = file.is_archive and file.copy is not None and file.copy.is_fetched
            forms_of_file = (ExportForm.WACZ, ExportForm.FILE) if as_wacz else (ExportForm.FILE,)
            for form in forms_of_file:
                key = f"{form.value}-{file.capture.pk}"
                self.options[key] = (form, file.capture)
                label = format_html("<bdi>{}</bdi>", file.label)
                choices.append((key, format_html("{}, as {}", label, form.label) if form is ExportForm.WACZ else label))
        self.fields["file"].choices = choices  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """The keyword arguments of the action."""
        form, capture = self.options[self.cleaned_data["file"]]
        clean = self.cleaned_data
        return {"form": form.value, "capture": capture, **{name: clean[name] for name in ("recipient", "purpose", "token")}}
