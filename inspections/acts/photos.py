"""Photos of places: re-encoded without their metadata, the fingerprint of what the camera made kept beside them."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l
from PIL import Image, ImageOps
from sqlalchemy import select

from app import clock, files
from app.access import Permission
from app.acts import act
from app.acts import note as audit_note
from app.db import db
from app.errors import Unreadable
from inspections.acts.sealing import must_be_under_way
from inspections.acts.visit import NotOnTheSheet
from inspections.models import Inspection, Photo
from inspections.sheet import Sheet

LONG_SIDE = 2560
QUALITY = 85
# A camera of 2026 makes 200 megapixels at most; a file that claims more is meant to fill the memory.
MOST_PIXELS = 120_000_000
_FORMATS = ("JPEG", "PNG")
_GPS = 0x8825


class NotAPhoto(Unreadable):
    sentence = _l("This is not a photo that can be read. Take it again, or choose a JPEG or PNG file.")


class PhotoTooLarge(Unreadable):
    sentence = _l("This photo is too large. Take it again with a lower resolution.")


@act(Permission.INSPECTION_LOG)
def add_photo(
    inspection: Inspection, item_code: str, content: bytes, name: str, taken_at: datetime | None = None
) -> Photo:
    """Keep a photo at an item. The same photo at the same item twice is one photo."""
    must_be_under_way(inspection)
    if item_code not in Sheet.from_dict(inspection.sheet).items:
        raise NotOnTheSheet(code=item_code)
    if len(content) > current_app.config["DREMPEL"].max_upload_bytes:
        raise PhotoTooLarge
    original = sha256(content).hexdigest()
    known = db.session.scalar(
        select(Photo).where(
            Photo.inspection_id == inspection.id, Photo.item_code == item_code, Photo.original_sha256 == original
        )
    )
    if known is not None:
        return known
    kept = files.keep(without_metadata(content), f"{inspection.number}-{item_code}.jpg", "image/jpeg")
    latitude, longitude = position_of(content)
    photo = Photo(
        inspection_id=inspection.id,
        item_code=item_code,
        file_sha256=kept.sha256,
        original_sha256=original,
        taken_at=taken_at or clock.now(),
        latitude=latitude,
        longitude=longitude,
    )
    db.session.add(photo)
    db.session.flush()
    audit_note(original_sha256=original)
    return photo


@act(Permission.INSPECTION_LOG)
def remove_photo(photo: Photo) -> None:
    """Take a photo off the sheet before the seal; the file itself stays in the store, as the audit line says."""
    must_be_under_way(photo.inspection)
    audit_note(file_sha256=photo.file_sha256, item_code=photo.item_code)
    db.session.delete(photo)


def without_metadata(content: bytes) -> bytes:
    """The picture as JPEG, upright, its long side at most 2560 pixels, with no EXIF (place, camera, owner).

    Raises :class:`NotAPhoto`, or :class:`PhotoTooLarge` when the picture claims more pixels than a camera makes.
    """
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise PhotoTooLarge
            opened.draft("RGB", (LONG_SIDE, LONG_SIDE))
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    # Pillow's decoders raise many kinds of error on broken bytes; each means the same to the person who took the photo.
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, Image.DecompressionBombError) as fault:
        raise NotAPhoto from fault
    upright.thumbnail((LONG_SIDE, LONG_SIDE))
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    saved = io.BytesIO()
    bare.save(saved, "JPEG", quality=QUALITY, optimize=True)
    return saved.getvalue()


def stamp(picture: bytes, side: int) -> bytes:
    """A picture of ours as a small JPEG, its long side at most ``side`` pixels."""
    with Image.open(io.BytesIO(picture), formats=_FORMATS) as opened:
        opened.draft("RGB", (side, side))
        small = opened.convert("RGB")
    small.thumbnail((side, side))
    saved = io.BytesIO()
    small.save(saved, "JPEG", quality=QUALITY)
    return saved.getvalue()


def position_of(content: bytes) -> tuple[float | None, float | None]:
    """Where the camera says it was (latitude and longitude, WGS 84), before that is taken out of the picture.

    None for both when nothing readable is said. Exif 2.32, section 4.6.6 (GPS attributes).
    """
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
            said = opened.getexif().get_ifd(_GPS)
        north = _degrees(said[2]) * (-1 if said.get(1) == "S" else 1)
        east = _degrees(said[4]) * (-1 if said.get(3) == "W" else 1)
    # Cameras write all kinds of nonsense here; a position that cannot be read is no reason to refuse the photo.
    except (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, ArithmeticError, struct.error):
        return None, None
    readable = abs(north) <= 90 and abs(east) <= 180
    return (round(north, 6), round(east, 6)) if readable else (None, None)


def _degrees(parts: Sequence[Any]) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    return degrees + minutes / 60 + seconds / 3600
