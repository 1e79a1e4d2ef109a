"""Compares the files of a package with its manifests (RFC 8493). Pure."""

from __future__ import annotations

import hashlib
import re

from factcheck.exchange.layout import BAG_DECLARATION, DECLARATION, MANIFEST, PAYLOAD, TAG_MANIFEST
from factcheck.exchange.verification.contents import CHUNK, Contents
from factcheck.exchange.verification.report import Report, UnreadablePackage

MAX_MANIFEST = 8 << 20
_LINE = re.compile(r"([0-9a-f]{64})  ([!-~][ -~]{0,498})")


def check_bag(contents: Contents, report: Report) -> None:
    """Hash every file, compare it with its manifest, and find files that are missing or not listed. Fills `report.hashes`.

    Raises UnreadablePackage if the manifests are missing or malformed.
    """
    if BAG_DECLARATION not in contents.names or contents.size(BAG_DECLARATION) != len(DECLARATION):
        raise UnreadablePackage("This is not a package of Factcheck: bagit.txt is missing or different.")
    if read_all(contents, BAG_DECLARATION, len(DECLARATION)) != DECLARATION:
        raise UnreadablePackage("This is not a package of Factcheck: bagit.txt is missing or different.")
    listed = {**_manifest(contents, MANIFEST), **_manifest(contents, TAG_MANIFEST)}
    if MANIFEST not in listed or any(path.startswith(PAYLOAD) for path in _manifest(contents, TAG_MANIFEST)):
        raise UnreadablePackage(f"{TAG_MANIFEST} does not list {MANIFEST}, or lists files of {PAYLOAD}.")
    present = contents.names - {TAG_MANIFEST}
    report.errors += [f"{path} is missing" for path in sorted(listed.keys() - present)]
    report.errors += [f"{path} is in no manifest" for path in sorted(present - listed.keys())]
    for path in sorted(present & listed.keys()):
        report.hashes[path] = sha256_of(contents, path)
        if report.hashes[path] != listed[path]:
            report.errors.append(f"{path} was changed: its SHA-256 is not the one in the manifest")
    if not report.errors:
        report.verified.append(f"{len(listed)} files match the manifests, and there are no others.")


def sha256_of(contents: Contents, path: str) -> str:
    """The SHA-256 of a file, 64 hexadecimal digits."""
    digest = hashlib.sha256()
    with contents.open(path) as file:
        while piece := file.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def read_all(contents: Contents, path: str, most: int) -> bytes:
    """The bytes of a file. Raises UnreadablePackage if it is missing or has more than `most` bytes."""
    if path not in contents.names:
        raise UnreadablePackage(f"{path} is missing.")
    if contents.size(path) > most:
        raise UnreadablePackage(f"{path} has more than {most:,} bytes.")
    with contents.open(path) as file:
        return file.read()


def _manifest(contents: Contents, name: str) -> dict[str, str]:
    try:
        lines = read_all(contents, name, MAX_MANIFEST).decode("ascii").removesuffix("\n").split("\n")
    except UnicodeDecodeError:
        lines = [""]
    found: dict[str, str] = {}
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None or match[2] in found or "\\" in match[2]:
            raise UnreadablePackage(f"{name} is malformed.")
        found[match[2]] = match[1]
    return found
