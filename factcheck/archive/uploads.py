"""The upload handler: files of a request are written to disk while they arrive, and are never in memory as a whole."""

from __future__ import annotations

import io
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from factcheck.archive.faults import store_faults
from factcheck.archive.temporary import temporary_file


class DiskUploadHandler(FileUploadHandler):
    """Writes files to temporary files in the data folder, which the system removes when they are closed or the process ends.

    Bytes beyond MAX_UPLOAD_BYTES are counted but not written, so that the form can say how large the file is and keep its other
    fields. Such a file is empty. The files of a request without a signed-in person are not written, either.
    """

    file: IO[bytes]
    received: int
    limit: int

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        person = getattr(self.request, "user", None)
        is_signed_in = person is not None and person.is_authenticated
        self.received, self.limit = 0, settings.MAX_UPLOAD_BYTES if is_signed_in else 0
        with _upload_faults():
            self.file = temporary_file() if is_signed_in else io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        room = max(0, self.limit - self.received)
        self.received += len(raw_data)
        with _upload_faults():
            self.file.write(raw_data[:room])

    def file_complete(self, file_size: int) -> UploadedFile[bytes]:
        """The file. Its `size` is the number of bytes that were sent, even if the file is over the limit and therefore empty."""
        with _upload_faults():
            self.file.seek(0)
            if file_size > self.limit:
                self.file.truncate()  # the beginning of a file must never be mistaken for the file
        return UploadedFile(
            file=self.file,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )

    def upload_interrupted(self) -> None:
        if hasattr(self, "file"):
            self.file.close()


def _upload_faults() -> Any:
    return store_faults(f"the folder {settings.UPLOAD_FOLDER}", is_writing=True)
