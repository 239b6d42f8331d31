"""Files by their SHA-256: written once, never overwritten, checked when read."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import BigInteger, ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from app import clock
from app.db import Base, Municipal, db, scope
from app.errors import NotHere, Unreadable

_SIGNATURES = {
    "application/pdf": (b"%PDF-",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
}
ACCEPTED = frozenset(_SIGNATURES)


class StoredFile(Municipal, Base):
    """A file known to one municipality. The same bytes in two towns are one file on disk and two rows here."""

    __tablename__ = "stored_file"
    municipality_code: Mapped[str] = mapped_column(
        String(12), ForeignKey("municipality.code"), primary_key=True, default=scope
    )
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(80))
    size: Mapped[int] = mapped_column(BigInteger)
    stored_at: Mapped[datetime] = mapped_column(default=clock.now)


class EmptyFile(Unreadable):
    sentence = _l("This file is empty. Choose the file again.")


class NotWhatItSays(Unreadable):
    sentence = _l(
        "This file is not a PDF, JPEG or PNG, whatever its name says. Save it again as one of these and retry."
    )


class BrokenFile(RuntimeError):
    """The bytes on disk are no longer those that were stored."""


def media_type_of(content: bytes) -> str:
    """The type the bytes themselves show, or :class:`NotWhatItSays`."""
    if not content:
        raise EmptyFile
    for media_type, heads in _SIGNATURES.items():
        if content.startswith(heads):
            return media_type
    raise NotWhatItSays


def keep(content: bytes, name: str, media_type: str | None = None) -> StoredFile:
    """Store bytes (inside an act) and return their row; the same bytes twice are one file.

    ``media_type`` None: only what :data:`ACCEPTED` names, judged by the bytes.
    """
    kind = media_type or media_type_of(content)
    digest = sha256(content).hexdigest()
    _write_once(path_of(digest), content)
    row = db.session.get(StoredFile, (scope(), digest))
    if row is None:
        clean = "".join(c for c in Path(name.replace("\\", "/")).name if c.isprintable())[:255] or "file"
        row = StoredFile(sha256=digest, name=clean, media_type=kind, size=len(content))
        db.session.add(row)
        db.session.flush()
    return row


def read(digest: str) -> bytes:
    """The bytes of a file of one's own municipality. Raises NotHere, or BrokenFile when the disk changed them."""
    if db.session.get(StoredFile, (scope(), digest)) is None:
        raise NotHere(table="stored_file", key=digest)
    content = path_of(digest).read_bytes()
    if sha256(content).hexdigest() != digest:
        raise BrokenFile(digest)
    return content


def at_hand(digests: Iterable[str]) -> list[StoredFile]:
    """The rows of these files in one question; while the list is held, reading them asks nothing more."""
    return list(db.session.scalars(select(StoredFile).where(StoredFile.sha256.in_(list(digests)))))


def path_of(digest: str) -> Path:
    folder: Path = current_app.config["DREMPEL"].data_folder
    return folder / "files" / digest[:2] / digest


def _write_once(path: Path, content: bytes) -> None:
    """Write beside, flush to disk, then rename: a power cut leaves the whole file or none."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
