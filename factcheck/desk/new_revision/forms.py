"""The form for a new revision."""

from __future__ import annotations

from factcheck.desk.library.forms import TextForm
from factcheck.web.submission import EditForm


class RevisionForm(TextForm, EditForm):
    """The text of a new revision. `version` is the version of the article."""
