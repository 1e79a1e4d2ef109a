"""Labels of the queue. Pure."""

from __future__ import annotations

PARTS = {"mine": "Waiting for me", "work": "My drafts", "others": "Waiting for others"}

REVIEW = "Review"
READ = "Read"
PUBLISH = "Publish"
REVISE = "Revise"
OPEN_VERDICT = "Open"
OPEN_FIRST = "Open the first verdict"
