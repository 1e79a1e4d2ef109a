"""Actions on actors, claims, mentions, relations, and parties, and the revision of articles, which moves their mentions."""

from factcheck.claims.actions.actors import edit_actor, get_or_create_actor
from factcheck.claims.actions.claims import add_claim, edit_claim
from factcheck.claims.actions.contributions import contribute
from factcheck.claims.actions.mentions import add_mention, change_mention, withdraw_mention
from factcheck.claims.actions.parties import edit_party, name_party, withdraw_party
from factcheck.claims.actions.relations import add_relation, withdraw_relation
from factcheck.claims.actions.revisions import revise_article
from factcheck.claims.new_mention import NewMention

__all__ = [
    "NewMention",
    "add_claim",
    "add_mention",
    "add_relation",
    "change_mention",
    "contribute",
    "edit_actor",
    "edit_claim",
    "edit_party",
    "get_or_create_actor",
    "name_party",
    "revise_article",
    "withdraw_mention",
    "withdraw_party",
    "withdraw_relation",
]
