"""The labels and sentences of the public templates that were reworded after version 0.1.

The content of published documents is stored and must not change; only these texts around it may differ.
"""

from __future__ import annotations

REWORDED = {
    "”, it is now “": "” and is now “",
    "is now “Unproven”.": "is now “Unproven.”",
    "“False”, no longer": "“False,” no longer",
    ".”, rated": ".” rated",
    ".”, retracted": ".” retracted",
    "This check was withdrawn by the newsroom.": "The newsroom retracted this check.",
    "no longer stands. What was published stays readable below.": "no longer applies. The published text remains below.",
    # the content warning, which no longer precedes the rationale (see ADDED)
    "What follows quotes texts that describe killing or injury. There are no images."
    "What follows quotes texts that describe killing or injury. There are no images. Show the text Hide it again": "",
    "In these words": "Where the claim appeared",
    "How it stands to other claims": "Related claims",
    "Goes back to": "Original source:",
    ", and counts as that origin.": ". This item counts as evidence from that source.",
    "no copy is kept.": "no copy is stored.",
    "Copy kept": "Copy stored",
    "Looked for, none found.": "Searched; nothing found.",
    "What was looked for, where, and whether it was found": "Searches for evidence, with place, search terms, date, and result",
    "Where Words When Result": "Where Search terms Date Result",
    " of 28 November 2026, https": ", 28 November 2026, https",
    "none found: ": "nothing found: ",
    "none found Versions": "nothing found Versions",
    "Result supports Statements": "Result supports the claim Statements",
    "Result supports Port": "Result supports the claim Port",
    "contradicts Radio log captains": "contradicts the claim Radio log captains",
    ", this one": " (this version)",
    "Send by mail": "Send by email",
    "the current one, at its permanent address.": "the current version, at its permanent URL.",
    "and is kept for the record; do not quote it as our view.": (
        "and remains online for the record. Do not cite it as our current view."
    ),
    "What changed since": "Changes since this version",
    "with the words that stand at the top of the check itself. Earlier versions stay readable.": (
        "with the notice that appears at the top of the check. Earlier versions remain online."
    ),
    # How we check
    "A claim is one statement that evidence can bear on, in neutral words, with the person or institution that made it. We"
    " keep three questions apart: did somebody say it in these words, is what was said true, and was it reported correctly."
    " Each is a claim of its own, and a rating always answers only one of them. Where a claim denies another, the page names"
    " both, so that a rating of the denial is not taken for a rating of what is denied.": (
        "A claim is a single statement that evidence can support or contradict. We word it neutrally and name the person or"
        " institution that made it. We separate three questions: Did someone say this? Is the statement true? Was it reported"
        " correctly? Each question is a separate claim, and a rating answers only one of them. If a claim denies another, the"
        " page names both, so that readers do not mistake the rating of the denial for a rating of the denied claim."
    ),
    "We look for evidence on both sides and show both. Each item names its source, what that source has at stake, when the"
    " item became available, and why it bears on the claim. Several reports that go back to one root count as one origin. What"
    " we looked for and did not find is part of the record: every check carries its search log. Where we keep a copy of a text"
    " or file, its SHA-256 is shown, so that anybody can test whether a copy is the one we saw.": (
        "We look for evidence for and against the claim, and publish both. Each item names its source, that source’s interest"
        " in the matter, when the item became available, and why it is relevant. Several reports based on the same original"
        " source count as one. Searches without results are part of the record: every check includes its search log. If we"
        " store a copy of a text or file, the page lists its SHA-256 digest, so that anyone can verify that a copy is"
        " identical to ours."
    ),
    "The person who approves a verdict had no part in the claim, its evidence or its text; the software refuses it otherwise."
    " Before a verdict is submitted, a list of requirements has to be met. Where one is not, the reason stands in writing on"
    " the page.": (
        "The person who approves a verdict had no part in the claim, its evidence, or its text; the software enforces this rule."
    ),
    "Published text changes only through a correction, which stands at the top of the check and in the log of corrections, with"
    " its date and its kind. Earlier versions stay readable at their own addresses. A check that should not have been"
    " published is retracted with a public notice, not removed.": (
        "We change published text only with a correction. It appears at the top of the check and in the corrections log, with"
        " its date and kind. Earlier versions remain online at their own URLs. If a check should not have been published, we"
        " retract it with a public notice; we do not remove it."
    ),
    "Each rating rests on one of four conclusions. A rating has a number only where it can be placed between false and true.": (
        "Each rating stands for one of four conclusions. A rating has a number only if it has a place between false and true."
    ),
    "For machines Every check carries ClaimReview data. All of it is in one file; changes are in the Atom feed. A retracted check"
    " keeps its record there under the rating “Retracted”, without a number.": (
        "Data and feeds Every check includes ClaimReview data. You can download the data of all checks as one file and follow"
        " changes in the Atom feed. Retracted checks remain in both with the rating “Retracted” and no number."
    ),
    "Where you find a mistake, or are named in a check and want to answer, write to": (
        "If you find a mistake, or a check names you and you want to respond, write to"
    ),
    "Say which check, which words, and what your evidence is.": (
        "Tell us which check and which passage you mean, and what your evidence is."
    ),
}
"""Text of version 0.1 → its replacement. White space is not significant."""

ADDED = [
    r"Related checks .*$",
    r"Th(?:ese quotes|is evidence) may describe violence or death\. There are no images\..*?Hide the (?:quotes|evidence)",
    r"What a check needs before publication .*?(?=Corrections We change)",
    r"This check is retracted\. The following sentences .* no longer applies\. Our method and scale",
]
"""Regular expressions of passages that newer versions add."""
REMOVED_AFTER_A_RETRACTION = r"“False” means: .*? Our method and scale"
"""The explanation of the former rating, which pages of retracted checks no longer have."""
