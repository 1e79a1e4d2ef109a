"""Lets Django's functions for the time tell `web.markup_cache` that they were called.

A part of a page that reads the clock would be kept forever. `localtime(value)` and `localdate(value)` only convert.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.template.defaulttags import NowNode
from django.utils import timezone

from factcheck.web.markup_cache import TIME, TODAY, note_read

_is_inside: ContextVar[bool] = ContextVar("is_inside", default=False)
"""Whether one of the functions has called another."""


def note_clock() -> None:
    for name, what in (("now", TIME), ("localtime", TIME), ("localdate", TODAY)):
        setattr(timezone, name, _noting(getattr(timezone, name), what))
    NowNode.render = _noting(NowNode.render, TIME, is_method=True)


def _noting(read: Callable[..., Any], what: str, *, is_method: bool = False) -> Callable[..., Any]:
    @wraps(read)
    def noted(*arguments: Any, **options: Any) -> Any:
        if (arguments and not is_method) or _is_inside.get():
            return read(*arguments, **options)
        note_read(what)
        token = _is_inside.set(True)
        try:
            return read(*arguments, **options)
        finally:
            _is_inside.reset(token)

    return noted
