"""Values that are computed only if something reads them, and whose arguments represent them in the keys of kept markup."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.utils.functional import SimpleLazyObject

Value = TypeVar("Value")


class KeyedValue(SimpleLazyObject):  # type: ignore[type-arg]
    """The value of `compute(*arguments)`. Use `keyed`."""

    def __init__(self, compute: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
        super().__init__(lambda: compute(*arguments))
        self.__dict__["known"] = (f"{compute.__module__}.{compute.__qualname__}", arguments)

    @staticmethod
    def markup_key(value: KeyedValue) -> Any:
        return value.__dict__["known"]


def keyed(compute: Callable[..., Value], *arguments: Any) -> Value:
    """The value of `compute(*arguments)`, computed when a template or a view reads it first.

    Its arguments represent it in the key of kept markup (`web.markup_cache`), so `compute` must depend on nothing else. It must
    not change them either.
    """
    return cast(Value, KeyedValue(compute, arguments))
