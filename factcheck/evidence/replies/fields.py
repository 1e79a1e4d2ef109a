"""The fields of the right of reply, with their limits and the messages of its rules. Pure."""

from __future__ import annotations

from factcheck.web.fields import Field, Fields

INTERNAL_REQUEST = "A request can contain contact details and confidential information."

REPLY = Fields(
    "reply",
    Field("name", max_length=200, help_text="As readers should see it, such as “the port authority.”"),
    Field("asked_on", label="date of the request"),
    Field("channel", form_label="Asked by"),
    Field(
        "channel_note",
        max_length=200,
        label="details of the channel",
        help_text="Readers see this, such as “at the press conference in Kyiv.” Do not enter addresses or phone numbers.",
    ),
    Field("deadline", help_text="The end of this day in the time zone of the newsroom."),
    Field(
        "contact",
        max_length=300,
        label="contact",
        help_text="The email address, phone number, or account that you used. Internal: readers never see it.",
        not_published="Contact details are internal.",
    ),
    Field(
        "question",
        max_length=10_000,
        form_label="Text of the request",
        help_text="What you sent or asked. Internal: readers never see it.",
        is_multiline=True,
        not_published=INTERNAL_REQUEST,
    ),
    Field(
        "not_asked_because",
        max_length=1000,
        label="reason for not asking",
        help_text="Readers see this, such as “The author of the post is unknown.”",
        is_multiline=True,
    ),
    Field("outcome"),
    Field(
        "answer",
        max_length=10_000,
        help_text="Quote it exactly. Readers see it. Replace contact details with […].",
        is_multiline=True,
    ),
    Field("answered_on", label="date of the answer"),
    Field(
        "answered_by",
        max_length=200,
        label="who answered",
        help_text="If it was not the person you asked, such as “a spokesperson.” Readers see this.",
    ),
)
"""Who was asked is a source, an actor, or a typed `name`. It never changes, except the spelling of a typed name."""

REQUEST = ("asked_on", "channel", "channel_note", "deadline", "contact", "question")
"""The names of the fields of a request."""
ANSWER = ("outcome", "answer", "answered_on", "answered_by")
"""The names of the fields of an answer."""

NO_ONE = "Choose or enter who was asked."
ONE_ONLY = "Choose or enter one only. Record each request separately."
NO_DATE = "Enter the date on which you asked."
NO_CHANNEL = "Choose how you asked."
NO_DEADLINE = "Enter the deadline for the answer."
DEADLINE_TOO_EARLY = "The deadline is before the date of the request."
NO_REASON = "Say why you did not ask. Readers see the reason."
REQUEST_OR_REASON = "Record either a request or the reason why you did not ask."
NO_ANSWER_TEXT = "Enter the answer."
NO_ANSWER_DATE = "Enter the date."
ANSWERED_TOO_EARLY = "This date is before the date of the request."
NOT_ANSWERED = "Only an answer has this. Choose “answered,” or leave it empty."
NOT_OVERDUE = "The deadline has not passed yet."
NOTHING_ASKED = "Nobody was asked, so there is no answer. Record a request instead."
TYPED_NAME_ONLY = "A source or an actor keeps its name. Edit it on its own page."
CONTACT_IN_PUBLIC_TEXT = "Readers see this text, and it seems to contain an email address or a phone number. Remove it."
