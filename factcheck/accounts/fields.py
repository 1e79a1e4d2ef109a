"""The texts that people enter about accounts, with their limits. Pure."""

from __future__ import annotations

from factcheck.web.fields import Field

PERSON_NAME = Field("name", max_length=120)
TOKEN_NAME = Field("name", max_length=80)
VOUCHING_REASON = Field("reason", max_length=500, is_multiline=True)
