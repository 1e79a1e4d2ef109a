"""Packages that a person uploads in order to import them: received in parts, verified, and kept until the import.

A person has at most one package here. It is a file in PACKAGE_FOLDER, and its report is a second file, which is written last:
only a verified package has one. Both are removed after the import, when the person uploads another package, and after a day.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Collection
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from factcheck.accounts.models import Person
from factcheck.archive.addresses import CHUNK, Readable, digest_of, size_of
from factcheck.archive.faults import store_faults
from factcheck.exchange.incoming import verified_report
from factcheck.exchange.preview import preview_of, require_new
from factcheck.setup.durable import temporary_name
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid, Refused, RequestTooLarge

GONE = "The uploaded package is no longer here. Packages are kept for a day, and only until you upload another one."
UPLOAD_AGAIN = "Upload it again. Nothing was imported."
TOO_LARGE = "The package has {size:,} bytes; the limit is {limit:,}."
NOT_NEXT = "The server has {size:,} bytes of this package, so this is not the next part."
INCOMPLETE = "The upload is incomplete: {size:,} of {total:,} bytes arrived."
CONTINUE = "Send the next part, or begin again."


class WrongPart(Refused):
    """A part does not begin where the received bytes end (409). `size` is the number of bytes that the server has."""

    title = "This is not the next part"

    def __init__(self, size: int) -> None:
        self.size = size
        super().__init__(NOT_NEXT.format(size=size), next_step=CONTINUE)


@dataclass(frozen=True, slots=True)
class StagedPackage:
    """A verified package that waits for its import. `trusted` are the ids of keys that the person named."""

    token: str
    sha256: str
    size: int
    trusted: list[str]
    verified: list[str]
    unverified: list[str]
    preview: dict[str, Any] = field(default_factory=dict)


def receive_part(*, person: Person, token: uuid.UUID, offset: int, part: Readable) -> int:
    """Append a part of a package that begins at `offset`, in bytes. Returns the number of bytes received so far.

    A part that was received before, because its response was lost, changes nothing. The first part removes an earlier package of
    the person. Raises WrongPart, RequestTooLarge, NotAllowed, StorageFull, and StoreUnavailable.
    """
    permit(person, "package.verify")
    end = offset + size_of(part)
    if end > settings.MAX_PACKAGE_BYTES:
        raise RequestTooLarge(TOO_LARGE.format(size=end, limit=settings.MAX_PACKAGE_BYTES), next_step="Nothing was imported.")
    path = _path(person, token)
    with store_faults(f"the folder {settings.PACKAGE_FOLDER}", is_writing=True):
        if offset == 0 and not path.exists():
            discard(person)
        _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600), "r+b") as file:
            size = file.seek(0, os.SEEK_END)
            if end <= size:
                return size
            if offset != size:
                raise WrongPart(size)
            try:
                _copy(part, file)
                file.flush()
            except OSError:
                file.truncate(size)  # so that the same part can be sent again
                raise
    return end


def stage_package(
    *, person: Person, token: uuid.UUID, file: Readable | None = None, total: int | None = None, trusted: Collection[str] = ()
) -> StagedPackage:
    """Verify a package: `file`, or the received parts, of which `total` bytes are expected. Nothing is imported.

    A package that is not accepted is removed. Raises Invalid(file) with the reasons, Refused for a claim that is here already,
    and what `receive_part` raises.
    """
    permit(person, "package.verify")
    if file is not None:
        discard(person)
        receive_part(person=person, token=token, offset=0, part=file)
    elif (staged := staged_package(person, token)) is not None:
        return staged
    path = _path(person, token)
    try:
        stored = path.open("rb")
    except FileNotFoundError:
        raise Refused(GONE, next_step=UPLOAD_AGAIN) from None
    with stored:
        size = size_of(stored)
        if total is not None and size != total:
            raise Invalid({"file": INCOMPLETE.format(size=size, total=total)})
        try:
            report = verified_report(stored, trusted=trusted)
            preview = preview_of(report)
            require_new(preview["first_entry"])
            sha256, _ = digest_of(stored)
        except Refused:
            discard(person)
            raise
    staged = StagedPackage(str(token), sha256, size, list(trusted), report.verified, report.unverified, preview)
    with store_faults(f"the folder {settings.PACKAGE_FOLDER}", is_writing=True):
        target = path.with_suffix(".json")
        temporary = temporary_name(target)
        try:
            with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
                json.dump(asdict(staged), out)
            os.replace(temporary, target)
        finally:
            temporary.unlink(missing_ok=True)
    return staged


def staged_package(person: Person, token: uuid.UUID) -> StagedPackage | None:
    """The verified package that this person uploaded with this token, or None."""
    try:
        values = json.loads(_path(person, token).with_suffix(".json").read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return StagedPackage(**values) if _path(person, token).exists() else None


def open_staged(person: Person, token: uuid.UUID) -> IO[bytes]:
    """The file of a verified package. Raises Refused if it is gone."""
    try:
        return _path(person, token).open("rb")
    except FileNotFoundError:
        raise Refused(GONE, next_step=UPLOAD_AGAIN) from None


def discard(person: Person) -> None:
    """Remove the uploaded package of a person, also an incomplete one."""
    folder = _folder()
    if folder.is_dir():
        for path in folder.glob(f"{person.pk}-*"):
            with suppress(FileNotFoundError):
                path.unlink()


def _folder() -> Path:
    return Path(settings.PACKAGE_FOLDER)


def _path(person: Person, token: uuid.UUID) -> Path:
    return _folder() / f"{person.pk}-{uuid.UUID(str(token))}.zip"


def _copy(part: Readable, file: IO[bytes]) -> None:
    part.seek(0)
    while piece := part.read(CHUNK):
        file.write(piece)
