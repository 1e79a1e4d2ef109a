"""Actions on the logo of the newsroom."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from PIL import __version__ as pillow_version

from factcheck.archive.actions import Readable, StoredBytes, add_capture, store_bytes
from factcheck.archive.addresses import size_of
from factcheck.archive.models import Method
from factcheck.evidence.fields import file_too_large
from factcheck.ledger.actions import NewEntry, change_once, edit
from factcheck.newsroom.models import Logo, Newsroom
from factcheck.publishing.logos.files import LogoFile, read_logo
from factcheck.publishing.logos.limits import MAX_BYTES
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid

MEDIA_TYPE = "image/png"


def set_logo(
    *,
    person: Any,
    newsroom: Newsroom,
    file: Readable,
    name: str = "",
    contains_name: bool = False,
    seen_version: int | None,
    token: uuid.UUID | None = None,
) -> Newsroom:
    """Make an uploaded picture the logo. Only its pixels are stored, as a PNG file; the former logo keeps its address.

    Raises Invalid(file) for a file that is no picture or exceeds a limit, QuotaExceeded, StorageFull or StoreUnavailable, and
    the exceptions of `ledger.actions.edit`.
    """
    permit(person, "newsroom.edit", newsroom)
    if (size := size_of(file)) > MAX_BYTES:
        raise Invalid({"file": file_too_large(size, MAX_BYTES)})
    file.seek(0)
    picture = read_logo(file.read())
    return _set_stored_logo(
        person=person,
        newsroom=newsroom,
        picture=picture,
        stored=store_bytes(picture.content, uploaded_by=person),
        name=name,
        contains_name=contains_name,
        seen_version=seen_version,
        token=token,
    )


@change_once("newsroom.logo", "newsroom")
def _set_stored_logo(
    *,
    person: Any,
    newsroom: Newsroom,
    picture: LogoFile,
    stored: StoredBytes,
    name: str,
    contains_name: bool,
    seen_version: int | None,
    token: uuid.UUID | None = None,
) -> Newsroom:
    def resolve(fields: dict[str, Any]) -> tuple[dict[str, Any], Sequence[NewEntry]]:
        """The row of the logo: one that the newsroom has had, or else a new one. The row of the newsroom is locked."""
        former = Logo.objects.filter(capture__sha256=stored.sha256, contains_name=contains_name).order_by("-id").first()
        if former:
            return {"logo": former}, ()
        tool = f"logo as PNG; Pillow {pillow_version}"
        capture = add_capture(person=person, stored=stored, media_type=MEDIA_TYPE, name=name, method=Method.UPLOAD, tool=tool)
        values = {"width": picture.width, "height": picture.height, "contains_name": contains_name}
        logo = Logo.objects.create(capture=capture, **values)
        after = {"capture": capture.pk, **values}
        return {"logo": logo}, [NewEntry(action="logo.added", subject=logo, touched=[capture], after=after)]

    return edit(
        newsroom,
        person=person,
        permission="newsroom.edit",
        action="newsroom.logo",
        seen_version=seen_version,
        fields={"logo": name},
        resolve=resolve,
    )


@change_once("newsroom.logo_removed", "newsroom")
def remove_logo(*, person: Any, newsroom: Newsroom, seen_version: int | None, token: uuid.UUID | None = None) -> Newsroom:
    """Display the newsroom without a logo. The former logo keeps its row, its bytes, and its address."""
    return edit(
        newsroom,
        person=person,
        permission="newsroom.edit",
        action="newsroom.logo_removed",
        seen_version=seen_version,
        fields={"logo": None},
    )
