"""Actions on actors, claims, mentions, relations, and parties."""

from factcheck.claims.actions.actors import edit_actor, get_or_create_actor
from factcheck.claims.actions.claims import add_claim, edit_claim
from factcheck.claims.actions.closing import close_claim, reopen_claim
from factcheck.claims.actions.contributions import contribute
from factcheck.claims.actions.mentions import (
    add_mention,
    change_mention,
    confirm_mention_context,
    keep_mention,
    withdraw_mention,
)
from factcheck.claims.actions.merging import merge_actors, merge_sources
from factcheck.claims.actions.parties import edit_party, name_party, withdraw_party
from factcheck.claims.actions.relations import add_relation, withdraw_relation
from factcheck.claims.new_mention import NewMention

__all__ = [
    "NewMention",
    "add_claim",
    "add_mention",
    "add_relation",
    "change_mention",
    "close_claim",
    "confirm_mention_context",
    "contribute",
    "edit_actor",
    "edit_claim",
    "edit_party",
    "get_or_create_actor",
    "keep_mention",
    "merge_actors",
    "merge_sources",
    "name_party",
    "reopen_claim",
    "withdraw_mention",
    "withdraw_party",
    "withdraw_relation",
]
