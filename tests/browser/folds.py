"""Fields in folds: a person opens the folds before entering something."""

from __future__ import annotations

from playwright.sync_api import Locator, Page


def unfolded(place: Page | Locator, label: str) -> Locator:
    """The field with this label. The folds around it are open."""
    field = place.get_by_label(label)
    closed = field.locator("xpath=ancestor::details[not(@open)]")
    while closed.count():
        closed.first.locator(":scope > summary").click()
    return field
