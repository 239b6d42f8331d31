"""Files by their SHA-256: written once, never overwritten, checked when read."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from datetime import datetime
from hashlib import file_digest, sha256
from pathlib import Path

from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import BigInteger, ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from app import acts, clock
from app.db import Base, Municipal, db, everywhere, scope
from app.errors import NotHere, Unreadable
from app.powers import Permission

_SIGNATURES = {
    "application/pdf": (b"%PDF-",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
}
ACCEPTED = frozenset(_SIGNATURES)


class StoredFile(Municipal, Base):
    """A file known to one municipality. The same bytes in two towns are one file on disk and two rows here.

    ``power``: only who holds it can read the file; for everybody else it does not exist.
    """

    __tablename__ = "stored_file"
    municipality_code: Mapped[str] = mapped_column(
        String(12), ForeignKey("municipality.code"), primary_key=True, default=scope
    )
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(80))
    size: Mapped[int] = mapped_column(BigInteger)
    stored_at: Mapped[datetime] = mapped_column(default=clock.now)
    power: Mapped[str | None] = mapped_column(String(40))


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


def keep(content: bytes, name: str, media_type: str | None = None, *, power: Permission | None = None) -> StoredFile:
    """Store bytes (inside an act) and return their row; the same bytes twice are one file.

    ``media_type`` None: only what :data:`ACCEPTED` names, judged by the bytes. ``power`` closes the file to all who
    lack it. The same bytes kept openly as well are open: who brought them has them already.
    """
    kind = media_type or media_type_of(content)
    digest = sha256(content).hexdigest()
    _write_once(path_of(digest), content)
    row = db.session.get(StoredFile, (scope(), digest))
    if row is None:
        clean = "".join(c for c in Path(name.replace("\\", "/")).name if c.isprintable())[:255] or "file"
        row = StoredFile(sha256=digest, name=clean, media_type=kind, size=len(content))
        row.power = power.value if power else None
        db.session.add(row)
        db.session.flush()
    elif row.power is not None and power is None:
        row.power = None
    return row


def keep_file(path: Path, name: str, media_type: str, *, power: Permission | None = None) -> StoredFile:
    """As :func:`keep`, for a file on disk that may be too large to hold in memory; ``path`` is moved away."""
    digest = _digest_of(path)
    kept = path_of(digest)
    if kept.exists():
        path.unlink()
    else:
        kept.parent.mkdir(parents=True, exist_ok=True)
        beside = kept.with_suffix(".new")
        shutil.move(path, beside)
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        beside.replace(kept)
    row = db.session.get(StoredFile, (scope(), digest))
    if row is None:
        row = StoredFile(sha256=digest, name=name, media_type=media_type, size=kept.stat().st_size)
        row.power = power.value if power else None
        db.session.add(row)
        db.session.flush()
    return row


def whole(digest: str) -> Path:
    """Where a file of one's own municipality lies, checked piece by piece. Raises as :func:`read` does."""
    row = db.session.get(StoredFile, (scope(), digest))
    if row is None or not readable(row):
        raise NotHere(table="stored_file", key=digest)
    path = path_of(digest)
    if _digest_of(path) != digest:
        raise BrokenFile(digest)
    return path


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def read(digest: str) -> bytes:
    """The bytes of a file of one's own municipality. Raises NotHere, or BrokenFile when the disk changed them."""
    row = db.session.get(StoredFile, (scope(), digest))
    if row is None or not readable(row):
        raise NotHere(table="stored_file", key=digest)
    content = path_of(digest).read_bytes()
    if sha256(content).hexdigest() != digest:
        raise BrokenFile(digest)
    return content


def readable(row: StoredFile) -> bool:
    """Whether the present actor may open the file."""
    return row.power is None or Permission(row.power) in acts.actor().powers


def destroy(digest: str) -> bool:
    """Destroy a closed file (inside an act) and, after the commit, its bytes; False when it is not there or open.

    The bytes stay while another municipality holds the same file.
    """
    row = db.session.get(StoredFile, (scope(), digest))
    if row is None or row.power is None:
        return False
    db.session.delete(row)
    db.session.flush()
    path = path_of(digest)
    with everywhere("the same bytes may be a file of another municipality"):
        held = db.session.scalar(select(StoredFile.sha256).where(StoredFile.sha256 == digest).limit(1))
    if held is None:
        acts.after_commit(lambda: path.unlink(missing_ok=True))
    return True


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
