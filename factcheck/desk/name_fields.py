"""Form fields for names of sources and actors. Before a new name is added, they ask which existing row may be meant.

The questions are part of the form, so they work without JavaScript, and the rest of the input stays in the form. Each question is
about one entered text: if the text changes, its answer no longer counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms

from factcheck.articles.models import Source
from factcheck.claims.actions.actors import sources_named
from factcheck.claims.models import Actor
from factcheck.desk import messages
from factcheck.desk.form_fields import SOURCE_OPTIONS, LinesField
from factcheck.ledger.named import Named
from factcheck.newsroom.queries import newsroom_name
from factcheck.web.form_fields import LineField, NameInput
from factcheck.web.known_names import MAX_NAME_LENGTH
from factcheck.web.name_identity import name_identity, normalize_name
from factcheck.web.names import known_among, row_named
from factcheck.web.near_names import near_names
from factcheck.web.text import text_error

MAX_QUESTIONS = 10
"""Maximum number of questions in one field. An attribution chain has fewer names."""
EXISTING, NEW = "=", "+"
"""The first character of an answer: the name of an existing row, or a new row of the kind that follows."""


class EnteredText(str):
    """The text of a field, in which the names of chosen rows replace the entered ones.

    `answers`: key of a name → answer. `asked_before`: keys of the names about which another field of the form asks. `others`: the
    names in that field, if it is cleaned later.
    """

    __slots__ = ("answers", "asked_before", "others")
    answers: dict[str, str]
    asked_before: frozenset[str]
    others: Sequence[str]


@dataclass(frozen=True, slots=True)
class NameChoice:
    """One answer. `row` is the existing row, and `alias` its name that matched, if it is not the displayed one."""

    value: str
    label: str
    row: Any = None
    alias: str = ""


@dataclass(frozen=True, slots=True)
class NameQuestion:
    """A question about a new name. `answer` is the value of the selected choice; empty if it was not answered."""

    name: str
    number: int
    text: str
    heading: str
    choices: Sequence[NameChoice] = field(default_factory=tuple)
    answer: str = ""


class AnswersMixin:
    """For widgets: reads the answers that were submitted with a text."""

    same_as: str = ""
    """The name of another field in the form, for the same kind of rows, whose questions this field does not repeat."""
    followed_by: str = ""
    """The name of the field that does not repeat the questions of this one."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        text = super().value_from_datadict(data, files, name)  # type: ignore[misc]
        if not isinstance(text, str):
            return text
        answers = _submitted_answers(data, name)
        other = data.get(self.same_as) if self.same_as else None
        if not isinstance(other, str) or not other:
            following = data.get(self.followed_by) if self.followed_by else None
            lines = following.splitlines()[:MAX_QUESTIONS] if isinstance(following, str) else []
            return _with_answers(
                text, answers, others=[line for line in lines if len(line) <= MAX_NAME_LENGTH and not text_error(line)]
            )
        return _with_answers(text, answers | _submitted_answers(data, self.same_as), frozenset([name_identity(other)]))


class NewNameInput(AnswersMixin, NameInput):
    """A text field for a name that may be new."""


class AddedNameInput(AnswersMixin, forms.TextInput):
    """A text field for a name that is expected to be new."""


class NewNamesTextarea(AnswersMixin, forms.Textarea):
    """A text area for names that may be new, one per line."""


def _submitted_answers(data: Any, name: str) -> dict[str, str]:
    """The answers to the questions of field `name`."""
    answers: dict[str, str] = {}
    if not any(key.startswith(f"{name}_asked_") for key in data):  # usually, there are none
        return answers
    for number in range(MAX_QUESTIONS):
        asked, answer = data.get(f"{name}_asked_{number}", ""), data.get(f"{name}_as_{number}", "")
        if asked and answer[:1] in (EXISTING, NEW) and answer:
            answers[name_identity(asked)] = answer
    return answers


def _with_answers(
    text: str, answers: Mapping[str, str], asked_before: frozenset[str] = frozenset(), others: Sequence[str] = ()
) -> str:
    lines = [(line, answers.get(name_identity(line), "")) for line in text.splitlines()]
    if answers:
        text = "\n".join(answer[1:] if answer.startswith(EXISTING) else line for line, answer in lines)
    entered = EnteredText(text)
    entered.answers = {key: answer for key, answer in answers.items() if answer.startswith(NEW)}
    entered.asked_before = asked_before
    entered.others = others
    return entered


class KnownNames:
    """Tells which names a row of `model` has. It looks each name up once, for all fields that share this object."""

    def __init__(self, model: type[Named]) -> None:
        self.model = model
        self._is_known: dict[str, bool] = {}

    def among(self, names: Sequence[str], others: Sequence[str] = ()) -> set[str]:
        """Those of `names` that a row has. `others` are looked up in the same query, for a later call."""
        unknown = [name for name in dict.fromkeys((*names, *others)) if name not in self._is_known]
        found = known_among(self.model, unknown)
        self._is_known |= {name: name in found for name in unknown}
        return {name for name in names if self._is_known[name]}


class NameQuestions:
    """For form fields: asks about names that no row has. `model` is Source or Actor.

    After `clean`, `questions` are those to display, and `kinds` maps names of actors to the stated kind. These include names that
    are no longer new, so that a repeated request has the same content as the first.
    """

    model: type[Named]
    known_names: KnownNames | None = None
    """What this field shares with another one of the form."""
    questions: Sequence[NameQuestion] = ()
    kinds: Mapping[str, str] = {}
    is_adding = False

    @property
    def open_questions(self) -> Sequence[NameQuestion]:
        """The questions without an answer. If there are any, they are the errors of the field."""
        return [question for question in self.questions if not question.answer]

    def ask(self, value: Any, names: Sequence[str]) -> None:
        """Set `questions`. Raises ValidationError if one of them is not answered."""
        names = _normalized(names)
        known = (self.known_names or KnownNames(self.model)).among(names, _normalized(getattr(value, "others", ())))
        new = [name for name in names if name not in known][:MAX_QUESTIONS]
        if self.model is Actor and new:  # the action reports the name of this newsroom, which cannot be an actor
            own = name_identity(newsroom_name())
            new = [name for name in new if name_identity(name) != own]
        sources = dict(sources_named(new)) if self.model is Actor and new else {}
        answers: Mapping[str, str] = getattr(value, "answers", {})
        stated = {name: answers.get(name_identity(name), "")[1:] for name in names}
        self.kinds = {name: kind for name, kind in stated.items() if kind in Actor.ActorKind.values}
        asked_before: frozenset[str] = getattr(value, "asked_before", frozenset())
        questions = [
            self._question(number, name, bool(sources.get(name)), answers.get(name_identity(name), ""))
            for number, name in enumerate(new)
            if name_identity(name) not in asked_before
        ]
        self.questions = [question for question in questions if question]
        if self.open_questions:
            raise forms.ValidationError([question.text for question in self.open_questions])

    def _question(self, number: int, name: str, has_source: bool, answer: str) -> NameQuestion | None:
        """The question about a new name, or None if there is nothing to ask.

        Another person may have added this name a moment ago, after `ask` looked for it. Then it is not new.
        """
        near = near_names(self.model._default_manager.all(), name)
        if near and name_identity(near[0].alias or near[0].row.name) == name_identity(name):
            return None
        asks_for_kind = self.model is Actor and not has_source
        if not near and not asks_for_kind:
            return None
        choices = [NameChoice(EXISTING + each.row.name, each.row.name, each.row, each.alias) for each in near]
        kinds = (Actor.ActorKind.PERSON, Actor.ActorKind.ORGANIZATION) if asks_for_kind else ()
        choices += [NameChoice(NEW + kind.value, messages.new_row(kind.value)) for kind in kinds]
        if not kinds:
            choices.append(NameChoice(NEW, messages.new_row(str(self.model._meta.verbose_name))))
        is_valid = answer in {choice.value for choice in choices}
        return NameQuestion(
            name, number, messages.name_question(name, bool(near)), messages.meaning(name), choices, answer if is_valid else ""
        )


def _normalized(names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(normalize_name(name) for name in names if name.strip()))


class NameField(NameQuestions, LineField):
    """The name of one source or actor, which may be new."""

    def __init__(self, model: type[Named], *, widget: forms.Widget, **options: Any) -> None:
        self.model = model
        super().__init__(widget=widget, **options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        self.ask(value, [text])
        return text


class SourceNewNameField(NameField):
    """The name of a source, which may be new, or empty."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Source, widget=NewNameInput(SOURCE_OPTIONS, new=messages.NEW_SOURCE), **{"required": False, **options})


class AddedNameField(NameField):
    """The name of a row that the form adds. Existing rows are displayed as links and cannot be chosen."""

    is_adding = True

    def __init__(self, model: type[Named], **options: Any) -> None:
        super().__init__(model, widget=AddedNameInput(), **options)


class ExistingNameField(NameField):
    """The name of an existing source or actor, or empty; cleans to the row or None.

    An unknown name is an error. If existing names nearly match it, the form offers them as choices.
    """

    def __init__(self, model: type[Named], *, options_url: Any, **options: Any) -> None:
        super().__init__(model, widget=NewNameInput(options_url), **{"max_length": MAX_NAME_LENGTH, "required": False, **options})

    def clean(self, value: Any) -> Any:
        name = normalize_name(super().clean(value))
        if not name:
            return None
        row = row_named(self.model._default_manager.all(), name)
        if row is None:
            raise forms.ValidationError(messages.name_unknown(name, _noun(self.model)), code="unknown")
        return row

    def _question(self, number: int, name: str, has_source: bool, answer: str) -> NameQuestion | None:
        near = near_names(self.model._default_manager.all(), name)
        choices = [NameChoice(EXISTING + each.row.name, each.row.name, each.row, each.alias) for each in near]
        text = messages.name_unknown(name, _noun(self.model), has_near_matches=True)
        return NameQuestion(name, number, text, messages.similar_names(name), choices) if near else None


def _noun(model: type[Named]) -> str:
    return "person or organization" if model is Actor else str(model._meta.verbose_name)


class NameLinesField(NameQuestions, LinesField):
    """Names of actors, one per line, which may be new."""

    def __init__(self, model: type[Named], *, widget: forms.Widget, **options: Any) -> None:
        self.model = model
        super().__init__(widget=widget, **options)

    def clean(self, value: Any) -> list[str]:
        names = super().clean(value)
        self.ask(value, names)
        return names


def ask_once(form: forms.BaseForm, first: str, second: str) -> None:
    """Let only field `first` of the form ask about a name that both fields contain. The answer is valid for both.

    Both fields look their names up in one query.
    """
    one, other = form.fields[first], form.fields[second]
    if not (isinstance(one.widget, AnswersMixin) and isinstance(other.widget, AnswersMixin)):
        raise TypeError(f"{first} or {second} has no questions about names")
    if not (isinstance(one, NameQuestions) and isinstance(other, NameQuestions)):
        raise TypeError(f"{first} or {second} does not contain names")
    one.widget.followed_by, other.widget.same_as = second, first
    one.known_names = other.known_names = KnownNames(one.model)


def stated_kinds(form: forms.BaseForm) -> dict[str, str]:
    """The kinds of the new actors in a valid form, by name."""
    kinds: dict[str, str] = {}
    for each in form.fields.values():
        if isinstance(each, NameQuestions):
            kinds |= each.kinds
    return kinds
