"""Template tags for the questions about new names in a rejected form."""

from __future__ import annotations

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString

from factcheck.desk.name_fields import NameQuestion

register = template.Library()


@register.filter
def has_only_questions(form: BaseForm) -> bool:
    """Whether the only errors of the form are questions about new names without an answer."""
    return bool(form.errors) and all(getattr(form.fields.get(name), "open_questions", ()) for name in form.errors)


@register.simple_tag
def first_choice(field: BoundField, question: NameQuestion) -> SafeString:
    """The attributes of the first choice: the error summary links to it, and it takes the focus unless there are other errors."""
    takes_focus = not question.answer and has_only_questions(field.form)
    focus = SafeString(" data-focus autofocus" if takes_focus else "")
    return format_html('id="{}_question_{}"{}', field.auto_id, question.number, focus)
