"""The import form with details proposed from the pasted text. Fields that have a value keep it. Nothing is saved."""

from __future__ import annotations

from django.http import QueryDict

from factcheck.articles.models import Source
from factcheck.articles.recognition import Found, recognize
from factcheck.desk.library import messages
from factcheck.desk.library.forms import ImportForm


def form_with_proposals(data: QueryDict) -> tuple[ImportForm, str]:
    """The form with the submitted values and the proposals, and what to announce."""
    text = data.get("content", "")
    recognized = recognize(text)
    found: dict[str, Found | None] = {
        "title": recognized.title,
        "outlet_name": _known_outlet(recognized.names),
        "author": recognized.author,
        "published_on": recognized.published_on,
    }
    proposed = {name: each for name, each in found.items() if each and not data.get(name, "").strip()}
    initial: dict[str, object] = {name: data[name] for name in ImportForm.base_fields if name in data and name != "token"}
    initial["is_graphic"] = "is_graphic" in data
    form = ImportForm(initial={**initial, **{name: each.value for name, each in proposed.items()}})
    for name, each in proposed.items():
        form.fields[name].help_text = messages.proposed(name, each.words, each.line)
    return form, messages.proposals([form.fields[name].label for name in proposed])


def _known_outlet(names: tuple[Found, ...]) -> Found | None:
    """The first of the names that is a source of the library. One query, or none without names."""
    if not names:
        return None
    wanted = [found.value for found in names]
    known = set(Source.objects.unmerged().filter(name__in=wanted).values_list("name", flat=True))
    return next((found for found in names if found.value in known), None)
