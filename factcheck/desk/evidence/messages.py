"""Messages, help texts, and validation errors of the evidence screens. Pure."""

from __future__ import annotations

EVIDENCE_SAVED = "Evidence saved."
EVIDENCE_WITHDRAWN = "Evidence withdrawn. It stays on the record with your reason."
COPY_REQUESTED = "A copy of the page was requested."
COPY_IMPORTED = "The copy was imported as an article. Check its details."
COPY_IN_LIBRARY = "The library already has an article with exactly this text."
QUOTE_PLACED = "Place of the quote saved."
QUOTE_SELECTED = "Quote saved, with its place in the copy."
WORDS_HELP = "Select the words in the text, or paste them from it."
WORDS_REQUIRED = "Select words in the text, or paste them."
COPY_ADDED = "Copy added."
PAGE_IN_ARCHIVE_HELP = "Only for a WACZ or WARC file with several pages. If you leave it empty, its main page is used."
SEARCH_LOGGED = "Search logged."

STANCE_REQUIRED = "Choose whether it supports the claim, contradicts it, or provides context."
KIND_REQUIRED = "Choose whether this is a primary or a secondary source."
PRIMARY = "primary: a record or a witness"
SECONDARY = "secondary: a report about one"
ARTICLE_REQUIRED = "Choose an article first."
QUOTE_HELP = "Copy the text exactly as it appears on the page."
FILE_REQUIRED = "Choose a file."
FILE_EMPTY = "The file is empty. Choose another one."
ONE_PASSAGE_ONLY = "A passage is one continuous piece of text. Attach each part separately."
ATTACH_AGAIN = "Attach it again"

WITHDRAWAL_EFFECTS = {
    "submitted": "The verdict is under review.",
    "approved": "The verdict is approved. After a withdrawal, it needs another approval before it can be published.",
    "published": "The check is published. Readers see the item until the check is corrected; it will be in the queue.",
}
"""State of the verdict → what a withdrawal means for it."""

PICTURE_REQUESTED = "The picture is being made."

STANCE_SEARCHED_REQUIRED = "Choose what kind of evidence you looked for."
PLACE_REQUIRED = "Enter where you searched."
TERMS_REQUIRED = "Enter your search terms, or what you asked."
DATE_REQUIRED = "Enter the date of the search."
RESULT_REQUIRED = "Choose whether you found evidence."


def attached(stance: str) -> str:
    """The message after evidence was attached."""
    return f"Evidence attached as “{stance}.”"


def words_attached(number: int, stance: str) -> str:
    """The message after words of a copy were attached as the item `number` of its claim."""
    return f"Evidence [{number}] attached as “{stance}.” Its quote is marked below."


def moved(stance: str) -> str:
    """The message after an item was moved to another column."""
    return f"Evidence moved to “{stance}.”"


def copy_help(limit: int) -> str:
    """The help text of the file of a copy. `limit` is in bytes."""
    return (
        "A web archive (WACZ or WARC), a page saved as one file (MHTML or HTML), a PDF, a picture, or a text file, of at most"
        f" {limit // 1024**2} MB. The file is stored unchanged."
    )


def file_help(limit: int) -> str:
    """The help text of the file field. `limit` is in bytes."""
    return f"At most {limit // 1024**2} MB. The file is stored unchanged and can only be downloaded."


def interval_saved(is_scheduled: bool) -> str:
    """The message after an interval was saved. `is_scheduled`: whether the address is checked at it now."""
    if is_scheduled:
        return "Interval saved. The next check is scheduled within 15 minutes."
    return "Interval saved. Nothing is checked on a schedule now; see below."


def newsroom_says(setting: str) -> str:
    return f"The newsroom’s settings say: {setting}."


NO_SURROUNDINGS = "The newsroom setting “Words around quotes” is “never published”. Administrators can change it."
NEVER_AT_ALL = "The newsroom setting “Copies of web pages” is “never fetched”. Administrators can change it."
CHECK_REQUESTED = "The address is checked again. The result appears here."
NO_NOTICE_SAVED = "Statement saved. The page left the queue."
AS_NEWSROOM = "as the newsroom’s settings say"
OWN_INTERVAL = "every … days"
NEVER_CHECKED = "never"
INTERVAL_LABEL = "Check this address again"
INTERVAL_HELP = "Each request reveals to the website that your newsroom is interested in the page."
DAYS_LABEL = "Days between two checks"
DAYS_REQUIRED = "Enter the number of days."


def withdrawn_but_cited(number: int) -> str:
    """A sentence for an item whose number the newest version of the verdict contains."""
    return f"Its text cites [{number}], so the verdict has to be changed, too."
