"""Names by which a person finds a thing: upper and lower case alike."""

from __future__ import annotations

from typing import Any

from django.db import models


class OneOfAName(models.UniqueConstraint):
    """No two rows whose names differ in case alone. Over `Upper(name)`, which is what `iexact` asks for: it reads this index.

    Forms leave it to the database. The action says it, in the same words for every door.
    """

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Nothing, see above."""
