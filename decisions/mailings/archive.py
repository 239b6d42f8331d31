"""Many files as one ZIP, sent while it is made: never more than one file in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import RawIOBase
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can say: the same letters give the same archive


class _Pipe(RawIOBase):
    """What was written since the last taking."""

    def __init__(self) -> None:
        self.held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.held += data
        return len(data)

    def taken(self) -> bytes:
        found = bytes(self.held)
        self.held.clear()
        return found


def archive(named: Iterable[tuple[str, Path]]) -> Iterator[bytes]:
    """The ZIP in pieces, one for each file and one for the end; a PDF is packed already and is stored as it is."""
    pipe = _Pipe()
    with ZipFile(pipe, "w", ZIP_STORED) as zipped:
        for name, path in named:
            zipped.writestr(ZipInfo(name, _DAY), path.read_bytes())
            yield pipe.taken()
    yield pipe.taken()
