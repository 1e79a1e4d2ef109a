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
from factcheck.web.errors import Invalid, Stale
from factcheck.web.typed import both_texts, put_beside


@dataclass(frozen=True, slots=True)
class Editing:
    """`noun` names the row in rules ("source.edit"), in the template and as the action's keyword; `back` is the list's route."""

    noun: str
    template: str
    back: str

    def add(self, request: HttpRequest, form: forms.ModelForm[Any], act: Callable[..., Model], said: str) -> HttpResponse:
        """The empty form, or what came of it. `said` follows the row's name."""
        permit(request.user, f"{self.noun}.edit")
        if form.is_valid():
            try:
                row = act(person=request.user, token=form.cleaned_data["token"], **_written(form))
            except Invalid as refusal:
                put_beside(form, refusal)
            else:
                return self._done(request, f"{row} {said}")
        context = {"form": form, "title": f"Add a {self.noun}", "may_edit": can(request.user, f"{self.noun}.edit")}
        return show(request, self.template, context, status=422 if request.method == "POST" else 200)

    def edit(
        self, request: HttpRequest, row: Any, shape: type[forms.ModelForm[Any]], act: Callable[..., Model], title: str
    ) -> HttpResponse:
        """The row's form, or what came of it: 409 with both texts where somebody saved in between."""
        context = {self.noun: row, "title": title, "may_edit": can(request.user, f"{self.noun}.edit", row)}
        form, status = shape(instance=row, initial={"version": row.version}), 200
        if request.method == "POST":
            permit(request.user, f"{self.noun}.edit", row)
            form, status = shape(request.POST, instance=_now(row)), 422
            if form.is_valid():
                seen = form.cleaned_data["version"]
                try:
                    act(person=request.user, seen_version=seen, **{self.noun: row}, **_written(form))
                except Stale as stale:
                    context |= {"both": both_texts(form, _now(row)), "message": stale.message}
                    status = 409
                except Invalid as refusal:
                    put_beside(form, refusal)
                else:
                    return self._done(request, f"The {self.noun} is saved.")
        return show(request, self.template, {**context, "form": form}, status=status)

    def _done(self, request: HttpRequest, said: str) -> HttpResponse:
        messages.success(request, said)
        return go(request, reverse(self.back), changed=[self.noun])


def _written(form: forms.ModelForm[Any]) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in form._meta.fields or ()}


def _now(row: Model) -> Any:
    """The row as it is saved now: a form writes into the one it is given."""
    return type(row)._default_manager.get(pk=row.pk)
