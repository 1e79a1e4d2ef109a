"""Actions on sources, articles, and revisions."""

from factcheck.articles.actions.articles import ImportResult, edit_article, import_article
from factcheck.articles.actions.closing import close_article, reopen_article
from factcheck.articles.actions.public_text import show_text
from factcheck.articles.actions.revisions import NewText, read_and_store, write_revision
from factcheck.articles.actions.sources import add_source, edit_source, resolve_sources

__all__ = [
    "ImportResult",
    "NewText",
    "add_source",
    "close_article",
    "edit_article",
    "edit_source",
    "import_article",
    "read_and_store",
    "reopen_article",
    "resolve_sources",
    "show_text",
    "write_revision",
]
