"""Take uploaded files in with flat memory, and stop keeping one as soon as it is too large.

The rest of such a file is read and thrown away: only so do the other fields of the form, and a
message at the field, reach whoever sent it.
"""

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.utils.translation import gettext as _

from config.common.storing import has_no_room

MEGABYTE = 1024 * 1024


class RefusedUpload(UploadedFile):
    """Stands where a file would be that was not kept: it has a name and a size, no content."""

    def __init__(self, name: str, size: int, *, has_no_room: bool) -> None:
        super().__init__(name=name, size=size)
        self.has_no_room = has_no_room


def refusal(refused: RefusedUpload) -> str:
    """Return in words why a file was not kept."""
    if refused.has_no_room:
        return _("The file cannot be stored now: the disk is full. Tell the administrator.")
    message = _(
        "The file is too large (%(size)s MB). At most %(most)s MB fit; scan it more coarsely."
    )
    return message % {
        "size": -(-refused.size // MEGABYTE),
        "most": settings.UPLOAD_MAX_BYTES // MEGABYTE,
    }


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Writes files into the system's temporary folder, each up to `UPLOAD_MAX_BYTES`."""

    def new_file(self, *args, **kwargs) -> None:
        self.received, self.is_kept, self.is_full = 0, True, False
        try:
            super().new_file(*args, **kwargs)
        except OSError as error:
            self._stop(error)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_MAX_BYTES:
            self.is_kept = False
        if not self.is_kept:
            return
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as error:
            self._stop(error)

    def _stop(self, error: OSError) -> None:
        if not has_no_room(error):
            raise error
        self.is_kept, self.is_full = False, True

    def file_complete(self, file_size: int) -> UploadedFile:
        if self.is_kept:
            return super().file_complete(file_size)
        if getattr(self, "file", None):
            self.file.close()  # a temporary file is gone when it is closed
        return RefusedUpload(self.file_name, file_size, has_no_room=self.is_full)
