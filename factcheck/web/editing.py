"""Adding and editing the rows of a small list that a form of its own shows whole, such as sources and ratings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from factcheck.web.answers import go, show
from factcheck.web.decisions import can, permit
from factcheck.web.errors import Refused
from factcheck.web.typed import keep


@dataclass(frozen=True, slots=True)
class Editing:
    """`noun` names the row in rules ("source.edit"), in the template and as the action's keyword; `back` is the list's route."""

    noun: str
    template: str
    back: str

    def add(self, request: HttpRequest, form: forms.ModelForm[Any], act: Callable[..., Model], said: str) -> HttpResponse:
        """The empty form, or what came of it. `said` follows the row's name."""
        kept: dict[str, Any] = {"status": 422 if form.is_bound else 200}
        try:
            permit(request.user, f"{self.noun}.edit")
            if form.is_valid():
                row = act(person=request.user, token=form.cleaned_data["token"], **_written(form))
                return self._done(request, f"{row} {said}")
        except Refused as refused:
            if not form.is_bound:
                raise
            kept = keep(form, refused)
        context = {"form": form, "title": f"Add a {self.noun}", "may_edit": can(request.user, f"{self.noun}.edit"), **kept}
        return show(request, self.template, context, status=kept["status"])

    def edit(
        self, request: HttpRequest, row: Any, shape: type[forms.ModelForm[Any]], act: Callable[..., Model], title: str
    ) -> HttpResponse:
        """The row's form, or what came of it: 409 with both texts where somebody saved in between."""
        context = {self.noun: row, "title": title, "may_edit": can(request.user, f"{self.noun}.edit", row)}
        form, status = shape(instance=row, initial={"version": row.version}), 200
        if request.method == "POST":
            form, status = shape(request.POST, instance=_now(row)), 422
            try:
                permit(request.user, f"{self.noun}.edit", row)
                if form.is_valid():
                    seen = form.cleaned_data["version"]
                    act(person=request.user, seen_version=seen, **{self.noun: row}, **_written(form))
                    return self._done(request, f"The {self.noun} is saved.")
            except Refused as refused:
                now = _now(row)
                kept = keep(form, refused, now=shape(instance=now), version=now.version)
                status = kept["status"]
                context |= kept
        return show(request, self.template, {**context, "form": form}, status=status)

    def _done(self, request: HttpRequest, said: str) -> HttpResponse:
        messages.success(request, said)
        return go(request, reverse(self.back), changed=[self.noun])


def _written(form: forms.ModelForm[Any]) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in form._meta.fields or ()}


def _now(row: Model) -> Any:
    """The row as it is saved now: a form writes into the one it is given."""
    return type(row)._default_manager.get(pk=row.pk)
