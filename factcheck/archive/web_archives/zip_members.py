"""Reads ZIP files that other people made (APPNOTE 6.3.10), strictly and within limits. Pure."""

from __future__ import annotations

import io
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from factcheck.archive.addresses import CHUNK, Readable, size_of
from factcheck.archive.web_archives.limits import InvalidWebArchive, WebArchiveLimits, refuse_bomb

SIGNATURE = b"PK\x03\x04"
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = struct.Struct("<4sLQL")
_LOCAL = struct.Struct("<4s5H3L2H")
_MAX_DESCRIPTOR = 24
"""Bytes after the content of a member whose size is not in its local header."""
_ENCRYPTED = 0x0001 | 0x0040 | 0x2000
_MAX_NAME = 500
_NESTED = (SIGNATURE, b"PK\x05\x06", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\xfd7zXZ\x00", b"BZh", b"\x28\xb5\x2f\xfd")
_FAULTS = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    ValueError,
    EOFError,
    OSError,
    OverflowError,
    IndexError,
    KeyError,
    struct.error,
    zlib.error,
)


class ZipMembers:
    """The members of a ZIP file. The file has to stay open, and its position changes.

    Refused are files with bytes before, between, or after the members, with a comment, with several disks, with members that
    overlap, are encrypted, are symbolic links, or use a method other than STORE and DEFLATE, with names that are absolute,
    contain `..`, a backslash, or a control character, or differ only in their case, and files beyond the limits.
    All methods raise InvalidWebArchive.
    """

    def __init__(self, file: Readable, limits: WebArchiveLimits) -> None:
        self._file, self._limits = file, limits
        with _faults():
            directory_at = _directory_offset(file, limits)
            self._zip = zipfile.ZipFile(file)
            members = self._zip.infolist()
            _check_members(members, limits)
            self._starts = _starts(file, members, directory_at)
        self._members = {member.filename: member for member in members if not member.is_dir()}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files, without folders, in the order of the directory."""
        return tuple(self._members)

    def size(self, name: str) -> int:
        """The size of a file without compression, in bytes."""
        return self._members[name].file_size

    def read(self, name: str) -> Iterator[bytes]:
        """The content in pieces. At its end, its size and CRC-32 were verified. Nested archives are refused."""
        member, size, is_first = self._members[name], 0, True
        with _faults(), self._zip.open(member) as content:
            while piece := content.read(CHUNK):
                self._limits.refuse_slow()
                if is_first and piece.startswith(_NESTED):
                    raise InvalidWebArchive(f"The file contains another archive: {name}.")
                size, is_first = size + len(piece), False
                yield piece
        if size != member.file_size:
            raise InvalidWebArchive(f"The content of {name} is incomplete.")

    def window(self, name: str) -> FileWindow | None:
        """The content as a part of the file, or None if it is compressed."""
        member = self._members[name]
        if member.compress_type != zipfile.ZIP_STORED:
            return None
        return FileWindow(self._file, self._starts[name], member.file_size)


class FileWindow:
    """A part of a file as a file. Other code may move the position of the file."""

    def __init__(self, file: Readable, start: int, size: int) -> None:
        self._file, self._start, self._size, self._at = file, start, size, 0

    def read(self, size: int = -1, /) -> bytes:
        left = max(0, self._size - self._at)
        self._file.seek(self._start + self._at)
        piece = self._file.read(left if size < 0 else min(size, left))
        self._at += len(piece)
        return piece

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        self._at = max(0, offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence])
        return self._at

    def tell(self) -> int:
        return self._at


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except InvalidWebArchive:
        raise
    except _FAULTS:
        raise InvalidWebArchive("The file is not a valid ZIP file.") from None


def _directory_offset(file: Readable, limits: WebArchiveLimits) -> int:
    """The offset of the central directory, after its number of entries and its size were compared with the limits."""
    end_at = size_of(file) - _END.size
    signature, disk, first_disk, here, count, size, offset, comment = _END.unpack(_read_at(file, end_at, _END.size))
    if signature != b"PK\x05\x06" or comment:
        raise InvalidWebArchive("The ZIP file is incomplete, or other data follows it.")
    if 0xFFFF in (here, count) or 0xFFFFFFFF in (size, offset):
        locator_at = end_at - _LOCATOR_64.size
        end_at = locator_at - _END_64.size
        locator = _LOCATOR_64.unpack(_read_at(file, locator_at, _LOCATOR_64.size))
        end = _END_64.unpack(_read_at(file, end_at, _END_64.size))
        if locator != (b"PK\x06\x07", 0, end_at, 1) or end[0] != b"PK\x06\x06":
            raise InvalidWebArchive("The file is not a valid ZIP file.")
        disk, first_disk, here, count, size, offset = end[4:]
    if disk or first_disk or here != count:
        raise InvalidWebArchive("The ZIP file has several parts.")
    if count > limits.members or size > limits.directory_size:
        raise InvalidWebArchive(f"The ZIP file contains more than {limits.members:,} files.")
    if offset + size != end_at:
        raise InvalidWebArchive("The ZIP file contains data that is not listed in its directory.")
    return int(offset)


def _read_at(file: Readable, offset: int, size: int) -> bytes:
    file.seek(max(0, offset))
    return file.read(size)


def _check_members(members: list[zipfile.ZipInfo], limits: WebArchiveLimits) -> None:
    seen: set[str] = set()
    for member in members:
        name = member.filename
        folded = unicodedata.normalize("NFC", name).casefold()
        if not _is_safe(name) or name != member.orig_filename:
            raise InvalidWebArchive("The ZIP file contains a name that is not allowed.")
        if folded in seen:
            raise InvalidWebArchive(f"The ZIP file contains the name {name} more than once.")
        seen.add(folded)
        if member.flag_bits & _ENCRYPTED:
            raise InvalidWebArchive("The ZIP file is encrypted.")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise InvalidWebArchive("The ZIP file uses a compression method that Factcheck does not support.")
        if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR) or (
            member.is_dir() and member.file_size
        ):
            raise InvalidWebArchive("The ZIP file contains something other than files and folders.")
        if member.compress_type == zipfile.ZIP_STORED and member.compress_size != member.file_size:
            raise InvalidWebArchive("The file is not a valid ZIP file.")
        refuse_bomb(member.file_size, member.compress_size, limits.ratio)
    if sum(member.file_size for member in members) > limits.total_size:
        raise InvalidWebArchive(f"The ZIP file has more than {limits.total_size:,} bytes without compression.")


def _is_safe(name: str) -> bool:
    parts = name.removesuffix("/").split("/")
    return (
        len(name) <= _MAX_NAME
        and not any(part in ("", ".", "..") for part in parts)
        and not any(character in '\\:*?"<>|' or unicodedata.category(character)[0] == "C" for character in name)
    )


def _starts(file: Readable, members: list[zipfile.ZipInfo], directory_at: int) -> dict[str, int]:
    """The offset of the content of each member, after it was checked that the members fill the file without gaps."""
    starts, expected, has_descriptor = {}, 0, False
    for member in sorted(members, key=lambda item: item.header_offset):
        gap = member.header_offset - expected
        if not 0 <= gap <= (_MAX_DESCRIPTOR if has_descriptor else 0):
            raise InvalidWebArchive("The ZIP file contains members that overlap, or data that is not listed in its directory.")
        signature, _, flags, *_, name_size, extra_size = _LOCAL.unpack(_read_at(file, member.header_offset, _LOCAL.size))
        if signature != SIGNATURE:
            raise InvalidWebArchive("The file is not a valid ZIP file.")
        starts[member.filename] = member.header_offset + _LOCAL.size + name_size + extra_size
        expected = starts[member.filename] + member.compress_size
        has_descriptor = bool(flags & 0x08)
    if not 0 <= directory_at - expected <= (_MAX_DESCRIPTOR if has_descriptor else 0):
        raise InvalidWebArchive("The ZIP file contains members that overlap, or data that is not listed in its directory.")
    return starts
