"""A form with a file that is too large: the file is let go while it comes in, what was typed beside it is kept.

The body is read to its end, because a browser that is still sending when the answer comes shows no answer at all
(RFC 9112, section 9.6: the connection is reset).
"""

from __future__ import annotations

import io
from typing import IO, Any, cast

from flask import current_app, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser
from werkzeug.wsgi import get_input_stream

READ_AT_MOST = 40  # times the largest allowed body; beyond it nobody waits for a scan that was too large
_FORM = "multipart/form-data"


class _Nowhere(io.RawIOBase):
    """Takes the bytes of a file and keeps none."""

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:  # noqa: ARG002
        return 0


def _nowhere(
    total_content_length: int | None, content_type: str | None, filename: str | None, content_length: int | None = None
) -> IO[bytes]:
    return cast("IO[bytes]", _Nowhere())


def what_was_typed() -> tuple[MultiDict[str, str], list[str]] | None:
    """The texts of the refused form and the names of its files; None when there is no form, or far too much of it."""
    length, most = request.content_length, current_app.config["MAX_CONTENT_LENGTH"]
    if request.mimetype != _FORM or length is None or not most < length <= most * READ_AT_MOST:
        return None
    parser = FormDataParser(
        stream_factory=_nowhere,
        max_form_memory_size=current_app.config["MAX_FORM_MEMORY_SIZE"],
        max_form_parts=current_app.config["MAX_FORM_PARTS"],
    )
    stream = get_input_stream(request.environ)
    try:
        _rest, form, files = parser.parse(stream, request.mimetype, length, request.mimetype_params)
    except RequestEntityTooLarge:  # too many or too long texts as well
        return None
    return form, [file.filename for _name, file in files.items(multi=True) if file.filename]
