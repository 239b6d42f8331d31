"""How days, moments and files are written in a bundle."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

from app import clock, files
from app.db import db, scope
from app.files import StoredFile
from decisions.bundles.drafts import Row
from reports.bundle import Original
from reports.wording import written_date, written_time

_ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def day(value: date | None, language: str) -> str:
    """A day in words, empty for none."""
    return written_date(value, language) if value else ""


def day_and_time(moment: datetime | None, language: str) -> str:
    """A moment in civil time, in words."""
    if moment is None:
        return ""
    local = clock.civil(moment)
    hour = written_time(local.time().replace(second=0, microsecond=0), language)
    return f"{written_date(local.date(), language)}, {hour}"


def in_cell(text: str) -> str:
    """A day in a narrow column, where it may break after all."""
    return text.replace("\u00a0", " ")


def dated(label: str, key: str, value: date | None, language: str) -> Row:
    """A day as a fact."""
    return Row(label, day(value, language), key, value.isoformat() if value else None)


def moment_of(moment: datetime | None) -> str | None:
    return clock.civil(moment).isoformat() if moment else None


def original(digest: str | None, name: str, description: str) -> tuple[Original, ...]:
    """A file of the case that goes along as it is; none when there is no such file, or it may not be read."""
    row = db.session.get(StoredFile, (scope(), digest)) if digest else None
    if row is None or not files.readable(row):
        return ()
    ending = ending_of(row.media_type)
    return (Original(row.sha256, f"{_plain(name)}.{ending}", row.media_type, row.size, description),)


def ending_of(media_type: str) -> str:
    """How the name of a file of this kind ends, without the dot."""
    return _ENDINGS.get(media_type, "bin")


def _plain(name: str) -> str:
    """A file name that every reader can write: letters without accents, figures and hyphens."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", bare).strip("-")[:80] or "file"
