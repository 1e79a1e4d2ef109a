"""The fields that say whether the page of an item is fetched, and what readers see of it."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from factcheck.desk.evidence import messages
from factcheck.evidence.copies.rules import of_newsroom
from factcheck.evidence.fields import QUOTATION
from factcheck.evidence.models import ItemFetching
from factcheck.newsroom.queries import permits_surroundings

_FETCHED: Final = (ItemFetching.AUTOMATIC, ItemFetching.ON_REQUEST)


def fetching_choices(setting: ItemFetching, own: str) -> list[tuple[str, str]]:
    """The settings of an item. `setting`: that of the newsroom, which the first choice follows.

    If the newsroom never fetches a page, no item can be set to be fetched. `own`: the stored value, which is always a choice.
    """
    newsroom = ItemFetching.NEWSROOM
    without_effect = _FETCHED if setting is ItemFetching.NEVER else ()
    others = [choice for choice in ItemFetching if choice is not newsroom and (choice not in without_effect or choice == own)]
    labels = [
        (choice.value, f"{choice.label} (no effect now)" if choice in without_effect else str(choice.label)) for choice in others
    ]
    return [(newsroom.value, str(newsroom.label)), *labels]


class PageFetchingForm(forms.Form):
    """Whether the page of an item is fetched, and whether readers see the words around its quote."""

    fetching = forms.ChoiceField(**QUOTATION.control("fetching"), choices=ItemFetching, required=False)
    may_show_surroundings = forms.BooleanField(**QUOTATION.control("may_show_surroundings"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["fetching"]
        setting = of_newsroom()
        field.choices = fetching_choices(setting, self.initial.get("fetching", ""))
        # below the field, because the text of a closed list is cut off on a narrow screen
        field.help_text = messages.NEVER_AT_ALL if setting is ItemFetching.NEVER else messages.newsroom_says(str(setting.label))
        if not permits_surroundings():
            self.fields["may_show_surroundings"].disabled = True
            self.fields["may_show_surroundings"].help_text = messages.NO_SURROUNDINGS
