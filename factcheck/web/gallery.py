"""The gallery of parts with sample values, for developers. It does not use the database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace as Sample
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from factcheck.web.errors import EditConflict
from factcheck.web.form_fields import LineField, MultilineField
from factcheck.web.templatetags.parts import STATE_LABELS

MOMENT = datetime(2026, 1, 12, 9, 41, tzinfo=UTC)
SAID = date(2022, 4, 4)
EDITOR = Sample(
    name="E. Editor",
    email="editor@demo.example",
    role="administrator",
    is_authenticated=True,
    get_role_display=lambda: "Administrator",
)
CHECKER = Sample(name="A. Checker", email="checker@demo.example")


class SampleForm(forms.Form):
    statement = MultilineField(
        widget=forms.Textarea(attrs={"rows": 3, "class": "is-read"}),
        help_text="One neutral sentence that can be checked on its own.",
    )
    layer = forms.ChoiceField(
        widget=forms.RadioSelect,
        choices=[
            ("utterance", "utterance: was it said?"),
            ("proposition", "proposition: is it true?"),
            ("report", "report: was it reported correctly?"),
        ],
        help_text="The question to answer.",
    )
    claimant = LineField()
    said_on = forms.DateField(label="Said on", required=False)
    note = MultilineField(label="Context", required=False, rows=2)
    types = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("event", "event or property"), ("number", "numerical"), ("quote", "quote verification")],
    )
    file = forms.FileField(required=False, help_text="Up to 20 MB.")
    primary = forms.BooleanField(label="A primary source", required=False, help_text="A witness, or the original document.")


def _sample_claim(
    layer: str, state: str, counts: tuple[int, int, int], claimant: str, statement: str, closed_reason: str = ""
) -> Sample:
    supports, contradicts, context = counts
    return Sample(
        id=f"{layer}-{state}-{supports}",
        statement=statement,
        layer=layer,
        state=state,
        claimant=claimant,
        said_on=SAID,
        said_precision="day",
        supports=supports,
        contradicts=contradicts,
        context=context,
        articles=2,
        rating="",
        rating_status="proposed",
        conclusion="",
        closed_reason=closed_reason,
        is_claimant_party=claimant == "Sergey Lavrov",
        added_by=CHECKER.name,
        created_at=MOMENT,
    )


def _sample_line(label: str, hint: str = "", waiver: str = "") -> Sample:
    return Sample(label=label, is_met=not (hint or waiver), hint=hint, waiver=waiver)


def _sample_entry(number: int, words: str, by: Sample, reason: str = "") -> Sample:
    digest, previous = f"{number:064x}", f"{number - 1:064x}"
    said = [Sample(text=words, is_row=False, is_value=False)]
    shown = {
        "author": by.name,
        "initials": by.name[0],
        "label": words,
        "sentence": said,
    }
    return Sample(number=number, action="verdict", at=MOMENT, reason=reason, hash=digest, previous=previous, **shown)


def sample() -> dict[str, Any]:
    """The context of templates/gallery.html."""
    return {
        "person": EDITOR,
        "moment": MOMENT,
        "day": SAID,
        "states": list(STATE_LABELS),
        "crumbs": [("Claims", "#claims"), ("Bucha", "#bucha")],
        "segments": [
            Sample(label="Claim", url="#", is_current=True, count=None),
            Sample(label="Mentions", url="#mentions", is_current=False, count=2),
            Sample(label="Search log", url="#log", is_current=False, count=1),
            Sample(label="History", url="#history", is_current=False, count=None),
        ],
        "form": SampleForm({"layer": "proposition", "statement": "The scene was staged.", "said_on": "4 Apr"}),
        "claims": [
            _sample_claim(
                "utterance",
                "published",
                (3, 0, 0),
                "Republic World",
                "Sergey Lavrov said on 4 April 2022 that the scene in Bucha was staged.",
            ),
            _sample_claim(
                "proposition",
                "submitted",
                (0, 3, 1),
                "Sergey Lavrov",
                "The scene in Bucha was staged after the withdrawal.",
            ),
            _sample_claim(
                "report",
                "returned",
                (0, 2, 2),
                "Republic World",
                "The 410 bodies were found during the first two days of the invasion.",
            ),
            _sample_claim(
                "utterance",
                "draft",
                (1, 1, 0),
                "Sergey Lavrov",
                "The mayor of Bucha announced on 31 March that everything was all right.",
            ),
            _sample_claim("utterance", "draft", (0, 0, 0), "Sergey Lavrov", "It was all staged.", closed_reason="not checkable"),
        ],
        "page": Sample(newer="newer", older="older"),
        "before": "Satellite images show bodies in the street from 11 March.",
        "after": "Satellite images of 19 March show bodies on Yablonska Street from 11 March on.",
        "lines": [
            _sample_line("The claim has a claimant"),
            _sample_line("Supporting evidence, or an unsuccessful search", waiver="The note of 11 January lists three searches."),
            _sample_line("Two independent origins", hint="All items come from one agency. Attach one with another origin."),
            _sample_line("The verdict has a rationale"),
        ],
        "history": [
            _sample_entry(9, "returned version 3 to its author", EDITOR, reason="The image in [2] needs its own source."),
            _sample_entry(8, "submitted version 3 for review", CHECKER),
            _sample_entry(3, "added the claim", CHECKER),
        ],
        "citations": {1: "#evidence-1", 2: "#evidence-2", 3: "#evidence-3"},
        "stale": EditConflict(
            "E. Editor approved version 4 while you were reading version 3.",
            current={"note": "Approved without changes."},
            typed={"note": "The second image needs its own source."},
        ),
    }


def gallery(request: HttpRequest) -> HttpResponse:
    """The page with all parts. Its URL exists only if DEBUG is on."""
    return render(request, "gallery.html", {"person_key": "gallery", **sample()})
