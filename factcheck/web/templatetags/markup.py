"""The tag `cached`, which renders a part of a template once for the values that it names."""

from __future__ import annotations

import secrets
from itertools import count
from typing import Any

from django.template import Context, Library, Node, TemplateSyntaxError
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from factcheck.web.markup_cache import (
    CHANGED,
    TODAY,
    MarkupCache,
    NotRepeatable,
    digest_of,
    is_kept,
    note_read,
    reads_noted,
    report,
)

register = Library()
MARKUP = MarkupCache()
_numbers = count()
# Nobody outside this process knows these placeholders, so no text that a person enters can contain one.
_CSRF_TOKEN, _FORM_TOKEN = secrets.token_hex(16), secrets.token_hex(16)


def _with_form_tokens(markup: str) -> str:
    """The markup with a new UUID for each form. A board has hundreds, so their bytes are read at once."""
    parts = markup.split(_FORM_TOKEN)
    digits = secrets.token_hex(16 * len(parts))
    filled = [parts[0]]
    for at, part in enumerate(parts[1:]):
        key = digits[32 * at : 32 * at + 32]
        filled += (f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}", part)
    return "".join(filled)


class CachedNode(Node):
    """`place` is the name of the template and the line, for messages."""

    def __init__(self, nodes: NodeList, values: dict[str, FilterExpression], more: FilterExpression | None, place: str) -> None:
        self.nodelist = nodes
        self.values = values
        self.more = more
        self.place = place
        self.number = next(_numbers)
        """Differs for each compiled part. A changed template is compiled again, so its former markup is not used."""

    def render(self, context: Context) -> SafeString:
        values = {name: value.resolve(context, ignore_failures=True) for name, value in self.values.items()}
        if self.more:
            values |= self.more.resolve(context)
        zone = str(timezone.get_current_timezone())
        try:
            digest = digest_of(self.number, zone, context.use_l10n, context.autoescape, values)
            markup = MARKUP.get(digest)
            if markup is None:
                markup, is_changed = self._rendered(context, values)
                if not is_changed:
                    MARKUP.keep(digest, markup)
        except NotRepeatable as problem:
            report(problem, self.place)
            with context.push(**values):
                return self.nodelist.render(context)
        if is_kept():  # the part around it fills the placeholders
            return mark_safe(markup)  # noqa: S308  rendered by the template
        if _CSRF_TOKEN in markup:
            markup = markup.replace(_CSRF_TOKEN, str(context.get("csrf_token", "")))
        if _FORM_TOKEN in markup:
            markup = _with_form_tokens(markup)
        return mark_safe(markup)  # noqa: S308  rendered by the template

    def _rendered(self, context: Context, values: dict[str, Any]) -> tuple[str, bool]:
        """The markup, and whether rows have changed since their digests were read. Raises NotRepeatable."""
        named = _NamedValues(context, values)
        with reads_noted() as reads:
            markup = self.nodelist.render(named)
        is_changed = CHANGED in reads
        if is_changed:
            note_read(CHANGED)  # for the part around it
        known = {CHANGED, TODAY} if "today" in values else {CHANGED}
        if reads := (reads | named.missing) - known:
            raise NotRepeatable(f"reads {', '.join(sorted(reads))}, which is not among its values")
        return str(markup), is_changed


class _NamedValues(Context):
    """A context with nothing but the values of a cached part, which notes the names of variables that it does not have."""

    def __init__(self, context: Context, values: dict[str, Any]) -> None:
        placeholders = {"csrf_token": _CSRF_TOKEN, "form_token": _FORM_TOKEN}
        super().__init__(placeholders | values, autoescape=context.autoescape, use_l10n=context.use_l10n, use_tz=context.use_tz)
        self.template = context.template
        self.missing: set[str] = set()

    def __getitem__(self, key: Any) -> Any:
        try:
            return super().__getitem__(key)
        except KeyError:
            self.missing.add(f"the variable {key}")
            raise

    def get(self, key: Any, otherwise: Any = None) -> Any:
        if key not in self:
            self.missing.add(f"the variable {key}")
        return super().get(key, otherwise)


@register.tag
def cached(parser: Parser, token: Token) -> CachedNode:
    """`{% cached item=item level=level %} … {% endcached %}`: the part can read these variables and no other.

    The markup is kept in the process under a digest of their values, which includes the loaded relations of models. The part
    cannot query the database, read the request, or read the clock, which tests notice. If it compares days with today, the day is
    among its values as `today`. It can contain `csrf_token` and `idempotency_key`, which are filled in afterwards. Pass each
    optional variable too, such as `level=level`; it is None if it is missing.

    `{% cached values %} … {% endcached %}`: `values` is a dictionary of them.
    """
    words = token.split_contents()[1:]
    values = token_kwargs(words, parser)
    if len(words) > 1 or not (words or values):
        raise TemplateSyntaxError("The tag cached takes values with names, such as item=item, and one dictionary of values.")
    more = parser.compile_filter(words[0]) if words else None
    nodes = parser.parse(("endcached",))
    parser.delete_first_token()
    return CachedNode(nodes, values, more, f"{parser.origin}, line {token.lineno}")
