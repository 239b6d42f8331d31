"""Photos of a visit."""

from __future__ import annotations

import uuid

from flask import Response

from app import files
from app.access import Permission, open_to
from app.errors import NotHere
from inspections import queries
from inspections.acts.photos import stamp
from inspections.views.blueprint import bp

THUMBNAIL = 320


@bp.get("/photos/<uuid:photo_id>")
@open_to(Permission.FINDING_READ, recorded=True)
def photo(photo_id: uuid.UUID) -> Response:
    """The picture itself, for pages of one's own municipality only; that somebody looked is written down."""
    found = queries.photo(photo_id)
    return _jpeg(files.read(found.file_sha256), found.item_code)


@bp.get("/photos/<uuid:photo_id>/thumbnail")
@open_to(Permission.FINDING_READ)
def thumbnail(photo_id: uuid.UUID) -> Response:
    """The picture at the size of a stamp, for the pages whose reading is written down already."""
    found = queries.photo(photo_id)
    answer = _jpeg(stamp(files.read(found.file_sha256), THUMBNAIL), found.item_code)
    # Never changes under its id; only this browser may keep it, for an hour.
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer


@bp.get("/addenda/<uuid:addendum_id>/photo")
@open_to(Permission.FINDING_READ, recorded=True)
def addendum_photo(addendum_id: uuid.UUID) -> Response:
    """A photo that came when the visit had been sealed."""
    found = queries.addendum(addendum_id)
    if found.file_sha256 is None:
        raise NotHere(table="addendum", key=str(addendum_id))
    return _jpeg(files.read(found.file_sha256), "addendum")


def _jpeg(content: bytes, name: str) -> Response:
    answer = Response(content, mimetype="image/jpeg")
    answer.headers["Content-Disposition"] = f'inline; filename="{name or "photo"}.jpg"'
    return answer
