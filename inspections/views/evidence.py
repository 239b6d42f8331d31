"""Photos of a visit."""

from __future__ import annotations

import uuid

from flask import Response

from app import files
from app.access import Permission, open_to
from inspections import queries
from inspections.views.blueprint import bp


@bp.get("/photos/<uuid:photo_id>")
@open_to(Permission.FINDING_READ)
def photo(photo_id: uuid.UUID) -> Response:
    """The picture itself, for pages of one's own municipality only."""
    found = queries.photo(photo_id)
    answer = Response(files.read(found.file_sha256), mimetype="image/jpeg")
    answer.headers["Content-Disposition"] = f'inline; filename="{found.item_code}.jpg"'
    # Never changes under its id; only this browser may keep it, for an hour.
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer
