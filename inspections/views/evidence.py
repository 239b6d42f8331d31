"""Photos of a visit: the pictures, and for each the page that says where it comes from."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from flask import Response, render_template, url_for
from flask_babel import format_decimal
from flask_babel import gettext as _

import law
from app import files
from app.access import Permission, open_to
from app.errors import NotHere
from app.web.language import in_language
from inspections import queries
from inspections.acts.photos import stamp
from inspections.models import Inspection
from inspections.position import Position, metres_between, position
from inspections.sync import queries as tablets
from inspections.sync.models import Attachment
from inspections.views.blueprint import bp

THUMBNAIL = 320
KILOMETRE = 1000  # metres


@dataclass(frozen=True)
class Origin:
    """What is known of one photo.

    ``sent``: as the tablet sent it; None for a photo that was put on a page of the house. ``place``: the position that
    the device wrote into the picture; ``registered``: that of the establishment in the register; ``metres`` between
    the two, None when either lacks. ``original_sha256``: of what the camera made; ``kept_sha256``: of what is kept.
    """

    visit: Inspection
    picture: str
    item_code: str
    taken_at: datetime
    original_sha256: str
    kept_sha256: str
    sent: Attachment | None
    place: Position | None

    @property
    def registered(self) -> Position | None:
        return position(self.visit.establishment.latitude, self.visit.establishment.longitude)

    @property
    def metres(self) -> float | None:
        return metres_between(self.place, self.registered) if self.place and self.registered else None


@bp.get("/inspections/photos/<uuid:photo_id>")
@open_to(Permission.FINDING_READ, recorded=True)
def photo_origin(photo_id: uuid.UUID) -> str:
    """The photo with its origin: item, moments, tablet, fingerprints and position."""
    found = queries.photo(photo_id)
    return _origin_page(
        Origin(
            visit=found.inspection,
            picture=url_for("inspections.photo", photo_id=found.id),
            item_code=found.item_code,
            taken_at=found.taken_at,
            original_sha256=found.original_sha256,
            kept_sha256=found.file_sha256,
            sent=tablets.attachment(found.id),
            place=position(found.latitude, found.longitude),
        )
    )


@bp.get("/addenda/<uuid:addendum_id>/photo/origin")
@open_to(Permission.FINDING_READ, recorded=True)
def late_photo_origin(addendum_id: uuid.UUID) -> str:
    """The same for a photo that came when the visit had been sealed."""
    found = queries.addendum(addendum_id)
    sent = tablets.sent_picture(found.inspection_id, found.late_key or "")
    if found.file_sha256 is None or sent is None:
        raise NotHere(table="addendum", key=str(addendum_id))
    return _origin_page(
        Origin(
            visit=found.inspection,
            picture=url_for("inspections.addendum_photo", addendum_id=found.id),
            item_code=sent.item_code,
            taken_at=sent.taken_at,
            original_sha256=sent.sha256,
            kept_sha256=found.file_sha256,
            sent=sent,
            place=position(sent.latitude, sent.longitude),
        )
    )


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


def _origin_page(origin: Origin) -> str:
    return render_template(
        "inspections/photo.html",
        origin=origin,
        visit=origin.visit,
        item=in_language(dict(law.item(origin.item_code).label)) if origin.item_code else "",
        device=tablets.device(origin.sent.device_id) if origin.sent else None,
        place_told=_degrees(*origin.place) if origin.place else "",
        distance="" if origin.metres is None else _length(origin.metres),
    )


def _degrees(latitude: float, longitude: float) -> str:
    said = _("latitude %(north)s°, longitude %(east)s°", north=f"{latitude:.6f}", east=f"{longitude:.6f}")
    return f"{said} (WGS\N{NO-BREAK SPACE}84)"


def _length(metres: float) -> str:
    """Whole metres up to a kilometre; a receiver is not more exact than that."""
    if metres < KILOMETRE:
        return f"{format_decimal(round(metres))}\N{NO-BREAK SPACE}m"
    return f"{format_decimal(round(metres / KILOMETRE, 1))}\N{NO-BREAK SPACE}km"


def _jpeg(content: bytes, name: str) -> Response:
    answer = Response(content, mimetype="image/jpeg")
    answer.headers["Content-Disposition"] = f'inline; filename="{name or "photo"}.jpg"'
    return answer
